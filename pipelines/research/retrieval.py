"""Hybrid search over passages in memory.

The candidates are the best by meaning (cosine of vectors) and the best by words (BM25). They are put in order by both,
by late interaction of their tokens with the query's, and by what else of their document was found.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipelines.embeddings import EncodedText
from pipelines.models import Passage, RetrievedPassage
from pipelines.research import late_interaction as late
from pipelines.research.lexical import LexicalIndex, Scores
from pipelines.research.ranking import load_weights, ranking_scores

DEPTH = 60  # candidates from each side


class PassageIndex:
    """Hybrid search over a list of passages, without a database. Copies are left out: their original is found."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = tuple(passage for passage in passages if passage.copy_of is None)
        self.lexical = LexicalIndex([searched_words(passage.heading, passage.text) for passage in self.passages])
        self._vectors = np.asarray([passage.embedding for passage in self.passages], dtype=np.float32)

    def search(self, query: EncodedText, top_k: int) -> list[RetrievedPassage]:
        """Return the `top_k` best passages, best first."""
        tokens = late.query_tokens(query, self.lexical.rarity)
        return self._best(query.text, query.vector, tokens, top_k)

    def search_by_vector(
        self, query_text: str, query_vector: Sequence[float] | NDArray[np.float32], top_k: int
    ) -> list[RetrievedPassage]:
        """Return the `top_k` best passages without late interaction, where only the query's vector is at hand."""
        return self._best(query_text, np.asarray(query_vector, dtype=np.float32), None, top_k)

    def _best(
        self, text: str, vector: NDArray[np.float32], tokens: late.QueryTokens | None, top_k: int
    ) -> list[RetrievedPassage]:
        if not self.passages:
            return []
        similarities = (self._vectors @ vector).astype(np.float64)
        lexical = self.lexical.scores(text)
        depth = max(DEPTH, top_k)
        rows = sorted({*best_rows(similarities, depth), *best_rows(lexical, depth, above=0.0)})
        return rank(
            [self.passages[row] for row in rows], similarities[rows], lexical[rows], float(lexical.max()), tokens, top_k
        )


def best_rows(scores: Scores, depth: int, above: float = -np.inf) -> list[int]:
    """Return the rows of the `depth` highest scores that are greater than `above`, with all that equal the last of them."""
    if depth < len(scores):
        above = max(above, float(np.nextafter(np.partition(scores, -depth)[-depth], -np.inf)))
    return [int(row) for row in np.flatnonzero(scores > above)]


def rank(
    passages: Sequence[Passage],
    similarities: Scores,
    lexical: Scores,
    best_lexical: float,
    tokens: late.QueryTokens | None,
    top_k: int,
) -> list[RetrievedPassage]:
    """Return the `top_k` best of the candidates `passages`, best first; equal scores are ordered by id.

    `best_lexical` is the highest BM25 score in the project. Without `tokens`, of the query or of a passage, the order
    rests on meaning and words.
    """
    shares = lexical / best_lexical if best_lexical > 0 else lexical
    documents = [passage.document_id for passage in passages]
    has_tokens = tokens is not None and len(tokens.weights) > 0 and any(passage.tokens for passage in passages)
    nearness = np.zeros(len(passages))
    if tokens is not None and has_tokens:
        nearness = late.token_scores(tokens, [late.from_bytes(p.tokens) for p in passages]).astype(np.float64)
    scores = ranking_scores(similarities, shares, nearness, documents, load_weights(has_tokens))
    order = sorted(range(len(passages)), key=lambda row: (-scores[row], passages[row].passage_id))
    return [
        RetrievedPassage(passages[row], float(scores[row]), float(similarities[row]), float(lexical[row]))
        for row in order[: max(0, top_k)]
    ]


def searched_text(passage: Passage) -> str:
    """Return the passage with its own heading, which often names what its sentences only point to."""
    own = passage.heading.rpartition(" > ")[2]
    return f"{own}. {passage.text}" if own else passage.text


def searched_words(heading: str, text: str) -> str:
    """Return the text of a passage with its whole heading path: what BM25 reads."""
    return f"{heading}. {text}" if heading else text
