"""Thresholds and what they decide: a value passes only when its whole 95 % interval lies on the right side."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml

from pipelines.models import EvaluationResult

THRESHOLDS = Path(__file__).resolve().parent / "thresholds.yaml"


class Outcome(StrEnum):
    """What a gate says."""

    PASS = "pass"
    FAIL = "fail"
    INCONCLUSIVE = "inconclusive"
    ERROR = "error"


@dataclass(frozen=True)
class Decision:
    """One metric against its threshold."""

    metric: str
    outcome: Outcome
    reason: str


class ThresholdError(RuntimeError):
    """`thresholds.yaml` cannot be used."""


@cache
def thresholds(suite: str) -> dict[str, tuple[str, float]]:
    """Return metric → (`at_least` or `at_most`, limit) of a suite; a metric without a threshold is only reported.

    Raises:
        ThresholdError: a threshold is not of the form `metric: {at_least: 0.8}`.
    """
    found = {}
    for metric, rule in (yaml.safe_load(THRESHOLDS.read_text(encoding="utf-8")).get(suite) or {}).items():
        if not isinstance(rule, dict) or len(rule) != 1 or set(rule) - {"at_least", "at_most"}:
            raise ThresholdError(f"{THRESHOLDS}: {suite}.{metric}: write {{at_least: 0.8}} or {{at_most: 0.1}}.")
        found[metric] = next((kind, float(limit)) for kind, limit in rule.items())
    return found


def decide(result: EvaluationResult) -> Decision | None:
    """Return what the threshold of the result's metric says, or None where there is none."""
    rule = thresholds(result.suite).get(result.metric)
    if rule is None:
        return None
    kind, limit = rule
    if result.n_errors:
        return Decision(result.metric, Outcome.ERROR, f"{result.n_errors} of its cases failed: {result.reason}")
    if result.value is None or result.low is None or result.high is None:
        return Decision(result.metric, Outcome.INCONCLUSIVE, f"no interval: {result.reason}")
    bound, other = (result.low, result.high) if kind == "at_least" else (-result.high, -result.low)
    wanted = limit if kind == "at_least" else -limit
    outcome = Outcome.PASS if bound >= wanted else Outcome.FAIL if other < wanted else Outcome.INCONCLUSIVE
    side = "lower" if kind == "at_least" else "upper"
    relation = {"at_least": "at least", "at_most": "at most"}[kind]
    return Decision(
        result.metric,
        outcome,
        f"{result.value:.3f} [{result.low:.3f}, {result.high:.3f}], n = {result.n}: "
        f"the {side} bound must be {relation} {limit:g}",
    )


def decide_all(results: Sequence[EvaluationResult]) -> list[Decision]:
    """Return the decisions on all results that have a threshold.

    A threshold whose metric was not measured is an error: a gate must not pass because nobody looked.
    """
    decisions = [decision for decision in map(decide, results) if decision is not None]
    measured = {(result.suite, result.metric) for result in results}
    for suite in sorted({result.suite for result in results}):
        decisions += [
            Decision(metric, Outcome.ERROR, f"{suite}.{metric} has a threshold but was not measured")
            for metric in thresholds(suite)
            if (suite, metric) not in measured
        ]
    return decisions


def overall(decisions: Sequence[Decision]) -> Outcome:
    """Return the worst outcome: error, fail, inconclusive, pass. No decision at all is inconclusive."""
    for outcome in (Outcome.ERROR, Outcome.FAIL, Outcome.INCONCLUSIVE):
        if any(decision.outcome is outcome for decision in decisions):
            return outcome
    return Outcome.PASS if decisions else Outcome.INCONCLUSIVE
