"""Whether a script proves what it says, and how hard its words are."""

from typing import Any

from evals.ragas_adapter import numeric_metric


@numeric_metric(name="sourced_share")
def sourced_share(output: dict[str, Any], expected: dict[str, Any]) -> float:
    """Share of the sentences that state something of which the cited facts bear out the numbers and the words."""
    if not output["stated"]:
        raise ValueError("the script states nothing")
    return float(1 - len(output["unproved"]) / output["stated"])


@numeric_metric(name="difficulty", better=None)
def difficulty(output: dict[str, Any], expected: dict[str, Any]) -> float:
    """Mean difficulty of the words that carry content, 0 very easy to 1 very hard; what is right depends on the audience."""
    return float(output["difficulty"])
