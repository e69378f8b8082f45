"""Costs are summed without inventing a price, and what came from the cache is no call."""

import pytest

from evals.runs import OutputRow, Spent
from evals.spending import spending


def row(spent: Spent, is_cached: bool = False, is_failed: bool = False) -> OutputRow:
    return OutputRow("a", 0, None if is_failed else {}, "no" if is_failed else None, spent, is_cached)


def test_calls_are_those_made_and_tokens_those_that_the_outputs_took() -> None:
    cost = spending([row(Spent(2, 1, 10, 5, 0.5, 1.0)), row(Spent(3, 0, 20, 5, 0.25, 2.0), is_cached=True)])
    assert (cost.calls, cost.cached_calls, cost.prompt_tokens, cost.completion_tokens) == (2, 1, 30, 10)
    assert (cost.cost_usd, cost.cached_outputs, cost.outputs) == (0.75, 1, 2)


def test_one_unknown_price_makes_the_sum_unknown() -> None:
    assert spending([row(Spent(cost_usd=0.5)), row(Spent(cost_usd=None))]).cost_usd is None


def test_latencies_are_those_of_what_did_not_fail() -> None:
    rows = [row(Spent(latency_s=float(n))) for n in range(1, 102)] + [row(Spent(latency_s=1e6), is_failed=True)]
    cost = spending(rows)
    assert (cost.latency_p50_s, cost.latency_p95_s) == (pytest.approx(51.0), pytest.approx(96.0))
    assert spending([]).latency_p50_s is None
