"""The projection of token states that late interaction uses: principal components, then a matrix learnt from judgements.

Learnt by gradient descent on a softmax over candidates (Cao et al. 2007, ListNet), whose score is the weighted mean over
the query's tokens of the cosine to the nearest token of the passage. Only numpy: the gradient is that of a cosine.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from retrieval_sets import RetrievalSet

from pipelines.research.late_interaction import WIDTH, centred

COMPONENTS = 256
SAMPLE = 25_000  # tokens of a set from which the components are taken
EPOCHS, BATCH, RATE = 3, 16, 2e-3
NEGATIVES, HARDEST = 20, 60
SHARPNESS, FUSED_SHARE = 20.0, 4.0  # of the token score, and of meaning and words beside it, in the softmax
Floats = NDArray[np.float32]


@dataclass
class Basis:
    """The mean of the states (768,) and the principal components (768, 256)."""

    centre: Floats
    matrix: Floats


@dataclass
class LearningSet:
    """A set with its tokens in principal components, in half precision."""

    data: RetrievalSet
    passages: NDArray[np.float16]  # (tokens, 256)
    queries: list[Floats]  # (tokens, 256) each


def reduced_sets(sets: Sequence[RetrievalSet], cache: Path) -> tuple[Basis, list[LearningSet]]:
    """Return the components of all sets' tokens, each set counting the same, and the sets in them."""
    rng = np.random.default_rng(0)
    samples = []
    for data in sets:
        n_tokens = len(data.passages.states)
        rows = np.sort(rng.choice(n_tokens, min(n_tokens, SAMPLE), replace=False))
        samples.append(np.asarray(data.passages.states[rows], dtype=np.float32))
    centre = np.mean([sample.mean(axis=0) for sample in samples], axis=0).astype(np.float32)
    units = [centred(sample, centre) for sample in samples]
    _, vectors = np.linalg.eigh(sum(unit.T @ unit / len(unit) for unit in units))
    basis = Basis(centre, vectors[:, ::-1][:, :COMPONENTS].astype(np.float32))
    return basis, [_reduced(data, basis, cache) for data in sets]


def _reduced(data: RetrievalSet, basis: Basis, cache: Path) -> LearningSet:
    passages = np.lib.format.open_memmap(
        cache / f"{data.name}.reduced.npy", "w+", np.float16, (len(data.passages.states), COMPONENTS)
    )
    for first in range(0, len(passages), 20_000):
        states = np.asarray(data.passages.states[first : first + 20_000], dtype=np.float32)
        passages[first : first + 20_000] = centred(states, basis.centre) @ basis.matrix
    queries = [centred(query.states, basis.centre) @ basis.matrix for query in data.queries]
    return LearningSet(data, passages, queries)


def token_scores(learning: LearningSet, row: int, projection: Floats) -> NDArray[np.float64]:
    """Return the late-interaction score of each candidate of a query."""
    query = learning.data.queries[row]
    if not len(query.weights):
        return np.zeros(len(query.candidates))
    tokens, starts = _tokens(learning, query.candidates)
    return _Interaction(projection, learning.queries[row], query.weights, tokens, starts).scores.astype(float)


