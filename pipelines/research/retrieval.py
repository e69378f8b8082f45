"""Hybrid search over passages in memory: BM25 and cosine similarity, fused.

Fusion: min-max normalised scores, weighted (Bruch, Gai and Ingber 2023, "An Analysis of Fusion Functions for Hybrid
Retrieval"). It beats reciprocal rank fusion where one side is much stronger than the other.
"""

from collections.abc import Sequence

import bm25s
import numpy as np
import Stemmer
from bm25s.stopwords import STOPWORDS_EN
from numpy.typing import NDArray

from pipelines.models import Passage, RetrievedPassage
from pipelines.sentences import normalised_words

DENSE_WEIGHT = 0.8
Scores = NDArray[np.float64]

_STOPWORDS = frozenset(STOPWORDS_EN)


def stems(text: str) -> list[str]:
    """Return the Porter2 stems of the words of `text`, without stop words, in order."""
    content = [word.removesuffix("'s") for word in normalised_words(text)]
    stemmed: list[str] = Stemmer.Stemmer("english").stemWords([word for word in content if word not in _STOPWORDS])
    return stemmed


class LexicalIndex:
    """BM25 scores (Robertson's, k1 1.5, b 0.75) of texts for a query."""

    def __init__(self, texts: Sequence[str]) -> None:
        tokens = [stems(text) for text in texts]
        self._n_texts = len(texts)
        self._known = {token for row in tokens for token in row}
        self._index = bm25s.BM25()
        if self._known:
            self._index.index(tokens, show_progress=False)

    def scores(self, query: str) -> Scores:
        """Return one score per text, 0 where no word of the query occurs."""
        wanted = [token for token in stems(query) if token in self._known]
        if not wanted:
            return np.zeros(self._n_texts)
        return np.asarray(self._index.get_scores(wanted), dtype=np.float64)


class PassageIndex:
    """Hybrid search over a list of passages, without a database."""

    def __init__(self, passages: Sequence[Passage], dense_weight: float = DENSE_WEIGHT) -> None:
        self.passages = tuple(passages)
        self._dense_weight = dense_weight
        self._lexical = LexicalIndex([searched_text(passage) for passage in passages])
        self._vectors = np.asarray([passage.embedding for passage in passages], dtype=np.float64)

    def search(
        self, query_text: str, query_vector: Sequence[float] | NDArray[np.float32], top_k: int
    ) -> list[RetrievedPassage]:
        """Return the `top_k` best passages, best first; the vector side is cosine similarity to `query_vector`."""
        if not self.passages:
            return []
        return self.fuse(query_text, self._vectors @ np.asarray(query_vector, dtype=np.float64), top_k)

    def fuse(self, query_text: str, similarities: Scores, top_k: int) -> list[RetrievedPassage]:
        """Return the `top_k` best passages when their cosine similarities, in index order, are known already."""
        lexical = self._lexical.scores(query_text)
        fused = fused_scores(similarities, lexical, self._dense_weight)
        # Equal scores are ordered by id, so that the result does not depend on the order of the rows.
        order = sorted(range(len(fused)), key=lambda row: (-fused[row], self.passages[row].passage_id))
        return [
            RetrievedPassage(self.passages[row], float(fused[row]), float(similarities[row]), float(lexical[row]))
            for row in order[: max(0, top_k)]
        ]


def searched_text(passage: Passage) -> str:
    """Return the passage with its own heading, which often names what its sentences only point to."""
    own = passage.heading.rpartition(" > ")[2]
    return f"{own}. {passage.text}" if own else passage.text


def fused_scores(similarities: Scores, lexical: Scores, dense_weight: float = DENSE_WEIGHT) -> Scores:
    """Return `dense_weight` × similarity + the rest × lexical score, each scaled to 0..1 over the candidates."""
    fused: Scores = dense_weight * _scaled(similarities) + (1 - dense_weight) * _scaled(lexical)
    return fused


def _scaled(scores: Scores) -> Scores:
    if not len(scores):
        return scores
    low, high = scores.min(), scores.max()
    return np.zeros_like(scores) if high - low < 1e-12 else (scores - low) / (high - low)
