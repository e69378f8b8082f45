"""Whether a script sounds like the creator that it was written for."""

from typing import Any

from evals.ragas_adapter import numeric_metric


@numeric_metric(name="voice_fidelity")
def voice_fidelity(output: dict[str, Any], expected: dict[str, Any]) -> float:
    """Where the script stands between other speakers on such topics (0) and the creator's own unseen videos (1)."""
    return _scored(output, "voice")


@numeric_metric(name="voice_probability")
def voice_probability(output: dict[str, Any], expected: dict[str, Any]) -> float:
    """Calibrated probability that the creator says this, rather than another who speaks of the same things."""
    return _scored(output, "probability")


def _scored(output: dict[str, Any], name: str) -> float:
    if output[name] is None:
        raise ValueError(f"the voice could not be scored: {output['voice_reason']}")
    return float(output[name])
