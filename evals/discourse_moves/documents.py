"""A transcript file → the product's own sentences, with their offsets in its text."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from pipelines.models import Channel, Segment
from pipelines.settings import ROOT
from pipelines.transcripts import pipeline as transcripts

SAMPLES = ROOT / "samples" / "channel"


def corpus() -> Path:
    """Return the folder of the transcripts that are measured and not published; it need not exist."""
    return Path(os.environ.get("LECTERN_CORPORA", ROOT.parent / "shared" / "corpora")) / "voice"


@dataclass(frozen=True)
class Document:
    """One transcript: `text` is what offsets count in; `offsets[i]` is where `segments[i]` begins."""

    text: str
    segments: tuple[Segment, ...]
    offsets: tuple[int, ...]


class OffsetError(ValueError):
    """A sentence does not stand in the text that it was made of."""


def read(path: Path) -> Document:
    """Read one transcript file. Plain text keeps its own offsets; captions count in their sentences, joined by spaces.

    Raises:
        TranscriptSourceError: the file is missing or cannot be read.
        OffsetError: a sentence does not stand in the plain text.
    """
    channel = Channel(channel_key="labelled", name=path.stem, source=str(path))
    segments = tuple(transcripts.segment_channel(channel, transcripts.read_channel(channel, ()), ()))
    is_text = path.suffix == ".txt"
    text = path.read_text(encoding="utf-8") if is_text else " ".join(segment.text for segment in segments)
    return Document(text, segments, _offsets(text, segments))


def _offsets(text: str, segments: tuple[Segment, ...]) -> tuple[int, ...]:
    """Find the sentences one after another; white space may differ."""
    places = [place for place, character in enumerate(text) if not character.isspace()]
    dense = "".join(text[place] for place in places)
    offsets, begin = [], 0
    for segment in segments:
        wanted = "".join(segment.text.split())
        begin = dense.find(wanted, begin)
        if begin < 0:
            raise OffsetError(f"sentence {segment.ordinal} is not in the text: {segment.text[:60]!r}")
        offsets.append(places[begin])
        begin += len(wanted)
    return tuple(offsets)


def digest(sentence: str) -> str:
    """Return twelve hexadecimal digits of a sentence, white space apart, so that a changed text is noticed."""
    return hashlib.sha256(" ".join(sentence.split()).encode()).hexdigest()[:12]
