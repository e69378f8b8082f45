"""Runs as the runner leaves them on disk, with outputs of which the test decides."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evals import runs
from evals.cases import Case
from evals.ragas_adapter import PASS
from evals.runs import Manifest, OutputRow, Run, ScoreRow, Spent
from evals.suite import Suite, load_suite
from evals.targets import Target

SUPPORTED, REFUTED = "SUPPORTED", "REFUTED"
RIGHT: dict[str, Any] = {"verdict": SUPPORTED, "quotes_verbatim": [True], "why": "Two observatories measured it."}
WRONG: dict[str, Any] = {"verdict": REFUTED, "quotes_verbatim": [True], "why": "One observatory denied it."}


def claims(n_sources: int, per_source: int = 2) -> list[Case]:
    """Cases in the form of the suite `factuality`: all of them supported."""
    return [
        Case(
            f"claim-{source}-{n}",
            {"claim": f"Claim {n} of {source}."},
            {"verdict": SUPPORTED},
            {},
            "test",
            f"book-{source}",
        )
        for source in range(n_sources)
        for n in range(per_source)
    ]


def write_run(
    parent: Path,
    label: str,
    cases: Sequence[Case],
    outputs: Mapping[str, dict[str, Any] | str] | Sequence[Mapping[str, dict[str, Any] | str]],
    *,
    suite: str = "factuality",
    sha256: str = "a" * 64,
    started_at: str = "2025-03-01T10:00:00",
    planned: int | None = None,
    metrics: Mapping[str, str] | None = None,
    spent: Spent | None = None,
) -> Run:
    """Write a run. An output that is a text is the error of one that failed; several mappings are epochs."""
    loaded = load_suite(suite)
    by_epoch = [outputs] if isinstance(outputs, Mapping) else list(outputs)
    manifest = Manifest(
        suite=suite,
        dataset_sha256=sha256,
        target=Target(label, "offline-1"),
        code=label,
        epochs=len(by_epoch),
        n_planned=planned if planned is not None else len(cases) * len(by_epoch),
        cases_path="",
        started_at=started_at,
        wall_s=2.5,
        metrics=dict(metrics or {}),
    )
    run = runs.create(parent, manifest, cases)
    rows = [
        OutputRow(case.case_id, epoch, None, said, spent or Spent())
        if isinstance(said := answers[case.case_id], str)
        else OutputRow(case.case_id, epoch, said, None, spent or Spent())
        for epoch, answers in enumerate(by_epoch)
        for case in cases
        if case.case_id in answers
    ]
    runs.append_outputs(run.folder, rows)
    runs.write_scores(run.folder, _scores(loaded, cases, rows))
    return runs.read(run.folder)


def _scores(suite: Suite, cases: Sequence[Case], rows: Sequence[OutputRow]) -> list[ScoreRow]:
    by_id = {case.case_id: case for case in cases}
    found = []
    for metric in suite.metrics:
        for row in rows:
            expected = by_id[row.case_id].expected
            if metric.applies(expected):
                said = None if row.output is None else metric.function(row.output, expected)
                value = None if said is None else float(said) if metric.is_numeric else float(said == PASS)
                found.append(ScoreRow(row.case_id, row.epoch, metric.name, value, row.error))
    return found


def answered(
    cases: Sequence[Case], wrong: Sequence[str] = (), failed: Sequence[str] = ()
) -> dict[str, dict[str, Any] | str]:
    """Outputs of all cases: right, but for those named."""
    return {
        case.case_id: "ModelError: no reply" if case.case_id in failed else WRONG if case.case_id in wrong else RIGHT
        for case in cases
    }
