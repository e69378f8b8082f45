"""A suite: cases in `cases/<suite>.jsonl`, the task in `<suite>/task.py`, and a metric in each other file there."""

import importlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from evals import pooled, ragas_adapter, statistics
from evals.cases import Case, Dataset, Output, SuiteError, read_cases
from evals.pooled import PooledMetric
from evals.ragas_adapter import Metric, Score
from evals.results import result_row
from pipelines.models import EvaluationResult

EVALS = Path(__file__).resolve().parent
M = TypeVar("M", Metric, PooledMetric)


@dataclass(frozen=True)
class Suite:
    """What is measured. `answer` runs the code under test: cases → output by case id."""

    name: str
    dataset: Dataset
    metrics: tuple[Metric, ...]
    answer: Callable[[Sequence[Case], str], Mapping[str, Output]]
    engine: Callable[[], str]
    pooled: tuple[PooledMetric, ...] = ()


def suite_names() -> list[str]:
    """Return the names of the suites: the folders here that hold a `task.py`."""
    return sorted(path.parent.name for path in EVALS.glob("*/task.py"))


def load_suite(name: str) -> Suite:
    """Load a suite with its cases and the metrics found in its folder.

    Raises:
        SuiteError: no such suite, no metric in it, or broken cases.
    """
    if name not in suite_names():
        raise SuiteError(f"No suite {name!r}. Use one of: {', '.join(suite_names())}.")
    task = importlib.import_module(f"evals.{name}.task")
    dataset = read_cases(EVALS / "cases" / f"{name}.jsonl")
    pooled_metrics = tuple(_declared(name, PooledMetric))
    metrics = tuple(_declared(name, Metric)) if pooled_metrics else tuple(find_metrics(name))
    return Suite(name, dataset, metrics, task.answer, task.engine, pooled_metrics)


def find_metrics(folder: str) -> list[Metric]:
    """Return the metrics declared in the files of `evals/<folder>/`, by name.

    Raises:
        SuiteError: there is none, or two have one name.
    """
    found = _declared(folder, Metric)
    if not found:
        raise SuiteError(f"{EVALS / folder}: no metric. Add a file with a @numeric_metric or @discrete_metric.")
    return found


def _declared(folder: str, kind: type[M]) -> list[M]:
    """Metrics of one kind in the files of a folder, alone or in tuples, by name."""
    found: dict[str, M] = {}
    for path in sorted((EVALS / folder).glob("*.py")):
        module = importlib.import_module(f"evals.{folder}.{path.stem}")
        values = [item for value in vars(module).values() for item in (value if isinstance(value, tuple) else (value,))]
        for metric in (value for value in values if isinstance(value, kind)):
            if found.setdefault(metric.name, metric) is not metric:
                raise SuiteError(f"{path}: a metric {metric.name!r} exists already. Rename one of them.")
    return [found[name] for name in sorted(found)]


def run_suite(suite: Suite, tag: str) -> list[EvaluationResult]:
    """Run the code under test on every case and return one result per metric.

    A case that got no output, and a metric that failed, count in `n_errors`; they are in no mean.
    """
    outputs = suite.answer(suite.dataset.cases, tag)
    results = [_result(suite, metric, outputs, tag) for metric in suite.metrics]
    return results + [
        pooled.summarise(
            metric,
            suite.dataset.cases,
            outputs,
            suite=suite.name,
            tag=tag,
            dataset_sha256=suite.dataset.sha256,
            engine=suite.engine(),
        )
        for metric in suite.pooled
    ]


def _result(suite: Suite, metric: Metric, outputs: Mapping[str, Output], tag: str) -> EvaluationResult:
    about = [case for case in suite.dataset.cases if metric.applies(case.expected)]
    items = [(case.case_id, outputs[case.case_id], case.expected) for case in about if case.case_id in outputs]
    missing = [Score(case.case_id, None, "no output") for case in about if case.case_id not in outputs]
    scores = [*ragas_adapter.score(metric, items), *missing]
    return summarise(
        metric,
        scores,
        clusters={case.case_id: case.source for case in about},
        subject=("suite", suite.name),
        suite=suite.name,
        tag=tag,
        dataset_sha256=suite.dataset.sha256,
        engine=suite.engine(),
    )


def summarise(
    metric: Metric,
    scores: Sequence[Score],
    *,
    clusters: Mapping[str, str],
    subject: tuple[str, str],
    suite: str,
    tag: str,
    dataset_sha256: str,
    engine: str,
) -> EvaluationResult:
    """Return the scores of one metric as one value with its interval: Wilson's for pass and fail, else a bootstrap."""
    valid = [(item.value, clusters[item.case_id]) for item in scores if item.value is not None]
    failed = [item for item in scores if item.value is None]
    values = [value for value, _ in valid]
    if metric.is_numeric:
        estimate = statistics.clustered_mean(values, [cluster for _, cluster in valid], metric.allowed_values)
    else:
        estimate = statistics.share(round(sum(values)), len(values))
    return result_row(
        metric.name,
        estimate,
        [f"{item.case_id}: {item.reason}" for item in failed],
        subject=subject,
        suite=suite,
        tag=tag,
        dataset_sha256=dataset_sha256,
        engine=engine,
    )
