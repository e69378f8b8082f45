"""What is offered: promises that the plan keeps, kinds to choose from, and nothing unsafe."""

from typing import Any

from evals.ragas_adapter import FAIL, PASS, discrete_metric, numeric_metric


@numeric_metric(name="promise_kept")
def promise_kept(output: dict[str, Any], expected: dict[str, Any]) -> float:
    """Share of the promises of all openings that the planned beat pays with a fact of its own."""
    promised = sum(hook["promises"] for hook in output["hooks"])
    if not promised:
        raise ValueError("no opening promises anything")
    return float(1 - sum(len(hook["broken"]) for hook in output["hooks"]) / promised)


@numeric_metric(name="kinds_offered")
def kinds_offered(output: dict[str, Any], expected: dict[str, Any]) -> float:
    """Share of the kinds of opening of which one is offered."""
    return float(len(output["kinds"]) / output["n_kinds"])


@discrete_metric(name="hooks_safe")
def hooks_safe(output: dict[str, Any], expected: dict[str, Any]) -> str:
    """Share of the cases of which no opening breaks a safety rule."""
    return FAIL if any(hook["unsafe"] for hook in output["hooks"]) else PASS
