"""The answers of two runs, paired case by case: what each metric and each case says of the candidate."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from evals import statistics
from evals.cases import Case
from evals.pooled import PooledMetric, Scored
from evals.ragas_adapter import Metric
from evals.runs import Run
from evals.statistics import Estimate
from evals.suite import Suite
from evals.verdict import MetricComparison

FAILED_OUTPUTS = "failed_outputs"  # a metric that every suite has


@dataclass(frozen=True)
class CaseComparison:
    """One case on both sides, each pair as (baseline, candidate); outputs are those of the first epoch that has one.

    `scores` maps a metric to the means over epochs; None: no score. `gain`: the sum over metrics with a direction of how
    much better the candidate does, each in units of its range; a new failure counts as -1. For a metric of all cases
    together, it is what this case alone changes in it, times the number of cases.
    """

    case_id: str
    source: str
    split: str
    input: dict[str, Any]
    expected: dict[str, Any]
    outputs: tuple[dict[str, Any] | None, dict[str, Any] | None]
    errors: tuple[str | None, str | None]
    scores: dict[str, tuple[float | None, float | None]]
    gain: float


@dataclass(frozen=True)
class Answers:
    """A run by case: outputs that were made, errors of those that were not, and by metric the scores and their lack."""

    outputs: dict[str, list[dict[str, Any]]]
    errors: dict[str, list[str]]
    scores: dict[str, dict[str, list[float]]]
    unscored: dict[str, Counter[str]]
    reasons: dict[tuple[str, str], str]  # (metric, case) → why it has no score

    def failed_share(self, case_id: str) -> float:
        """Share of a case's epochs that gave no output."""
        failed, made = len(self.errors.get(case_id, ())), len(self.outputs.get(case_id, ()))
        return failed / (failed + made)

    def mean_score(self, metric: str, case_id: str) -> float | None:
        """Mean over the epochs that were scored, None where none was."""
        values = self.scores.get(metric, {}).get(case_id)
        return float(np.mean(values)) if values else None


Sides = tuple[Answers, Answers]  # baseline, candidate


def answers(metrics: Sequence[Metric], cases: Sequence[Case], run: Run) -> Answers:
    """Sort what a run says of `cases`. A score that is missing or no finite number is none, whatever wrote it."""
    outputs: dict[str, list[dict[str, Any]]] = defaultdict(list)
    errors: dict[str, list[str]] = defaultdict(list)
    wanted = {case.case_id for case in cases}
    made = []
    for row in sorted((row for row in run.outputs if row.case_id in wanted), key=lambda row: row.epoch):
        if row.output is None:
            errors[row.case_id].append(row.error or "failed")
        else:
            outputs[row.case_id].append(row.output)
            made.append((row.case_id, row.epoch))
    found = Answers(dict(outputs), dict(errors), {}, {}, {})
    rows = {(row.case_id, row.epoch, row.metric): row for row in run.scores}
    for metric in metrics:
        scores, unscored = found.scores.setdefault(metric.name, {}), found.unscored.setdefault(metric.name, Counter())
        about = {case.case_id for case in cases if metric.applies(case.expected)}
        for case_id, epoch in (place for place in made if place[0] in about):
            score = rows.get((case_id, epoch, metric.name))
            if score is not None and score.value is not None and math.isfinite(score.value):
                scores.setdefault(case_id, []).append(score.value)
            else:
                unscored[case_id] += 1
                found.reasons[metric.name, case_id] = (score.reason if score else None) or "it has no score"
    return found


def compare_metric(metric: Metric, cases: Sequence[Case], sides: Sides) -> MetricComparison:
    """Compare the scores of the cases that both sides have scored."""
    baseline, candidate = sides
    about = [case for case in cases if metric.applies(case.expected)]
    found = [
        (before, after, case.source)
        for case in about
        if (before := baseline.mean_score(metric.name, case.case_id)) is not None
        and (after := candidate.mean_score(metric.name, case.case_id)) is not None
    ]
    sources = [source for _, _, source in found]
    low, high = metric.allowed_values if metric.is_numeric else (0.0, 1.0)
    return MetricComparison(
        name=metric.name,
        description=metric.description,
        better=metric.better,
        baseline=_estimate(metric, [before for before, _, _ in found], sources),
        candidate=_estimate(metric, [after for _, after, _ in found], sources),
        difference=statistics.paired_difference([after - before for before, after, _ in found], sources, high - low),
        unscored_baseline=baseline.unscored[metric.name].total(),
        unscored_candidate=candidate.unscored[metric.name].total(),
        n_left_out=len(about) - len(found),
    )


def _estimate(metric: Metric, values: Sequence[float], sources: Sequence[str]) -> Estimate:
    if metric.is_numeric:
        return statistics.clustered_mean(values, sources, metric.allowed_values)
    is_answer = all(value in {0.0, 1.0} for value in values)  # a mean of epochs may lie between
    return statistics.clustered_share(values, sources) if is_answer else statistics.clustered_mean(values, sources)


