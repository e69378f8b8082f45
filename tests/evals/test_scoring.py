"""Outputs become figures: what failed is an error and in no mean, epochs are averaged, and nothing is scored twice."""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from evals import scoring
from evals.cases import Case
from evals.pooled import PooledMetric, Scored
from evals.ragas_adapter import Metric, numeric_metric
from evals.runs import OutputRow, read
from evals.statistics import clustered_statistic
from evals.suite import Suite
from pipelines.models import EvaluationResult
from tests.evaluated import cases_of, run_of, suite_of


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LECTERN_STATE_DIR", str(tmp_path / "state"))


@numeric_metric(name="given")
def given(output: dict[str, Any], expected: dict[str, Any]) -> float:
    """The value given."""
    if output["value"] == "raise":
        raise KeyError("no such thing")
    value: float = output["value"]
    return value


def result_of(suite: Suite, outputs: Sequence[OutputRow], epochs: int = 1) -> EvaluationResult:
    (result,) = scoring.summarise(suite, scoring.score(suite, run_of(suite, outputs, epochs)))
    return result


def rows(values: Mapping[str, Any], epoch: int = 0) -> list[OutputRow]:
    return [OutputRow(case_id, epoch, {"value": value}, None) for case_id, value in values.items()]


def test_a_failed_output_a_missing_one_and_a_metric_that_throws_are_errors_and_in_no_mean(tmp_path: Path) -> None:
    suite = suite_of(tmp_path / "suite", cases_of("abcdef"), metrics=(given,))
    made = [*rows({"a": 0.5, "b": 1.0, "c": "raise", "d": math.nan}), OutputRow("e", 0, None, "ModelError (quota): no")]
    result = result_of(suite, made)
    assert (result.value, result.n, result.n_errors) == (0.75, 2, 4)
    scored = {row.case_id: row for row in read(run_of(suite, ()).folder).scores}
    assert {case_id for case_id, row in scored.items() if row.value is None} == set("cdef")
    assert "no such thing" in str(scored["c"].reason)
    assert "nan" in str(scored["d"].reason)
    assert scored["e"].reason == "ModelError (quota): no"
    assert scored["f"].reason == "no output"


def test_epochs_are_averaged_within_a_case_before_cases_are(tmp_path: Path) -> None:
    suite = suite_of(tmp_path / "suite", cases_of("ab"), metrics=(given,))
    first, second = rows({"a": 1.0, "b": 0.0}), [*rows({"a": 0.5}, 1), OutputRow("b", 1, None, "TimeoutError: late")]
    result = result_of(suite, [*first, *second], epochs=2)
    assert (result.value, result.n, result.n_errors) == ((0.75 + 0.0) / 2, 2, 1)
    assert "b, epoch 1: TimeoutError: late" in str(result.reason)


def counting(calls: list[Any]) -> Metric:
    def counted(output: dict[str, Any], expected: dict[str, Any]) -> float:
        """Counts."""
        calls.append(output)
        value: float = output["value"]
        return value

    return numeric_metric(name="counted")(counted)


def test_a_score_is_worked_out_once_and_a_failed_one_again(tmp_path: Path) -> None:
    calls: list[Any] = []
    suite = suite_of(tmp_path / "suite", cases_of("ab"), metrics=(counting(calls),))
    run = run_of(suite, rows({"a": 0.5, "b": math.nan}))
    first = scoring.score(suite, run)
    assert len(calls) == 2
    again = scoring.score(suite, run)
    assert len(calls) == 3
    assert [(row.case_id, row.value) for row in again.scores] == [("a", 0.5), ("b", None)]
    assert first.scores == again.scores == read(run.folder).scores
    scoring.score(suite, run, use_cache=False)
    assert len(calls) == 5


def share_right(scored: Sequence[Scored]) -> float | None:
    return sum(output["value"] for output, _ in scored) / len(scored) if scored else None


def pooled(tmp_path: Path, outputs: Sequence[OutputRow], split: str | None = "test") -> EvaluationResult:
    cases: list[Case] = cases_of("abcd", lambda name: "dev" if name == "d" else "test")
    metric = PooledMetric("share", split, "Share that is right.", share_right)
    return result_of(suite_of(tmp_path / "suite", cases, pooled=(metric,)), outputs)


def test_a_failed_case_is_an_error_of_a_pooled_metric_with_its_reason_and_in_no_figure(tmp_path: Path) -> None:
    result = pooled(
        tmp_path, [*rows({"a": 1, "b": 0, "d": 1}), OutputRow("c", 0, None, "MissingInputError: no corpus")]
    )
    assert (result.value, result.n, result.n_errors) == (0.5, 2, 1)
    assert result.reason == "1 could not be scored, first: c: MissingInputError: no corpus"


@pytest.mark.parametrize(("split", "value"), [("test", 0.0), ("dev", 1.0), (None, 0.25)])
def test_only_the_cases_of_its_split_count(tmp_path: Path, split: str | None, value: float) -> None:
    assert pooled(tmp_path, rows({name: int(name == "d") for name in "abcd"}), split).value == value


def test_nothing_to_score_has_no_value(tmp_path: Path) -> None:
    result = pooled(tmp_path, [])
    assert result.value is None
    assert str(result.reason).startswith("nothing to score; 3 could not be scored, first: a: no output")


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
