"""The voice stage: sentences → measurements per video → a channel's profile, and the score of a text against it."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import groupby

from pipelines.models import Segment, Trait, VoiceFeatures, VoiceProfile
from pipelines.voice.measures import measure_video, source_digest
from pipelines.voice.pace import speaking_pace
from pipelines.voice.places import Sentences, in_memory
from pipelines.voice.profile import traits_of
from pipelines.voice.score import score_sentences, score_text
from pipelines.voice.series import VideoRecord

__all__ = ["measure_channel", "profile_channel", "score_sentences", "score_text", "sentence_voice", "speaking_pace"]


def measure_channel(segments: Sequence[Segment], known: Sequence[VoiceFeatures]) -> list[VoiceFeatures]:
    """Return one row per video, in the order of their first segment; a video that is unchanged is not measured again.

    Args:
        segments: the channel's sentences in any order of videos.
        known: rows of an earlier call; one with an equal `source_digest` is returned as it is.
    """
    unchanged = {(row.video_id, row.source_digest): row for row in known}
    order: dict[str, int] = {}
    for segment in segments:
        order.setdefault(segment.video_id, len(order))
    ordered = sorted(segments, key=lambda segment: (order[segment.video_id], segment.ordinal))
    rows = []
    for video_id, group in groupby(ordered, key=lambda segment: segment.video_id):
        video = list(group)
        rows.append(unchanged.get((video_id, source_digest(video))) or measure_video(video))
    return rows


def profile_channel(
    channel_key: str,
    features: Sequence[VoiceFeatures],
    segments: Sequence[Segment] | Sentences,
    records: Sequence[VideoRecord] = (),
) -> list[Trait]:
    """Return the channel's traits with intervals over videos and timed evidence; empty without videos.

    `segments` are the channel's sentences, or a function that reads the few that are quoted.
    """
    return traits_of(channel_key, features, segments if callable(segments) else in_memory(segments), records)


def sentence_voice(
    traits: Sequence[Trait], features: Sequence[VoiceFeatures]
) -> Callable[[Sequence[str]], list[float | None]]:
    """Return `score_sentences` bound to a channel's profile: what the writing stage takes as a voice."""
    channel_key = features[0].channel_key if features else ""
    return partial(score_sentences, profile=VoiceProfile(channel_key, tuple(traits), tuple(features)))
