"""Dagster runs from the command line: one partition, some assets, with progress. The UI shows them like any other run."""

import contextlib
import os
import socket
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import dagster as dg
import psycopg2
import sqlalchemy
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from assets.definitions import defs
from assets.policy import POOLS
from lectern.services import start_time

PROCESS_TAG = "lectern/process"  # host, pid and start time of the process that executes the run
LOG_QUIETLY = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


@dataclass(frozen=True)
class RunOutcome:
    """How a run ended. `failures` maps asset → reason in one line."""

    run_id: str
    is_success: bool
    failures: dict[str, str]
    failed_checks: tuple[str, ...]  # checks that failed without blocking


def materialise(partitions: str, partition_key: str, assets: Sequence[str]) -> RunOutcome:
    """Materialise `assets` for one partition in this process, and wait.

    Args:
        partitions: `channels` or `projects`.
        partition_key: the channel or project.
        assets: names; Dagster sorts them.
    """
    instance = _instance()
    if not instance.has_dynamic_partition(partitions, partition_key):
        instance.add_dynamic_partitions(partitions, [partition_key])
    _bury_the_dead(instance)
    _open_pools(instance)
    job = _definitions().resolve_implicit_global_asset_job_def()
    run_id = str(uuid.uuid4())
    with _Progress(partition_key, len(assets)) as progress:
        instance.add_event_listener(run_id, progress.on_event)
        result = job.execute_in_process(
            instance=instance,
            run_id=run_id,
            partition_key=partition_key,
            asset_selection=[dg.AssetKey(name) for name in assets],
            run_config=LOG_QUIETLY,
            tags={PROCESS_TAG: _process(os.getpid())},
            raise_on_error=False,
        )
    events = result.all_events
    failures = {e.step_key: _reason(e.step_failure_data.error) for e in events if e.is_step_failure and e.step_key}
    if not failures:  # a run can also fail outside of its steps
        failures = {e.job_name: _reason(e.job_failure_data.error) for e in events if e.is_run_failure}
    checks = [e.asset_check_evaluation_data for e in events if e.event_type_value == "ASSET_CHECK_EVALUATION"]
    loose = tuple(
        f"{check.asset_key.path[-1]}: {check.description}"
        for check in checks
        if not check.passed and not check.blocking
    )
    return RunOutcome(run_id, result.success, failures, loose)


def _instance() -> dg.DagsterInstance:
    """Dagster's instance, told to keep its connections: else it opens one for every statement, 400 in a run of ten sentences."""
    instance = dg.DagsterInstance.get()
    instance.optimize_for_webserver(statement_timeout=0, pool_recycle=-1, max_overflow=8)
    return instance


@sqlalchemy.event.listens_for(sqlalchemy.QueuePool, "checkout")
def _must_answer(connection: Any, *_: object) -> None:
    """Have a kept connection replaced if the database has restarted meanwhile; a new one is waited for."""
    try:
        connection.cursor().execute("SELECT 1")
    except psycopg2.OperationalError as error:
        raise sqlalchemy.exc.DisconnectionError(str(error)) from error


def _bury_the_dead(instance: dg.DagsterInstance) -> None:
    """End the runs whose process was killed: they would keep their pool slots, and who waits for one waits for ever."""
    started = dg.RunsFilter(statuses=[dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.STARTED])
    for run in instance.get_runs(filters=started):
        host, _, rest = run.tags.get(PROCESS_TAG, "").partition(":")
        if host == socket.gethostname() and run.tags[PROCESS_TAG] != _process(int(rest.partition(":")[0])):
            instance.report_run_canceled(run, message="Its process was killed. What it had stored stands.")
            instance.event_log_storage.free_concurrency_slots_for_run(run.run_id)


def _open_pools(instance: dg.DagsterInstance) -> None:
    """Give every pool its default limit now. Dagster does it at the first step, and fails if two runs do it at once."""
    storage = instance.event_log_storage
    for pool in POOLS - storage.get_concurrency_keys():
        with contextlib.suppress(sqlalchemy.exc.InternalError):  # another run has just given it
            storage.initialize_concurrency_limit_to_default(pool)


def _process(pid: int) -> str:
    return f"{socket.gethostname()}:{pid}:{start_time(pid)}"


def _definitions() -> dg.Definitions:
    loaded: Any = defs
    return loaded if isinstance(loaded, dg.Definitions) else loaded()


def _reason(error: Any) -> str:
    """The innermost message: a `Failure`'s description, or the exception's own words."""
    while error is not None and error.cause is not None:
        error = error.cause
    if error is None:
        return "no reason was recorded"
    message = str(error.message).strip()
    return message.removeprefix("dagster._core.definitions.events.Failure: ")


class _Progress:
    """A bar on standard error that moves with the steps of one run; nothing where that is no terminal."""

    def __init__(self, title: str, total: int) -> None:
        console = Console(stderr=True)
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.fields[partition]}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TextColumn("{task.description}"),
            TimeElapsedColumn(),
            console=console,
            disable=not console.is_terminal,
            transient=True,
        )
        self._task = self._bar.add_task("starting", total=total, partition=title)

    def __enter__(self) -> "_Progress":
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def on_event(self, entry: Any) -> None:
        """Take one entry of the run's event log."""
        event = entry.dagster_event
        if event is None or event.step_key is None:
            return
        if event.is_step_start:
            self._bar.update(self._task, description=event.step_key.replace("_", " "))
        elif event.is_step_success or event.is_step_failure:
            self._bar.advance(self._task)
