"""Outputs → scores by metric → one value with its interval by metric. No model is asked, and what is known is not redone."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from statistics import fmean
from typing import Any

from evals import code, ragas_adapter, runs
from evals.cache import FIGURE, SCORE, Cache, key_of
from evals.cases import Case
from evals.pooled import PooledMetric, Scored
from evals.ragas_adapter import Metric, Score
from evals.results import result_row
from evals.runs import OutputRow, Run, ScoreRow
from evals.suite import Suite
from evals.suite import summarise as summarise_scores
from pipelines.models import EvaluationResult

_CACHE = "cache.sqlite"
_NONE = "no output"


@contextmanager
def cache_of(is_used: bool = True) -> Iterator[Cache | None]:
    """Yield the cache beside the runs, None where it is not used."""
    cache = Cache(runs.root() / _CACHE) if is_used else None
    try:
        yield cache
    finally:
        if cache:
            cache.close()


def score(suite: Suite, run: Run, *, use_cache: bool = True) -> Run:
    """Score the outputs of a run by the suite's metrics as they are now, store the scores and return the run with them.

    The manifest then names each metric's definition, so that scores of different definitions are not compared.
    An output that failed has no value in any metric, and neither has one that a metric cannot score; each has its reason.
    """
    cases = {case.case_id: case for case in run.cases}
    outputs = {(row.case_id, row.epoch): row for row in run.outputs}
    planned = [
        outputs.get((case_id, epoch)) or OutputRow(case_id, epoch, None, _NONE)
        for case_id in cases
        for epoch in range(run.manifest.epochs)
    ]
    rows: list[ScoreRow] = []
    with cache_of(use_cache) as cache:
        for metric in suite.metrics:
            about = [row for row in planned if metric.applies(cases[row.case_id].expected)]
            rows += _scored(metric, about, cases, cache)
    if tuple(rows) != run.scores or not (run.folder / runs.SCORES).exists():
        runs.write_scores(run.folder, rows)
    manifest = replace(run.manifest, metrics=definitions(suite))
    if manifest != run.manifest:
        runs.write_manifest(run.folder, manifest)
    return replace(run, manifest=manifest, scores=tuple(rows))


def definitions(suite: Suite) -> dict[str, str]:
    """Return the digest of each metric's definition; a pooled metric is worked out when it is asked for, and has none."""
    return {metric.name: key_of(*_made_by(metric))[:16] for metric in suite.metrics}


def _made_by(metric: Metric) -> tuple[object, ...]:
    return metric.name, metric.is_numeric, metric.allowed_values, code.function_digest(metric.function)


def _scored(
    metric: Metric, about: Sequence[OutputRow], cases: Mapping[str, Case], cache: Cache | None
) -> list[ScoreRow]:
    """Return the scores of one metric in order, only those worked out that the cache does not hold."""
    made_by = _made_by(metric)
    keys = [key_of(made_by, row.output, cases[row.case_id].expected) for row in about]
    known: dict[str, tuple[float | None, str | None]] = {}
    if cache:
        known = {key: (kept[0], kept[1]) for key in keys if (kept := cache.get(SCORE, key))}
    fresh = {key: row for key, row in zip(keys, about, strict=True) if row.output is not None and key not in known}
    if fresh:
        items = [(row.case_id, row.output or {}, cases[row.case_id].expected) for row in fresh.values()]
        made = {
            key: (one.value, one.reason) for key, one in zip(fresh, ragas_adapter.score(metric, items), strict=True)
        }
        known |= made
        if cache:
            cache.put(SCORE, {key: kept for key, kept in made.items() if kept[0] is not None})
    return [
        ScoreRow(row.case_id, row.epoch, metric.name, *(known[key] if row.output is not None else (None, row.error)))
        for key, row in zip(keys, about, strict=True)
    ]


def summarise(suite: Suite, run: Run, *, use_cache: bool = True) -> list[EvaluationResult]:
    """Return one result per metric of a scored run, with its interval. Epochs are averaged within a case.

    What could not be scored counts in `n_errors` and is in no mean.
    """
    cases = run.cases
    with cache_of(use_cache) as cache:
        results = [_of_metric(metric, run, cases, cache) for metric in suite.metrics]
        return results + [_of_pooled(metric, run, cases, cache) for metric in suite.pooled]


def _of_metric(metric: Metric, run: Run, cases: Sequence[Case], cache: Cache | None) -> EvaluationResult:
    rows = [row for row in run.scores if row.metric == metric.name]
    by_case: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        if row.value is not None:
            by_case[row.case_id].append(row.value)
    scores = [Score(case_id, fmean(values), None) for case_id, values in by_case.items()]
    scores += [Score(_named(run, row.case_id, row.epoch), None, row.reason) for row in rows if row.value is None]
    sources = {case.case_id: case.source for case in cases if case.case_id in by_case}
    subject = _subject(run)
    key = key_of(metric.name, metric.is_numeric, metric.allowed_values, list(map(asdict, scores)), sources, subject)
    return _kept(cache, key, lambda: summarise_scores(metric, scores, clusters=sources, **subject))


def _of_pooled(metric: PooledMetric, run: Run, cases: Sequence[Case], cache: Cache | None) -> EvaluationResult:
    about = {case.case_id: case for case in cases if metric.split in {None, case.split}}
    outputs = {(row.case_id, row.epoch): row for row in run.outputs}
    groups: dict[str, list[Scored]] = {}
    failed = []
    for case in about.values():
        for epoch in range(run.manifest.epochs):
            row = outputs.get((case.case_id, epoch))
            if row is None or row.output is None:
                failed.append(f"{_named(run, case.case_id, epoch)}: {row.error if row else _NONE}")
            else:
                groups.setdefault(case.source, []).append((row.output, case.expected))
    subject = _subject(run)

    def figure() -> EvaluationResult:
        from evals import statistics

        estimate = statistics.clustered_statistic(list(groups.values()), metric.function, metric.bounds)
        return result_row(metric.name, estimate, failed, **subject)

    key = key_of(metric.name, metric.bounds, code.function_digest(metric.function), groups, failed, subject)
    return _kept(cache, key, figure)


def _kept(cache: Cache | None, key: str, make: Callable[[], EvaluationResult]) -> EvaluationResult:
    """Return a figure as it was worked out before by the same statistics, else work it out."""
    if cache is None:
        return make()
    key = key_of(key, code.file_digest(Path(__file__).with_name("statistics.py")))
    kept = cache.get(FIGURE, key)
    if kept:
        return EvaluationResult(**kept)
    made = make()
    cache.put(FIGURE, {key: asdict(made)})
    return made


def _named(run: Run, case_id: str, epoch: int) -> str:
    return case_id if run.manifest.epochs == 1 else f"{case_id}, epoch {epoch}"


def _subject(run: Run) -> dict[str, Any]:
    manifest = run.manifest
    return {
        "subject": ("suite", manifest.suite),
        "suite": manifest.suite,
        "tag": manifest.target.tag,
        "dataset_sha256": manifest.dataset_sha256,
        "engine": manifest.target.engine,
    }
