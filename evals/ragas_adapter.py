"""The one place that knows ragas. It is imported when the first metric is scored, because its import takes seconds.

Metric files use `numeric_metric` and `discrete_metric` from here. They take the parameters of ragas' decorators of the
same names and hand the function to them on first use.
"""

import asyncio
import math
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import Any

MetricFunction = Callable[..., Any]
PASS, FAIL = "pass", "fail"


@dataclass(frozen=True)
class Score:
    """What one metric says of one case. `value` None: it failed, and `reason` says how; that is counted as an error."""

    case_id: str
    value: float | None
    reason: str | None


@dataclass(frozen=True)
class Metric:
    """A metric declared over a pure function of `output` and `expected`, both plain dictionaries.

    `applies` says which cases it is about, from `expected`. A discrete metric's value is 1 for `pass` and 0 for `fail`.
    """

    name: str
    is_numeric: bool
    allowed_values: tuple[Any, Any]
    function: MetricFunction
    applies: Callable[[dict[str, Any]], bool]
    better: str | None = "higher"  # or "lower"; None: reported, and in no verdict

    @property
    def description(self) -> str:
        """What the metric measures: its function's docstring."""
        return (self.function.__doc__ or "").strip()

    @cached_property
    def _ragas(self) -> Any:
        # Only the word `true` stops ragas from reporting its use to its makers.
        os.environ["RAGAS_DO_NOT_TRACK"] = "true"
        from ragas.metrics import discrete_metric as ragas_discrete
        from ragas.metrics import numeric_metric as ragas_numeric

        if self.is_numeric:
            low, high = self.allowed_values
            return ragas_numeric(name=self.name, allowed_values=(low, high))(self.function)
        return ragas_discrete(name=self.name, allowed_values=list(self.allowed_values))(self.function)


def numeric_metric(
    *,
    name: str,
    allowed_values: tuple[float, float] = (0.0, 1.0),
    applies: Callable[[dict[str, Any]], bool] = lambda _expected: True,
    better: str | None = "higher",
) -> Callable[[MetricFunction], Metric]:
    """Declare a metric whose value is a number within `allowed_values`."""
    return lambda function: Metric(name, True, allowed_values, function, applies, better)


def discrete_metric(
    *,
    name: str,
    applies: Callable[[dict[str, Any]], bool] = lambda _expected: True,
    better: str | None = "higher",
) -> Callable[[MetricFunction], Metric]:
    """Declare a metric that says `pass` or `fail`."""
    return lambda function: Metric(name, False, (PASS, FAIL), function, applies, better)


def score(metric: Metric, items: Sequence[tuple[str, dict[str, Any], dict[str, Any]]]) -> list[Score]:
    """Return one score per item (case id, output, expected), in order."""
    # A thread of its own: the caller may have a running event loop, as a notebook does.
    with ThreadPoolExecutor(max_workers=1) as executor:
        return executor.submit(asyncio.run, _score_all(metric, items)).result()


async def _score_all(metric: Metric, items: Sequence[tuple[str, dict[str, Any], dict[str, Any]]]) -> list[Score]:
    # One after the other: ragas keeps the validated arguments on the metric itself.
    return [await _score_one(metric, *item) for item in items]


async def _score_one(metric: Metric, case_id: str, output: dict[str, Any], expected: dict[str, Any]) -> Score:
    try:
        # The sync `score` of ragas patches the running loop and breaks it, so only `ascore` is used.
        result = await metric._ragas.ascore(output=output, expected=expected)
    except (TypeError, ValueError) as error:
        return Score(case_id, None, f"{metric.name}: {error}")
    value = result.value
    if value is None:
        return Score(case_id, None, str(result.reason))
    if not metric.is_numeric:
        return Score(case_id, 1.0 if value == PASS else 0.0, result.reason)
    if not math.isfinite(value):
        return Score(case_id, None, f"{metric.name}: the value is {value}")
    return Score(case_id, float(value), result.reason)
