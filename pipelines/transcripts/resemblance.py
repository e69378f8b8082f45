"""Whether two transcripts hold the same words, from sketches that are small enough to keep.

Method: Broder 1997, "On the resemblance and containment of documents": of the hashes of all runs of three words, the
smallest are kept; how many two sketches share estimates how many runs the documents share.
"""

import hashlib
from collections.abc import Iterable

LEAST_ALIKE = 0.4  # different videos of one speaker: 0.04 at most in 2,127 pairs; one word in ten changed: 0.57
_RUN = 3  # words
_KEPT = 128
_LEAST_KEPT = 50  # a shorter text is too short to say that another one is the same
_BYTES = 8  # of one hash


def sketch(words: Iterable[str]) -> bytes:
    """Return the sketch of a text from its normalised words: 8 to 1,024 bytes."""
    said = list(words)
    runs = {" ".join(run) for run in zip(*(said[start:] for start in range(_RUN)), strict=False)} or {" ".join(said)}
    hashes = sorted(hashlib.blake2b(run.encode(), digest_size=_BYTES).digest() for run in runs)
    return b"".join(hashes[:_KEPT])


def resemblance(one: bytes, other: bytes) -> float:
    """Return the estimated share of runs of words that two texts have in common, 0..1; 0 where one is too short."""
    hashes, others = _hashes(one), _hashes(other)
    if min(len(hashes), len(others)) < _LEAST_KEPT:
        return 0.0
    smallest = sorted(hashes | others)[: max(len(hashes), len(others))]
    return sum(value in hashes and value in others for value in smallest) / len(smallest)


def _hashes(sketched: bytes) -> frozenset[bytes]:
    return frozenset(sketched[start : start + _BYTES] for start in range(0, len(sketched), _BYTES))
