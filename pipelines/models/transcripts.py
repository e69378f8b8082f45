"""Videos and what was said in them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class VideoStatus(StrEnum):
    """What became of one transcript file."""

    STORED = "stored"
    PARTIAL = "partial"  # used with a reservation, such as cues left out; `problem` says which
    FAILED = "failed"  # `problem` says why; nothing of it is used
    DUPLICATE = "duplicate"  # the bytes or the words of another video of the channel
    LEFT_OUT = "left out"  # no English speech; `problem` says what it is


@dataclass(frozen=True)
class Video:
    """One row per video of a channel: the transcript's raw bytes and what is known about it."""

    video_id: str
    channel_key: str
    title: str
    source_path: str  # path inside the folder or zip, or the URL
    media_type: str  # srt, vtt, json3, txt
    sha256: str
    raw: bytes
    published_on: date | None = None
    status: VideoStatus = VideoStatus.STORED
    problem: str | None = None
    ordinal: int = 0  # position in the channel: by date, then by name
    sketch: bytes = b""  # of its words, by which the same words in another file are known


@dataclass(frozen=True)
class Segment:
    """One row per sentence spoken by the channel's creator."""

    segment_id: str
    channel_key: str
    video_id: str
    ordinal: int  # position in the video
    text: str
    start_s: float | None  # None where the source has no times
    end_s: float | None
    speaker: str | None = None
    is_punctuated: bool = True  # False: sentence ends were inferred from pauses and openers


@dataclass(frozen=True)
class ParsedTranscript:
    """What parsing one video gave: its segments or the reason why there are none."""

    video_id: str
    status: VideoStatus
    problem: str | None
    segments: tuple[Segment, ...]
