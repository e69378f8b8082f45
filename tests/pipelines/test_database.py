"""Protects: rows come back as they went in, a write is all or nothing, and an overtaken worker cannot commit."""

import re
from dataclasses import fields, replace

import numpy as np
import psycopg
import pytest

from pipelines import models as m
from pipelines.database import MIGRATIONS, Database, DatabaseError, Fence, LeaseLostError, migrate, redacted
from pipelines.tables import TABLES

CHANNEL = m.Channel("maya", "Maya", "/somewhere")
PROJECT = m.Project("maya/tides", "maya", "Tides", "/library", 8)


def fence(order: int, run: str = "run-a") -> Fence:
    return Fence("passages", run, order, "v1", {"research_documents": "abc"})


def passage(number: int, text: str = "The tide rises.") -> m.Passage:
    return m.Passage(f"p{number}", "maya/tides", "d1", number, "Tides", text, 0, len(text), tuple([0.5] * 384))


@pytest.fixture(autouse=True)
def _project(db: Database) -> None:
    db.merge(m.Channel, [CHANNEL])
    db.merge(m.Project, [PROJECT])


def test_rows_come_back_equal(db: Database) -> None:
    trait = m.Trait(
        "t1", "maya", "rhythm", "pace", "Pace", None, "words/min", None, None, 0, "no times", {"a": [1]},
        (m.Span("v1", "s1", "So, look.", 1.5, None),),
    )  # fmt: skip
    db.replace(m.Trait, [trait], "maya", Fence("creator_dna", "r", 1, "v", {}))
    db.replace(m.Passage, [passage(1)], PROJECT.project_key, fence(1))
    assert db.read(m.Trait) == [trait]
    assert db.read(m.Passage) == [passage(1)]


def test_counts_come_back_equal(db: Database) -> None:
    row = m.EducationalFramework("f1", "Five", "A. Writer", "Anything.", {"myth": 2.0}, ())
    db.merge(m.EducationalFramework, [row])
    assert db.read(m.EducationalFramework, framework_id="f1") == [row]


def test_a_vector_comes_back_to_the_last_bit(db: Database) -> None:
    numbers = np.random.default_rng(7).standard_normal(384).astype(np.float32) * np.float32(1e-3)
    row = replace(passage(1), embedding=tuple(numbers.tolist()))
    db.replace(m.Passage, [row], PROJECT.project_key, fence(1))
    assert db.read(m.Passage) == [row]


def test_replace_removes_what_is_gone_and_only_in_its_partition(db: Database) -> None:
    other = m.Project("maya/ice", "maya", "Ice", "/library", 8)
    db.merge(m.Project, [other])
    elsewhere = m.Passage("x1", other.project_key, "d1", 1, "", "Ice floats.", 0, 11, tuple([0.5] * 384))
    db.replace(m.Passage, [elsewhere], other.project_key, fence(2))
    db.replace(m.Passage, [passage(1), passage(2)], PROJECT.project_key, fence(3))
    db.replace(m.Passage, [passage(2), passage(3)], PROJECT.project_key, fence(4))
    assert [row.passage_id for row in db.read(m.Passage, project_key=PROJECT.project_key)] == ["p2", "p3"]
    assert db.read(m.Passage, project_key=other.project_key) == [elsewhere]


def test_a_failed_write_changes_nothing(db: Database) -> None:
    db.replace(m.Passage, [passage(1)], PROJECT.project_key, fence(5))
    before = db.last_write("passages", PROJECT.project_key)
    with pytest.raises(psycopg.errors.CheckViolation):
        db.replace(m.Passage, [passage(7), passage(8, text="")], PROJECT.project_key, fence(6))
    assert [row.passage_id for row in db.read(m.Passage, project_key=PROJECT.project_key)] == ["p1"]
    assert db.last_write("passages", PROJECT.project_key) == before


def test_an_older_run_cannot_overwrite_a_newer_one(db: Database) -> None:
    db.replace(m.Passage, [passage(1)], PROJECT.project_key, fence(20, "newer"))
    with pytest.raises(LeaseLostError, match="started later"):
        db.replace(m.Passage, [passage(9)], PROJECT.project_key, fence(10, "zombie"))
    assert [row.passage_id for row in db.read(m.Passage, project_key=PROJECT.project_key)] == ["p1"]


def test_the_content_digest_depends_on_content_alone(db: Database) -> None:
    first = db.replace(m.Passage, [passage(1), passage(2)], PROJECT.project_key, fence(30))
    again = db.replace(m.Passage, [passage(2), passage(1)], PROJECT.project_key, fence(31))
    changed = db.replace(m.Passage, [passage(1), passage(2, "It falls.")], PROJECT.project_key, fence(32))
    assert first.content_sha256 == again.content_sha256 != changed.content_sha256


def test_an_unreachable_server_is_named_with_the_remedy_and_without_the_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pipelines.database.CONNECT_TIMEOUT_S", 1.0)
    with pytest.raises(DatabaseError, match="lectern up") as error:
        Database("postgresql://me:secret@127.0.0.1:1/none").query("SELECT 1")
    assert "secret" not in str(error.value)


def test_redacted_keeps_what_is_not_secret() -> None:
    assert redacted("postgresql://me:secret@host:5/db") == "postgresql://me:***@host:5/db"
    assert redacted("postgresql://host/db") == "postgresql://host/db"


REVISIONS = sorted(re.match(r"\d+", path.name)[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


@pytest.mark.parametrize("revision", REVISIONS)
def test_every_revision_migrates_to_the_same_schema(server_url: str, revision: str) -> None:
    name = f"migrate_{revision}"
    base = server_url.rpartition("/")[0]
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    migrate(f"{base}/{name}", revision)
    migrate(f"{base}/{name}")
    migrate(f"{base}/{name}")
    with psycopg.connect(f"{base}/{name}") as connection:
        found = connection.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
        ).fetchall()
    for model, table in TABLES.items():
        assert {f.name for f in fields(model)} <= {column for owner, column in found if owner == table.name}, table.name
