"""Suites: what a tag's prompts and the engine are worth on fixed cases, measured again and plotted over time."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import dagster as dg

from assets.checks import GATE
from assets.io_manager import started
from assets.policy import MODEL_POOL, OWNERS, RETRY, Check, evaluate
from assets.preview import column_schema, escaped
from assets.resources import Lectern
from evals.suite import suite_names
from pipelines import freshness, prompt_tags
from pipelines.database import Fence
from pipelines.models import EvaluationResult, content_id

NAME = "suite_results"


def _unscored(rows: Sequence[EvaluationResult], _: dict[str, Any]) -> list[str]:
    return [f"{row.metric}: {row.reason}" for row in rows if row.n_errors or row.value is None]


EVERYTHING_SCORED = Check(
    "everything_scored", "Every metric has a value, and no case of it failed.", _unscored, is_blocking=False
)
CHECKS = (GATE, EVERYTHING_SCORED)


@dg.definitions
def suites() -> dg.Definitions:
    """The asset, partitioned by the suites and by the tags that `pipeline-tags.yaml` has when the location is loaded."""
    return dg.Definitions(assets=[suite_results(sorted(prompt_tags.read().versions))])


def suite_results(tags: Sequence[str]) -> dg.AssetsDefinition:
    """Return the asset for these tags."""
    partitions = dg.MultiPartitionsDefinition(
        {"suite": dg.StaticPartitionsDefinition(suite_names()), "tag": dg.StaticPartitionsDefinition(list(tags))}
    )

    @dg.asset(
        name=NAME,
        group_name="quality",
        partitions_def=partitions,
        owners=OWNERS,
        kinds={"postgres", "python"},
        code_version=code_version(),
        metadata={
            "dagster/column_schema": column_schema(EvaluationResult),
            "dagster/table_name": "public.evaluation_results",
        },
        check_specs=[
            dg.AssetCheckSpec(check.name, asset=NAME, description=check.description, blocking=check.is_blocking)
            for check in CHECKS
        ],
        retry_policy=RETRY,
        pool=MODEL_POOL,
    )
    def measured(context: dg.AssetExecutionContext, lectern: Lectern) -> Iterator[Any]:
        """One row per metric of a suite under a tag, with n, errors and a 95 % interval. It is made when it is asked for.

        A suite is run where its run is not on disk yet; a model is asked only for what the cache does not hold.
        """
        key = context.partition_key
        assert isinstance(key, dg.MultiPartitionKey)
        suite, tag = key.keys_by_dimension["suite"], key.keys_by_dimension["tag"]
        rows, metadata = _measure(suite, tag)
        fence = Fence(NAME, context.run.run_id, started(context.instance, context.run.run_id), code_version(), {})
        within = {"subject_type": "suite", "subject_key": suite, "tag": tag}
        lectern.db.replace(EvaluationResult, rows, str(key), fence, within)
        yield dg.MaterializeResult(metadata={**metadata, **_figures(rows)})
        for check in CHECKS:
            yield evaluate(check, NAME, str(key), rows, {})

    return measured


def code_version() -> str:
    """Return the digest of what gives a result: the suites with their cases, the prompts and the code under test."""
    parts = (
        ("evals", ".py", ".yaml", ".jsonl"),
        ("prompts", ".j2", ".yaml"),
        ("pipelines", ".py", ".json", ".yaml", ".npz", ".onnx"),
    )
    return content_id(*(freshness.files_digest(*part) for part in parts))[:12]


def _measure(suite: str, tag: str) -> tuple[list[EvaluationResult], dict[str, Any]]:
    """Run a suite and return its results with what says how they came about."""
    from evals import runner, scoring, targets
    from evals.cases import SuiteError
    from evals.suite import load_suite
    from pipelines.settings import SettingsError

    try:
        loaded = load_suite(suite)
        run = runner.run(loaded, targets.resolve(tag, engine=loaded.engine()))
        results = scoring.summarise(loaded, run)
    except (SuiteError, SettingsError) as error:
        raise dg.Failure(f"{suite}, {tag}: {error}", allow_retries=False) from error
    manifest = run.manifest
    prompts = {name: f"{version} {sha256[:12]}" for name, (version, sha256) in manifest.target.prompts.items()}
    metadata = {
        "run": dg.MetadataValue.path(str(run.folder)),
        "engine": manifest.target.engine,
        "cases": manifest.dataset_sha256,
        "prompts": dg.MetadataValue.json(prompts),
        "outputs": len(run.outputs),
        "failed_outputs": sum(row.output is None for row in run.outputs),
    }
    return [_of_tag(row, tag) for row in results], metadata


def _of_tag(row: EvaluationResult, tag: str) -> EvaluationResult:
    """Two tags that stand for the same prompts share a run; each has rows of its own."""
    return replace(row, tag=tag, result_id=content_id("suite", row.subject_key, row.suite, row.metric, tag))


def _figures(rows: Sequence[EvaluationResult]) -> dict[str, Any]:
    """The table of metrics, and each value and lower bound as a number, which the UI plots over materialisations."""
    lines = ["| metric | value | 95 % interval | n | errors | |", "| --- | ---: | --- | ---: | ---: | --- |"]
    figures: dict[str, Any] = {}
    for row in rows:
        known = {"value": row.value, "lower bound": row.low}
        figures |= {f"{row.metric}: {name}": round(bound, 4) for name, bound in known.items() if bound is not None}
        value = "–" if row.value is None else f"{row.value:.3f}"
        interval = "–" if row.low is None or row.high is None else f"{row.low:.3f} – {row.high:.3f}"
        lines.append(
            f"| {row.metric} | {value} | {interval} | {row.n} | {row.n_errors} | {escaped(row.reason or '')} |"
        )
    return {"metrics": dg.MetadataValue.md("\n".join(lines)), "dagster/partition_row_count": len(rows), **figures}
