"""Rows on their way into Postgres: refused rows are not stored, sensors see files, and both on a real instance."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from assets.checks import DRAFT_CHECKS
from assets.defs.sensors import new_transcripts
from assets.io_manager import PostgresIOManager
from assets.policy import Check, table_asset
from assets.resources import Lectern
from pipelines import models as m
from pipelines.database import Database
from tests import inputs
from tests.lectern import examples

CHANNEL = "tiny"
NO_SHOUTING = Check("calm", "Nobody shouts.", lambda rows, _: [row.title for row in rows if row.title.isupper()])
WARNS = Check(
    "short", "Titles are short.", lambda rows, _: [row.title for row in rows if len(row.title) > 3], is_blocking=False
)


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as ephemeral:
        ephemeral.add_dynamic_partitions("channels", [CHANNEL])
        yield ephemeral


@pytest.fixture
def resources(
    db: Database, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[dict[str, Any]]:
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("LECTERN_STATE_DIR", str(tmp_path / "state"))
    db.merge(m.Channel, [m.Channel(CHANNEL, "Tiny", str(inputs.write_channel(tmp_path / "channel", cues=20)))])
    db.query("DELETE FROM videos")
    db.query("DELETE FROM partition_writes")
    lectern = Lectern()
    yield {"lectern": lectern, "io_manager": PostgresIOManager(lectern=lectern)}
    lectern.db.close()


def _video(title: str, video_id: str = "v1") -> m.Video:
    return m.Video(video_id, CHANNEL, title, f"{title}.srt", "srt", title, title.encode())


def _materialise(
    rows: list[m.Video], instance: dg.DagsterInstance, resources: dict[str, Any]
) -> dg.ExecuteInProcessResult:
    @table_asset(m.Video, checks=[NO_SHOUTING, WARNS], if_empty="Add transcripts.")
    def videos(context: dg.AssetExecutionContext, lectern: Lectern) -> list[m.Video]:
        """One row per video."""
        return rows

    return dg.materialize([videos], instance=instance, resources=resources, partition_key=CHANNEL, raise_on_error=False)


def _passed(result: dg.ExecuteInProcessResult) -> dict[str, bool]:
    return {check.check_name: check.passed for check in result.get_asset_check_evaluations()}


def test_good_rows_are_stored_with_what_was_read(
    db: Database, instance: dg.DagsterInstance, resources: dict[str, Any]
) -> None:
    assert _materialise([_video("Ice")], instance, resources).success
    assert db.read(m.Video) == [_video("Ice")]
    write = db.last_write("videos", CHANNEL)
    assert write is not None
    assert write.n_rows == 1
    assert "source" in write.inputs


def test_a_run_leaves_no_connection_open(instance: dg.DagsterInstance, resources: dict[str, Any]) -> None:
    """Each pool that stays open holds the process up at its end."""
    before = set(threading.enumerate())
    assert _materialise([_video("Ice")], instance, resources).success
    assert [thread.name for thread in set(threading.enumerate()) - before if thread.name.startswith("pool-")] == []


def test_a_blocking_check_keeps_the_old_rows(
    db: Database, instance: dg.DagsterInstance, resources: dict[str, Any]
) -> None:
    _materialise([_video("Ice")], instance, resources)
    before = db.last_write("videos", CHANNEL)
    result = _materialise([_video("Ice"), _video("SHOUT", "v2")], instance, resources)
    assert not result.success
    assert _passed(result)["calm"] is False
    assert db.read(m.Video) == [_video("Ice")]
    assert db.last_write("videos", CHANNEL) == before


def test_a_check_that_warns_lets_the_rows_through(
    db: Database, instance: dg.DagsterInstance, resources: dict[str, Any]
) -> None:
    result = _materialise([_video("Ice cream")], instance, resources)
    assert result.success
    assert _passed(result)["short"] is False
    assert len(db.read(m.Video)) == 1


@pytest.mark.parametrize(
    ("rows", "check"), [([], "not_empty"), ([_video("Ice"), _video("Sea")], "schema")], ids=["no rows", "one key twice"]
)
def test_no_rows_and_doubled_keys_are_refused(
    db: Database, instance: dg.DagsterInstance, resources: dict[str, Any], rows: list[m.Video], check: str
) -> None:
    result = _materialise(rows, instance, resources)
    assert not result.success
    assert _passed(result)[check] is False
    assert db.read(m.Video) == []


def test_an_asset_without_rows_says_what_to_do(instance: dg.DagsterInstance, resources: dict[str, Any]) -> None:
    result = _materialise([], instance, resources)
    [failure] = [event.step_failure_data for event in result.all_events if event.is_step_failure]
    assert failure.error is not None
    assert "Add transcripts." in failure.error.message


def test_an_asset_whose_input_was_never_made_says_so(
    db: Database, instance: dg.DagsterInstance, resources: dict[str, Any]
) -> None:
    from assets.defs.transcripts import segments, videos

    result = dg.materialize(
        [videos, segments], instance=instance, resources=resources, partition_key=CHANNEL, selection=[segments], raise_on_error=False
    )  # fmt: skip
    assert not result.success
    assert "videos [tiny] has not been materialised" in str(result.failure_data_for_node("segments"))


def _tick(instance: dg.DagsterInstance, resources: dict[str, Any]) -> dg.SensorResult:
    with dg.build_sensor_context(instance=instance, resources={"lectern": resources["lectern"]}) as context:
        result = new_transcripts(context)
    assert isinstance(result, dg.SensorResult)
    return result


def test_the_sensor_adds_partitions_and_asks_for_new_files_once(
    db: Database, resources: dict[str, Any], tmp_path: Path
) -> None:
    from assets.defs.transcripts import videos

    with dg.DagsterInstance.ephemeral() as instance:
        first = _tick(instance, resources)
        added = [request for request in first.dynamic_partitions_requests or [] if request.partition_keys]
        assert [(request.partitions_def_name, list(request.partition_keys)) for request in added] == [
            ("channels", [CHANNEL])
        ]
        [request] = first.run_requests or []
        assert request.partition_key == CHANNEL
        assert dg.AssetKey("videos") in (request.asset_selection or [])
        assert _tick(instance, resources).run_requests[0].run_key == request.run_key, (
            "the same files are the same request"
        )

        instance.add_dynamic_partitions("channels", [CHANNEL])
        assert dg.materialize([videos], instance=instance, resources=resources, partition_key=CHANNEL).success
        settled = _tick(instance, resources)
        assert not settled.run_requests
        assert not [asked for asked in settled.dynamic_partitions_requests or [] if asked.partition_keys]

        (tmp_path / "channel" / "new.txt").write_text("A new video about the sea. It was fun to make.\n")
        [again] = _tick(instance, resources).run_requests or []
        assert again.run_key != request.run_key


def test_a_channel_whose_folder_is_gone_does_not_stop_the_others(
    db: Database, instance: dg.DagsterInstance, resources: dict[str, Any]
) -> None:
    db.merge(m.Channel, [m.Channel("gone", "Gone", "/nowhere/at/all")])
    requests = _tick(instance, resources).run_requests or []
    db.query("DELETE FROM channels WHERE channel_key = 'gone'")
    assert CHANNEL in [request.partition_key for request in requests]


def test_a_draft_with_a_banned_phrase_is_refused(db: Database, resources: dict[str, Any]) -> None:
    project = replace(examples.PROJECT, channel_key=CHANNEL, project_key=f"{CHANNEL}/ice")
    said = m.ScriptSentence(
        "s1", project.project_key, 0, "b", "So let’s dive in!", m.SentenceKind.RHETORIC, (), None, None, False, "", 2.0, None, "x"
    )  # fmt: skip
    db.merge(m.Project, [project])
    [check] = [check for check in DRAFT_CHECKS if check.name == "bans_kept"]
    given = {"lectern": resources["lectern"]}  # as `table_asset` hands it over
    assert check.is_blocking
    assert check.find([said], given) == []
    db.merge(m.StyleControl, [m.StyleControl("ban", CHANNEL, "phrase", "let's dive in", m.ControlAction.BAN)])
    assert check.find([said], given) == ["“let's dive in” at “So let’s dive in!”"]


def test_an_asset_says_by_which_tag_and_prompts_it_was_made(
    db: Database, instance: dg.DagsterInstance, resources: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    project = replace(examples.PROJECT, channel_key=CHANNEL, project_key=f"{CHANNEL}/comets")
    db.merge(m.Project, [project])
    instance.add_dynamic_partitions("projects", [project.project_key])

    @table_asset(m.Claim, may_be_empty=True)
    def claims(context: dg.AssetExecutionContext, lectern: Lectern) -> list[m.Claim]:
        """One row per claim."""
        return []

    def made_by() -> str:
        result = dg.materialize([claims], instance=instance, resources=resources, partition_key=project.project_key)
        [event] = result.asset_materializations_for_node("claims")
        write = db.last_write("claims", project.project_key)
        assert write is not None
        said = event.metadata["facts_prompt"].value
        assert write.inputs["facts_prompt"] == said, "the table's own record says the same"
        return str(said)

    assert made_by() == "offline-1"
    monkeypatch.setenv("LECTERN_LLM_MODEL", "a-model")
    monkeypatch.setenv("LECTERN_LLM_BASE_URL", "http://127.0.0.1:9/v1")
    assert made_by().startswith("production: claim-extraction v2 ")
    db.merge(m.Project, [replace(project, pipeline_tag="experimental")])
    assert made_by().startswith("experimental: claim-extraction v2 ")
