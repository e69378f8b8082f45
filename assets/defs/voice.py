"""Voice: measurements per video, the channel's profile, its phrasing frames and its stories."""

import dagster as dg

from assets.checks import EVIDENCE_IS_OF_THE_CHANNEL, EVIDENCE_IS_QUOTED
from assets.plots import plot_frames, plot_traits
from assets.policy import table_asset
from assets.resources import Lectern
from pipelines.models import (
    DiscourseMove,
    PhraseFrame,
    ProfileVersion,
    Segment,
    SeriesRule,
    SeriesTrait,
    Story,
    Trait,
    VideoPart,
    VoiceFeatures,
)


@table_asset(VoiceFeatures)
def voice_features(context: dg.AssetExecutionContext, lectern: Lectern, segments: list[Segment]) -> list[VoiceFeatures]:
    """One row per video: counts that add up over videos, and the measurements of this one."""
    from pipelines.voice.pipeline import measure_channel

    return measure_channel(segments, lectern.db.read(VoiceFeatures, channel_key=context.partition_key))


@table_asset(Trait, checks=[EVIDENCE_IS_QUOTED], plot=plot_traits)
def creator_dna(
    context: dg.AssetExecutionContext, lectern: Lectern, voice_features: list[VoiceFeatures]
) -> list[Trait]:
    """One row per trait of a channel's voice, with interval, percentile, drift and the timed spans that show it."""
    from pipelines.voice.pipeline import profile_channel
    from pipelines.voice.store import sentences_at, video_records

    channel_key = context.partition_key
    read = sentences_at(lectern.db, channel_key)
    return profile_channel(channel_key, voice_features, read, video_records(lectern.db, channel_key))


@table_asset(ProfileVersion)
def creator_dna_versions(
    context: dg.AssetExecutionContext, lectern: Lectern, creator_dna: list[Trait], voice_features: list[VoiceFeatures]
) -> list[ProfileVersion]:
    """One row per version of the profile: its values, and what changed since the version before."""
    from pipelines.voice.versions import versions_of

    known = lectern.db.read(ProfileVersion, channel_key=context.partition_key)
    return versions_of(context.partition_key, creator_dna, voice_features, known)


@table_asset(SeriesTrait, may_be_empty=True)
def series_dna(
    context: dg.AssetExecutionContext, lectern: Lectern, voice_features: list[VoiceFeatures]
) -> list[SeriesTrait]:
    """One row per trait of one series of the channel, against the channel's other videos."""
    from pipelines.voice.series import series_of
    from pipelines.voice.series_profile import series_traits
    from pipelines.voice.store import video_records

    channel_key = context.partition_key
    rules = {rule.pattern: rule.series for rule in lectern.db.read(SeriesRule, channel_key=channel_key)}
    return series_traits(channel_key, voice_features, series_of(video_records(lectern.db, channel_key), rules))


@table_asset(PhraseFrame, checks=[EVIDENCE_IS_OF_THE_CHANNEL], plot=plot_frames, may_be_empty=True)
def phrase_frames(context: dg.AssetExecutionContext, lectern: Lectern, segments: list[Segment]) -> list[PhraseFrame]:
    """One row per content-free phrasing that the creator uses again and again."""
    from pipelines.voice.frames import mine_frames

    return mine_frames(context.partition_key, segments)


@table_asset(Story, may_be_empty=True)
def stories(context: dg.AssetExecutionContext, lectern: Lectern, segments: list[Segment]) -> list[Story]:
    """One row per personal story that the creator has told, with its place in the video."""
    from pipelines.voice.stories import find_stories

    return find_stories(context.partition_key, segments)


@table_asset(DiscourseMove, may_be_empty=True)
def discourse_moves(
    context: dg.AssetExecutionContext, lectern: Lectern, segments: list[Segment]
) -> list[DiscourseMove]:
    """One row per move that a sentence makes in its talk: defines, asks, recaps, steps aside …"""
    from pipelines.voice.moves.tagger import tag_channel

    return tag_channel(segments, lectern.db.read(DiscourseMove, channel_key=context.partition_key))


@table_asset(VideoPart)
def video_structure(
    context: dg.AssetExecutionContext,
    lectern: Lectern,
    segments: list[Segment],
    discourse_moves: list[DiscourseMove],
) -> list[VideoPart]:
    """One row per part of a video: hook, promise, sections, recap, call to action, farewell."""
    from pipelines.voice.structure import read_structure

    known = lectern.db.read(VideoPart, channel_key=context.partition_key)
    return read_structure(segments, discourse_moves, known)
