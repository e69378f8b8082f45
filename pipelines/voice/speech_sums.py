"""The vectors of a video's segments added up, so that a channel is the sum of its videos to the last digit."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipelines.voice.ngrams import Indices, Vector
from pipelines.voice.other_speakers import OtherSpeakers
from pipelines.voice.segment_vectors import segment_vectors

QUANTUM = 2.0**-14  # vectors are added up as whole multiples of this, so that no order of adding changes a digit


@dataclass(frozen=True)
class SpeechSum:
    """Vectors of a video's segments added up: `totals` are whole multiples of `QUANTUM`. Sums of sums are exact."""

    n_words: int
    n_segments: int
    indices: Indices
    totals: Indices

    def vector(self, size: int) -> Vector:
        """Return the mean vector, dense."""
        full = np.zeros(size)
        full[self.indices] = self.totals
        return full * (QUANTUM / max(self.n_segments, 1))


def sum_speech(words: Sequence[str], others: OtherSpeakers) -> SpeechSum:
    """Return the summed vectors of a video's spoken words."""
    vectors = segment_vectors(len(words), others.vocabulary.occurrences(words), others) if words else []
    totals = np.zeros(others.vocabulary.size, dtype=np.int64)
    for vector in vectors:
        totals[vector.indices] += np.round(vector.values / QUANTUM).astype(np.int64)
    indices = np.flatnonzero(totals)
    return SpeechSum(len(words), len(vectors), indices, totals[indices])


def add_speech(sums: Sequence[SpeechSum], size: int) -> SpeechSum:
    """Add sums over `size` features up; any order and any grouping gives the same digits."""
    totals = np.zeros(size, dtype=np.int64)
    for one in sums:
        totals[one.indices] += one.totals
    indices = np.flatnonzero(totals)
    return SpeechSum(sum(s.n_words for s in sums), sum(s.n_segments for s in sums), indices, totals[indices])


def pack(speech: SpeechSum) -> bytes:
    """Return `speech` as bytes, for a database column."""
    head = np.array([speech.n_words, speech.n_segments, len(speech.indices)], dtype="<i8")
    steps = np.diff(speech.indices, prepend=0)
    return zlib.compress(head.tobytes() + steps.astype("<i4").tobytes() + speech.totals.astype("<i4").tobytes())


def unpack(packed: bytes) -> SpeechSum:
    """Return what `pack` stored; empty bytes are a video without speech."""
    if not packed:
        return SpeechSum(0, 0, np.zeros(0, np.int64), np.zeros(0, np.int64))
    raw = zlib.decompress(packed)
    n_words, n_segments, size = (int(value) for value in np.frombuffer(raw, "<i8", 3))
    steps, totals = np.frombuffer(raw, "<i4", 2 * size, 24).astype(np.int64).reshape(2, size)
    return SpeechSum(n_words, n_segments, np.cumsum(steps), totals)
