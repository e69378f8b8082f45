"""Metrics of all cases together: intervals over sources, and cases that could not be run are errors, not zeros."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from evals.cases import Case, Dataset
from evals.pooled import PROBLEM, PooledMetric, Scored
from evals.statistics import clustered_statistic
from evals.suite import Suite, run_suite


def share_right(scored: Sequence[Scored]) -> float | None:
    return sum(output["value"] for output, _ in scored) / len(scored) if scored else None


def run(outputs: Mapping[str, dict[str, Any]], split: str | None = "test") -> Any:
    cases = tuple(Case(name, {}, {}, {}, "dev" if name == "d" else "test", name) for name in "abcd")
    metric = PooledMetric("share", split, "Share that is right.", share_right)
    suite = Suite("s", Dataset(cases, "0"), (), lambda cases, tag: outputs, lambda: "offline-1", (metric,))
    (result,) = run_suite(suite, "production")
    return result


def test_a_case_with_a_problem_is_an_error_with_its_reason_and_in_no_figure() -> None:
    result = run({"a": {"value": 1}, "b": {"value": 0}, "c": {PROBLEM: "no corpus"}, "d": {"value": 1}})
    assert (result.value, result.n, result.n_errors) == (0.5, 2, 1)
    assert result.reason == "1 could not be scored, first: c: no corpus"


def test_only_the_cases_of_its_split_count() -> None:
    outputs = {name: {"value": int(name == "d")} for name in "abcd"}
    assert run(outputs).value == 0.0
    assert run(outputs, split="dev").value == 1.0
    assert run(outputs, split=None).value == 0.25


def test_nothing_to_score_has_no_value() -> None:
    result = run({})
    assert result.value is None
    assert result.reason.startswith("nothing to score; 3 could not be scored, first: a: no output")


def test_the_interval_is_over_groups_and_wider_than_over_single_observations() -> None:
    groups = [[0.0] * 10, [1.0] * 10, [0.0] * 10, [1.0] * 10]
    alone = [[value] for group in groups for value in group]

    def mean(values: Sequence[float]) -> float:
        return sum(values) / len(values)

    together, apart = clustered_statistic(groups, mean), clustered_statistic(alone, mean)
    assert together.value == apart.value == 0.5
    assert together.low < apart.low < 0.5 < apart.high < together.high  # type: ignore[operator]
    assert clustered_statistic(groups, mean) == together


@pytest.mark.parametrize("groups", [[], [[1.0, 2.0]]])
def test_one_group_says_nothing_about_the_spread(groups: list[list[float]]) -> None:
    estimate = clustered_statistic(groups, sum)
    assert (estimate.low, estimate.high) == (None, None)
