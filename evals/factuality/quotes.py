"""Whether evidence is quoted as it stands."""

from typing import Any

from evals.ragas_adapter import FAIL, PASS, discrete_metric


@discrete_metric(name="quotes_verbatim")
def quotes_verbatim(output: dict[str, Any], expected: dict[str, Any]) -> str:
    """Share of claims without a false quote: all evidence, if any, stands in its document at the offsets given."""
    return PASS if all(output["quotes_verbatim"]) else FAIL
