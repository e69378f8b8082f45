"""The row in which a metric's estimate is stored."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipelines.models import EvaluationResult, content_id

if TYPE_CHECKING:
    from evals.statistics import Estimate


def result_row(
    metric: str,
    estimate: "Estimate",
    failed: Sequence[str],
    *,
    subject: tuple[str, str],
    suite: str,
    tag: str,
    dataset_sha256: str,
    engine: str,
) -> EvaluationResult:
    """Return an estimate as a row.

    Args:
        metric: its name.
        estimate: value, interval and number of cases.
        failed: cases that could not be scored, each with its reason.
        subject: what was measured, as type and key.
        suite: whose metric it is.
        tag: the pipeline's.
        dataset_sha256: of the cases.
        engine: that gave the outputs.
    """
    subject_type, subject_key = subject
    return EvaluationResult(
        result_id=content_id(subject_type, subject_key, suite, metric, tag),
        subject_type=subject_type,
        subject_key=subject_key,
        suite=suite,
        metric=metric,
        tag=tag,
        value=estimate.value,
        low=estimate.low,
        high=estimate.high,
        n=estimate.n,
        n_errors=len(failed),
        dataset_sha256=dataset_sha256,
        reason=_reason(estimate, failed),
        engine=engine,
    )


def _reason(estimate: "Estimate", failed: Sequence[str]) -> str | None:
    notes = []
    if estimate.value is None:
        notes.append("nothing to score")
    elif estimate.low is None:
        notes.append("all cases come from one source, so there is no interval")
    if failed:
        notes.append(f"{len(failed)} could not be scored, first: {failed[0]}")
    return "; ".join(notes) or None
