"""What the sentences and the stretches of a video do."""

from dataclasses import dataclass
from enum import StrEnum


class Move(StrEnum):
    """What a sentence does in a talk."""

    DEFINITION = "definition"  # says what a term means
    EXAMPLE = "example"  # a concrete instance of a general point
    ANALOGY = "analogy"  # explains by likeness to another domain, or asks to imagine a stand-in
    QUESTION = "question"  # posed to the audience or for the talk, not to a guest
    ANSWER = "answer"  # begins the speaker's own answer to a question
    SIGNPOST = "signpost"  # what comes next, where we are
    RECAP = "recap"  # repeats what was said
    ASIDE = "aside"  # steps out of the line of argument
    STORY = "story"  # part of telling what happened to the speaker
    CALL_TO_ACTION = "call_to_action"  # asks the viewer to do something outside the talk


@dataclass(frozen=True)
class DiscourseMove:
    """One row per move that a sentence makes; a sentence may make several."""

    move_id: str
    channel_key: str
    video_id: str
    segment_id: str
    ordinal: int  # of the sentence
    move: Move
    wording: str  # the words that showed it
    position: float  # share of the video's words that were said before the sentence
    start_s: float | None
    end_s: float | None
    source_digest: str = ""  # of the video's sentences and the code that read them; equal digest: nothing to do


class PartKind(StrEnum):
    """What a stretch of a video is there for."""

    HOOK = "hook"  # opens without saying yet what the video is about to do
    PROMISE = "promise"  # what the viewer will get, or the question that the video will answer
    SECTION = "section"  # one step of the argument
    RECAP = "recap"  # the summary at the end
    CALL_TO_ACTION = "call_to_action"  # a run of such moves; lies inside other parts
    FAREWELL = "farewell"


@dataclass(frozen=True)
class VideoPart:
    """One row per part of a video. Parts follow each other without overlap, calls to action apart."""

    part_id: str
    channel_key: str
    video_id: str
    kind: PartKind
    number: int  # among the parts of this kind in the video, from 1
    first_ordinal: int
    last_ordinal: int
    start_s: float | None
    end_s: float | None
    begins_at: float  # share of the video's words that were said before it
    ends_at: float
    source_digest: str = ""  # of what it was read from
