"""Sensors: new or changed files start a run, and rows of `channels` and `projects` become partitions."""

import dagster as dg

from assets.policy import channels, projects
from assets.resources import Lectern
from pipelines import freshness
from pipelines.models import Channel, Project


@dg.sensor(
    minimum_interval_seconds=60,
    default_status=dg.DefaultSensorStatus.RUNNING,
    target=dg.AssetSelection.all() - dg.AssetSelection.groups("reports"),
)
def new_files(context: dg.SensorEvaluationContext, lectern: Lectern) -> dg.SensorResult:
    """Start a run for every channel and project whose files differ from those that were read."""
    db, instance = lectern.db, context.instance
    keys = {
        "channels": [channel.channel_key for channel in db.read(Channel)],
        "projects": [project.project_key for project in db.read(Project)],
    }
    requests = []
    for kind, names in keys.items():
        for key in names:
            stale = freshness.find_stale(db, kind, key)
            if not any(item.asset in {"videos", "research_documents"} for item in stale):
                continue
            digest = freshness.outside_inputs(db, stale[0].asset, stale[0].partition_key)
            selection = [dg.AssetKey(item.asset) for item in stale if item.partition_key == key]
            requests.append(
                dg.RunRequest(run_key=f"{key}:{sorted(digest.items())}", partition_key=key, asset_selection=selection)
            )
    return dg.SensorResult(
        run_requests=requests,
        dynamic_partitions_requests=[
            channels.build_add_request(_missing(keys["channels"], channels, instance)),
            projects.build_add_request(_missing(keys["projects"], projects, instance)),
        ],
    )


def _missing(keys: list[str], definition: dg.DynamicPartitionsDefinition, instance: dg.DagsterInstance) -> list[str]:
    known = set(definition.get_partition_keys(dynamic_partitions_store=instance))
    return [key for key in keys if key not in known]
