"""Calls of a language model: one guard between any reply and the code, one retry layer, one call cache.

The provider is anything that speaks OpenAI's chat completions, reached through Haystack. Haystack hands over a reply
that was cut off as if it were whole (no finish reason, no error), so `_guarded` sees every reply before anything else.
"""

import hashlib
import json
import logging
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import tenacity
from haystack.components.generators.chat import OpenAIChatGenerator
from haystack.dataclasses import ChatMessage, StreamingChunk
from haystack.utils import Secret
from pydantic import BaseModel, ValidationError

from pipelines.database import Database
from pipelines.model_errors import (
    CALL_FAILURES,
    ModelError,
    ModelErrorKind,
    classified,
    model_error,
    redacted,
    transient,
    unfinished,
)
from pipelines.models import ModelCall
from pipelines.prompts import Message, ResolvedPrompt
from pipelines.settings import Settings

MAX_ATTEMPTS = 3
DEADLINE_IN_TIMEOUTS = 10  # a reply may take this many timeouts in all, though no pause in it may exceed one
_SAMPLE_CHARACTERS = 400
_log = logging.getLogger(__name__)
T = TypeVar("T", bound=BaseModel)


@dataclass(frozen=True)
class _Reply:
    text: str
    finish_reason: str
    prompt_tokens: int
    completion_tokens: int
    latency_s: float


