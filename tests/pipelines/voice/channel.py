"""The sample channel, read by the product's own transcripts stage."""

import functools

from pipelines.models import Channel, Segment, VoiceProfile
from pipelines.settings import ROOT
from pipelines.transcripts.pipeline import read_channel, segment_channel
from pipelines.voice.pipeline import measure_channel, profile_channel

KEY = "slow-light"


@functools.cache
def sample_segments() -> tuple[Segment, ...]:
    """Return the sentences of `samples/channel`."""
    channel = Channel(KEY, "Slow Light", str(ROOT / "samples" / "channel"))
    return tuple(segment_channel(channel, read_channel(channel, []), []))


@functools.cache
def sample_profile() -> VoiceProfile:
    """Return the measured profile of `samples/channel`."""
    features = measure_channel(sample_segments(), [])
    return VoiceProfile(KEY, tuple(profile_channel(KEY, features, sample_segments())), tuple(features))
