"""What the commands do beneath their options: keys, plans, and which failures are the user's to mend."""

from pathlib import Path

import pytest

from lectern import work
from lectern.errors import BadInputError
from pipelines import settings
from pipelines.database import Database
from pipelines.models import Channel, Project
from tests import inputs


@pytest.fixture
def library(db: Database, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("LECTERN_STATE_DIR", str(tmp_path / "state"))
    db.merge(Channel, [Channel("tiny", "Tiny", str(inputs.write_channel(tmp_path / "channel")))])
    return inputs.write_library(tmp_path / "library")


@pytest.mark.parametrize(
    ("topic", "key"),
    [
        ("the big bang", "tiny/the-big-bang"),
        ("  The Big Bang!  ", "tiny/the-big-bang"),
        ("Why 2 + 2?", "tiny/why-2-2"),
        ("../../etc/passwd", "tiny/etc-passwd"),
        ("word " * 60, "tiny/" + "-".join(["word"] * 16)),
    ],
)
def test_a_key_is_made_of_letters_digits_and_hyphens(db: Database, library: Path, topic: str, key: str) -> None:
    assert work.new_project(db, "tiny", topic, library, 8.0, None, None) == key


def test_the_same_topic_again_changes_the_plan_in_place(db: Database, library: Path) -> None:
    first = work.new_project(db, "tiny", "black holes", library, 8.0, None, None)
    again = work.new_project(db, "tiny", "Black holes", library, 5.0, "children", None)
    assert first == again
    project = db.one(Project, project_key=first)
    assert project is not None
    assert (project.minutes, project.audience) == (5.0, "children")


def test_a_project_tells_what_it_waits_for(db: Database, library: Path) -> None:
    key = work.new_project(db, "tiny", "white dwarfs", library, 8.0, None, None)
    states = {row["key"]: row["state"] for row in work.list_projects(db)}
    assert states[key].endswith("not materialised yet")


def test_a_project_tells_the_tags_that_it_runs_under(
    db: Database, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = work.new_project(db, "tiny", "comets", library, 8.0, None, None)
    chosen = work.new_project(db, "tiny", "moons", library, 8.0, None, "production")
    path = tmp_path / "tags.yaml"
    shipped = (settings.ROOT / "prompts" / "pipeline-tags.yaml").read_text()
    path.write_text(f"{shipped}\nshares: {{writing: {{experimental: 1.0}}}}\n")
    monkeypatch.setenv("PIPELINE_TAGS_CONFIG_PATH", str(path))
    tags = {row["key"]: row["tags"] for row in work.list_projects(db)}
    assert tags[drawn] == {"facts": "production", "writing": "experimental"}
    assert tags[chosen] == {"facts": "production", "writing": "production"}
    path.write_text(f"{shipped}\nshares: {{writing: {{experimental: 7}}}}\n")
    with pytest.raises(BadInputError, match="no share"):
        work.list_projects(db)


def test_a_library_that_is_gone_is_a_state_not_a_crash(db: Database, library: Path) -> None:
    key = work.new_project(db, "tiny", "red giants", library, 8.0, None, None)
    library.rename(library.with_name("moved"))
    states = {row["key"]: row["state"] for row in work.list_projects(db)}
    assert states[key]


@pytest.mark.parametrize(
    ("asset", "reason", "fault"),
    [
        ("research_documents", "pipelines.research.library.LibraryError: it is empty", "it is empty"),
        ("videos", "pipelines.transcripts.sources.TranscriptSourceError: no zip", "no zip"),
        ("videos", "videos: This must hold: a fault", "videos: This must hold: a fault"),
        ("videos", "psycopg.OperationalError: the connection is closed", None),
        ("hooks", "hooks: There is at least one row.", None),
    ],
)
def test_only_faults_of_the_files_are_the_users_to_mend(asset: str, reason: str, fault: str | None) -> None:
    assert work._input_fault(asset, reason) == fault
