"""Plain text (.txt): text → one cue a paragraph, with times only where the text states them."""

import re

from pipelines.transcripts import markup
from pipelines.transcripts.cues import Cue, Transcript, TranscriptFormatError

_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n(?![ \t]*\n)[^\n]*)*")
_TIME_LINE = re.compile(r"^[ \t]*[\[(]?(?:\d{1,2}:)?\d{1,2}:\d{2}(?:\.\d+)?[\])]?[ \t]*(?:\n|\Z)", re.MULTILINE)


def parse(text: str) -> Transcript:
    """Read plain text. A line that is only a time (as in copied transcripts) is left out.

    Raises:
        TranscriptFormatError: no word in it.
    """
    text = _TIME_LINE.sub("", text)
    cues = []
    for number, paragraph in enumerate(_PARAGRAPH.finditer(text), start=1):
        marked = markup.read(paragraph.group())
        cues.append(Cue(number, None, None, marked.text, (), marked.voices))
    if not any(character.isalnum() for cue in cues for character in cue.text):
        raise TranscriptFormatError("The text has no words. Export the transcript again.")
    return Transcript(tuple(cues))
