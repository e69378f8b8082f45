"""Transcripts: a channel's files to sentences with times."""

import dagster as dg

from assets.checks import NO_VIDEO_LOST, TIMES_IN_ORDER, USABLE_VIDEO
from assets.policy import table_asset
from assets.resources import Lectern
from pipelines.models import Segment, Video


@table_asset(Video, checks=[USABLE_VIDEO])
def videos(context: dg.AssetExecutionContext, lectern: Lectern) -> list[Video]:
    """One row per video of a channel: its transcript's raw bytes, and why it failed if it did."""
    from pipelines.transcripts.pipeline import read_channel

    channel = lectern.channel(context.partition_key)
    return read_channel(channel, lectern.db.read(Video, channel_key=channel.channel_key))


@table_asset(Segment, checks=[TIMES_IN_ORDER, NO_VIDEO_LOST])
def segments(context: dg.AssetExecutionContext, lectern: Lectern, videos: list[Video]) -> list[Segment]:
    """One row per sentence spoken by the channel's creator, with start and end where the source has times."""
    from pipelines.transcripts.pipeline import segment_channel

    channel = lectern.channel(context.partition_key)
    return segment_channel(channel, videos, lectern.db.read(Segment, channel_key=channel.channel_key))
