"""What is stale is decided by content: the right assets and no others, whatever the clock says.

The rows are of no interest here, so every asset is written empty; the marks beside them are those of real writes.
"""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines import freshness, prompt_tags, settings
from pipelines.database import Database, Fence
from pipelines.models import Channel, Project
from pipelines.tables import TABLES
from tests import inputs

MODELS = {table.name: model for model, table in TABLES.items()}
CHANNEL, PROJECT = "tiny", "tiny/the-big-bang"
ALL = [asset.name for asset in freshness.ASSETS]
OF_CHANNEL = [asset.name for asset in freshness.ASSETS if asset.partitions == "channels"]
OF_PROJECT = [name for name in ALL if name not in OF_CHANNEL]


@pytest.fixture
def made(db: Database, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a channel and a library of which every asset has just been made."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("LECTERN_STATE_DIR", str(tmp_path / "state"))
    inputs.write_channel(tmp_path / "channel")
    inputs.write_library(tmp_path / "library")
    db.merge(Channel, [Channel(CHANNEL, "Tiny", str(tmp_path / "channel"))])
    db.merge(Project, [Project(PROJECT, CHANNEL, "the big bang", str(tmp_path / "library"), 4.0)])
    make(db, ALL)
    return tmp_path


def make(db: Database, assets: list[str]) -> None:
    for name in assets:
        asset = freshness.BY_NAME[name]
        key = freshness.partition_of(name, PROJECT)
        read = {
            freshness.input_name(upstream, freshness.partition_of(upstream, PROJECT)): _digest(db, upstream)
            for upstream in asset.upstream
        }
        seen = {**read, **freshness.outside_inputs(db, name, key)}
        db.replace(MODELS[name], [], key, Fence(name, "run", 1, freshness.code_version(name), seen))


def _digest(db: Database, asset: str) -> str:
    write = db.last_write(asset, freshness.partition_of(asset, PROJECT))
    assert write is not None
    return write.content_sha256


def stale(db: Database, partitions: str) -> list[str]:
    return [
        item.asset for item in freshness.find_stale(db, partitions, CHANNEL if partitions == "channels" else PROJECT)
    ]


def from_asset(*first: str) -> list[str]:
    """Assets and everything that depends on them, within the project."""
    found = set(first)
    for asset in freshness.ASSETS:
        if found & set(asset.upstream):
            found.add(asset.name)
    return [name for name in OF_PROJECT if name in found]


def test_nothing_made_means_everything_is_missing(db: Database, made: Path) -> None:
    db.merge(Channel, [Channel("other", "Other", str(made / "channel"))])
    found = freshness.find_stale(db, "channels", "other")
    assert [item.asset for item in found] == OF_CHANNEL
    assert found[0].reason == "not materialised yet"


def test_what_was_just_made_is_fresh(db: Database, made: Path) -> None:
    assert stale(db, "channels") == []
    assert stale(db, "projects") == []


def test_touched_files_change_nothing(db: Database, made: Path) -> None:
    for path in made.glob("*/*"):
        os.utime(path, (1, 1))
    assert stale(db, "channels") == []
    assert stale(db, "projects") == []


def test_a_changed_transcript_makes_the_channel_stale(db: Database, made: Path) -> None:
    path = made / "channel" / inputs.TRANSCRIPTS[0]
    path.write_text(path.read_text().replace("winter", "summer"))
    assert stale(db, "channels") == OF_CHANNEL


def test_a_channel_made_anew_reaches_only_the_writing_of_its_projects(db: Database, made: Path) -> None:
    write = db.last_write("stories", CHANNEL)
    assert write is not None
    db.query(
        "UPDATE partition_writes SET content_sha256 = 'other' WHERE asset = 'stories' AND partition_key = %s",
        (CHANNEL,),
    )
    found = stale(db, "projects")
    assert found == from_asset("outline")
    assert "claims" not in found


def test_a_changed_library_makes_research_and_all_after_it_stale(db: Database, made: Path) -> None:
    (made / "library" / "note.md").write_text("# A note\n\nThe universe is 13.8 billion years old.\n")
    assert stale(db, "projects") == from_asset("research_documents")
    assert stale(db, "channels") == []


def test_a_file_renamed_in_the_library_is_a_change(db: Database, made: Path) -> None:
    path = made / "library" / inputs.DOCUMENTS[0]
    path.rename(path.with_name("renamed.md"))
    assert stale(db, "projects")[0] == "research_documents"


@pytest.mark.parametrize(
    "change",
    [{"minutes": 6.0}, {"audience": "children"}],
    ids=lambda change: next(iter(change)),
)
def test_another_plan_makes_only_the_outline_and_what_follows_stale(
    db: Database, made: Path, change: dict[str, float | str]
) -> None:
    project = db.one(Project, project_key=PROJECT)
    assert project is not None
    db.merge(Project, [replace(project, **change)])
    asked_anew = ["research_queries", "research_brief", "gaps"] if "audience" in change else []
    assert stale(db, "projects") == from_asset(*asked_anew, "outline")


def share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pipeline_type: str, size: float) -> None:
    """Have so large a share of the projects run under `experimental`."""
    path = tmp_path / "tags.yaml"
    shipped = (settings.ROOT / "prompts" / "pipeline-tags.yaml").read_text()
    path.write_text(f"{shipped}\nshares:\n  {pipeline_type}:\n    experimental: {size}\n")
    monkeypatch.setenv("PIPELINE_TAGS_CONFIG_PATH", str(path))