def compare_pooled(metric: PooledMetric, cases: Sequence[Case], sides: Sides) -> MetricComparison:
    """Compare a metric of all cases together, over the cases for which both sides have an output."""
    about, paired = _about(metric, cases, sides)
    groups: dict[str, tuple[list[Scored], list[Scored]]] = {}
    for case in paired:
        group = groups.setdefault(case.source, ([], []))
        for items, side in zip(group, sides, strict=True):
            items.extend((output, case.expected) for output in side.outputs[case.case_id])
    baseline, candidate, difference = statistics.pooled_comparison(
        list(groups.values()), metric.function, metric.bounds, is_tested=metric.better is not None
    )
    return MetricComparison(
        name=metric.name,
        description=metric.description,
        better=metric.better,
        baseline=baseline,
        candidate=candidate,
        difference=difference,
        unscored_baseline=0,
        unscored_candidate=0,
        n_left_out=len(about) - len(paired),
    )


def _about(metric: PooledMetric, cases: Sequence[Case], sides: Sides) -> tuple[list[Case], list[Case]]:
    """The cases of a metric's split, and those of them that both sides have an output for."""
    about = [case for case in cases if metric.split in {None, case.split}]
    return about, [case for case in about if all(case.case_id in side.outputs for side in sides)]


def compare_failures(cases: Sequence[Case], sides: Sides) -> MetricComparison:
    """Compare the share of outputs that could not be made."""
    sources = [case.source for case in cases]
    before, after = ([side.failed_share(case.case_id) for case in cases] for side in sides)
    return MetricComparison(
        name=FAILED_OUTPUTS,
        description="Share of outputs that could not be made.",
        better="lower",
        baseline=statistics.clustered_mean(before, sources),
        candidate=statistics.clustered_mean(after, sources),
        difference=statistics.paired_difference([b - a for a, b in zip(before, after, strict=True)], sources, 1.0),
        unscored_baseline=0,
        unscored_candidate=0,
        n_left_out=0,
    )


def new_failures(cases: Sequence[Case], sides: Sides) -> list[str]:
    """Return "case: error" for what the candidate failed, or left without a score, more often than the baseline."""
    before, after = sides
    found = [
        f"{case.case_id}: {after.errors[case.case_id][0]}"
        for case in cases
        if after.failed_share(case.case_id) > before.failed_share(case.case_id)
    ]
    compared = {case.case_id for case in cases}
    for metric, counts in after.unscored.items():
        found += [
            f"{case_id}: {metric}: {after.reasons[metric, case_id]}"
            for case_id, count in counts.items()
            if count > before.unscored[metric][case_id] and case_id in before.outputs and case_id in compared
        ]
    return found


def compare_cases(suite: Suite, cases: Sequence[Case], sides: Sides) -> list[CaseComparison]:
    """Return the cases, the worst regression first."""
    changed = _what_one_case_changes(suite, cases, sides)
    return sorted(
        (_case(suite, case, sides, changed.get(case.case_id, 0.0)) for case in cases), key=lambda case: case.gain
    )


def _case(suite: Suite, case: Case, sides: Sides, pooled_gain: float) -> CaseComparison:
    before, after = sides
    gain = pooled_gain - max(0.0, after.failed_share(case.case_id) - before.failed_share(case.case_id))
    scores = {}
    for metric in (metric for metric in suite.metrics if metric.applies(case.expected)):
        pair = before.mean_score(metric.name, case.case_id), after.mean_score(metric.name, case.case_id)
        scores[metric.name] = pair
        if pair[0] is not None and pair[1] is not None and metric.better is not None:
            low, high = metric.allowed_values if metric.is_numeric else (0.0, 1.0)
            gain += (pair[1] - pair[0]) / (high - low) * (1 if metric.better == "higher" else -1)
    return CaseComparison(
        case_id=case.case_id,
        source=case.source,
        split=case.split,
        input=case.input,
        expected=case.expected,
        outputs=(_first(before.outputs, case), _first(after.outputs, case)),
        errors=(_first(before.errors, case), _first(after.errors, case)),
        scores=scores,
        gain=gain,
    )


def _first(by_case: Mapping[str, Sequence[Any]], case: Case) -> Any:
    return next(iter(by_case.get(case.case_id, ())), None)


def _what_one_case_changes(suite: Suite, cases: Sequence[Case], sides: Sides) -> dict[str, float]:
    """Per case the sum over pooled metrics of what its own change of output gains, times the number of cases."""
    before, after = (side.outputs for side in sides)
    gains: dict[str, float] = defaultdict(float)
    for metric in (metric for metric in suite.pooled if metric.better is not None):
        _, paired = _about(metric, cases, sides)
        whole = metric.function([(output, case.expected) for case in paired for output in after[case.case_id]])
        for changed in (case for case in paired if before[case.case_id] != after[case.case_id]):
            without = metric.function(
                [
                    (output, case.expected)
                    for case in paired
                    for output in (before if case is changed else after)[case.case_id]
                ]
            )
            if whole is not None and without is not None:
                gains[changed.case_id] += (whole - without) * len(paired) * (1 if metric.better == "higher" else -1)
    return gains
