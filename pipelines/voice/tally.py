"""Which n-grams a video holds, how often and where first: packed tables that add up over videos.

An n-gram is kept as a 64-bit key of its words (two of a million n-grams share one with probability 3·10⁻⁸) with the place
where it was said first, from which its text can be read. That makes a video's table 20 bytes an n-gram, and adding three
hundred videos up a sort of numbers.
"""

import functools
import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
TABLE = np.dtype(
    [
        ("key", "<u8"),
        ("place", "<u4"),  # sentence, first word and number of words, see `packed`
        ("count", "<u2"),
        ("opening", "<u2"),  # occurrences that open a sentence
        ("alone", "<u2"),  # occurrences that are a whole sentence
        ("kind", "<u2"),  # of the first use, where the table is of terms
    ]
)
MOST_WORDS = 12  # of an n-gram
_PRIME = np.uint64(0x100000001B3)


@functools.lru_cache(maxsize=200_000)
def word_key(word: str) -> int:
    """Return the 64-bit key of one word."""
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little")


def key_of(words: Iterable[str]) -> int:
    """Return the key of an n-gram."""
    key = 0
    for word in words:
        key = ((key ^ word_key(word)) * int(_PRIME)) & 0xFFFFFFFFFFFFFFFF
    return key


def keys_of_runs(keys: Keys, size: int) -> Keys:
    """Return the key of every run of `size` words, given the keys of words in order."""
    n = max(len(keys) - size + 1, 0)
    runs = np.zeros(n, dtype=np.uint64)
    for offset in range(size):
        runs = (runs ^ keys[offset : offset + n]) * _PRIME
    return runs


def packed(sentence: NDArray[np.int64], first: NDArray[np.int64], size: NDArray[np.int64]) -> NDArray[np.uint32]:
    """Pack places: sentence (up to 65,535), first word (up to 4,095), number of words (up to 15)."""
    place = (np.minimum(sentence, 0xFFFF) << 16) | (np.minimum(first, 0xFFF) << 4) | np.minimum(size, 0xF)
    return place.astype(np.uint32)


def unpacked(place: int) -> tuple[int, int, int]:
    """Return (sentence, first word, number of words) of a packed place."""
    return place >> 16, (place >> 4) & 0xFFF, place & 0xF


def tabled(
    keys: Keys, places: NDArray[np.uint32], opening: NDArray[np.bool_], alone: NDArray[np.bool_]
) -> NDArray[np.void]:
    """Return the table of one video's occurrences in speaking order, one row an n-gram, by key."""
    found, first, which, count = np.unique(keys, return_index=True, return_inverse=True, return_counts=True)
    table = np.zeros(len(found), dtype=TABLE)
    table["key"], table["place"] = found, places[first]
    table["count"] = np.minimum(count, 0xFFFF)
    table["opening"] = np.minimum(np.bincount(which, opening, len(found)), 0xFFFF)
    table["alone"] = np.minimum(np.bincount(which, alone, len(found)), 0xFFFF)
    return table


class Corpus:
    """The tables of several videos, together: every row with the video it is of, sorted by key."""

    def __init__(self, tables: Sequence[bytes]):
        rows = np.frombuffer(b"".join(tables), dtype=TABLE)
        video = np.repeat(np.arange(len(tables)), [len(table) // TABLE.itemsize for table in tables])
        self.columns = {name: rows[name] for name in TABLE.names or ()}
        for name in ("key", "count", "kind"):  # read for every n-gram: far faster to pick from in one piece
            self.columns[name] = np.ascontiguousarray(rows[name])
        self.video = video
        self.order = np.argsort(self.columns["key"])
        ordered = self.columns["key"][self.order]
        self.starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(ordered) else np.zeros(0, int)
        self.sizes = np.diff(np.r_[self.starts, len(ordered)])
        self.keys = ordered[self.starts]

    def said_in(self, n_videos: int) -> NDArray[np.int64]:
        """Return the n-grams (as positions in `keys`) that at least `n_videos` videos hold."""
        return np.flatnonzero(self.sizes >= n_videos)

    def members(self, position: int) -> NDArray[np.int64]:
        """Return the rows of an n-gram, in the order of the videos."""
        return np.sort(self.order[self.starts[position] : self.starts[position] + self.sizes[position]])

    def select(self, positions: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the rows of some n-grams one after the other, and where each n-gram's rows start among them."""
        sizes = self.sizes[positions]
        starts = (sizes.cumsum() - sizes).astype(np.int64)
        at = self.order[np.repeat(self.starts[positions] - starts, sizes) + np.arange(sizes.sum())]
        return at, starts

    def count(self, words: Iterable[str]) -> int:
        """Return how often an n-gram is said over all videos."""
        key = np.uint64(key_of(words))
        position = int(np.searchsorted(self.keys, key))
        if position == len(self.keys) or self.keys[position] != key:
            return 0
        return int(self.columns["count"][self.members(position)].sum(dtype=np.int64))


def summed(column: NDArray[Any], starts: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the sum of a column over each run of rows that begins at `starts`."""
    values = column.astype(np.float64)
    return np.add.reduceat(values, starts) if len(starts) else np.zeros(0)
