"""Whether a script keeps its framework, its length and its opening's promises, and holds together."""

from typing import Any

from evals.ragas_adapter import numeric_metric


@numeric_metric(name="structure")
def structure(output: dict[str, Any], expected: dict[str, Any]) -> float:
    """Share of the framework's beats that the script has with all that they must contain."""
    return float(1 - len(output["beats_lacking"]) / output["beats"])


@numeric_metric(name="coherence_faults", allowed_values=(0.0, 200.0), better="lower")
def coherence_faults(output: dict[str, Any], expected: dict[str, Any]) -> float:
    """What a listener would stumble over, a hundred sentences: jumps, dangling words, terms unexplained, questions unanswered."""
    return float(min(200.0, 100 * len(output["faults"]) / max(1, output["sentences"])))


@numeric_metric(name="length_error", better="lower")
def length_error(output: dict[str, Any], expected: dict[str, Any]) -> float:
    """By what share of the planned time the script is too long or too short, at the creator's pace; at most 1."""
    return float(min(1.0, abs(output["minutes"] / output["target_minutes"] - 1)))


@numeric_metric(name="opening_paid")
def opening_paid(output: dict[str, Any], expected: dict[str, Any]) -> float:
    """Share of what the opening promises that a later sentence pays. An opening that promises nothing owes nothing."""
    return float(1 - len(output["unpaid"]) / output["promises"]) if output["promises"] else 1.0