def test_a_project_that_moves_to_another_arm_is_stale_and_no_other_is(
    db: Database, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = prompt_tags.place_of(PROJECT, "writing")
    share(made, monkeypatch, "writing", place - 0.01)
    assert stale(db, "projects") == [], "the share ends below this project's place"
    share(made, monkeypatch, "writing", place + 0.01)
    assert stale(db, "projects") == ["evaluation_results"], "offline no prompt is used, only the results carry the tag"
    make(db, ["evaluation_results"])
    share(made, monkeypatch, "writing", 1.0)
    assert stale(db, "projects") == [], "a larger share leaves those alone that it had"


def test_with_a_model_an_arm_makes_anew_what_its_prompts_made(
    db: Database, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LECTERN_LLM_MODEL", "a-model")
    monkeypatch.setenv("LECTERN_LLM_BASE_URL", "http://127.0.0.1:9/v1")
    make(db, stale(db, "projects"))
    share(made, monkeypatch, "writing", 1.0)
    assert stale(db, "projects") == from_asset("hooks")
    share(made, monkeypatch, "facts", 1.0)
    assert stale(db, "projects") == from_asset("research_brief", "claims")
    make(db, stale(db, "projects"))
    write = db.last_write("claims", PROJECT)
    assert write is not None
    assert write.inputs["facts_prompt"].startswith("experimental: claim-extraction v2 ")


def test_a_tag_of_the_projects_own_is_told_from_the_one_it_had(db: Database, made: Path) -> None:
    project = db.one(Project, project_key=PROJECT)
    assert project is not None
    db.merge(Project, [replace(project, pipeline_tag="production")])
    assert stale(db, "projects") == [], "it ran under production before"
    db.merge(Project, [replace(project, pipeline_tag="experimental")])
    assert stale(db, "projects") == ["evaluation_results"]


def test_another_topic_keeps_the_documents(db: Database, made: Path) -> None:
    project = db.one(Project, project_key=PROJECT)
    assert project is not None
    db.merge(Project, [replace(project, topic="the age of the universe")])
    assert stale(db, "projects") == from_asset("passages")


def test_another_engine_keeps_the_documents_and_the_passages(
    db: Database, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LECTERN_LLM_MODEL", "a-model")
    monkeypatch.setenv("LECTERN_LLM_BASE_URL", "http://127.0.0.1:9/v1")
    assert stale(db, "projects") == from_asset("research_brief", "claims")


def test_another_wanted_precision_makes_the_verdicts_stale(
    db: Database, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LECTERN_SUPPORT_PRECISION", "0.850")
    assert stale(db, "projects") == [], "the default by its name is no change"
    monkeypatch.setenv("LECTERN_SUPPORT_PRECISION", "0.7")
    assert stale(db, "projects") == from_asset("evidence")
    make(db, stale(db, "projects"))
    assert stale(db, "projects") == []


def test_changed_code_of_a_stage_makes_its_assets_stale(
    db: Database, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db.query("UPDATE partition_writes SET code_version = 'old' WHERE asset = 'hooks'")
    found = freshness.find_stale(db, "projects", PROJECT)
    assert [item.asset for item in found] == from_asset("hooks")
    assert found[0].reason == "its code changed"


def test_making_what_is_stale_ends_it(db: Database, made: Path) -> None:
    (made / "library" / "note.md").write_text("# A note\n\nThe universe is 13.8 billion years old.\n")
    make(db, stale(db, "projects"))
    assert stale(db, "projects") == []


def test_an_unknown_key_is_answered_with_the_remedy(db: Database, made: Path) -> None:
    db.query(
        "INSERT INTO partition_writes SELECT asset, 'nobody', run_id, fence_order, code_version, inputs, n_rows,"
        " content_sha256 FROM partition_writes WHERE asset = 'videos' AND partition_key = %s",
        (CHANNEL,),
    )
    with pytest.raises(LookupError, match="channel list"):
        freshness.find_stale(db, "channels", "nobody")


def test_upstream_stands_before_what_reads_it() -> None:
    """`find_stale` walks the list once, so its order is the order of the flow."""
    seen: set[str] = set()
    for asset in freshness.ASSETS:
        assert seen.issuperset(asset.upstream), asset.name
        seen.add(asset.name)
