"""Near-duplicates: passages that say the same in the same words, such as a text that two pages reprint."""

from collections import defaultdict
from collections.abc import Sequence
from zlib import crc32

from pipelines.sentences import normalised_words

SHINGLE_WORDS = 4
SKETCH = 12  # smallest hashes that stand for a text when others like it are looked for
LEAST_OVERLAP = 0.7  # Jaccard similarity of the shingles from which a passage is a copy
LEAST_SHINGLES = 5  # a shorter text repeats others by chance


def find_copies(texts: Sequence[str]) -> dict[int, int]:
    """Return row of a copy → row of the first text that it repeats; a text that repeats nothing is not in it.

    Texts that share one of their smallest hashes are compared by the Jaccard similarity of their word shingles
    (Broder 1997, "On the resemblance and containment of documents"). Two texts at the threshold share none of twelve
    with a probability below one in a million.
    """
    originals: dict[int, frozenset[int]] = {}
    rows_by_hash: defaultdict[int, list[int]] = defaultdict(list)
    copies: dict[int, int] = {}
    for row, text in enumerate(texts):
        shingles = _shingles(text)
        if len(shingles) < LEAST_SHINGLES:
            continue
        sketch = sorted(shingles)[:SKETCH]
        near = sorted({other for number in sketch for other in rows_by_hash[number]})
        original = next((other for other in near if _overlap(shingles, originals[other]) >= LEAST_OVERLAP), None)
        if original is not None:
            copies[row] = original
            continue
        originals[row] = shingles
        for number in sketch:
            rows_by_hash[number].append(row)
    return copies


def _shingles(text: str) -> frozenset[int]:
    words = normalised_words(text)
    return frozenset(
        crc32(" ".join(words[start : start + SHINGLE_WORDS]).encode())
        for start in range(len(words) - SHINGLE_WORDS + 1)
    )


def _overlap(first: frozenset[int], second: frozenset[int]) -> float:
    shared = len(first & second)
    return shared / (len(first) + len(second) - shared)
