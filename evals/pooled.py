"""Metrics of all cases together, such as an F1, that are no mean over cases."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evals import statistics
from evals.results import result_row
from pipelines.models import EvaluationResult

PROBLEM = "problem"  # key of an output that could not be made; its value says why
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


def pooled_metric(
    *, name: str, split: str | None = "test", better: str | None = "higher"
) -> Callable[[PooledFunction], PooledMetric]:
    """Declare a metric over all cases of a split; the docstring is its description."""
    return lambda function: PooledMetric(name, split, (function.__doc__ or "").strip(), function, better)


def summarise(
    metric: PooledMetric,
    cases: Sequence[Any],
    outputs: Mapping[str, dict[str, Any]],
    *,
    suite: str,
    tag: str,
    dataset_sha256: str,
    engine: str,
) -> EvaluationResult:
    """Return the metric with its interval by a bootstrap over sources; cases that gave no output are errors."""
    about = [case for case in cases if metric.split in {None, case.split}]
    failed = [
        f"{case.case_id}: {outputs.get(case.case_id, {}).get(PROBLEM, 'no output')}"
        for case in about
        if PROBLEM in outputs.get(case.case_id, {PROBLEM: ""})
    ]
    groups: dict[str, list[Scored]] = {}
    for case in about:
        if PROBLEM not in outputs.get(case.case_id, {PROBLEM: ""}):
            groups.setdefault(case.source, []).append((outputs[case.case_id], case.expected))
    estimate = statistics.clustered_statistic(list(groups.values()), metric.function)
    return result_row(
        metric.name,
        estimate,
        failed,
        subject=("suite", suite),
        suite=suite,
        tag=tag,
        dataset_sha256=dataset_sha256,
        engine=engine,
    )
