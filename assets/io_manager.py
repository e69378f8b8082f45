"""Rows to and from Postgres: one IO manager for every table."""

from typing import Any

import dagster as dg
from pydantic import PrivateAttr

from assets.resources import Lectern
from pipelines import freshness
from pipelines.database import Fence
from pipelines.editing.store import record_draft
from pipelines.tables import TABLES

MODELS = {table.name: model for model, table in TABLES.items()}


class PostgresIOManager(dg.ConfigurableIOManager):
    """Stores an asset's rows in the table of the same name, one fenced transaction per partition.

    What a step reads is remembered with its digest, and stored beside what it writes: that is how staleness is known.
    """

    lectern: dg.ResourceDependency[Lectern]
    _read: dict[tuple[str, str], dict[str, str]] = PrivateAttr(default_factory=dict)

    def load_input(self, context: dg.InputContext) -> list[Any]:
        """Return the upstream rows: the same partition, or the channel of the project that is being made."""
        asset = context.asset_key.path[-1]
        running = context.step_context.partition_key if context.step_context.has_partition_key else ""
        partition_key = freshness.partition_of(asset, running)
        db, model = self.lectern.db, MODELS[asset]
        write = db.last_write(asset, partition_key)
        if write is None:
            raise dg.Failure(
                f"{asset} [{partition_key}] has not been materialised. Materialise it first, or use `lectern run`.",
                allow_retries=False,
            )
        step = (context.step_context.run_id, context.step_context.step.key)
        self._read.setdefault(step, {})[freshness.input_name(asset, partition_key)] = write.content_sha256
        column = TABLES[model].partition
        return db.read(model, **({column: partition_key} if column else {}))

    def handle_output(self, context: dg.OutputContext, obj: list[Any]) -> None:
        """Store the rows. Raises `LeaseLostError` when a newer run has written the partition meanwhile."""
        asset = context.asset_key.path[-1]
        partition_key = freshness.partition_of(
            asset, context.step_context.partition_key if context.step_context.has_partition_key else ""
        )
        outside = context.output_metadata["lectern/outside"]
        fence = Fence(
            asset=asset,
            run_id=context.run_id,
            order=started(context.step_context.instance, context.run_id),
            code_version=freshness.code_version(asset),
            inputs={
                **self._read.pop((context.run_id, context.step_context.step.key), {}),
                **_as_digests(outside),
            },
        )
        self.lectern.db.replace(MODELS[asset], obj, partition_key, fence)
        if asset == "script_draft":
            record_draft(self.lectern.db, partition_key)


def started(instance: dg.DagsterInstance, run_id: str) -> int:
    """Return the microsecond at which a run was created, by which its writes are ordered; 0 of a run that is not kept."""
    record = instance.get_run_record_by_id(run_id)
    return int(record.create_timestamp.timestamp() * 1_000_000) if record else 0


def _as_digests(outside: Any) -> dict[str, str]:
    """What `table_asset` sent along as metadata, whether Dagster has wrapped it or not."""
    plain: Any = outside.data if isinstance(outside, dg.JsonMetadataValue) else outside
    return dict(plain)
