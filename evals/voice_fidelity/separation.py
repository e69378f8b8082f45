"""How well the score ranks the creator's own texts above those of others."""

from typing import Any

from evals.ragas_adapter import numeric_metric


@numeric_metric(name="separation", applies=lambda expected: bool(expected["is_own"]))
def separation(output: dict[str, Any], expected: dict[str, Any]) -> float | None:
    """Area under the ROC curve: the share of other texts that score lower than a piece of the creator's own."""
    share: float | None = output["share_above_others"]
    return share
