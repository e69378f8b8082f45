"""What calls of a model cost: requests, tokens and dollars, counted as they happen."""

import threading
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Usage:
    """Requests, tokens and cost of some work. Nothing asked costs nothing; where a price is not known, `cost_usd` is None."""

    requests: int = 0  # sent, repairs and failed attempts among them
    cached: int = 0  # answers that came from the call cache
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost_usd: float | None = 0.0

    def since(self, earlier: "Usage") -> "Usage":
        """Return what was used after `earlier`."""
        is_known = self.cost_usd is not None and earlier.cost_usd is not None
        return Usage(
            self.requests - earlier.requests,
            self.cached - earlier.cached,
            self.prompt_tokens - earlier.prompt_tokens,
            self.completion_tokens - earlier.completion_tokens,
            (self.cost_usd or 0.0) - (earlier.cost_usd or 0.0) if is_known else None,
        )

    @property
    def figures(self) -> dict[str, int | float | str]:
        """The figures by name, as an asset shows them."""
        cost: float | str = round(self.cost_usd, 6) if self.cost_usd is not None else "price not set"
        return {
            "model_requests": self.requests,
            "model_answers_from_cache": self.cached,
            "prompt_tokens": self.prompt_tokens,
            "completion_tokens": self.completion_tokens,
            "cost_usd": cost,
        }


class Meter:
    """Adds up what calls use, from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._usage = Usage()

    @property
    def usage(self) -> Usage:
        """What was used so far."""
        return self._usage

    def asked(self) -> None:
        """Count one request."""
        self._add(requests=1)

    def cached(self) -> None:
        """Count one answer from the cache."""
        self._add(cached=1)

    def answered(self, prompt_tokens: int, completion_tokens: int, cost_usd: float | None) -> None:
        """Count the tokens of one answer; without a price the sum has none from then on."""
        with self._lock:
            known = self._usage.cost_usd
            self._usage = replace(
                self._usage,
                prompt_tokens=self._usage.prompt_tokens + prompt_tokens,
                completion_tokens=self._usage.completion_tokens + completion_tokens,
                cost_usd=known + cost_usd if known is not None and cost_usd is not None else None,
            )

    def _add(self, requests: int = 0, cached: int = 0) -> None:
        with self._lock:
            self._usage = replace(
                self._usage, requests=self._usage.requests + requests, cached=self._usage.cached + cached
            )
