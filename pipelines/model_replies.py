"""What a reply is worth: a value of the schema, or what is wrong with it in words that the model can mend it by."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from haystack.dataclasses import ChatMessage
from pydantic import BaseModel, ValidationError

from pipelines.model_errors import ModelError
from pipelines.models import ModelCall

T = TypeVar("T", bound=BaseModel)


@dataclass(frozen=True)
class Reply:
    """A reply as it came, with what it used."""

    text: str
    finish_reason: str
    prompt_tokens: int
    completion_tokens: int
    latency_s: float


class CutOffError(ModelError):
    """A reply that ended at the limit of tokens; what came of it goes nowhere but back to the model."""

    def __init__(self, error: ModelError, reply: Reply) -> None:
        super().__init__(error.kind, str(error))
        self.reply = reply


@dataclass(frozen=True)
class Outcome(Generic[T]):
    """What came of one prompt: a value, or why there is none. `refusal` can be kept, so that it is not asked again."""

    value: T | None
    problems: tuple[str, ...] = ()
    reply: str = ""
    refusal: ModelCall | None = None


def parsed(
    text: str, schema: type[T], check: Callable[[T], Sequence[str]] | None
) -> tuple[T, list[str]] | tuple[None, list[str]]:
    """Return the value and no problems, or None and what is wrong with the text."""
    fenced = re.fullmatch(r"\s*```(?:json)?\s*\n(.*?)\n?\s*```\s*", text, re.DOTALL)
    try:
        value = schema.model_validate_json(fenced.group(1) if fenced else text)
    except ValidationError as error:
        return None, [_described(detail) for detail in error.errors(include_url=False, include_input=False)[:10]]
    problems = list(check(value)) if check else []
    return (None, problems) if problems else (value, [])


def _described(detail: Any) -> str:
    place = ".".join(str(part) for part in detail["loc"]) or "the reply"
    return f"{place}: {detail['msg']}"


def repair_turns(text: str, problems: Sequence[str]) -> list[ChatMessage]:
    """Return the turns that send a reply back with what is wrong with it."""
    listed = "\n".join(f"- {problem}" for problem in problems)
    wanted = "Reply again, whole and corrected, with the JSON object and nothing else."
    return [
        ChatMessage.from_assistant(text),
        ChatMessage.from_user(f"Your reply cannot be used:\n{listed}\n{wanted}"),
    ]


def summed(first: Reply, second: Reply) -> Reply:
    """Return the second reply with what both used."""
    return Reply(
        second.text,
        second.finish_reason,
        first.prompt_tokens + second.prompt_tokens,
        first.completion_tokens + second.completion_tokens,
        first.latency_s + second.latency_s,
    )
