"""Whether a draft's sentences rest on what they cite."""

from typing import Any

from evals.ragas_adapter import FAIL, PASS, discrete_metric
from pipelines.facts.statements import content_stems

MIN_OVERLAP = 0.5


@discrete_metric(name="sourced_is_backed", applies=lambda expected: expected["item"] == "sourced sentence")
def sourced_is_backed(output: dict[str, Any], expected: dict[str, Any]) -> str:
    """Share of sourced sentences whose numbers, and half of whose content words, the cited facts and sources state."""
    stems = content_stems(output["text"])
    stated = content_stems(output["stated"])
    overlap = len(stems & stated) / len(stems) if stems else 1.0
    return FAIL if output["unsourced_numbers"] or overlap < MIN_OVERLAP else PASS


@discrete_metric(name="citation_resolves", applies=lambda expected: expected["item"] != "quote")
def citation_resolves(output: dict[str, Any], expected: dict[str, Any]) -> str:
    """Share of sentences all of whose citations are usable facts or stories of the bank."""
    return FAIL if output["unresolved"] else PASS