class ModelClient:
    """Completes prompts into values of a schema.

    Args:
        settings: model, address, key, timeout and token limit.
        database: holds the call cache; None: no cache.
        epoch: part of the cache key; another epoch asks the model afresh.
        is_streaming: read replies as a stream, so that the timeout bounds each pause rather than the whole reply.
        prices: model → (US dollars per million prompt tokens, per million completion tokens), where known.
        backoff_s: first wait before a retry without `Retry-After`.
    """

    def __init__(
        self,
        settings: Settings,
        database: Database | None,
        *,
        epoch: int = 0,
        is_streaming: bool = True,
        prices: dict[str, tuple[float, float]] | None = None,
        backoff_s: float = 1.0,
    ) -> None:
        if settings.llm_model is None:
            raise ModelError(
                ModelErrorKind.BUG,
                "No model is set. Set LECTERN_LLM_MODEL and LECTERN_LLM_API_KEY or LECTERN_LLM_BASE_URL, "
                "or use the offline engine.",
            )
        self.model = settings.llm_model
        self._settings = settings
        self._database = database
        self._epoch = epoch
        self._is_streaming = is_streaming
        self._prices = prices or {}
        self._backoff_s = backoff_s
        self._generator = OpenAIChatGenerator(
            api_key=Secret.from_token(settings.llm_api_key or "none"),
            model=self.model,
            api_base_url=settings.llm_base_url,
            timeout=settings.llm_timeout_s,
            max_retries=0,  # the only retry layer is `_attempt`
        )

    def complete(
        self,
        prompt: ResolvedPrompt,
        variables: dict[str, Any],
        schema: type[T],
        check: Callable[[T], Sequence[str]] | None = None,
    ) -> T:
        """Return the model's answer to the rendered prompt as a `schema`.

        A reply that breaks the schema, or of which `check` returns problems, is sent back once with these problems.
        Only a reply that passed both is cached, under the key of the first request; a cached one is checked again.

        Raises:
            ModelError: no usable reply; nothing was stored.
        """
        messages = [_to_chat(message) for message in prompt.render(**variables)]
        parameters = self._parameters(schema)
        request = {"messages": [message.to_openai_dict_format() for message in messages], "parameters": parameters}
        call_id = _digest(self.model, request, self._epoch)
        cached = self._cached(call_id, schema, check)
        if cached is not None:
            return cached
        reply = self._attempt(messages, parameters)
        value, problems = _parsed(reply.text, schema, check)
        if value is None:
            _log.warning("%s %s: sent back once: %s", prompt.name, prompt.version, self._sample("; ".join(problems)))
            repaired = self._attempt([*messages, *_repair_turns(reply.text, problems)], parameters)
            value, problems = _parsed(repaired.text, schema, check)
            reply = _summed(reply, repaired)
        if value is None:
            raise model_error(
                self._settings,
                ModelErrorKind.CONTENT,
                f"{prompt.name} {prompt.version}: the reply was wrong twice: {self._sample('; '.join(problems))}. "
                f"Nothing was stored. Try another model or prompt version. The reply began: {self._sample(reply.text)}",
            )
        self._store(call_id, prompt, request, reply)
        return value

    def _parameters(self, schema: type[BaseModel]) -> dict[str, Any]:
        """Return the request parameters. OpenAI's newer models refuse what the others need."""
        limit = self._settings.llm_max_tokens
        sampling: dict[str, Any] = (
            {"max_tokens": limit, "temperature": 0.0}
            if self._settings.llm_base_url
            else {"max_completion_tokens": limit}
        )
        wanted = {"name": schema.__name__, "schema": schema.model_json_schema(), "strict": True}
        return {**sampling, "response_format": {"type": "json_schema", "json_schema": wanted}}

    def _attempt(self, messages: list[ChatMessage], parameters: dict[str, Any]) -> _Reply:
        retrying = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(MAX_ATTEMPTS),
            wait=self._wait,
            retry=tenacity.retry_if_exception(lambda error: isinstance(error, ModelError) and error.is_retryable),
            reraise=True,
        )
        return retrying(self._call, messages, parameters)

    def _wait(self, state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, ModelError) and error.retry_after_s is not None:
            return error.retry_after_s
        return tenacity.wait_exponential_jitter(multiplier=self._backoff_s, max=30, jitter=self._backoff_s)(state)

    def _call(self, messages: list[ChatMessage], parameters: dict[str, Any]) -> _Reply:
        started = time.perf_counter()
        extra = {"stream_options": {"include_usage": True}} if self._is_streaming else {}
        try:
            result = self._generator.run(
                messages=messages,
                generation_kwargs={**parameters, **extra},
                streaming_callback=self._deadline(started) if self._is_streaming else None,
            )
        except CALL_FAILURES as error:
            raise classified(error, self._settings) from error
        return self._guarded(result["replies"], time.perf_counter() - started)

    def _deadline(self, started: float) -> Callable[[StreamingChunk], None]:
        limit_s = DEADLINE_IN_TIMEOUTS * self._settings.llm_timeout_s

        def check(_chunk: StreamingChunk) -> None:
            if time.perf_counter() - started > limit_s:
                message = f"The reply was not finished after {limit_s:g} s. Raise LECTERN_LLM_TIMEOUT_S."
                raise model_error(self._settings, ModelErrorKind.TRANSIENT, message)

        return check

    def _guarded(self, replies: list[ChatMessage], latency_s: float) -> _Reply:
        """Return the reply if it is whole; a partial text goes no further than this."""
        if not replies:
            raise transient(self._settings, "The reply holds no choice.")
        reply = replies[0]
        text, reason = reply.text or "", reply.meta.get("finish_reason")
        if reason is None:
            raise transient(self._settings, f"The reply broke off after {len(text)} characters: no finish reason.")
        if reason != "stop":
            raise unfinished(self._settings, str(reason))
        if not text.strip():
            raise transient(self._settings, "The reply has no content.")
        usage = reply.meta.get("usage") or {}
        return _Reply(
            text=text,
            finish_reason=reason,
            prompt_tokens=int(usage.get("prompt_tokens") or 0),
            completion_tokens=int(usage.get("completion_tokens") or 0),
            latency_s=latency_s,
        )

    def _sample(self, text: str) -> str:
        return redacted(text, self._settings.llm_api_key)[:_SAMPLE_CHARACTERS]

    def _cached(self, call_id: str, schema: type[T], check: Callable[[T], Sequence[str]] | None) -> T | None:
        call = self._database.one(ModelCall, call_id=call_id) if self._database else None
        return _parsed(call.reply, schema, check)[0] if call else None

    def _store(self, call_id: str, prompt: ResolvedPrompt, request: dict[str, Any], reply: _Reply) -> None:
        if self._database is None:
            return
        call = ModelCall(
            call_id=call_id,
            model=self.model,
            prompt_name=prompt.name,
            prompt_version=prompt.version,
            request=request,
            reply=reply.text,
            finish_reason=reply.finish_reason,
            prompt_tokens=reply.prompt_tokens,
            completion_tokens=reply.completion_tokens,
            cost_usd=self._cost_usd(reply),
            latency_s=reply.latency_s,
        )
        self._database.merge(ModelCall, [call])

    def _cost_usd(self, reply: _Reply) -> float | None:
        price = self._prices.get(self.model)
        if price is None or not reply.prompt_tokens:
            return None
        return (reply.prompt_tokens * price[0] + reply.completion_tokens * price[1]) / 1e6


def _to_chat(message: Message) -> ChatMessage:
    return ChatMessage.from_system(message.text) if message.role == "system" else ChatMessage.from_user(message.text)


def _digest(model: str, request: dict[str, Any], epoch: int) -> str:
    canonical = json.dumps([model, request, epoch], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _parsed(
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


def _repair_turns(text: str, problems: Sequence[str]) -> list[ChatMessage]:
    listed = "\n".join(f"- {problem}" for problem in problems)
    wanted = "Reply again, whole and corrected, with the JSON object and nothing else."
    return [
        ChatMessage.from_assistant(text),
        ChatMessage.from_user(f"Your reply cannot be used:\n{listed}\n{wanted}"),
    ]


def _summed(first: _Reply, second: _Reply) -> _Reply:
    return _Reply(
        second.text,
        second.finish_reason,
        first.prompt_tokens + second.prompt_tokens,
        first.completion_tokens + second.completion_tokens,
        first.latency_s + second.latency_s,
    )
