"""Sensors: new or changed files start a run, and rows of `channels` and `projects` become partitions."""

import dagster as dg

from assets.policy import PARTITIONS
from assets.resources import Lectern
from pipelines import freshness
from pipelines.models import Channel, Project


def _stored(partitions: str) -> dg.AssetSelection:
    return dg.AssetSelection.assets(*[asset.name for asset in freshness.ASSETS if asset.partitions == partitions])


@dg.sensor(minimum_interval_seconds=60, default_status=dg.DefaultSensorStatus.RUNNING, target=_stored("channels"))
def new_transcripts(context: dg.SensorEvaluationContext, lectern: Lectern) -> dg.SensorResult:
    """Start a run for every channel whose transcript files differ from those that were read."""
    keys = [channel.channel_key for channel in lectern.db.read(Channel)]
    return _requests(context, lectern, "channels", keys, root="videos")


@dg.sensor(minimum_interval_seconds=60, default_status=dg.DefaultSensorStatus.RUNNING, target=_stored("projects"))
def new_sources(context: dg.SensorEvaluationContext, lectern: Lectern) -> dg.SensorResult:
    """Start a run for every project whose library files differ from those that were read."""
    keys = [project.project_key for project in lectern.db.read(Project)]
    return _requests(context, lectern, "projects", keys, root="research_documents")


def _requests(
    context: dg.SensorEvaluationContext, lectern: Lectern, partitions: str, keys: list[str], root: str
) -> dg.SensorResult:
    """Ask for runs where the root asset's files changed; a run is asked for once per state of the files."""
    from pipelines.research.pipeline import LibraryError
    from pipelines.transcripts.pipeline import TranscriptSourceError

    requests = []
    for key in keys:
        try:
            stale = [item.asset for item in freshness.find_stale(lectern.db, partitions, key)]
            digest = freshness.outside_inputs(lectern.db, root, key)
        except (LibraryError, TranscriptSourceError) as error:  # a folder that is gone must not stop the others
            context.log.warning(f"{key}: {error}")
            continue
        if root in stale:
            selection = [dg.AssetKey(name) for name in stale if freshness.BY_NAME[name].partitions == partitions]
            requests.append(
                dg.RunRequest(run_key=f"{key}:{sorted(digest.items())}", partition_key=key, asset_selection=selection)
            )
    definition = PARTITIONS[partitions]
    assert definition is not None
    known = set(definition.get_partition_keys(dynamic_partitions_store=context.instance))
    missing = [key for key in keys if key not in known]
    return dg.SensorResult(run_requests=requests, dynamic_partitions_requests=[definition.build_add_request(missing)])
