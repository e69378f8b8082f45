"""Whether the quotes under a draft stand in their documents."""

from typing import Any

from evals.ragas_adapter import FAIL, PASS, discrete_metric


@discrete_metric(name="quote_is_verbatim", applies=lambda expected: expected["item"] == "quote")
def quote_is_verbatim(output: dict[str, Any], expected: dict[str, Any]) -> str:
    """Share of the quotes behind cited facts, evidence included, that stand in their document at the offsets given."""
    return PASS if output["quote"] and output["quote"] == output["found"] else FAIL
