"""The verdict on a claim by the sentences of one or more sources. What similarity finds, the classifier judges."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from pipelines.facts.verification import classifier, pair_encoder, restatement, selection
from pipelines.facts.verification.classifier import LABELS, Classifier
from pipelines.facts.verification.features import evidence, features, overruled
from pipelines.facts.verification.pair_encoder import PairEncoder
from pipelines.facts.verification.reading import read
from pipelines.facts.verification.selection import Candidate
from pipelines.models import Verdict
from pipelines.settings import OFFLINE_ENGINE

STATED = (0.98, 0.01, 0.01)  # of a claim that a sentence states word for word, numbers in any spelling
NOT_VETOED = np.zeros(1, dtype=np.bool_)


@dataclass(frozen=True)
class Judgement:
    """A verdict with the probability of each; `order` are the positions of the sentences, best evidence first.

    `restated` are those of the neighbouring sentences that state the whole claim; empty where none do. `engine` is the one
    that had the last word: the offline one, or the model that was heard beside it.
    """

    verdict: Verdict
    supported: float
    refuted: float
    neither: float
    order: tuple[int, ...]
    engine: str = OFFLINE_ENGINE
    restated: tuple[int, ...] = ()
    is_vetoed: bool = False  # a code check forbids SUPPORTED, whoever says it

    @property
    def probability(self) -> float:
        """Probability of the verdict."""
        return {
            Verdict.SUPPORTED: self.supported,
            Verdict.REFUTED: self.refuted,
            Verdict.NOT_ENOUGH_INFO: self.neither,
        }[self.verdict]


class Judge(Protocol):
    """Says what sentences say of a claim: `Verifier`, or a model with the verifier beside it."""

    def judge(self, claim: str, candidates: Sequence[Candidate]) -> Judgement:
        """Judge `claim` by `candidates`, which need no order."""
        ...


class Verifier:
    """Judges claims. SUPPORTED is said only where that was right at the chosen precision; else the likelier of the others."""

    def __init__(self, model: Classifier, pairs: PairEncoder, precision: float) -> None:
        self._model = model
        self._pairs = pairs
        self._threshold = classifier.threshold(model.curve, precision)

    def judge(self, claim: str, candidates: Sequence[Candidate]) -> Judgement:
        """Judge `claim` by `candidates`, which need no order; without any, nothing is known."""
        if not candidates:
            return Judgement(Verdict.NOT_ENOUGH_INFO, 0.0, 0.0, 1.0, ())
        own = read(claim)
        sentences = selection.ranked(own, candidates, self._model.ranking)
        stated = restatement.find(claim, candidates)
        heard = self._pairs.read(claim, evidence(sentences))
        row = features(own, sentences, stated, heard, self._model.readout(heard.state))[None]
        shares = self._model.probabilities(row)
        if any(one.reading.stems == own.stems and not one.reading.is_question for one in sentences):
            shares = np.array([STATED])
        vetoed = overruled(row)
        judgement = self.decide(shares, tuple(sentence.position for sentence in sentences), vetoed=vetoed)
        return replace(judgement, restated=stated.positions, is_vetoed=bool(vetoed[0]))

    def decide(
        self,
        shares: NDArray[np.float64],
        order: tuple[int, ...],
        engine: str = OFFLINE_ENGINE,
        vetoed: NDArray[np.bool_] = NOT_VETOED,
    ) -> Judgement:
        """Return the judgement that probabilities of `LABELS`, shape (1, 3), lead to at the chosen precision.

        `vetoed`, shape (1,), says whether a code check forbids SUPPORTED.
        """
        verdict = LABELS[int(classifier.verdicts(shares, self._threshold, vetoed)[0])]
        supported, refuted, neither = (float(share) for share in shares[0])
        return Judgement(verdict, supported, refuted, neither, order, engine)


def load(precision: float) -> Verifier:
    """Return the verifier with the weights that the package ships."""
    return Verifier(classifier.load(), pair_encoder.load(), precision)
