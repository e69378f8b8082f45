"""What a run has cost: calls, tokens, dollars and time, summed and by case."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.runs import OutputRow


@dataclass(frozen=True)
class Spending:
    """What the outputs of a run have cost. `cost_usd` None: the price of a call is not known.

    Outputs that came from the cache count with what they cost when they were made, but not in `calls`.
    """

    outputs: int
    failed: int
    cached_outputs: int
    calls: int
    cached_calls: int
    prompt_tokens: int
    completion_tokens: int
    cost_usd: float | None
    latency_p50_s: float | None
    latency_p95_s: float | None


def spending(rows: Sequence[OutputRow]) -> Spending:
    """Sum what outputs have cost; latencies are of those that did not fail."""
    spent = [row.spent for row in rows]
    costs = [one.cost_usd for one in spent]
    known = [cost for cost in costs if cost is not None]
    latencies = sorted(row.spent.latency_s for row in rows if row.output is not None)
    return Spending(
        outputs=len(rows),
        failed=sum(row.output is None for row in rows),
        cached_outputs=sum(row.is_cached for row in rows),
        calls=sum(row.spent.calls for row in rows if not row.is_cached),
        cached_calls=sum(one.cached_calls for one in spent),
        prompt_tokens=sum(one.prompt_tokens for one in spent),
        completion_tokens=sum(one.completion_tokens for one in spent),
        cost_usd=sum(known) if len(known) == len(costs) else None,
        latency_p50_s=_quantile(latencies, 0.5),
        latency_p95_s=_quantile(latencies, 0.95),
    )


def _quantile(ordered: Sequence[float], share: float) -> float | None:
    """Return the quantile of ordered numbers by linear interpolation; None of none."""
    if not ordered:
        return None
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
