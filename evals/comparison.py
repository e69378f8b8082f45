"""Two runs of one suite on the same cases → what differs, how surely, and whether the candidate may ship."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals import pairing, verdict
from evals.cases import SuiteError
from evals.pairing import CaseComparison
from evals.runs import Manifest, Run
from evals.spending import Spending, spending
from evals.suite import Suite
from evals.verdict import MetricComparison, Verdict


@dataclass(frozen=True)
class Side:
    """One run: what was measured, and what that took."""

    manifest: Manifest
    spending: Spending

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
    _refuse_other_cases(suite.name, baseline.manifest, candidate.manifest)
    _refuse_other_metrics(baseline.manifest, candidate.manifest)
    also_run = {case.case_id for case in candidate.cases}
    cases = [case for case in baseline.cases if case.case_id in also_run]
    sides = (pairing.answers(suite.metrics, cases, baseline), pairing.answers(suite.metrics, cases, candidate))
    metrics = verdict.find(
        [
            *(
                pairing.compare_metric(metric, cases, sides)
                for metric in suite.metrics
                if any(metric.applies(case.expected) for case in cases)
            ),
            *(pairing.compare_pooled(metric, cases, sides) for metric in suite.pooled),
            pairing.compare_failures(cases, sides),
        ]
    )
    new_failures = pairing.new_failures(cases, sides)
    decided, reason = verdict.decide(metrics, new_failures)
    return Comparison(
        suite=suite.name,
        dataset_sha256=baseline.manifest.dataset_sha256,
        baseline=Side(baseline.manifest, spending(baseline.outputs)),
        candidate=Side(candidate.manifest, spending(candidate.outputs)),
        verdict=decided,
        reason=reason,
        metrics=tuple(metrics),
        cases=tuple(pairing.compare_cases(suite, cases, sides)),
        new_failures=tuple(new_failures),
        notes=tuple(_notes(baseline, candidate, len(cases), metrics)),
    )


def check(suite: Suite, run: Run) -> None:
    """Refuse a run that cannot be judged.

    Raises:
        SuiteError: it is of another suite, incomplete, or not scored by the metrics that the suite has.
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
    known = [case for case in run.cases if case.case_id in made]
    wanted = {metric.name for metric in suite.metrics if any(metric.applies(case.expected) for case in known)}
    differing = wanted ^ (
        {row.metric for row in run.scores if row.case_id in made} - {one.name for one in suite.pooled}
    )
    if differing:
        raise SuiteError(
            f"Run {run_id} was scored by other metrics than the suite has now ({', '.join(sorted(differing))}). "
            f"Score it again, which makes no output anew: lectern eval score {run_id}"
        )


def _refuse_other_cases(suite: str, baseline: Manifest, candidate: Manifest) -> None:
    if baseline.dataset_sha256 == candidate.dataset_sha256:
        return
    older = min(baseline, candidate, key=lambda manifest: manifest.started_at)
    raise SuiteError(
        f"The cases have changed: the baseline {baseline.run_id} was run on {baseline.dataset_sha256}, the candidate "
        f"{candidate.run_id} on {candidate.dataset_sha256}. Scores of other cases cannot be paired. "
        f"Run the older on today's: lectern eval run {suite} --tag {older.target.tag}"
    )


def _refuse_other_metrics(baseline: Manifest, candidate: Manifest) -> None:
    differing = sorted(
        name for name, digest in baseline.metrics.items() if candidate.metrics.get(name, digest) != digest
    )
    if differing:
        raise SuiteError(
            f"The runs were scored by other definitions of {', '.join(differing)}. Score both again, which makes no output "
            f"anew: lectern eval score {baseline.run_id}; lectern eval score {candidate.run_id}"
        )


def _notes(baseline: Run, candidate: Run, n_common: int, metrics: Sequence[MetricComparison]) -> list[str]:
    notes = []
    if baseline.manifest.run_id == candidate.manifest.run_id:
        notes.append("Both sides are the same run.")
    elif baseline.manifest.target.digest == candidate.manifest.target.digest:
        notes.append("Both sides have the same target: what differs is the code, the epochs or chance.")
    n_cases = max(len(baseline.cases), len(candidate.cases))
    if n_common < n_cases:
        notes.append(f"{n_cases - n_common} of {n_cases} cases were run on one side only, and are left out.")
    left_out = [f"{metric.n_left_out} of {metric.name}" for metric in metrics if metric.n_left_out]
    if left_out:
        notes.append(f"Left out, because a side has no score there: {', '.join(left_out)}.")
    return notes
