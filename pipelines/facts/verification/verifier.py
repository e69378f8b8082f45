"""The verdict on a claim by the sentences of one or more sources. What similarity finds, the classifier judges."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.facts.verification import classifier, selection
from pipelines.facts.verification.classifier import Classifier
from pipelines.facts.verification.features import features
from pipelines.facts.verification.reading import read
from pipelines.facts.verification.selection import Candidate
from pipelines.models import Verdict

DEFAULT_PRECISION = 0.85  # of SUPPORTED, on claims of the kinds that the classifier was fitted on


@dataclass(frozen=True)
class Judgement:
    """A verdict with the probability of each; `order` are the positions of the sentences, best evidence first."""

    verdict: Verdict
    supported: float
    refuted: float
    neither: float
    order: tuple[int, ...]

    @property
    def probability(self) -> float:
        """Probability of the verdict."""
        return {
            Verdict.SUPPORTED: self.supported,
            Verdict.REFUTED: self.refuted,
            Verdict.NOT_ENOUGH_INFO: self.neither,
        }[self.verdict]


class Verifier:
    """Judges claims. SUPPORTED is said only where it was right at the chosen precision; REFUTED where it is likeliest."""

    def __init__(self, model: Classifier, precision: float = DEFAULT_PRECISION) -> None:
        self._model = model
        self._threshold = model.threshold(precision)

    def judge(self, claim: str, candidates: Sequence[Candidate]) -> Judgement:
        """Judge `claim` by `candidates`, which need no order; without any, nothing is known."""
        if not candidates:
            return Judgement(Verdict.NOT_ENOUGH_INFO, 0.0, 0.0, 1.0, ())
        own = read(claim)
        sentences = selection.ranked(own, candidates, self._model.ranking)
        supported, refuted, neither = self._model.probabilities(features(own, sentences))[0].tolist()
        if supported >= self._threshold:
            verdict = Verdict.SUPPORTED
        else:
            verdict = Verdict.REFUTED if refuted > neither else Verdict.NOT_ENOUGH_INFO
        return Judgement(verdict, supported, refuted, neither, tuple(sentence.position for sentence in sentences))


def load(precision: float = DEFAULT_PRECISION) -> Verifier:
    """Return the verifier with the weights that the package ships."""
    return Verifier(classifier.load(), precision)
