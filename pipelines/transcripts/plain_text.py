"""Plain text (.txt): text → one cue a paragraph, with times only where the text states them."""

import re

from pipelines.transcripts import markup
from pipelines.transcripts.cues import Cue, Transcript, TranscriptFormatError

_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n(?![ \t]*\n)[^\n]*)*")
_TIME = r"^[ \t]*[\[(]?(?:\d{1,2}:)?\d{1,2}:\d{2}(?:\.\d+)?[\])]?"
_TIME_LINE = re.compile(_TIME + r"[ \t]*(?:\n|\Z)", re.MULTILINE)
_TIMED_LINE = re.compile(_TIME + r"[ \t]+(?=\S)", re.MULTILINE)
_LEAST_TIMED = 3  # lines that begin with a time, below which a time is one that was spoken of


def parse(text: str) -> Transcript:
    """Read plain text. Times on lines of their own, or before most lines (as in copied transcripts), are left out.

    Raises:
        TranscriptFormatError: no word in it.
    """
    text = _TIME_LINE.sub("", text)
    n_timed = len(_TIMED_LINE.findall(text))
    if n_timed >= max(_LEAST_TIMED, sum(bool(line.strip()) for line in text.splitlines()) / 2):
        text = _TIMED_LINE.sub("", text)
    cues = []
    for number, paragraph in enumerate(_PARAGRAPH.finditer(text), start=1):
        marked = markup.read(paragraph.group())
        cues.append(Cue(number, None, None, marked.text, (), marked.voices))
    if not any(character.isalnum() for cue in cues for character in cue.text):
        raise TranscriptFormatError("The text has no words. Export the transcript again.")
    return Transcript(tuple(cues))
