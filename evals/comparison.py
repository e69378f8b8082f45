"""Two runs of one suite on the same cases → what differs, how surely, and whether the candidate may ship."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evals import pairing, verdict
from evals.cases import SuiteError
from evals.pairing import CaseComparison
from evals.runs import Manifest, Run
from evals.suite import Suite
from evals.verdict import MetricComparison, Verdict


@dataclass(frozen=True)
class Side:
    """One run: what was measured, and what it cost in all.

    `cost_usd` None: no price is known. `latency_*` None: every output came from the cache, or failed.
    """

    manifest: Manifest
    n_outputs: int
    n_failed: int
    n_cached: int
    calls: int
    cached_calls: int
    prompt_tokens: int
    completion_tokens: int
    cost_usd: float | None
    latency_p50_s: float | None
    latency_p95_s: float | None

    @property
    def run_id(self) -> str:
        """The run's id."""
        return self.manifest.run_id


@dataclass(frozen=True)
class Comparison:
    """What two runs say. `cases` stand with the worst regression first.

    `new_failures` are the cases that the candidate failed more often than the baseline, each with its error.
    """

    suite: str
    dataset_sha256: str
    baseline: Side
    candidate: Side
    verdict: Verdict
    reason: str
    metrics: tuple[MetricComparison, ...]
    cases: tuple[CaseComparison, ...]
    new_failures: tuple[str, ...]
    notes: tuple[str, ...] = ()


def compare(suite: Suite, baseline: Run, candidate: Run) -> Comparison:
    """Compare a candidate's run with the baseline's.

    Epochs are averaged within a case. A case that one side failed is left out of the pairs, is counted, and keeps the
    candidate from shipping if it is the candidate's.

    Raises:
        SuiteError: the runs are not of this suite, not on the same cases, not complete or not scored by the suite's
            metrics. The message says which, and the remedy.
    """
    for run in (baseline, candidate):
        check(suite, run)
    _refuse_other_cases(suite, baseline.manifest, candidate.manifest)
    sides = (pairing.answers(suite, baseline), pairing.answers(suite, candidate))
    cases = [case for case in suite.dataset.cases if all(side.has(case.case_id) for side in sides)]
    metrics = verdict.find(
        [
            *(pairing.compare_metric(metric, cases, sides) for metric in suite.metrics),
            *(pairing.compare_pooled(metric, cases, sides) for metric in suite.pooled),
            pairing.compare_failures(cases, sides),
        ]
    )
    new_failures = pairing.new_failures(cases, sides)
    decided, reason = verdict.decide(metrics, new_failures)
    return Comparison(
        suite=suite.name,
        dataset_sha256=suite.dataset.sha256,
        baseline=side(baseline),
        candidate=side(candidate),
        verdict=decided,
        reason=reason,
        metrics=tuple(metrics),
        cases=tuple(pairing.compare_cases(suite, cases, sides)),
        new_failures=tuple(new_failures),
        notes=tuple(_notes(suite, baseline, candidate, len(cases), metrics)),
    )


def side(run: Run) -> Side:
    """Return what a run measured and what it cost."""
    spent = [row.spent for row in run.outputs]
    # An output from the cache took no time worth telling.
    latencies = [row.spent.latency_s for row in run.outputs if not row.is_cached and row.output is not None]
    costs = [one.cost_usd for one in spent if one.cost_usd is not None]
    p50, p95 = (float(value) for value in np.quantile(latencies, [0.5, 0.95])) if latencies else (None, None)
    return Side(
        manifest=run.manifest,
        n_outputs=len(run.outputs),
        n_failed=sum(row.output is None for row in run.outputs),
        n_cached=sum(row.is_cached for row in run.outputs),
        calls=sum(one.calls for one in spent),
        cached_calls=sum(one.cached_calls for one in spent),
        prompt_tokens=sum(one.prompt_tokens for one in spent),
        completion_tokens=sum(one.completion_tokens for one in spent),
        cost_usd=sum(costs) if costs else None,
        latency_p50_s=p50,
        latency_p95_s=p95,
    )


def check(suite: Suite, run: Run) -> None:
    """Refuse a run that cannot be judged.

    Raises:
        SuiteError: it is of another suite, incomplete, or scored by other metrics than the suite has.
    """
    run_id = run.manifest.run_id
    if run.manifest.suite != suite.name:
        raise SuiteError(
            f"Run {run_id} is of the suite {run.manifest.suite!r}, not of {suite.name!r}. Name runs of one suite."
        )
    if not run.is_complete:
        raise SuiteError(
            f"Run {run_id} has {len(run.outputs)} of {run.manifest.n_planned} outputs. "
            f"Finish it first: lectern eval resume {run_id}"
        )
    made = {row.case_id for row in run.outputs if row.output is not None}
    wanted = {
        metric.name
        for metric in suite.metrics
        if any(metric.applies(case.expected) for case in suite.dataset.cases if case.case_id in made)
    }
    differing = wanted ^ ({row.metric for row in run.scores} - {metric.name for metric in suite.pooled})
    if differing and run.manifest.dataset_sha256 == suite.dataset.sha256:
        raise SuiteError(
            f"Run {run_id} was scored by other metrics than the suite has now ({', '.join(sorted(differing))}). "
            f"Score it again, which asks no model: lectern eval resume {run_id}"
        )


def _refuse_other_cases(suite: Suite, baseline: Manifest, candidate: Manifest) -> None:
    now = suite.dataset.sha256
    stale = [manifest for manifest in (baseline, candidate) if manifest.dataset_sha256 != now]
    if not stale:
        return
    remedy = "; ".join(
        dict.fromkeys(f"lectern eval run {suite.name} --tag {manifest.target.tag}" for manifest in stale)
    )
    raise SuiteError(
        f"The cases have changed: the baseline {baseline.run_id} was run on {baseline.dataset_sha256}, the candidate "
        f"{candidate.run_id} on {candidate.dataset_sha256}, and the file holds {now} now. "
        f"Scores of other cases cannot be paired. Run again on today's: {remedy}"
    )


def _notes(
    suite: Suite, baseline: Run, candidate: Run, n_common: int, metrics: Sequence[MetricComparison]
) -> list[str]:
    notes = []
    if baseline.manifest.run_id == candidate.manifest.run_id:
        notes.append("Both sides are the same run.")
    elif baseline.manifest.target.digest == candidate.manifest.target.digest:
        notes.append("Both sides have the same target: what differs is the code, the epochs or chance.")
    if n_common < len(suite.dataset.cases):
        notes.append(
            f"{len(suite.dataset.cases) - n_common} of {len(suite.dataset.cases)} cases were not run on both sides."
        )
    notes += [
        f"{metric.name}: {metric.n_left_out} cases are left out, because a side has no score for them."
        for metric in metrics
        if metric.n_left_out
    ]
    return notes
