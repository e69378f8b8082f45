"""From an alignment to a verdict with a probability: multinomial logistic regression, then rules that may only withhold.

The weights are fitted by `benchmarks/fit_verifier.py`. Similarity never decides: a clash of number, date, antonym or
negation forbids SUPPORTED, and REFUTED needs a clash between sentences that speak of the same thing.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipelines.facts import alignment
from pipelines.facts.alignment import Alignment
from pipelines.facts.statements import Statement
from pipelines.models import Verdict

WEIGHTS_PATH = Path(__file__).with_name("verdict_weights.json")
LABELS = (Verdict.SUPPORTED, Verdict.REFUTED, Verdict.NOT_ENOUGH_INFO)
MIN_REGRESSION_SUPPORT = 0.5  # of the regression, beside the conditions of `is_restatement`
SUPPORT_PRECISION = 0.7  # share right of the pairs that pass both, on the labelled sets (n = 156)
REFUTATION_PRECISION = 0.7  # of `is_contradiction`: 0.64 on real claims (n = 28), 0.86 with controlled edits (n = 80)


@dataclass(frozen=True)
class Weights:
    """`coefficients` has shape (3, features) in the order of `LABELS`; `intercepts` has shape (3,)."""

    coefficients: NDArray[np.float64]
    intercepts: NDArray[np.float64]

    def probabilities(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the probabilities of `LABELS` for each row of `features`, shape (n, 3)."""
        logits = np.atleast_2d(features) @ self.coefficients.T + self.intercepts
        logits -= logits.max(axis=1, keepdims=True)
        exponentials = np.exp(logits)
        shares: NDArray[np.float64] = exponentials / exponentials.sum(axis=1, keepdims=True)
        return shares


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """Return the weights shipped beside this module.

    Raises:
        ValueError: they were fitted for other features; run `benchmarks/fit_verifier.py` again.
    """
    stored = json.loads(WEIGHTS_PATH.read_text(encoding="utf-8"))
    if tuple(stored["features"]) != alignment.FEATURES or tuple(stored["labels"]) != LABELS:
        raise ValueError(
            f"{WEIGHTS_PATH} was fitted for other features. Run `python benchmarks/fit_verifier.py --write`."
        )
    return Weights(np.array(stored["coefficients"]), np.array(stored["intercepts"]))


def judge(claim: Statement, sentence: Statement, cosine: float, weights: Weights) -> tuple[Verdict, float]:
    """Return the verdict of one sentence on a claim, with its probability.

    That of SUPPORTED and REFUTED is at least the share right measured for the rule that allowed it.
    """
    aligned = alignment.align(claim, sentence, cosine)
    supported, refuted, neither = (float(share) for share in weights.probabilities(aligned.features)[0])
    if is_contradiction(claim, sentence, aligned):
        return Verdict.REFUTED, round(max(refuted, REFUTATION_PRECISION), 3)
    if supported >= MIN_REGRESSION_SUPPORT and is_restatement(aligned):
        return Verdict.SUPPORTED, round(max(supported, SUPPORT_PRECISION), 3)
    return Verdict.NOT_ENOUGH_INFO, round(neither, 3)


def is_restatement(aligned: Alignment) -> bool:
    """Whether nothing forbids SUPPORTED: no clash, no number or name of the claim missing, most of its words there."""
    if aligned.clashes or aligned.has_missing_number or aligned.has_missing_name:
        return False
    return aligned.cosine >= 0.7 and aligned.coverage >= 0.75


def is_contradiction(claim: Statement, sentence: Statement, aligned: Alignment) -> bool:
    """Whether two sentences about the same thing clash in a value or in a word and its opposite."""
    if not aligned.clashes:
        return False
    if any(clash.startswith("number") for clash in aligned.clashes):
        return aligned.cosine >= 0.6 and alignment.measures_same_quantity(claim, sentence)
    return aligned.cosine >= 0.8 and aligned.coverage >= 0.7
