"""Whether a story that is told again is known, and another one like it is not taken for it."""

from typing import Any

from evals.ragas_adapter import FAIL, PASS, discrete_metric


@discrete_metric(name="retelling_known", applies=lambda expected: expected["kind"] == "retelling")
def retelling_known(output: dict[str, Any], expected: dict[str, Any]) -> str:
    """Share of stories told again in other words that are put to the story they retell, and to no other."""
    return PASS if output["videos"] == [expected["video"].partition(".")[0]] else FAIL


@discrete_metric(name="other_taken_for_retelling", applies=lambda expected: expected["kind"] == "other", better="lower")
def other_taken_for_retelling(output: dict[str, Any], expected: dict[str, Any]) -> str:
    """Share of other stories about the same people, places or things that are taken for a retelling."""
    return PASS if output["videos"] else FAIL
