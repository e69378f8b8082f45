"""Texts as vectors of weighted n-grams, a segment of about 250 words each, of length 1."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipelines.voice.ngrams import Indices, Occurrences, Vector
from pipelines.voice.other_speakers import OtherSpeakers, summed, weighted

SEGMENT_WORDS = 250


@dataclass(frozen=True)
class SparseVector:
    """Values at some features; zero elsewhere. `indices` ascend."""

    indices: Indices
    values: Vector

    def dense(self, size: int) -> Vector:
        """Return all `size` values."""
        full = np.zeros(size)
        full[self.indices] = self.values
        return full


@dataclass(frozen=True)
class Rows:
    """Vectors of several rows of words, as one entry per row and n-gram, in ascending order of both.

    `entries`: row × number of features + feature; `counts`: how often the row has it; `values`: of the vector.
    """

    entries: Indices
    counts: Indices
    values: Vector


def rows_of(found: Occurrences, row_of: Indices, others: OtherSpeakers) -> Rows:
    """Return the vectors of the rows of a text, given its n-grams and the row of each word.

    An n-gram that reaches from one row into another belongs to neither.
    """
    entries, counts = np.unique(entries_of(found, row_of, others), return_counts=True)
    entries, counts = entries[entries >= 0], counts[entries >= 0]
    rows, features = np.divmod(entries, others.vocabulary.size)
    return Rows(entries, counts, weighted(features, counts.astype(float), others.idf, others.vocabulary, rows))


def entries_of(found: Occurrences, row_of: Indices, others: OtherSpeakers) -> Indices:
    """Return each n-gram's entry as in `Rows`; -1 where it reaches into another row."""
    row = row_of[found.first]
    return np.where(row == row_of[found.last], row * others.vocabulary.size + found.features, -1)


def segment_vector(words: Sequence[str], others: OtherSpeakers) -> SparseVector:
    """Return the vector of one segment; empty if none of its n-grams is known."""
    rows = rows_of(others.vocabulary.occurrences(words), np.zeros(len(words), dtype=np.int64), others)
    return SparseVector(rows.entries, rows.values)


def segment_vectors(n_words: int, found: Occurrences, others: OtherSpeakers) -> list[SparseVector]:
    """Return the vectors of the segments of a text of `n_words` with these n-grams."""
    return split_rows(rows_of(found, segment_of_words(n_words), others), n_words, others)


def split_rows(rows: Rows, n_words: int, others: OtherSpeakers) -> list[SparseVector]:
    """Return each segment of a text of `n_words` out of the rows of all."""
    starts = np.arange(len(segment_bounds(n_words))) * others.vocabulary.size
    return [
        SparseVector(rows.entries[first:last] - start, rows.values[first:last])
        for start, (first, last) in zip(starts, itertools.pairwise(np.searchsorted(rows.entries, starts)), strict=False)
    ]


def text_vector(words: Sequence[str], others: OtherSpeakers) -> SparseVector:
    """Return the mean of the vectors of a text's segments."""
    return mean_vector(segment_vectors(len(words), others.vocabulary.occurrences(words), others))


def mean_vector(vectors: Sequence[SparseVector]) -> SparseVector:
    """Return the mean of at least one vector."""
    if len(vectors) == 1:
        return vectors[0]
    indices = np.concatenate([vector.indices for vector in vectors])
    values = np.concatenate([vector.values for vector in vectors])
    mean = summed(indices, values / len(vectors), int(indices.max(initial=0)) + 1)
    indices = np.flatnonzero(mean)
    return SparseVector(indices, mean[indices])


def segment_bounds(n_words: int) -> list[int]:
    """Return where the segments of a text begin and the last one ends: about `SEGMENT_WORDS`, nearly the same length."""
    n_pieces = max(1, round(n_words / SEGMENT_WORDS))
    return [round(piece * n_words / n_pieces) for piece in range(n_pieces + 1)]


def segment_of_words(n_words: int) -> Indices:
    """Return the number of the segment of each word of a text."""
    bounds = segment_bounds(n_words)
    return np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))


def segments_of(words: Sequence[str]) -> list[Sequence[str]]:
    """Cut words into segments."""
    return [words[start:end] for start, end in itertools.pairwise(segment_bounds(len(words)))]
