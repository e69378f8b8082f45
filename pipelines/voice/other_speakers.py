"""Other people's speech as numbers: what a creator's voice is told apart from."""

import functools
import itertools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from pipelines.voice.ngrams import FAMILIES, FAMILY_WEIGHTS, Indices, Vector, Vocabulary

if TYPE_CHECKING:
    import scipy.sparse

BACKGROUND = Path(__file__).with_name("other_speakers.npz")
CALIBRATION = Path(__file__).with_name("calibration.json")


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
def stored() -> OtherSpeakers:
    """Return the numbers beside this module, made by `benchmarks/fit_fidelity.py` and `benchmarks/voice_fidelity.py`."""
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
    mean = summed(indices, values * np.repeat(weights, np.diff(indptr)), vocabulary.size)
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
    lengths = np.sqrt(summed(cell, values**2, int(cell.max(initial=0)) + 1))
    scale = np.array(FAMILY_WEIGHTS) / np.sqrt(np.sum(np.square(FAMILY_WEIGHTS)))
    scaled: Vector = values / np.maximum(lengths[cell], 1e-12) * scale[cell % len(FAMILIES)]
    return scaled


def summed(indices: Indices, values: Vector, size: int) -> Vector:
    """Return the sum of the values at each of `size` indices."""
    return np.asarray(np.bincount(indices, weights=values, minlength=size), dtype=np.float64)
