"""Calls of a language model: one guard between any reply and the code, one retry layer, one call cache.

The provider is anything that speaks OpenAI's chat completions, reached through Haystack. Haystack hands over a reply
that was cut off as if it were whole (no finish reason, no error), so `_guarded` sees every reply before anything else.
"""

import copy
import hashlib
import json
import logging
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol, Self, TypeVar

import tenacity
from haystack.components.generators.chat import OpenAIChatGenerator
from haystack.dataclasses import ChatMessage, StreamingChunk
from haystack.utils import Secret
from pydantic import BaseModel

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
from pipelines.model_pace import Pace
from pipelines.model_replies import CutOffError, Outcome, Reply, parsed, repair_turns, summed
from pipelines.model_usage import Meter, Usage
from pipelines.models import ModelCall
from pipelines.prompts import Message, ResolvedPrompt
from pipelines.settings import Settings

MAX_ATTEMPTS = 3
MAX_PACED_ATTEMPTS = 10  # of a call that the provider's limit turns away, where a pace lowers the calls in flight
DEADLINE_IN_TIMEOUTS = 10  # a reply may take this many timeouts in all, though no pause in it may exceed one
REFUSED = "refused"
"""Finish reason of a kept call whose reply broke a rule twice."""

_SAMPLE_CHARACTERS = 400
_VARIED = 0.8  # temperature of every sample but the first
_log = logging.getLogger(__name__)
T = TypeVar("T", bound=BaseModel)


class CallStore(Protocol):
    """Keeps calls by their id: the database of a pipeline, or the file of an evaluation."""

    def one(self, model: type[ModelCall], /, *, call_id: str) -> ModelCall | None:
        """Return the call with this id, or None."""
        ...

    def merge(self, model: type[ModelCall], rows: Iterable[ModelCall], /) -> int:
        """Keep calls, in place of those with their ids."""
        ...


