"""A model as a judge of two texts, asked in both orders: what it says counts only where it says it twice."""

from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from evals.agreement import Choice

if TYPE_CHECKING:
    from pipelines.llm import ModelClient
    from pipelines.prompts import ResolvedPrompt

_SHOWN = {"A": Choice.FIRST, "B": Choice.SECOND, "neither": Choice.TIE}
_SWAPPED = {Choice.FIRST: Choice.SECOND, Choice.SECOND: Choice.FIRST, Choice.TIE: Choice.TIE}


class Preferred(BaseModel):
    """What a judge says of two texts, A shown first."""

    model_config = ConfigDict(extra="forbid")
    reason: str = Field(max_length=1000)
    better: Literal["A", "B", "neither"]


def prefer(
    client: "ModelClient", prompt: "ResolvedPrompt", variables: dict[str, Any], first: str, second: str
) -> dict[str, str]:
    """Ask which of two texts is better, twice, the second time in the other order.

    Returns:
        `in_order` and `swapped`: what was preferred each time, `first`, `second` or `tie`, by the text and not by its place;
        `choice`: what was preferred both times, else `tie` (Zheng et al., Judging LLM-as-a-Judge, 2023); `reason`: the
        judge's, in order.

    Raises:
        ModelError: no usable reply.
        PromptConfigError: the prompt cannot be rendered with these variables.
    """
    said = client.complete(prompt, {**variables, "first": first, "second": second}, Preferred)
    again = client.complete(prompt, {**variables, "first": second, "second": first}, Preferred)
    in_order, swapped = _SHOWN[said.better], _SWAPPED[_SHOWN[again.better]]
    choice = in_order if in_order is swapped else Choice.TIE
    return {"in_order": in_order, "swapped": swapped, "choice": choice, "reason": said.reason}
