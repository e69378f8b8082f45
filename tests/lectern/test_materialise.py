"""Runs from the command line: the dead give back what they held, and a reason is one that a user can read."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import dagster as dg
import psycopg
import pytest

from assets.policy import POOLS
from lectern import environment, materialise
from pipelines import settings


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as ephemeral:
        yield ephemeral


def _started(instance: dg.DagsterInstance, process: str) -> str:
    run = instance.create_run_for_job(
        dg.GraphDefinition(name="empty").to_job(), tags={materialise.PROCESS_TAG: process}
    )
    instance.report_engine_event("start", run)
    instance.handle_run_event(
        run.run_id,
        dg.DagsterEvent(event_type_value=dg.DagsterEventType.RUN_START.value, job_name=run.job_name),
    )
    return run.run_id


def _status(instance: dg.DagsterInstance, run_id: str) -> dg.DagsterRunStatus:
    run = instance.get_run_by_id(run_id)
    assert run is not None
    return run.status


def test_a_run_whose_process_is_gone_is_ended_and_no_other(instance: dg.DagsterInstance, tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    dead = _started(instance, materialise._process(gone.pid))
    gone.kill()
    gone.communicate()
    alive = _started(instance, materialise._process(os.getpid()))
    elsewhere = _started(instance, "another-machine:1:2")
    materialise._bury_the_dead(instance)
    assert _status(instance, dead) is dg.DagsterRunStatus.CANCELED
    assert _status(instance, alive) is dg.DagsterRunStatus.STARTED
    assert _status(instance, elsewhere) is dg.DagsterRunStatus.STARTED


def test_two_first_runs_at_once_both_find_the_pools(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One has made a pool's limit and not committed it when the other asks: the other waits, and does not fail."""
    monkeypatch.setenv("DAGSTER_PG_URL", environment.dagster_url(database_url))
    (tmp_path / "dagster.yaml").write_text((settings.ROOT / "dagster.yaml").read_text())
    with dg.DagsterInstance.from_config(str(tmp_path)) as stored, psycopg.connect(database_url) as first:
        assert stored.event_log_storage.get_concurrency_keys() == set()
        first.execute(
            "INSERT INTO dagster.concurrency_limits (concurrency_key, \"limit\", using_default_limit) VALUES ('model', 2, true)"
        )
        second = ThreadPoolExecutor().submit(materialise._open_pools, stored)
        with pytest.raises(TimeoutError):
            second.result(timeout=1)
        first.commit()
        second.result(timeout=30)
        assert stored.event_log_storage.get_concurrency_keys() == POOLS
