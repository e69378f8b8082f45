"""Which sentences of a source speak of a claim: ranked by what they share with it, weighed by rarity in the source.

A logistic regression on gold evidence sentences, fitted by `benchmarks/fit_verifier.py`. Words of the document's title
count as said by each of its sentences; within one document they tell no sentence from another, which the weight by
rarity in the source accounts for (an inverse document frequency over its sentences).
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines.facts.verification import agreement, comparison
from pipelines.facts.verification.reading import Reading, read, weight_of

SHORTLIST = 24
RANKING = (
    "local local_with_title beyond_title coverage coverage_alone cosine product names names_alone values values_clash "
    "bigrams length neighbour cosine_behind coverage_behind local_behind"
).split()


@dataclass(frozen=True)
class Candidate:
    """A sentence that may be evidence: the `place`-th of a document called `title`; `cosine` is that of its vector and the claim's."""

    text: str
    title: str
    place: int
    cosine: float


@dataclass(frozen=True)
class Sentence:
    """A candidate read and ranked. `title` are the stems of its document's title, `position` its place among the candidates."""

    reading: Reading
    title: frozenset[str]
    coverage: float
    cosine: float
    position: int


def shortlist(claim: str, sentences: Sequence[tuple[str, str]]) -> list[int]:
    """Return the positions of the (text, title) pairs that are worth a vector, in order: the best covered ones of many."""
    if len(sentences) <= SHORTLIST:
        return list(range(len(sentences)))
    own = read(claim)
    covered = [comparison.coverage(own, read(text).words | read(title).words) for text, title in sentences]
    return sorted(np.argsort(-np.array(covered), kind="stable")[:SHORTLIST].tolist())


def ranked(claim: Reading, candidates: Sequence[Candidate], weights: NDArray[np.float64]) -> list[Sentence]:
    """Return the candidates as sentences, best evidence first; `weights` go with `RANKING`."""
    return ordered(claim, candidates, ranking_features(claim, candidates) @ weights)


def ordered(claim: Reading, candidates: Sequence[Candidate], scores: NDArray[np.float64]) -> list[Sentence]:
    """Return the candidates as sentences by falling score, shape (n,)."""
    sentences = [_sentence(claim, candidate, position) for position, candidate in enumerate(candidates)]
    return [sentences[at] for at in np.argsort(-scores, kind="stable").tolist()]


def _sentence(claim: Reading, candidate: Candidate, position: int) -> Sentence:
    reading, title = read(candidate.text), read(candidate.title).words
    return Sentence(reading, title, comparison.coverage(claim, reading.words | title), candidate.cosine, position)


def ranking_features(claim: Reading, candidates: Sequence[Candidate]) -> NDArray[np.float64]:
    """Return the features `RANKING` of each candidate, shape (n, len(RANKING))."""
    readings = [read(candidate.text) for candidate in candidates]
    local = _rarity(claim, readings)
    rows = [
        _row(claim, reading, read(candidate.title).words, candidate.cosine, local)
        for candidate, reading in zip(candidates, readings, strict=True)
    ]
    table = np.array(rows)
    cosines = {(one.title, one.place): one.cosine for one in candidates}
    neighbour = [max(cosines.get((one.title, one.place + step), 0.0) for step in (-1, 1)) for one in candidates]
    behind = [table[:, at] - table[:, at].max() for at in (5, 3, 0)]
    return np.column_stack([table, neighbour, *behind])


def _rarity(claim: Reading, readings: Sequence[Reading]) -> dict[str, float]:
    """Return for each word of the claim how rare it is among the sentences, as a share of the sum over the claim."""
    counts = Counter(word for reading in readings for word in reading.words & claim.words)
    rarity = {word: math.log(1 + len(readings) / (0.5 + counts[word])) for word in sorted(claim.words)}
    total = sum(rarity.values()) or 1.0
    return {word: value / total for word, value in rarity.items()}


def _row(
    claim: Reading, reading: Reading, title: frozenset[str], cosine: float, local: dict[str, float]
) -> list[float]:
    said = reading.words | title
    beyond = claim.words - title
    agreed = agreement.compare(claim.quantities, reading.quantities)
    covered = comparison.coverage(claim, said)
    names = len(claim.names)
    return [
        sum(local[word] for word in sorted(claim.words & reading.words)),
        sum(local[word] for word in sorted(claim.words & said)),
        sum(weight_of(word) for word in sorted(beyond & reading.words))
        / (sum(weight_of(word) for word in sorted(beyond)) or 1.0),
        covered,
        comparison.coverage(claim, reading.words),
        cosine,
        covered * cosine,
        len(claim.names & said) / names if names else 1.0,
        len(claim.names & reading.words) / names if names else 1.0,
        agreed.share,
        agreed.clashing,
        comparison.bigrams(claim, reading),
        math.log1p(len(reading.tokens)),
    ]
