"""Score every case against the sample channel's profile, made without the video that a case was taken from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.cases import Case, Output
from pipelines.models import Channel, Segment, VoiceFeatures, VoiceProfile
from pipelines.settings import OFFLINE_ENGINE, ROOT
from pipelines.transcripts.pipeline import read_channel, segment_channel
from pipelines.voice.pipeline import measure_channel, profile_channel, score_text

CHANNEL = Channel("slow-light", "Slow Light", str(ROOT / "samples" / "channel"))


@dataclass(frozen=True)
class _Measured:
    """The sample channel with its measurements; `names` maps video ids to file names."""

    segments: tuple[Segment, ...]
    features: tuple[VoiceFeatures, ...]
    names: dict[str, str]

    def profile_without(self, name: str) -> VoiceProfile:
        """Return the profile that all videos but `name` give."""
        features = [row for row in self.features if self.names[row.video_id] != name]
        segments = [segment for segment in self.segments if self.names[segment.video_id] != name]
        traits = profile_channel(CHANNEL.channel_key, features, segments)
        return VoiceProfile(CHANNEL.channel_key, tuple(traits), tuple(features))


def engine() -> str:
    """Name of the engine under test: the score is measured, never asked of a model."""
    return OFFLINE_ENGINE


def answer(cases: Sequence[Case], tag: str) -> Mapping[str, Output]:
    """Return per case its score and, for a piece of the channel, the share of the other texts that score lower."""
    measured = _measure()
    profiles: dict[str, VoiceProfile] = {}
    scores = {}
    for case in cases:
        held_out = case.source if case.expected["is_own"] else ""
        if held_out not in profiles:
            profiles[held_out] = measured.profile_without(held_out)
        scores[case.case_id] = score_text(case.input["text"], profiles[held_out])
    others = [
        score.value
        for case in cases
        if not case.expected["is_own"] and (score := scores[case.case_id]).value is not None
    ]
    return {
        case_id: {
            "value": score.value,
            "reason": score.reason,
            "share_above_others": None if score.value is None else _share_below(score.value, others),
        }
        for case_id, score in scores.items()
    }


def _measure() -> _Measured:
    videos = read_channel(CHANNEL, [])
    segments = segment_channel(CHANNEL, videos, [])
    features = measure_channel(segments, [])
    names = {video.video_id: Path(video.source_path).name for video in videos}
    return _Measured(tuple(segments), tuple(features), names)


def _share_below(value: float, others: Sequence[float]) -> float | None:
    """Return the share of `others` below `value`, ties counting half: one case's part of the ROC area."""
    if not others:
        return None
    return sum(1.0 if other < value else 0.5 if other == value else 0.0 for other in others) / len(others)