class ModelClient:
    """Completes prompts into values of a schema. Safe to use from several threads.

    Args:
        settings: model, address, key, timeout and token limit.
        store: holds the call cache; None: no cache.
        epoch: part of the cache key; another epoch asks the model afresh.
        is_streaming: read replies as a stream, so that the timeout bounds each pause rather than the whole reply.
        prices: model → (US dollars per million prompt tokens, per million completion tokens), where known;
            without it, those of the settings.
        backoff_s: first wait before a retry without `Retry-After`.
        pace: bounds the calls in flight by what the provider takes; None: nothing does.
    """

    def __init__(
        self,
        settings: Settings,
        store: CallStore | None,
        *,
        epoch: int = 0,
        is_streaming: bool = True,
        prices: dict[str, tuple[float, float]] | None = None,
        backoff_s: float = 1.0,
        pace: Pace | None = None,
    ) -> None:
        if settings.llm_model is None:
            raise ModelError(
                ModelErrorKind.BUG,
                "No model is set. Set LECTERN_LLM_MODEL and LECTERN_LLM_API_KEY or LECTERN_LLM_BASE_URL, "
                "or use the offline engine.",
            )
        self.model = settings.llm_model
        self._settings = settings
        self._store = store
        self._epoch = epoch
        self._is_streaming = is_streaming
        self._price = (prices or {}).get(settings.llm_model, settings.llm_prices)
        self._backoff_s = backoff_s
        self._pace = pace
        self._meter = Meter()
        self._generator = OpenAIChatGenerator(
            api_key=Secret.from_token(settings.llm_api_key or "none"),
            model=self.model,
            api_base_url=settings.llm_base_url,
            timeout=settings.llm_timeout_s,
            max_retries=0,  # the only retry layer is `_attempt`
        )
        self._generator.warm_up()  # here, because it is not safe in several threads

    def for_epoch(self, epoch: int) -> Self:
        """Return a client of that epoch with a meter of its own, over the same connections, store and pace."""
        other = copy.copy(self)
        other._epoch, other._meter = epoch, Meter()
        return other

    @property
    def concurrency(self) -> int:
        """Calls that may be in flight at once."""
        return self._settings.llm_concurrency

    @property
    def candidates(self) -> int:
        """Versions to ask for where the best of several is taken."""
        return self._settings.llm_candidates

    @property
    def usage(self) -> Usage:
        """What was asked and what it cost since this client was made."""
        return self._meter.usage

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
        outcome = self._outcome(prompt, variables, schema, check)
        if outcome.value is None:
            raise self.refused(prompt, outcome)
        return outcome.value

    def propose(
        self,
        prompt: ResolvedPrompt,
        variables: dict[str, Any],
        schema: type[T],
        check: Callable[[T], Sequence[str]] | None = None,
        sample: int = 0,
    ) -> Outcome[T]:
        """Return one of several answers to a prompt; one that is wrong twice has no value, which is no error here.

        Samples differ by their number, which is part of the cache key: the first is asked for at temperature 0, the
        others at a higher one. A reply that was cut off goes back once as a wrong one does. A refusal that was kept by `keep_refusals` is returned without asking.

        Raises:
            ModelError: no reply came at all.
        """
        return self._outcome(prompt, variables, schema, check, sample, heeds_refusals=True)

    def keep_refusals(self, outcomes: Iterable[Outcome[Any]]) -> None:
        """Keep what was refused: who made something without it makes the same again without asking for it again."""
        rows = [outcome.refusal for outcome in outcomes if outcome.refusal is not None]
        if self._store is not None and rows:
            self._store.merge(ModelCall, rows)

    def refused(self, prompt: ResolvedPrompt, outcome: Outcome[Any]) -> ModelError:
        """Return the error of an outcome without a value."""
        return model_error(
            self._settings,
            ModelErrorKind.CONTENT,
            f"{prompt.name} {prompt.version}: the reply was wrong twice: {self._sample('; '.join(outcome.problems))}. "
            f"Nothing was stored. Try another model or prompt version. The reply began: {self._sample(outcome.reply)}",
        )

    def _outcome(
        self,
        prompt: ResolvedPrompt,
        variables: dict[str, Any],
        schema: type[T],
        check: Callable[[T], Sequence[str]] | None,
        sample: int = 0,
        heeds_refusals: bool = False,
    ) -> Outcome[T]:
        messages = [_to_chat(message) for message in prompt.render(**variables)]
        parameters = self._parameters(schema, sample)
        request = {"messages": [message.to_openai_dict_format() for message in messages], "parameters": parameters}
        call_id = _digest(self.model, request, self._epoch, sample)
        cached = self._cached(call_id, schema, check)
        if cached is not None and (cached.value is not None or heeds_refusals):
            self._meter.cached()
            return cached
        reply, value, problems = self._read(messages, parameters, schema, check, heeds_refusals)
        if value is None:
            _log.warning("%s %s: sent back once: %s", prompt.name, prompt.version, self._sample("; ".join(problems)))
            turns = [*messages, *repair_turns(reply.text, problems)]
            repaired, value, problems = self._read(turns, parameters, schema, check, heeds_refusals)
            reply = summed(reply, repaired)
        call = self._call_row(call_id, prompt, request, reply, REFUSED if value is None else reply.finish_reason)
        if value is None:
            return Outcome(None, tuple(problems), reply.text, call)
        if self._store is not None:
            self._store.merge(ModelCall, [call])
        return Outcome(value, (), reply.text)

    def _read(
        self,
        messages: list[ChatMessage],
        parameters: dict[str, Any],
        schema: type[T],
        check: Callable[[T], Sequence[str]] | None,
        may_be_cut: bool,
    ) -> tuple[Reply, T | None, list[str]]:
        """Return a reply with its value, or with what is wrong with it; a cut-off one raises unless it `may_be_cut`."""
        try:
            reply = self._attempt(messages, parameters)
        except CutOffError as error:
            if not may_be_cut:
                raise
            return error.reply, None, [f"{error} Say the same in fewer words"]
        return reply, *parsed(reply.text, schema, check)

    def _parameters(self, schema: type[BaseModel], sample: int) -> dict[str, Any]:
        """Return the request parameters. OpenAI's newer models refuse what the others need, and vary by themselves."""
        limit = self._settings.llm_max_tokens
        sampling: dict[str, Any] = {"max_completion_tokens": limit}
        if self._settings.llm_base_url:
            varied = {"temperature": _VARIED, "seed": sample} if sample else {"temperature": 0.0}
            sampling = {"max_tokens": limit, **varied}
        wanted = {"name": schema.__name__, "schema": schema.model_json_schema(), "strict": True}
        return {**sampling, "response_format": {"type": "json_schema", "json_schema": wanted}}

    def _attempt(self, messages: list[ChatMessage], parameters: dict[str, Any]) -> Reply:
        retrying = tenacity.Retrying(
            stop=self._is_enough,
            wait=self._wait,
            retry=tenacity.retry_if_exception(lambda error: isinstance(error, ModelError) and error.is_retryable),
            reraise=True,
        )
        return retrying(self._paced if self._pace else self._call, messages, parameters)

    def _is_enough(self, state: tenacity.RetryCallState) -> bool:
        error = state.outcome.exception() if state.outcome else None
        is_slowed = self._pace is not None and isinstance(error, ModelError) and error.kind is ModelErrorKind.QUOTA
        return state.attempt_number >= (MAX_PACED_ATTEMPTS if is_slowed else MAX_ATTEMPTS)

    def _paced(self, messages: list[ChatMessage], parameters: dict[str, Any]) -> Reply:
        assert self._pace is not None, "a client without a pace calls at once"
        with self._pace.slot() as slot:
            try:
                return self._call(messages, parameters)
            except ModelError as error:
                if error.is_retryable:
                    slot.slow_down(error.retry_after_s)
                raise

    def _wait(self, state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, ModelError) and error.retry_after_s is not None:
            return error.retry_after_s
        return tenacity.wait_exponential_jitter(multiplier=self._backoff_s, max=30, jitter=self._backoff_s)(state)

    def _call(self, messages: list[ChatMessage], parameters: dict[str, Any]) -> Reply:
        started = time.perf_counter()
        self._meter.asked()
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

    def _guarded(self, replies: list[ChatMessage], latency_s: float) -> Reply:
        """Return the reply if it is whole; a partial text goes no further than this."""
        if not replies:
            raise transient(self._settings, "The reply holds no choice.")
        reply = replies[0]
        text, reason = reply.text or "", reply.meta.get("finish_reason")
        usage = reply.meta.get("usage") or {}
        prompt_tokens = int(usage.get("prompt_tokens") or 0)
        completion_tokens = int(usage.get("completion_tokens") or 0)
        self._meter.answered(prompt_tokens, completion_tokens, self._cost_usd(prompt_tokens, completion_tokens))
        if reason is None:
            raise transient(self._settings, f"The reply broke off after {len(text)} characters: no finish reason.")
        whole = Reply(text, str(reason), prompt_tokens, completion_tokens, latency_s)
        if reason == "length":
            raise CutOffError(unfinished(self._settings, reason), whole)
        if reason != "stop":
            raise unfinished(self._settings, str(reason))
        if not text.strip():
            raise transient(self._settings, "The reply has no content.")
        return whole

    def _sample(self, text: str) -> str:
        return redacted(text, self._settings.llm_api_key)[:_SAMPLE_CHARACTERS]

    def _cached(self, call_id: str, schema: type[T], check: Callable[[T], Sequence[str]] | None) -> Outcome[T] | None:
        call = self._store.one(ModelCall, call_id=call_id) if self._store else None
        if call is None:
            return None
        value, problems = parsed(call.reply, schema, check)
        if value is None and call.finish_reason != REFUSED:
            return None  # the rules have changed since
        return Outcome(value, tuple(problems), call.reply)

    def _call_row(
        self, call_id: str, prompt: ResolvedPrompt, request: dict[str, Any], reply: Reply, finish_reason: str
    ) -> ModelCall:
        return ModelCall(
            call_id=call_id,
            model=self.model,
            prompt_name=prompt.name,
            prompt_version=prompt.version,
            request=request,
            reply=reply.text,
            finish_reason=finish_reason,
            prompt_tokens=reply.prompt_tokens,
            completion_tokens=reply.completion_tokens,
            cost_usd=self._cost_usd(reply.prompt_tokens, reply.completion_tokens),
            latency_s=reply.latency_s,
        )

    def _cost_usd(self, prompt_tokens: int, completion_tokens: int) -> float | None:
        if self._price is None or not prompt_tokens:
            return None
        return (prompt_tokens * self._price[0] + completion_tokens * self._price[1]) / 1e6


def _to_chat(message: Message) -> ChatMessage:
    return ChatMessage.from_system(message.text) if message.role == "system" else ChatMessage.from_user(message.text)


def _digest(model: str, request: dict[str, Any], epoch: int, sample: int) -> str:
    """Return the cache key. The first sample has no number in it: replies from before there were several stay known."""
    parts = [model, request, epoch, sample] if sample else [model, request, epoch]
    canonical = json.dumps(parts, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
