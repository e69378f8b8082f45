"""How near a text is to a creator's voice: Fisher's linear discriminant between the creator and other speakers.

A text of about 250 words is a vector x of weighted n-gram counts (`ngrams`), of length 1. A creator is the mean of the
vectors of their videos. With the mean c and the regularised covariance S of other speakers, the score of x is

    s(x) = (creator - c)ᵀ S⁻¹ (x - c)

(Fisher 1936, Annals of Eugenics 7:179-188): linear in the text, so that it can be taken apart into words, and linear in
the creator, so that leaving a video out or adding one is a subtraction or an addition. S is never formed: with fewer
speakers than features, the Woodbury identity needs only their inner products.
"""

import functools
import itertools
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pipelines.voice.ngrams import FAMILIES, FAMILY_WEIGHTS, Indices, Occurrences, Vocabulary

if TYPE_CHECKING:
    import scipy.sparse

SEGMENT_WORDS = 250
QUANTUM = 2.0**-14  # vectors are added up as whole multiples of this, so that no order of adding changes a digit
BACKGROUND = Path(__file__).with_name("other_speakers.npz")
CALIBRATION = Path(__file__).with_name("calibration.json")

Vector = NDArray[np.float64]


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
class OtherSpeakers:
    """Other people's speech as numbers, and what they say about any direction in feature space.

    `rows` holds one segment per other speaker (and of machine-written text) in compressed sparse rows, `weights` adds up
    to 1, `inner` is the inverse that the Woodbury identity asks for, `calibration` turns scores into probabilities.
    """

    vocabulary: Vocabulary
    idf: Vector
    indptr: Indices
    indices: Indices
    values: Vector
    weights: Vector
    mean: Vector
    inner: Vector
    ridge: float
    n_speakers: int  # how many rows, the first ones, are speakers
    calibration: tuple[float, ...]  # of a text's log-odds; see `evidence`
    sentence_calibration: tuple[float, ...]
    topic_uplift: float  # by how much other speakers score higher when they speak of the creator's topics

    @functools.cached_property
    def rows(self) -> "scipy.sparse.csr_array":
        """The rows as a sparse matrix, (rows, features)."""
        from scipy.sparse import csr_array  # takes a while, which who scores nothing need not wait

        return csr_array((self.values, self.indices, self.indptr), shape=(len(self.weights), len(self.mean)))

    def along(self, direction: Vector) -> Vector:
        """Return the inner product of each centred row with `direction` (dense, or one column per direction)."""
        found: Vector = self.rows @ direction - self.mean @ direction
        return found

    def whitened(self, direction: Vector) -> Vector:
        """Return S⁻¹ `direction` (dense, or one column per direction)."""
        roots = np.sqrt(self.weights)
        mix = (roots[:, None] * self.inner * roots) @ self.along(direction)
        back = self.rows.T @ mix - np.multiply.outer(self.mean, mix.sum(0))
        found: Vector = (direction - back) / self.ridge
        return found

    def unseen(self, products: Vector) -> Vector:
        """Return what `products` of the rows with some S⁻¹ v would be, had each row had no part in S (Sherman-Morrison).

        One row per row of S, and one column per v where there are several.
        """
        found: Vector = (products.T / (self.ridge * np.diag(self.inner))).T
        return found


@functools.cache
def other_speakers() -> OtherSpeakers:
    """Read the numbers beside this module, made by `benchmarks/fit_fidelity.py` and `benchmarks/voice_fidelity.py`."""
    told = json.loads(CALIBRATION.read_text(encoding="utf-8"))
    with np.load(BACKGROUND) as stored:
        head = json.loads(bytes(stored["head"]).decode())
        names = bytes(stored["names"]).decode().split("\n")
        counts, gram = stored["counts"].astype(np.float64), stored["gram"].astype(np.float64)
        idf = stored["idf"].astype(np.float64)
        indptr = stored["indptr"].astype(np.int64)
        indices = np.concatenate(
            [np.cumsum(steps) for steps in np.split(stored["steps"].astype(np.int64), indptr[1:-1])]
        )
        weights = stored["weights"].astype(np.float64)
    vocabulary = read_vocabulary(head["pattern_words"].split(), names, head["sizes"])
    values = weighted(indices, counts, idf, vocabulary, np.repeat(np.arange(len(weights)), np.diff(indptr)))
    mean = _summed(indices, values * np.repeat(weights, np.diff(indptr)), vocabulary.size)
    return OtherSpeakers(
        vocabulary, idf, indptr, indices, values, weights, mean, inner_inverse(gram, weights, head["ridge"]),
        head["ridge"], head["n_speakers"], tuple(told["calibration"]), tuple(told["sentence_calibration"]),
        told["topic_uplift"],
    )  # fmt: skip


