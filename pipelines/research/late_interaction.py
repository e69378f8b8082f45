"""Late interaction: every token of a query against the tokens of a passage, each with its nearest.

One vector of a passage says what it is about; the vectors of its tokens say whether it says what was asked. They come
from the same pass through the encoder, projected to 64 numbers by a matrix that `benchmarks/fit_retrieval.py` fits.

Method: Khattab and Zaharia 2020, "ColBERT". Theirs fine-tunes the encoder; here only the projection is learnt.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipelines.embeddings import EncodedText
from pipelines.research.lexical import TERM

WIDTH = 64
WEIGHTS = Path(__file__).with_name("token_projection.npz")
Floats = NDArray[np.float32]
TokenVectors = NDArray[np.int8]  # (tokens, 64): unit vectors × 127


@dataclass(frozen=True)
class QueryTokens:
    """The tokens of a query that count: `vectors` (n, 64) of length 1, `weights` (n,) with sum 1."""

    vectors: Floats
    weights: Floats


def passage_tokens(text: EncodedText) -> TokenVectors:
    """Return the vectors of a passage's tokens, without punctuation, as they are stored."""
    return np.rint(project(text.states[counted_tokens(text)]) * 127).astype(np.int8)


def query_tokens(query: EncodedText, rarity: Callable[[str], float]) -> QueryTokens:
    """Return the tokens of a query with their weights. A query of punctuation alone has none."""
    weights = token_weights(query.text, query.spans, rarity)
    rows = np.flatnonzero(weights)
    return QueryTokens(project(query.states[rows]), weights[rows])


def token_weights(text: str, spans: Sequence[tuple[int, int]], rarity: Callable[[str], float]) -> Floats:
    """Return one weight per token, with sum 1 or all 0: a word weighs `rarity(word)`, shared among its tokens.

    A word is a run of letters and digits here, as in BM25.
    """
    weights = np.zeros(len(spans), dtype=np.float32)
    for word in TERM.finditer(text):
        own = [row for row, (start, end) in enumerate(spans) if word.start() <= start < end <= word.end()]
        weights[own] = rarity(word.group()) / max(1, len(own))
    shares: Floats = weights / max(float(weights.sum()), 1e-9)
    return shares


def token_scores(query: QueryTokens, passages: Sequence[TokenVectors]) -> Floats:
    """Return for each passage the weighted mean over the query's tokens of the cosine to the nearest of its tokens.

    A passage without tokens scores 0, as does every passage for a query without tokens.
    """
    scores = np.zeros(len(passages), dtype=np.float32)
    filled = [row for row, tokens in enumerate(passages) if len(tokens)]
    if not filled or not len(query.weights):
        return scores
    starts = np.cumsum([0, *(len(passages[row]) for row in filled[:-1])])
    tokens = np.concatenate([passages[row] for row in filled]).astype(np.float32)
    nearest = np.maximum.reduceat(query.vectors @ tokens.T, starts, axis=1)
    scores[filled] = query.weights @ nearest / 127
    return scores


def project(states: Floats) -> Floats:
    """Return states (n, 768) as unit vectors (n, 64)."""
    centre, matrix = _weights()
    projected = centred(states, centre) @ matrix
    unit: Floats = projected / _length(projected)
    return unit


def centred(states: Floats, centre: Floats) -> Floats:
    """Return states (n, 768) less their mean, each layer with length 1."""
    layers = np.split(states - centre, 2, axis=1)
    return np.concatenate([layer / _length(layer) for layer in layers], axis=1)


def counted_tokens(text: EncodedText) -> list[int]:
    """Return the rows of the tokens that are no punctuation."""
    return [row for row, (start, end) in enumerate(text.spans) if TERM.search(text.text[start:end])]


def to_bytes(tokens: TokenVectors) -> bytes:
    """Return token vectors as a column stores them."""
    return tokens.tobytes()


def from_bytes(stored: bytes) -> TokenVectors:
    """Return stored token vectors, shape (tokens, 64)."""
    return np.frombuffer(stored, dtype=np.int8).reshape(-1, WIDTH)


def _length(vectors: Floats) -> Floats:
    length: Floats = np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-6
    return length


@lru_cache(maxsize=1)
def _weights() -> tuple[Floats, Floats]:
    with np.load(WEIGHTS) as stored:
        return stored["centre"].astype(np.float32), stored["matrix"].astype(np.float32)
