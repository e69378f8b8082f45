"""Score every case against the sample channel's profile, made without the video that a case was taken from."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from evals.cases import Case, Output
from evals.suite import Answer
from evals.targets import Target
from pipelines.models import Channel, Segment, VoiceFeatures, VoiceProfile
from pipelines.settings import ROOT
from pipelines.transcripts.pipeline import read_channel, segment_channel
from pipelines.voice.pipeline import measure_channel, profile_channel, score_text

ENGINES = ("offline",)
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


def prepare(cases: Sequence[Case], target: Target) -> Answer:
    """Return what gives the score of a case."""
    measured = _measure()
    profile_without = cache(measured.profile_without)

    def answer(case: Case, epoch: int) -> Output:
        score = score_text(case.input["text"], profile_without(case.source if case.expected["is_own"] else ""))
        return {"value": score.value, "probability": score.probability, "reason": score.reason}

    return answer


def _measure() -> _Measured:
    videos = read_channel(CHANNEL, [])
    segments = segment_channel(CHANNEL, videos, [])
    features = measure_channel(segments, [])
    names = {video.video_id: Path(video.source_path).name for video in videos}
    return _Measured(tuple(segments), tuple(features), names)
