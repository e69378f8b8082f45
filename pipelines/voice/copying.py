"""Near-verbatim overlap with the creator's own videos: fingerprints of word runs.

Every run of ten words is hashed, and one hash in four is kept, always the same ones (selection by remainder; Manber
1994, USENIX, section 3), so that a video needs a few kilobytes and a copied passage of some fifteen words is noticed.
"""

import functools
import zlib
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

RUN_WORDS = 10
KEPT_OF = 4
SHORT_RUN_WORDS = 4
MOST_REPEATED = 0.2  # of 120 pieces of 1,000 words of speech, half have 0.03 in short runs said before, the most 0.19
_LOOKED_BACK = 1000  # words, beyond which a wording may come again
_FACTOR = np.uint64(0xD1342543DE82EF95)  # odd, and without a pattern in its bits
_MAX_GAP = 12  # words between two recognised runs that were copied along with them


def prints_of(words: Sequence[str]) -> bytes:
    """Return the kept hashes of a video's word runs, as bytes for a database column."""
    hashes = _hashes(words)
    kept: bytes = np.unique(hashes[hashes % KEPT_OF == 0]).astype("<u4").tobytes()
    return kept


def copied_words(words: Sequence[str], prints: Sequence[bytes]) -> NDArray[np.bool_]:
    """Return per word whether it stands in a run that one of the videos holds too."""
    is_copied = np.zeros(len(words), dtype=bool)
    hashes = _hashes(words)
    known = _united(tuple(prints))
    if not len(known):
        return is_copied
    nearest = known[np.minimum(np.searchsorted(known, hashes), len(known) - 1)]
    last_end = -_MAX_GAP - 1
    for start in np.flatnonzero((nearest == hashes) & (hashes % KEPT_OF == 0)).tolist():
        is_copied[start : start + RUN_WORDS] = True
        if start - last_end <= _MAX_GAP:
            is_copied[last_end:start] = True
        last_end = start + RUN_WORDS
    return is_copied


def copied_from(words: Sequence[str], prints: Mapping[str, bytes]) -> list[str]:
    """Return the keys of the videos that hold runs of the text, the one with the most copied words first."""
    copied = {key: int(copied_words(words, [found]).sum()) for key, found in prints.items()}
    return sorted((key for key, n_words in copied.items() if n_words), key=lambda key: (-copied[key], key))


def repeated_words(words: Sequence[str]) -> NDArray[np.bool_]:
    """Return per word whether it stands in a run that the text itself has said before, as a refrain does.

    Speech repeats short runs as well. Only where so many words stand in them as in no speech, catch phrases have been
    sprinkled over a text, and the short ones count too.
    """
    short = _said_before(words, SHORT_RUN_WORDS)
    return short if short.sum() > MOST_REPEATED * len(words) else _said_before(words, RUN_WORDS)


def _said_before(words: Sequence[str], run_words: int) -> NDArray[np.bool_]:
    is_repeated = np.zeros(len(words), dtype=bool)
    hashes = _run_hashes(words, run_words)
    order = np.argsort(hashes, kind="stable")
    earlier, later = order[:-1], order[1:]
    again = later[(hashes[later] == hashes[earlier]) & (later - earlier < _LOOKED_BACK)]
    is_repeated[again[:, None] + np.arange(run_words)] = True
    return is_repeated


@functools.lru_cache(maxsize=4)
def _united(prints: tuple[bytes, ...]) -> NDArray[np.uint32]:
    """Return the hashes of a channel's videos in ascending order."""
    return np.unique(np.frombuffer(b"".join(prints), "<u4"))


def _hashes(words: Sequence[str]) -> NDArray[np.uint32]:
    """Return the hash of every run of `RUN_WORDS`, as it is stored."""
    return (_run_hashes(words, RUN_WORDS) >> np.uint64(32)).astype(np.uint32)


def _run_hashes(words: Sequence[str], run_words: int) -> NDArray[np.uint64]:
    """Return a polynomial hash of every run of words, modulo 2^64 (Karp and Rabin 1987, IBM J. Res. Dev. 31:249-260)."""
    codes = np.fromiter(map(_code, words), np.uint64, len(words))
    hashes = np.zeros(max(0, len(words) - run_words + 1), np.uint64)
    for offset in range(run_words):
        hashes = hashes * _FACTOR + codes[offset : offset + len(hashes)]
    return hashes


@functools.lru_cache(maxsize=50_000)
def _code(word: str) -> int:
    return zlib.crc32(word.encode()) * 0x9E3779B97F4A7C15 % 2**64
