"""How good the opening is that is used: the first of those offered."""

from typing import Any

from evals.ragas_adapter import numeric_metric


@numeric_metric(name="specificity")
def specificity(output: dict[str, Any], expected: dict[str, Any]) -> float:
    """How concrete the first opening is: figures, names, things to see."""
    return _criterion(output, "specificity")


@numeric_metric(name="curiosity")
def curiosity(output: dict[str, Any], expected: dict[str, Any]) -> float:
    """How much of the answer the first opening holds back and the script tells later."""
    return _criterion(output, "curiosity")


@numeric_metric(name="opening_voice")
def opening_voice(output: dict[str, Any], expected: dict[str, Any]) -> float:
    """Mean nearness of the first opening's sentences to the creator's voice; very short ones are not scored."""
    near = _first(output)["voice"]
    if near is None:
        raise ValueError("no sentence of the opening is long enough to be scored")
    return float(near)


def _criterion(output: dict[str, Any], name: str) -> float:
    return float(_first(output)["criteria"][name])


def _first(output: dict[str, Any]) -> dict[str, Any]:
    if not output["hooks"]:
        raise ValueError("no opening is offered")
    first: dict[str, Any] = output["hooks"][0]
    return first
