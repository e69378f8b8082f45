"""Whether a search says that the library does not speak of what was asked, and says so only then."""

from typing import Any

from evals.ragas_adapter import FAIL, PASS, discrete_metric


@discrete_metric(name="uncovered_is_said", applies=lambda expected: not expected["is_covered"])
def uncovered_is_said(output: dict[str, Any], expected: dict[str, Any]) -> str:
    """Share of the queries that the library does not cover at which the search says so."""
    return PASS if output["problem"] else FAIL


@discrete_metric(name="covered_is_doubted", applies=lambda expected: expected["is_covered"], better="lower")
def covered_is_doubted(output: dict[str, Any], expected: dict[str, Any]) -> str:
    """Share of the queries that the library answers at which the search says that it does not."""
    return PASS if output["problem"] else FAIL
