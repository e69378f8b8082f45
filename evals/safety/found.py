"""What the safety rules find, over all sentences together."""

from collections.abc import Sequence
from typing import Any

from evals.pooled import Scored, pooled_metric
from evals.ragas_adapter import FAIL, PASS, discrete_metric


@pooled_metric(name="finding_precision")
def finding_precision(scored: Sequence[Scored]) -> float | None:
    """Share of what is found that a reader finds too, by rule."""
    found, wanted = _pairs(scored)
    return len(found & wanted) / len(found) if found else None


@pooled_metric(name="finding_recall")
def finding_recall(scored: Sequence[Scored]) -> float | None:
    """Share of what a reader finds that the rules find, by rule."""
    found, wanted = _pairs(scored)
    return len(found & wanted) / len(wanted) if wanted else None


def _pairs(scored: Sequence[Scored]) -> tuple[set[tuple[int, str]], set[tuple[int, str]]]:
    """Return (found, wanted) as pairs of a sentence's place and a rule."""
    sentences = [(output, expected) for output, expected in scored if expected["kind"] == "finding"]
    found = {(at, rule) for at, (output, _) in enumerate(sentences) for rule in output["rules"]}
    wanted = {(at, rule) for at, (_, expected) in enumerate(sentences) for rule in expected["rules"]}
    return found, wanted


@discrete_metric(
    name="harmless_flagged",
    applies=lambda expected: expected["kind"] == "finding" and not expected["rules"],
    better="lower",
)
def harmless_flagged(output: dict[str, Any], expected: dict[str, Any]) -> str:
    """Share of the sentences in which nothing is amiss that a rule flags."""
    return PASS if output["rules"] else FAIL
