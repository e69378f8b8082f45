"""The rules from differences to a verdict, each with the smallest figures that show it."""

from dataclasses import replace

import pytest

from evals import verdict
from evals.statistics import Difference, Estimate
from evals.verdict import Finding, MetricComparison, Verdict

VALUE = Estimate(0.5, 0.4, 0.6, 40, 20, "bootstrap")


def metric(
    name: str, difference: float, p: float, n_differing: int = 20, better: str | None = "higher"
) -> MetricComparison:
    found = Difference(difference, difference - 0.1, difference + 0.1, p, 0.05, difference / 0.2, 40, 20, n_differing)
    return MetricComparison(name, "What it measures.", better, VALUE, VALUE, found, 0, 0, 0)


def decided(*metrics: MetricComparison, failures: tuple[str, ...] = ()) -> tuple[Verdict, str]:
    return verdict.decide(verdict.find(metrics), failures)


def test_one_better_and_none_worse_ships() -> None:
    assert decided(metric("a", 0.2, 0.001), metric("b", -0.01, 0.6))[0] is Verdict.SHIP


def test_one_worse_is_enough_to_keep_however_much_is_better() -> None:
    found, reason = decided(metric("a", 0.4, 0.0001), metric("b", 0.4, 0.0001), metric("c", -0.2, 0.001))
    assert found is Verdict.KEEP
    assert reason.startswith("c is worse by 0.200")


def test_a_p_that_does_not_outlast_the_adjustment_ships_nothing() -> None:
    assert decided(metric("a", 0.2, 0.03))[0] is Verdict.SHIP
    assert decided(metric("a", 0.2, 0.03), metric("b", 0.0, 0.9))[0] is Verdict.INCONCLUSIVE


def test_a_metric_that_could_decide_nothing_costs_the_others_nothing() -> None:
    assert decided(metric("a", 0.2, 0.03), metric("b", 0.0, 1.0, n_differing=2))[0] is Verdict.SHIP


def test_what_looks_worse_before_the_adjustment_stops_a_ship() -> None:
    found, reason = decided(metric("a", 0.2, 0.001), metric("b", -0.2, 0.04), metric("c", -0.1, 0.9))
    assert found is Verdict.INCONCLUSIVE
    assert "But b may be worse by 0.200" in reason


def test_a_new_failure_stops_a_ship_and_is_named() -> None:
    found, reason = decided(metric("a", 0.2, 0.001), failures=("case-7: no reply",))
    assert found is Verdict.INCONCLUSIVE
    assert "1 case failed that did not fail before, so it cannot ship. First: case-7: no reply" in reason


def test_a_metric_without_a_direction_is_in_no_verdict() -> None:
    (found,) = verdict.find([metric("a", 0.5, 0.0001, better=None)])
    assert found.finding is Finding.REPORTED
    assert decided(metric("a", 0.5, 0.0001, better=None))[0] is Verdict.INCONCLUSIVE


def test_where_less_is_better_a_rise_is_worse_and_is_told_in_the_same_words() -> None:
    found, reason = decided(metric("errors", 0.2, 0.001, better="lower"))
    assert found is Verdict.KEEP
    assert "errors is worse by 0.200 (95 % interval 0.100 to 0.300" in reason


def test_the_worst_metric_stands_first_and_the_reported_last() -> None:
    found = verdict.find(
        [
            metric("reported", 0.5, 0.0001, better=None),
            metric("undecided", 0.0, 0.8),
            metric("better", 0.2, 0.0001),
            metric("worse", -0.2, 0.0001),
            metric("equal", 0.0, 1.0, n_differing=0),
        ]
    )
    assert [one.name for one in found] == ["worse", "better", "undecided", "equal", "reported"]


def test_no_pair_is_no_verdict() -> None:
    nothing = replace(metric("a", 0, 1), difference=Difference(None, None, None, None, None, None, 0, 0, 0))
    assert decided(nothing) == (Verdict.INCONCLUSIVE, "No metric with a direction was scored on both sides.")


@pytest.mark.parametrize(("p", "said"), [(None, "–"), (0.0004, "< 0.001"), (0.0312, "0.031")])
def test_a_p_is_never_told_as_nought(p: float | None, said: str) -> None:
    assert verdict.p_text(p) == said
