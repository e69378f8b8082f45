"""How high the wanted story stands in what a search returns."""

from typing import Any

from evals.ragas_adapter import FAIL, PASS, discrete_metric


def _is_search(expected: dict[str, Any]) -> bool:
    return bool(expected["kind"] == "search")


@discrete_metric(name="hit_at_1", applies=_is_search)
def hit_at_1(output: dict[str, Any], expected: dict[str, Any]) -> str:
    """Share of queries whose story comes first."""
    return PASS if output["rank"] == 1 else FAIL


@discrete_metric(name="hit_at_3", applies=_is_search)
def hit_at_3(output: dict[str, Any], expected: dict[str, Any]) -> str:
    """Share of queries whose story is among the first three."""
    return PASS if output["rank"] is not None and output["rank"] <= 3 else FAIL
