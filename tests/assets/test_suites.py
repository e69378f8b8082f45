"""A suite's results by tag, on a real instance: stored as they are measured, again without a change, gated on the bound."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from assets.checks import GATE
from assets.defs.suites import CHECKS, suite_results
from assets.io_manager import PostgresIOManager
from assets.resources import Lectern
from evals.suite import suite_names
from pipelines import prompt_tags
from pipelines.database import Database
from pipelines.models import EvaluationResult

SUITE = "voice_fidelity"


@pytest.fixture
def resources(
    db: Database, database_url: str, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[dict[str, Any]]:
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("LECTERN_STATE_DIR", str(tmp_path_factory.getbasetemp() / "suites"))  # runs are made once
    db.query("DELETE FROM evaluation_results")
    db.query("DELETE FROM partition_writes")
    lectern = Lectern()
    yield {"lectern": lectern, "io_manager": PostgresIOManager(lectern=lectern)}
    lectern.db.close()


def measure(
    resources: dict[str, Any], suite: str = SUITE, tag: str = "production", raise_on_error: bool = True
) -> dg.ExecuteInProcessResult:
    return dg.materialize(
        [suite_results(["experimental", "production"])],
        resources=resources,
        partition_key=dg.MultiPartitionKey({"suite": suite, "tag": tag}),
        raise_on_error=raise_on_error,
    )


def metadata(result: dg.ExecuteInProcessResult) -> dict[str, Any]:
    [event] = result.asset_materializations_for_node("suite_results")
    return {name: value.value for name, value in event.metadata.items()}


def test_there_is_a_partition_for_each_suite_and_each_tag_of_the_file() -> None:
    tags = sorted(prompt_tags.read().versions)
    partitions = suite_results(tags).partitions_def
    assert partitions is not None
    assert len(partitions.get_partition_keys()) == len(suite_names()) * len(tags)


def test_each_metric_is_a_row_and_a_curve(db: Database, resources: dict[str, Any]) -> None:
    result = measure(resources)
    rows = {row.metric: row for row in db.read(EvaluationResult, subject_type="suite", subject_key=SUITE)}
    assert set(rows) == {"other_text_is_far", "own_text_is_near", "separation"}
    assert {(row.suite, row.tag, row.engine, row.n_errors) for row in rows.values()} == {
        (SUITE, "production", "offline-1", 0)
    }
    shown = metadata(result)
    separation = rows["separation"]
    assert shown["separation: value"] == pytest.approx(separation.value, abs=1e-4)
    assert shown["separation: lower bound"] == pytest.approx(separation.low, abs=1e-4)
    assert shown["cases"] == separation.dataset_sha256
    assert Path(shown["run"]).is_dir()
    assert "script-draft" in shown["prompts"]
    assert {check.check_name: check.passed for check in result.get_asset_check_evaluations()} == {
        "gate": True,
        "everything_scored": True,
    }


def test_the_same_again_changes_no_row_and_makes_no_output_anew(db: Database, resources: dict[str, Any]) -> None:
    first = metadata(measure(resources))
    run, marks = Path(first["run"]), "SELECT xmin::text, result_id FROM evaluation_results ORDER BY 2"
    before = db.query(marks), (run / "run.json").read_bytes()  # it says how long making the outputs took
    again = metadata(measure(resources))
    assert again["run"] == first["run"]
    assert (db.query(marks), (run / "run.json").read_bytes()) == before


def test_another_tag_has_rows_of_its_own_even_where_it_stands_for_the_same(
    db: Database, resources: dict[str, Any]
) -> None:
    measure(resources)
    measure(resources, tag="experimental")
    rows = db.read(EvaluationResult, subject_type="suite", subject_key=SUITE)
    assert sorted(row.tag for row in rows) == ["experimental"] * 3 + ["production"] * 3
    assert len({row.result_id for row in rows}) == 6


def test_a_metric_that_is_gone_leaves_the_table_and_no_other_row_does(db: Database, resources: dict[str, Any]) -> None:
    measure(resources)
    row = db.read(EvaluationResult, metric="separation")[0]
    gone = replace(row, result_id="gone", metric="gone")
    of_a_project = replace(row, result_id="other", metric="gone", subject_type="project", subject_key="a/b")
    db.merge(EvaluationResult, [gone, of_a_project, replace(gone, result_id="tagged", tag="experimental")])
    measure(resources)
    assert {row.result_id for row in db.read(EvaluationResult, metric="gone")} == {"other", "tagged"}


def test_what_cannot_be_said_is_told_and_is_no_failure(db: Database, resources: dict[str, Any]) -> None:
    result = measure(resources, "hook_preference")
    assert result.success
    found = {check.check_name: check for check in result.get_asset_check_evaluations()}
    assert not found["everything_scored"].passed
    assert "nothing to score" in str(found["everything_scored"].description)
    assert {row.value for row in db.read(EvaluationResult, subject_key="hook_preference")} == {None}


def test_the_gate_asks_the_lower_bound(db: Database, resources: dict[str, Any]) -> None:
    measure(resources)
    rows = db.read(EvaluationResult, subject_key=SUITE)
    lower = [replace(row, low=0.69) if row.metric == "separation" else row for row in rows]
    assert GATE in CHECKS
    assert GATE.find(rows, {}) == []
    assert "the lower bound must be at least 0.7" in GATE.find(lower, {})[0]


def test_a_tag_without_a_prompts_file_fails_and_leaves_what_stood(
    db: Database, resources: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    measure(resources)
    before = db.read(EvaluationResult)
    monkeypatch.setenv("PROMPTS_DIR", str(tmp_path))
    result = measure(resources, raise_on_error=False)
    assert not result.success
    assert "no such prompt" in str(result.failure_data_for_node("suite_results"))
    assert db.read(EvaluationResult) == before
