"""The model of a target, as tasks ask it: replies kept, calls paced, and what each case spent counted apart.

The runner opens a `session` around a task, and `metered` around each case. A task that is called without a runner, as a
test does, asks with no cache and no pace.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from evals.runs import Spent
from evals.targets import Target, model_settings

if TYPE_CHECKING:
    from pipelines.llm import CallStore, ModelClient

_IRI_GRAMMAR = "rfc3987_syntax"
"""Optional to jsonschema, which the model path imports and has check no IRI; building it takes a third of that import."""

_store: "ContextVar[CallStore | None]" = ContextVar("store", default=None)
_clients: "ContextVar[list[ModelClient] | None]" = ContextVar("clients", default=None)


@contextmanager
def session(store: "CallStore | None") -> Iterator[None]:
    """Keep the replies to the clients that are made inside in `store`."""
    token = _store.set(store)
    try:
        yield
    finally:
        _store.reset(token)


def client(target: Target) -> "ModelClient | None":
    """Return a client of the target's model, None for the offline engine; `of_case` makes one a case of it.

    Raises:
        SettingsError: the model has neither key nor address.
    """
    if target.is_offline:
        return None
    with _without(_IRI_GRAMMAR):
        from pipelines.llm import ModelClient
    from pipelines.model_pace import Pace

    settings = model_settings(target.engine)
    return ModelClient(settings, _store.get(), pace=Pace(settings.llm_concurrency))


@contextmanager
def _without(module: str) -> Iterator[None]:
    """Let imports inside do without an optional module, unless it is there already."""
    is_hidden = module not in sys.modules
    if is_hidden:
        sys.modules[module] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if is_hidden:
            del sys.modules[module]


def of_case(shared: "ModelClient", epoch: int) -> "ModelClient":
    """Return a client for one case of an epoch, over the connections of `shared`."""
    own = shared.for_epoch(epoch)
    opened = _clients.get()
    if opened is not None:
        opened.append(own)
    return own


@dataclass
class Metered:
    """What one case has asked of models so far."""

    clients: "list[ModelClient]" = field(default_factory=list)

    def spent(self, latency_s: float) -> Spent:
        """Return the sum over the clients of the case."""
        usages = [one.usage for one in self.clients]
        costs = [usage.cost_usd for usage in usages]
        known = [cost for cost in costs if cost is not None]
        return Spent(
            calls=sum(usage.requests for usage in usages),
            cached_calls=sum(usage.cached for usage in usages),
            prompt_tokens=sum(usage.prompt_tokens for usage in usages),
            completion_tokens=sum(usage.completion_tokens for usage in usages),
            cost_usd=sum(known) if len(known) == len(costs) else None,
            latency_s=latency_s,
        )


@contextmanager
def metered() -> Iterator[Metered]:
    """Count what the clients spend that `of_case` makes inside, on this thread."""
    meter = Metered()
    token = _clients.set(meter.clients)
    try:
        yield meter
    finally:
        _clients.reset(token)
