"""Processes killed where it hurts: the same command again ends with the rows of a run that nothing disturbed.

A kill is not left to luck. The test locks the table of the asset against writing; the run computes the rows, opens its
transaction and waits for the lock; then the whole process group gets SIGKILL, with the write begun and not committed.
"""

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from lectern import local
from pipelines.database import Database
from tests import inputs

pytestmark = pytest.mark.slow
PROJECT = "tiny/the-big-bang"
WAIT_S = 240.0


@dataclass(frozen=True)
class Place:
    """Where the same inputs are worked on: a server of its own, with its channel and project registered."""

    environ: dict[str, str]
    url: str
    state_dir: Path


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    inputs.write_channel(folder / "channel")
    inputs.write_library(folder / "library")
    return folder


@contextmanager
def _place(state_dir: Path, sources: Path) -> Iterator[Place]:
    url = local.start(state_dir)
    environ = inputs.environment(state_dir)
    try:
        from pipelines import database
        from pipelines.models import Channel, Project

        database.migrate(url)
        db = Database(url)
        db.merge(Channel, [Channel("tiny", "Tiny", str(sources / "channel"))])
        db.merge(Project, [Project(PROJECT, "tiny", "the big bang", str(sources / "library"), 1.5)])
        db.close()
        yield Place(environ, url, state_dir)
    finally:
        local.stop(state_dir)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, sources: Path) -> Iterator[dict[str, str]]:
    """Table → digest after one run without a fault."""
    with _place(tmp_path_factory.mktemp("undisturbed"), sources) as place:
        done = inputs.lectern(place.environ, "run", PROJECT)
        assert done.returncode == 0, done.stderr
        yield inputs.digests(place.url)


@pytest.fixture
def place(tmp_path: Path, sources: Path) -> Iterator[Place]:
    with _place(tmp_path / "state", sources) as made:
        yield made


def _start(place: Place) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [inputs.LECTERN, "run", PROJECT],
        env=place.environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _is_waiting_to_write(connection: psycopg.Connection[tuple[object, ...]], table: str) -> bool:
    row = connection.execute(
        "SELECT count(*) FROM pg_locks WHERE relation = to_regclass(%s) AND NOT granted AND mode = 'RowExclusiveLock'",
        (table,),
    ).fetchone()
    return bool(row and row[0])


@contextmanager
def _held_at(place: Place, table: str) -> Iterator[subprocess.Popen[bytes]]:
    """A run that stands in the middle of writing `table`: rows computed, transaction open, nothing committed."""
    with (
        contextlib.closing(psycopg.connect(place.url)) as blocker,
        contextlib.closing(psycopg.connect(place.url, autocommit=True)) as watcher,
    ):
        blocker.execute(sql.SQL("LOCK TABLE {} IN SHARE MODE").format(sql.Identifier(table)))
        process = _start(place)
        try:
            deadline = time.monotonic() + WAIT_S
            while not _is_waiting_to_write(watcher, table):
                assert process.poll() is None, f"the run ended with {process.returncode} before it wrote {table}"
                assert time.monotonic() < deadline, f"the run has not come to {table} in {WAIT_S:.0f} s"
                time.sleep(0.02)
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _written(place: Place) -> set[str]:
    with psycopg.connect(place.url) as connection:
        return {str(asset) for (asset,) in connection.execute("SELECT asset FROM partition_writes")}


def test_a_run_killed_in_the_middle_of_an_asset_is_finished_by_the_same_command(
    place: Place, undisturbed: dict[str, str]
) -> None:
    """`passages` is killed twice: a dead run must not keep one of the two slots of its pool. Then the database dies, too."""
    for table, before in (
        ("segments", "videos"),
        ("passages", "research_documents"),
        ("passages", "research_documents"),
        ("script_draft", "hooks"),
    ):
        with _held_at(place, table) as process:
            os.killpg(process.pid, signal.SIGKILL)
            assert process.wait() == -signal.SIGKILL
        assert before in _written(place), f"killed before {before} was written"
        assert table not in _written(place), f"{table} was written although its writer was killed"
    with _held_at(place, "script_review") as process:
        postmaster = int((place.state_dir / "postgres" / "data" / "postmaster.pid").read_text().split()[0])
        os.kill(postmaster, signal.SIGKILL)
        assert process.wait(timeout=120) not in {0, -signal.SIGKILL}, (
            "a run without its database must fail, and in words"
        )
    done = inputs.lectern(place.environ, "run", PROJECT)
    assert done.returncode == 0, done.stderr
    assert inputs.digests(local.start(place.state_dir)) == undisturbed


def test_two_runs_of_one_project_at_once_make_the_rows_of_one(place: Place, undisturbed: dict[str, str]) -> None:
    ended: list[subprocess.CompletedProcess[str]] = []
    threads = [
        threading.Thread(target=lambda: ended.append(inputs.lectern(place.environ, "run", PROJECT))) for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 0 in [done.returncode for done in ended], [done.stderr for done in ended]
    overtaken = [done.stderr for done in ended if done.returncode != 0]
    assert all("started later" in message for message in overtaken), "\n".join(overtaken)
    assert inputs.digests(place.url) == undisturbed
