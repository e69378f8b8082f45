"""What a channel tends to say: reusable frames of phrases."""

from dataclasses import dataclass
from enum import StrEnum

from pipelines.models.voice import Span


class FrameFunction(StrEnum):
    """What a phrasing frame does in a talk."""

    HOOK = "hook"
    QUESTION = "question"
    ANSWER = "answer"
    SIGNPOST = "signpost"
    EMPHASIS = "emphasis"
    CONTRAST = "contrast"
    CONSEQUENCE = "consequence"
    EXAMPLE = "example"
    DEFINITION = "definition"
    ADDITION = "addition"
    EVIDENCE = "evidence"
    RECAP = "recap"
    CLOSING = "closing"


class FrameForm(StrEnum):
    """How a frame is used: as a sentence of its own, or as the opening of one."""

    SENTENCE = "sentence"  # "So what does that mean?"
    OPENER = "opener"  # "The thing is," followed by a clause


@dataclass(frozen=True)
class PhraseFrame:
    """One row per content-free phrasing that this creator uses again and again, mined from their transcripts."""

    frame_id: str
    channel_key: str
    function: FrameFunction
    form: FrameForm
    text: str  # cased and punctuated as it is to be written
    count: int
    n_videos: int
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Wording:
    """A phrasing of one video that the discourse grammar knows, or a sentence that opens or closes it."""

    form: FrameForm
    function: (
        FrameFunction | None
    )  # None: opens or closes this video; the channel's videos decide whether it is a frame
    words: str  # normalised, joined by spaces
    mark: str  # what is written behind it: a comma, a colon or nothing
    count: int
    surfaces: dict[str, int]  # as it was written → how often
    spans: tuple[Span, ...]  # of the first places


@dataclass(frozen=True)
class VideoFrames:
    """One row per video: what it adds to the mining of phrasing frames."""

    video_id: str
    channel_key: str
    n_sentences: int
    is_punctuated: bool
    capitals: dict[str, int]  # everyday word → how much more often it is capitalised inside a sentence than not
    wordings: tuple[Wording, ...]
    everyday: dict[str, list[int]]  # sentence of everyday words → its places in the video, from 0
    source_digest: str  # of the sentences read and the code that read them; equal digest: nothing to do
