"""WebVTT (.vtt): text → cues, by webvtt-py; inline word times and voices are kept."""

import re

from pipelines.transcripts import markup
from pipelines.transcripts.cues import Cue, Transcript, TranscriptFormatError

_ARROW = re.compile(r"^.*-->.*$", re.MULTILINE)
_TIMING = re.compile(r"^[ \t]*[\d:.,]+[ \t]*-->[ \t]*[\d:.,]+", re.MULTILINE)
_COMMA_TIMES = re.compile(r"^([ \t]*[\d:]+),(\d+[ \t]*-->[ \t]*[\d:]+),(\d+)", re.MULTILINE)
_HOSTILE_DIGITS = re.compile(r"(?<!\d)\d{16,}+:")


def parse(text: str) -> Transcript:
    """Read WebVTT text. A missing `WEBVTT` line and commas in times are accepted; NOTE and STYLE blocks never leak.

    Raises:
        TranscriptFormatError: there is no cue in it.
    """
    import webvtt  # late, as everywhere in this stage: to see that no file has changed nothing is parsed
    from webvtt.errors import MalformedCaptionError, MalformedFileError

    text = _COMMA_TIMES.sub(r"\1.\2.\3", _HOSTILE_DIGITS.sub("9999999:", text.lstrip("\n")))
    if not text.startswith("WEBVTT"):
        text = "WEBVTT\n\n" + text
    try:
        captions = webvtt.from_string(text).captions
    except (MalformedFileError, MalformedCaptionError, ValueError) as error:
        raise TranscriptFormatError(f"Not readable as WebVTT: {error}. Export the captions again.") from error
    if not captions:
        raise TranscriptFormatError("No cue found: no line such as `00:01.000 --> 00:04.000`. Is it a WebVTT file?")
    cues = []
    for number, caption in enumerate(captions, start=1):
        marked = markup.read(caption.raw_text)
        start_s, end_s = markup.seconds(caption.start), markup.seconds(caption.end)
        cues.append(Cue(number, start_s, end_s, marked.text, marked.times, marked.voices))
    return Transcript(tuple(cues), tuple(_problems(text, cues)))


def _problems(text: str, cues: list[Cue]) -> list[str]:
    problems = []
    unread = len(_ARROW.findall(text)) - len(cues)
    if unread > 0:
        problems.append(f"{unread} of {unread + len(cues)} cues could not be read: timing line damaged or cut off.")
    elif not cues[-1].text.strip() and not text.endswith("\n"):
        problems.append(f"The file ends inside cue {cues[-1].number}: its text is missing. Export it again.")
    return problems
