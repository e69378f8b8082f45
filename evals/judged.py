"""Metrics of ragas' own that ask a model, on the outputs of a run. They are reported, and decide nothing."""

import json
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

from evals import ragas_adapter, scoring
from evals.cache import SCORE, key_of
from evals.cases import SuiteError
from evals.ragas_adapter import JudgedMetric, Metric, Score
from evals.runs import Run
from evals.suite import Suite, judged_metrics, summarise
from evals.targets import model_settings
from pipelines.models import EvaluationResult


def judge(suite: Suite, run: Run, model: str, *, use_cache: bool = True) -> list[EvaluationResult]:
    """Return one result per judged metric of the suite, `engine` being the judge. A score is asked for once.

    Raises:
        SuiteError: the suite has no such metric.
        SettingsError: the model has neither key nor address.
    """
    metrics = judged_metrics(suite.name)
    if not metrics:
        raise SuiteError(f"{suite.name} has no metric that asks a model. Declare a JudgedMetric in its folder.")
    return [_result(metric, run, _scores(metric, run, model, use_cache), model) for metric in metrics]


def rows(run: Run) -> list[dict[str, Any]]:
    """Return the outputs of a run with their cases, as rows of texts for a dataset of ragas."""
    cases = {case.case_id: case for case in run.cases}
    return [
        {
            "case_id": row.case_id,
            "epoch": row.epoch,
            "input": json.dumps(cases[row.case_id].input, ensure_ascii=False),
            "expected": json.dumps(cases[row.case_id].expected, ensure_ascii=False),
            "output": json.dumps(row.output, ensure_ascii=False),
            "error": row.error or "",
        }
        for row in run.outputs
    ]


def _scores(metric: JudgedMetric, run: Run, model: str, use_cache: bool) -> list[Score]:
    cases = {case.case_id: case for case in run.cases}
    asked: list[tuple[str, dict[str, Any]]] = []
    failed = []
    for row in run.outputs:
        if row.output is None:
            failed.append(Score(row.case_id, None, row.error))
        elif (arguments := metric.arguments(cases[row.case_id].input, row.output)) is not None:
            asked.append((row.case_id, arguments))
    made_by = ("judged", metric.collection_name, version("ragas"), model)
    keys = [key_of(made_by, arguments) for _, arguments in asked]
    with scoring.cache_of(use_cache) as cache:
        known: dict[str, float] = {}
        if cache:
            known = {key: kept for key in keys if (kept := cache.get(SCORE, key)) is not None}
        fresh = [(key, item) for key, item in zip(keys, asked, strict=True) if key not in known]
        made: Sequence[Score] = ()
        if fresh:
            made = ragas_adapter.judge(metric, [item for _, item in fresh], model_settings(model))
        news = {key: one for (key, _), one in zip(fresh, made, strict=True)}
        if cache:
            cache.put(SCORE, {key: one.value for key, one in news.items() if one.value is not None})
    answered = [
        Score(case_id, known[key], None) if key in known else Score(case_id, news[key].value, news[key].reason)
        for key, (case_id, _) in zip(keys, asked, strict=True)
    ]
    return answered + failed


def _result(metric: JudgedMetric, run: Run, scores: Sequence[Score], model: str) -> EvaluationResult:
    manifest = run.manifest
    as_metric = Metric(metric.name, True, metric.allowed_values, metric.arguments, lambda _expected: True)
    return summarise(
        as_metric,
        scores,
        clusters={case.case_id: case.source for case in run.cases},
        subject=("suite", manifest.suite),
        suite=manifest.suite,
        tag=manifest.target.tag,
        dataset_sha256=manifest.dataset_sha256,
        engine=model,
    )