def read_vocabulary(pattern_words: Sequence[str], names: Sequence[str], sizes: Sequence[int]) -> Vocabulary:
    """Return the vocabulary whose families have `sizes` n-grams each, numbered through."""
    ends = np.cumsum([0, *sizes])
    families = tuple(
        {name: number for number, name in enumerate(names[start:end], int(start))}
        for start, end in itertools.pairwise(ends)
    )
    return Vocabulary(frozenset(pattern_words), families)


def inner_inverse(gram: Vector, weights: Vector, ridge: float) -> Vector:
    """Return (ridge I + R K R)⁻¹, where K are the inner products of centred rows and R the roots of their weights."""
    centred = gram - weights @ gram
    centred = centred - (centred @ weights)[:, None]
    roots = np.sqrt(weights)
    return np.asarray(np.linalg.inv(ridge * np.eye(len(weights)) + roots[:, None] * centred * roots), dtype=np.float64)


def weighted(indices: Indices, counts: Vector, idf: Vector, vocabulary: Vocabulary, rows: Indices) -> Vector:
    """Return (1 + log count) × idf, each family of each row scaled to its weight, and each row to length 1."""
    values = (1 + np.log(counts)) * idf[indices]
    cell = rows * len(FAMILIES) + vocabulary.family_of[indices]
    lengths = np.sqrt(_summed(cell, values**2, int(cell.max(initial=0)) + 1))
    scale = np.array(FAMILY_WEIGHTS) / np.sqrt(np.sum(np.square(FAMILY_WEIGHTS)))
    scaled: Vector = values / np.maximum(lengths[cell], 1e-12) * scale[cell % len(FAMILIES)]
    return scaled


def _summed(indices: Indices, values: Vector, size: int) -> Vector:
    return np.asarray(np.bincount(indices, weights=values, minlength=size), dtype=np.float64)


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
    rows = rows_of(found, segment_of_words(n_words), others)
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
    mean = _summed(indices, values / len(vectors), int(indices.max(initial=0)) + 1)
    indices = np.flatnonzero(mean)
    return SparseVector(indices, mean[indices])


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


@dataclass(frozen=True)
class Voice:
    """A creator as the score sees them: `direction` is S⁻¹ (creator - c), dense; `offset` its product with c."""

    direction: Vector
    offset: float
    strength: float  # the score that the creator's own mean gets: how far they are from other speakers
    others: OtherSpeakers

    def score(self, text: SparseVector) -> float:
        """Return s(x) of the module's docstring in units of its spread over other speakers."""
        return (float(self.direction[text.indices] @ text.values) - self.offset) / self.spread

    @property
    def spread(self) -> float:
        """Return the standard deviation of scores over other speakers, as S has it."""
        return float(np.sqrt(self.strength))

    def others_scores(self) -> Vector:
        """Return the scores of the stored segments of other speakers, each as if unseen."""
        products = self.others.unseen(self.others.along(self.direction))
        found: Vector = products[: self.others.n_speakers] / self.spread
        return found


def make_voice(mean: Vector, others: OtherSpeakers) -> Voice:
    """Return the voice whose segments' vectors have the given mean."""
    difference = mean - others.mean
    direction = others.whitened(difference)
    return Voice(direction, float(direction @ others.mean), float(direction @ difference), others)


def evidence(voice: Voice, text: SparseVector, n_words: int) -> tuple[float, float, float, float]:
    """Return what a probability is made of: 1, the score, its share of the creator's own, and score × log2 of length."""
    score = voice.score(text)
    doublings = float(np.log2(max(n_words, 1) / SEGMENT_WORDS))
    return 1.0, score, score / float(np.sqrt(voice.strength)), score * doublings


def log_odds(voice: Voice, text: SparseVector, n_words: int) -> float:
    """Return the calibrated log-odds that a text is the creator's, taking both as equally likely beforehand.

    The rival is another person who speaks about the same things.
    """
    return float(np.dot(voice.others.calibration, evidence(voice, text, n_words)))
