"""The one place that knows ragas. It is imported when the first metric is scored, because its import takes seconds.

Metric files use `numeric_metric` and `discrete_metric` from here. They take the parameters of ragas' decorators of the
same names and hand the function to them on first use. A `JudgedMetric` is one of ragas' own that asks a model.
"""

import asyncio
import importlib
import math
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipelines.settings import Settings

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
        import_ragas()
        from ragas.metrics import discrete_metric as ragas_discrete
        from ragas.metrics import numeric_metric as ragas_numeric

        if self.is_numeric:
            low, high = self.allowed_values
            return ragas_numeric(name=self.name, allowed_values=(low, high))(self.function)
        return ragas_discrete(name=self.name, allowed_values=list(self.allowed_values))(self.function)


@dataclass(frozen=True)
class JudgedMetric:
    """A metric of `ragas.metrics.collections` that asks a model, such as `Faithfulness`.

    `arguments` says of what it asks, from a case's input and output; None: it is not about this case.
    """

    name: str
    collection_name: str
    arguments: Callable[[dict[str, Any], dict[str, Any]], dict[str, Any] | None]
    is_numeric: bool = True
    allowed_values: tuple[float, float] = (0.0, 1.0)

    @property
    def description(self) -> str:
        """What the metric measures: its function's docstring."""
        return (self.arguments.__doc__ or "").strip()


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


def import_ragas() -> None:
    """Import ragas, which takes seconds the first time."""
    os.environ["RAGAS_DO_NOT_TRACK"] = "true"  # only this word stops it from reporting its use to its makers
    importlib.import_module("ragas.metrics")


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


def judge(metric: JudgedMetric, items: Sequence[tuple[str, dict[str, Any]]], settings: "Settings") -> list[Score]:
    """Return one score per item (case id, arguments), in order, asking the model of the settings.

    What raises, and what is no number, is a score without a value and with its reason.
    """
    import_ragas()
    with ThreadPoolExecutor(max_workers=1) as executor:
        return executor.submit(asyncio.run, _judge_all(metric, items, settings)).result()


async def _judge_all(
    metric: JudgedMetric, items: Sequence[tuple[str, dict[str, Any]]], settings: "Settings"
) -> list[Score]:
    from openai import AsyncOpenAI
    from ragas.llms import llm_factory
    from ragas.metrics import collections

    from pipelines.model_errors import redacted

    free = asyncio.Semaphore(settings.llm_concurrency)
    key = settings.llm_api_key or "none"
    async with AsyncOpenAI(base_url=settings.llm_base_url, api_key=key, timeout=settings.llm_timeout_s) as client:
        llm = llm_factory(settings.llm_model or "", client=client, max_tokens=settings.llm_max_tokens)
        asked = getattr(collections, metric.collection_name)(llm=llm)

        async def one(arguments: dict[str, Any]) -> float:
            async with free:
                return float((await asked.ascore(**arguments)).value)

        values = await asyncio.gather(*(one(arguments) for _, arguments in items), return_exceptions=True)
    scores = []
    for (case_id, _), value in zip(items, values, strict=True):
        if isinstance(value, BaseException):
            said = redacted(f"{metric.name}: {type(value).__name__}: {value}", settings.llm_api_key)[:400]
            scores.append(Score(case_id, None, said))
        elif math.isfinite(value):
            scores.append(Score(case_id, value, None))
        else:
            scores.append(Score(case_id, None, f"{metric.name}: the value is {value}"))
    return scores


def export(name: str, rows: Sequence[dict[str, Any]], folder: Path) -> Path:
    """Write rows as a dataset that ragas' own `Dataset.load` and `experiment` read; return its file."""
    import_ragas()
    from ragas import Dataset

    dataset: Any = Dataset(name=name, backend="local/jsonl", root_dir=str(folder))
    for row in rows:
        dataset.append(row)
    dataset.save()
    return folder / "datasets" / f"{name}.jsonl"
