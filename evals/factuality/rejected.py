"""Whether claims that a person has rejected are still called supported; such cases come from feedback."""

from typing import Any

from evals.factuality.verdicts import REJECTED, SUPPORTED
from evals.ragas_adapter import FAIL, PASS, discrete_metric


@discrete_metric(
    name="rejected_called_supported", applies=lambda expected: expected["verdict"] == REJECTED, better="lower"
)
def rejected_called_supported(output: dict[str, Any], expected: dict[str, Any]) -> str:
    """Share of the claims that a person rejected and that are called supported all the same."""
    return PASS if output["verdict"] == SUPPORTED else FAIL
