"""A metric that fails is an error with a reason, never a number; and ragas stays out until it is needed."""

import asyncio
import math
import subprocess
import sys
from typing import Any

import pytest

from evals.ragas_adapter import Metric, discrete_metric, numeric_metric, score
from pipelines.settings import ROOT


@numeric_metric(name="echo")
def echo(output: dict[str, Any], expected: dict[str, Any]) -> Any:
    """What the output says, or an exception."""
    if output["value"] == "raise":
        raise KeyError("no such thing")
    return output["value"]


@discrete_metric(name="verdict")
def verdict(output: dict[str, Any], expected: dict[str, Any]) -> Any:
    """Pass or fail as given."""
    return output["value"]


def values(metric: Metric, *given: Any) -> list[float | None]:
    return [item.value for item in score(metric, [(str(at), {"value": value}, {}) for at, value in enumerate(given)])]


def test_numbers_in_range_are_scores_in_order() -> None:
    assert values(echo, 0.25, 1, 0.0) == [0.25, 1.0, 0.0]


@pytest.mark.parametrize("broken", ["raise", math.nan, math.inf, 1.5, -0.1, None, "high"])
def test_what_is_no_number_in_range_is_an_error_with_a_reason(broken: Any) -> None:
    bad, good = score(echo, [("bad", {"value": broken}, {}), ("good", {"value": 0.5}, {})])
    assert bad.value is None
    assert bad.reason
    assert good.value == 0.5


def test_pass_is_one_fail_is_nought_and_anything_else_an_error() -> None:
    assert values(verdict, "pass", "fail", "maybe", None) == [1.0, 0.0, None, None]


def test_scoring_works_inside_a_running_event_loop() -> None:
    async def inside() -> list[float | None]:
        return values(echo, 0.5)

    assert asyncio.run(inside()) == [0.5]


def test_ragas_is_not_imported_before_a_metric_is_scored() -> None:
    code = (
        "import sys, evals.draft, evals.gates; from evals.suite import find_metrics, load_suite;"
        "find_metrics('draft_quality'); load_suite('factuality');"
        "sys.exit('ragas' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
