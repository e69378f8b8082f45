"""Metrics of all cases together, such as an F1, that are no mean over cases."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

Scored = tuple[dict[str, Any], dict[str, Any]]  # output and expected of one case
PooledFunction = Callable[[Sequence[Scored]], float | None]


@dataclass(frozen=True)
class PooledMetric:
    """A metric declared over the outputs and expectations of all cases of one split (None: of every split).

    `function` returns None where the cases decide nothing.
    """

    name: str
    split: str | None
    description: str
    function: PooledFunction
    better: str | None = "higher"  # or "lower"; None: reported, and in no verdict
    bounds: tuple[float, float] = (0.0, 1.0)  # of its value


def pooled_metric(
    *,
    name: str,
    split: str | None = "test",
    better: str | None = "higher",
    bounds: tuple[float, float] = (0.0, 1.0),
) -> Callable[[PooledFunction], PooledMetric]:
    """Declare a metric over all cases of a split; the docstring is its description."""
    return lambda function: PooledMetric(name, split, (function.__doc__ or "").strip(), function, better, bounds)
