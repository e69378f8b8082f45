"""A creator as the voice stage reads a folder of transcripts, in memory: who a script is written for, and judged by."""

from dataclasses import dataclass, replace
from pathlib import Path

from pipelines.embeddings import Embedder
from pipelines.models import Channel, PhraseFrame, Story, Trait, VoiceFeatures, VoiceProfile
from pipelines.transcripts.pipeline import read_channel, segment_channel
from pipelines.voice.frames import frames_of, sight_frames
from pipelines.voice.habits import CreatorVoice
from pipelines.voice.moves.tagger import tag_channel
from pipelines.voice.pace import speaking_pace
from pipelines.voice.pipeline import measure_channel, profile_channel
from pipelines.voice.story_bank import read_videos, story_bank
from pipelines.writing.pipeline import load_frameworks
from pipelines.writing.structure_habits import UNKNOWN, StructureHabits, measured


@dataclass(frozen=True)
class Creator:
    """What the writer knows of a channel. `words_per_minute` is the pace that scripts are measured by."""

    channel: Channel
    traits: tuple[Trait, ...]
    features: tuple[VoiceFeatures, ...]
    frames: tuple[PhraseFrame, ...]
    stories: tuple[Story, ...]
    words_per_minute: float
    habits: StructureHabits = UNKNOWN

    @property
    def profile(self) -> VoiceProfile:
        """The voice that a text is scored against."""
        return VoiceProfile(self.channel.channel_key, self.traits, self.features)

    @property
    def voice(self) -> CreatorVoice:
        """What the writer goes by."""
        return CreatorVoice(self.profile)

    def without_voice(self) -> "Creator":
        """Return the creator without traits, phrases and examples; pace, stories and structure stay, so that these alone differ."""
        return replace(self, traits=(), features=(), frames=())


def read_creator(folder: Path, embedder: Embedder) -> Creator:
    """Read a folder of transcripts as a channel of its name. A second for 45,000 words.

    Raises:
        TranscriptSourceError: the folder cannot be read, or holds no transcript.
    """
    channel = Channel(folder.name.replace("_", "-"), folder.name, str(folder))
    videos = read_channel(channel, [])
    segments = segment_channel(channel, videos, [])
    features = measure_channel(segments, [])
    traits = profile_channel(channel.channel_key, features, segments)
    return Creator(
        channel,
        tuple(traits),
        tuple(features),
        tuple(frames_of(channel.channel_key, sight_frames(segments, []))),
        tuple(story_bank(channel.channel_key, read_videos(segments, [], embedder), videos)),
        speaking_pace(traits)[0],
        measured(segments, tag_channel(segments, []), load_frameworks()),
    )
