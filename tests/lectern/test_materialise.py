"""Runs from the command line: the dead give back what they held, and a reason is one that a user can read."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from lectern import materialise


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
    gone.wait()
    alive = _started(instance, materialise._process(os.getpid()))
    elsewhere = _started(instance, "another-machine:1:2")
    materialise._bury_the_dead(instance)
    assert _status(instance, dead) is dg.DagsterRunStatus.CANCELED
    assert _status(instance, alive) is dg.DagsterRunStatus.STARTED
    assert _status(instance, elsewhere) is dg.DagsterRunStatus.STARTED
