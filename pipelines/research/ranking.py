"""The order of candidate passages for a query: what four kinds of evidence weigh together.

The weights are fitted by `benchmarks/fit_retrieval.py` as a softmax over a query's candidates (ListNet, Cao et al. 2007).
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

WEIGHTS = Path(__file__).with_name("ranking_weights.json")
BEST_OF_DOCUMENT = 3  # a document counts by its three best candidates
Scores = NDArray[np.float64]


@dataclass(frozen=True)
class Weights:
    """Shares of the kinds of evidence; together 1."""

    meaning: float  # cosine similarity of the passage's vector
    words: float  # BM25, as a share of the best passage's
    tokens: float  # late interaction
    document: float  # the best candidates of the same document


def ranking_scores(
    similarities: Scores, lexical: Scores, token_scores: Scores, documents: Sequence[str], weights: Weights
) -> Scores:
    """Return one score per candidate, higher is better, at most 1.

    `similarities` and `token_scores` are cosines; `lexical` is in 0..1; `documents` names each candidate's document.
    """
    own = weights.meaning * similarities + weights.words * lexical + weights.tokens * token_scores
    share = max(1 - weights.document, 1e-9)
    scores: Scores = own + weights.document * _of_document(own / share, documents)
    return scores


def _of_document(scores: Scores, documents: Sequence[str]) -> Scores:
    """Return for each candidate the mean of its document's three best scores; a missing one counts as the lowest of all."""
    by_document: defaultdict[str, list[float]] = defaultdict(list)
    for document, score in zip(documents, scores, strict=True):
        by_document[document].append(float(score))
    lowest = float(scores.min(initial=1.0))
    means = {}
    for document, found in by_document.items():
        best = sorted(found, reverse=True)[:BEST_OF_DOCUMENT]
        means[document] = (sum(best) + lowest * (BEST_OF_DOCUMENT - len(best))) / BEST_OF_DOCUMENT
    return np.asarray([means[document] for document in documents])


@lru_cache(maxsize=2)
def load_weights(has_tokens: bool) -> Weights:
    """Return the weights that ship with the product, for a query with or without late interaction."""
    stored = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return Weights(**stored["with_tokens" if has_tokens else "without_tokens"])
