"""Voice: measurements per video, the channel's profile, its phrasing frames and its stories."""

import dagster as dg

from assets.checks import EVIDENCE_IS_QUOTED, EVIDENCE_WAS_SIGHTED, TELLINGS_RESOLVE, VOICE_IS_TOLD_APART
from assets.plots import plot_fingerprint, plot_frames, plot_stories
from assets.policy import EMBEDDING_POOL, table_asset
from assets.preview import preview_profile
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
    Video,
    VideoFrames,
    VideoPart,
    VideoStories,
    VoiceFeatures,
)


@table_asset(VoiceFeatures)
def voice_features(context: dg.AssetExecutionContext, lectern: Lectern, segments: list[Segment]) -> list[VoiceFeatures]:
    """One row per video: counts that add up over videos, and the measurements of this one."""
    from pipelines.voice.pipeline import measure_channel

    return measure_channel(segments, lectern.db.read(VoiceFeatures, channel_key=context.partition_key))


@table_asset(Trait, checks=[EVIDENCE_IS_QUOTED, VOICE_IS_TOLD_APART], plot=plot_fingerprint, preview=preview_profile)
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


@table_asset(VideoFrames)
def frame_sightings(context: dg.AssetExecutionContext, lectern: Lectern, segments: list[Segment]) -> list[VideoFrames]:
    """One row per video: its wordings that may be phrasing frames, with their places."""
    from pipelines.voice.frames import sight_frames

    return sight_frames(segments, lectern.db.read(VideoFrames, channel_key=context.partition_key))


@table_asset(PhraseFrame, checks=[EVIDENCE_WAS_SIGHTED], plot=plot_frames, may_be_empty=True)
def phrase_frames(
    context: dg.AssetExecutionContext, lectern: Lectern, frame_sightings: list[VideoFrames]
) -> list[PhraseFrame]:
    """One row per content-free phrasing that the creator uses again and again."""
    from pipelines.voice.frames import frames_of

    return frames_of(context.partition_key, frame_sightings)


@table_asset(VideoStories, pool=EMBEDDING_POOL)
def story_tellings(context: dg.AssetExecutionContext, lectern: Lectern, segments: list[Segment]) -> list[VideoStories]:
    """One row per video: the personal stories that the creator tells in it, none of them or several."""
    from pipelines.voice.story_bank import read_videos

    known = lectern.db.read(VideoStories, channel_key=context.partition_key)
    return read_videos(segments, known, lectern.embedder)


@table_asset(Story, checks=[TELLINGS_RESOLVE], plot=plot_stories, may_be_empty=True)
def stories(
    context: dg.AssetExecutionContext, lectern: Lectern, story_tellings: list[VideoStories], videos: list[Video]
) -> list[Story]:
    """One row per personal story of the creator, however often it was told, with its point and its tellings."""
    from pipelines.voice.story_bank import story_bank

    return story_bank(context.partition_key, story_tellings, videos)


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
