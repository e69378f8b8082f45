"""A channel's personal stories and their tellings."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class StoryTime:
    """When a story happened, as it was said, and what that fixes; all None for a wording such as "one night"."""

    wording: str
    year: int | None = None
    month: int | None = None  # 1..12
    age: int | None = None  # of the creator, in years
    years_ago: int | None = None  # before the video; `year` follows where the video has a date


@dataclass(frozen=True)
class StoryPassage:
    """A run of sentences of one video in which the creator tells a personal story."""

    video_id: str
    first_ordinal: int
    last_ordinal: int
    start_s: float | None
    end_s: float | None
    position: float  # where in the video it starts, 0..1
    text: str
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    times: tuple[StoryTime, ...] = ()
    point: str | None = None  # the sentence in which the creator says what it means, verbatim
    point_reason: str | None = None  # why `point` is None
    turn: str | None = None  # from one named feeling to its opposite, e.g. "afraid → proud"; None: not both are named
    embedding: tuple[float, ...] = ()
    point_embedding: tuple[float, ...] = ()  # empty without a point


@dataclass(frozen=True)
class VideoStories:
    """One row per video: the stories told in it, none of them or several."""

    video_id: str
    channel_key: str
    passages: tuple[StoryPassage, ...]
    source_digest: str  # of the sentences read and the code that read them; equal digest: nothing to do


@dataclass(frozen=True)
class Telling:
    """One time that a story was told, in a video or in the script of a planned one."""

    title: str  # of the video, or the topic of the script's project
    video_id: str | None
    project_key: str | None  # None: told in a video
    first_ordinal: int
    start_s: float | None
    position: float
    videos_since: int  # usable videos of the channel after this one; 0 for the last video and for a script


@dataclass(frozen=True)
class Story:
    """One row per personal story of a channel, however often it was told. The words are those of its first telling."""

    story_id: str
    channel_key: str
    video_id: str
    first_ordinal: int
    last_ordinal: int
    start_s: float | None
    end_s: float | None
    position: float  # where in the video it starts, 0..1
    text: str
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    times: tuple[StoryTime, ...] = ()
    point: str | None = None  # the sentence in which the creator says what it means, verbatim
    point_reason: str | None = None  # why `point` is None
    turn: str | None = None
    tellings: tuple[Telling, ...] = ()  # oldest first
    embedding: tuple[float, ...] = ()  # 384 numbers, length 1
    point_embedding: tuple[float, ...] = ()  # empty without a point

    @property
    def last_told(self) -> Telling | None:
        """The newest telling, or None where it is not known when it was told."""
        return min(self.tellings, key=lambda telling: telling.videos_since) if self.tellings else None


class StoryAspect(StrEnum):
    """What of a story a search compares with its query."""

    MEANING = "meaning"  # what happens in it
    POINT = "point"  # the sentence in which its teller says what it means


@dataclass(frozen=True)
class RetrievedStory:
    """A story with the scores that brought it up."""

    story: Story
    score: float  # 0..1, relative to the other stories searched
    vector_score: float  # cosine of the query and the story, or its point
    lexical_score: float  # BM25
