"""A gate opens on the bound of the interval that is worse, and never because nothing was measured."""

from dataclasses import replace

import pytest

from evals import gates
from evals.gates import Outcome
from pipelines.models import EvaluationResult

RESULT = EvaluationResult(
    "r", "suite", "s", "voice_fidelity", "separation", "production", 0.9, 0.8, 0.95, 30, 0, "0", None, "offline-1"
)
BAD = replace(RESULT, suite="factuality", metric="refuted_called_supported")


def outcome(result: EvaluationResult) -> Outcome:
    decision = gates.decide(result)
    assert decision is not None
    return decision.outcome


@pytest.mark.parametrize(
    ("value", "low", "high", "expected"),
    [
        (0.9, 0.7, 0.95, Outcome.PASS),
        (0.9, 0.69, 0.95, Outcome.INCONCLUSIVE),
        (0.5, 0.4, 0.69, Outcome.FAIL),
        (None, None, None, Outcome.INCONCLUSIVE),
        (0.9, None, None, Outcome.INCONCLUSIVE),
    ],
)
def test_at_least_asks_the_lower_bound(value: float, low: float, high: float, expected: Outcome) -> None:
    assert outcome(replace(RESULT, value=value, low=low, high=high)) is expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(0.0, 0.2, Outcome.PASS), (0.1, 0.21, Outcome.INCONCLUSIVE), (0.21, 0.5, Outcome.FAIL)],
)
def test_at_most_asks_the_upper_bound(low: float, high: float, expected: Outcome) -> None:
    assert outcome(replace(BAD, value=(low + high) / 2, low=low, high=high)) is expected


def test_a_metric_that_failed_on_a_case_is_an_error_however_good_the_rest() -> None:
    assert outcome(replace(RESULT, n_errors=1)) is Outcome.ERROR


def test_a_threshold_whose_metric_was_not_measured_is_an_error() -> None:
    decisions = gates.decide_all([replace(BAD, value=0.1, low=0.0, high=0.2)])
    assert {decision.metric: decision.outcome for decision in decisions} == {
        "refuted_called_supported": Outcome.PASS,
        "quotes_verbatim": Outcome.ERROR,
    }
    assert gates.overall(decisions) is Outcome.ERROR


def test_no_decision_is_no_pass() -> None:
    assert gates.overall([]) is Outcome.INCONCLUSIVE