def fit_projection(learning: Sequence[LearningSet], rows: Sequence[NDArray[np.int64]]) -> Floats:
    """Return the projection (256, 64) learnt from the queries `rows` of each set, by Adam from the first components."""
    rng = np.random.default_rng(0)
    projection = np.eye(COMPONENTS, WIDTH, dtype=np.float32)
    mean, square, steps = np.zeros_like(projection), np.zeros_like(projection), 0
    items = [(one, int(row)) for one, chosen in zip(learning, rows, strict=True) for row in chosen]
    n_batches = EPOCHS * (len(items) // BATCH)
    while steps < n_batches:
        order = rng.permutation(len(items))
        for first in range(0, len(items) - BATCH + 1, BATCH):
            batch = [items[at] for at in order[first : first + BATCH]]
            gradient = sum(_gradient(*item, projection, rng) for item in batch) / BATCH
            steps += 1
            mean = 0.9 * mean + 0.1 * gradient
            square = 0.99 * square + 0.01 * gradient**2
            rate = RATE * (1 - 0.8 * steps / n_batches)
            step = (mean / (1 - 0.9**steps)) / (np.sqrt(square / (1 - 0.99**steps)) + 1e-8)
            projection = (projection - rate * step).astype(np.float32)
    return projection


def _gradient(learning: LearningSet, row: int, projection: Floats, rng: np.random.Generator) -> Floats:
    query = learning.data.queries[row]
    is_relevant = np.asarray([int(candidate) in query.relevant for candidate in query.candidates])
    if not is_relevant.any() or not len(query.weights):
        return np.zeros_like(projection)
    fused = 0.75 * query.similarities + 0.25 * query.lexical
    hard = [at for at in np.argsort(-fused, kind="stable") if not is_relevant[at]][:HARDEST]
    odds = 1 / (np.arange(len(hard)) + 8.0)
    others = rng.choice(hard, min(NEGATIVES, len(hard)), replace=False, p=odds / odds.sum())
    chosen = np.concatenate([np.flatnonzero(is_relevant), others]).astype(int)
    tokens, starts = _tokens(learning, query.candidates[chosen])
    interaction = _Interaction(projection, learning.queries[row], query.weights, tokens, starts)
    values = SHARPNESS * interaction.scores + FUSED_SHARE * fused[chosen]
    chances = np.exp(values - values.max())
    target = is_relevant[chosen] / is_relevant.sum()
    return interaction.gradient(SHARPNESS * (chances / chances.sum() - target))


def _tokens(learning: LearningSet, candidates: NDArray[np.int64]) -> tuple[Floats, NDArray[np.int64]]:
    starts = learning.data.passages.starts
    blocks = [learning.passages[starts[row] : starts[row + 1]] for row in candidates]
    firsts = np.cumsum([0, *(len(block) for block in blocks[:-1])])
    return np.concatenate(blocks).astype(np.float32), firsts


class _Interaction:
    """The scores of passages for one query under a projection, and how they change with it."""

    def __init__(
        self, projection: Floats, query: Floats, weights: Floats, tokens: Floats, starts: NDArray[np.int64]
    ) -> None:
        self._query, self._weights, self._tokens, self._starts = query, weights, tokens, starts
        self._asked, self._asked_length = _unit(query @ projection)
        self._said, self._said_length = _unit(tokens @ projection)
        self._cosines = self._asked @ self._said.T
        self._nearest = np.maximum.reduceat(self._cosines, starts, axis=1)
        self.scores = weights @ self._nearest

    def gradient(self, by_score: Floats) -> Floats:
        """Return the gradient by the projection, given the gradient by the scores."""
        n_asked, n_passages = self._nearest.shape
        ends = [*self._starts[1:], len(self._tokens)]
        best = np.column_stack(
            [first + self._cosines[:, first:end].argmax(axis=1) for first, end in zip(self._starts, ends, strict=True)]
        ).ravel()
        asked = np.repeat(np.arange(n_asked), n_passages)
        share = (self._weights[:, None] * by_score[None, :]).reshape(-1, 1)
        cosine = self._nearest.reshape(-1, 1)
        by_asked = share * (self._said[best] - cosine * self._asked[asked]) / self._asked_length[asked]
        by_said = share * (self._asked[asked] - cosine * self._said[best]) / self._said_length[best]
        summed = by_asked.reshape(n_asked, n_passages, -1).sum(axis=1)
        gradient: Floats = self._query.T @ summed + self._tokens[best].T @ by_said
        return gradient


def _unit(vectors: Floats) -> tuple[Floats, Floats]:
    length = np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-6
    return vectors / length, length
