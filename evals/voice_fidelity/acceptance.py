"""What the score says in absolute terms, at the value that stands for `as near as not`."""

from typing import Any

from evals.ragas_adapter import FAIL, PASS, discrete_metric

NEAR = 0.5


@discrete_metric(name="own_text_is_near", applies=lambda expected: bool(expected["is_own"]))
def own_text_is_near(output: dict[str, Any], expected: dict[str, Any]) -> str | None:
    """Share of the creator's own unseen texts that score 0.5 or more."""
    value = output["value"]
    return None if value is None else PASS if value >= NEAR else FAIL


@discrete_metric(name="other_text_is_far", applies=lambda expected: not expected["is_own"])
def other_text_is_far(output: dict[str, Any], expected: dict[str, Any]) -> str | None:
    """Share of other people's texts that score below 0.5."""
    value = output["value"]
    return None if value is None else PASS if value < NEAR else FAIL
