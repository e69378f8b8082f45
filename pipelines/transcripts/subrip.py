"""SubRip (.srt): text → cues. Whatever stands between two timing lines belongs to the first, so a blank line in a cue,
a missing index, dots in times and missing blank lines cost nothing, and no input takes more than linear time."""

import re

from pipelines.transcripts import markup
from pipelines.transcripts.cues import Cue, Transcript, TranscriptFormatError

_STAMP = r"(?:\d+:)?\d{1,9}:\d{1,2}(?:[,.]\d*)?"
_TIMING = re.compile(rf"^[ \t]*({_STAMP})[ \t]*-{{1,2}}>[ \t]*({_STAMP})[^\n]*$", re.MULTILINE)
_INDEX_AT_END = re.compile(r"(?:\A|\n)[ \t]*(\d{1,9})[ \t]*\n*\Z")
_CUT_OFF = re.compile(r"\n[ \t]*\n[ \t]*\d{1,9}[ \t]*(?:\n[\d:,. \t>-]*)?\Z")


def parse(text: str) -> Transcript:
    """Read SubRip text.

    Raises:
        TranscriptFormatError: there is no cue in it.
    """
    timings = list(_TIMING.finditer(text))
    if not timings:
        raise TranscriptFormatError("No cue found: no line such as `00:00:01,000 --> 00:00:04,000`. Is it SubRip?")
    problems = []
    cues: list[Cue] = []
    index = _INDEX_AT_END.search(text, max(0, timings[0].start() - 30), timings[0].start())
    for position, timing in enumerate(timings):
        is_last = position + 1 == len(timings)
        end = len(text) if is_last else timings[position + 1].start()
        content = text[timing.end() : end]
        number = int(index.group(1)) if index else position + 1
        index = None if is_last else _INDEX_AT_END.search(content, max(0, len(content) - 30))
        if index:
            content = content[: index.start()]
        if is_last and (cut := _CUT_OFF.search(content.rstrip("\n"))):
            content = content[: cut.start()]
            problems.append(f"The file ends inside the cue after cue {number}: that cue is left out. Export it again.")
        elif is_last and not content.strip() and cues and not text.endswith("\n"):
            problems.append(f"The file ends inside cue {number}: its text is missing. Export it again.")
        marked = markup.read(content.strip("\n"))
        start_s, end_s = (markup.seconds(stamp) for stamp in timing.groups())
        cues.append(Cue(number, start_s, end_s, marked.text, marked.times, marked.voices))
    unread = sum("-->" in cue.text for cue in cues)
    if unread:
        first = next(cue for cue in cues if "-->" in cue.text)
        problems.append(f"{unread} timing line(s) could not be read (first: after cue {first.number}).")
    return Transcript(tuple(cues), tuple(problems))
