"""The transcript formats, best first, and one way to read any of them."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath

from pipelines.transcripts import capitals, json3, markup, plain_text, speakers, subrip, suitability, web_vtt
from pipelines.transcripts.cues import Cue, Transcript, TranscriptFormatError, repair_times
from pipelines.transcripts.encoding import decode
from pipelines.transcripts.rolling import blank_repeats

_WORD = re.compile(r"[^\W_]")
_MUSIC = re.compile(r"[♪♫][^♪♫]*[^\W_]")

PARSERS: dict[str, Callable[[str], Transcript]] = {
    "json3": json3.parse,
    "vtt": web_vtt.parse,
    "srt": subrip.parse,
    "txt": plain_text.parse,
}


def media_type(path: str) -> str | None:
    """Return the transcript format that a file's name states, None: not a transcript."""
    suffix = PurePosixPath(path).suffix.lower().lstrip(".")
    return suffix if suffix in PARSERS else None


def parse(raw: bytes, kind: str) -> Transcript:
    """Read a transcript's bytes into cues whose times ascend, without repeats, labels and sound descriptions.

    Raises:
        TranscriptFormatError: nothing of it can be used.
    """
    decoded = decode(raw)
    parsed = PARSERS[kind](decoded.text)
    problems = [decoded.problem] if decoded.problem else []
    problems += parsed.problems
    if parsed.cues[0].start_s is not None:
        repaired = repair_times(blank_repeats(parsed.cues))
        problems += repaired.problems
        parsed = repaired
    labels = speakers.labels(decoded.text)
    if not labels and not any(cue.voices for cue in parsed.cues):
        problems += _known(suitability.unnamed_turns(parsed.cues, is_caption=kind != "txt"))
    turns = speakers.mark_turns(parsed.cues, labels)  # reads `[Student]` before sounds go
    n_sung = sum(bool(_MUSIC.search(cue.text)) for cue in turns)
    cues = (_without_sounds(cue, is_caption=kind != "txt") for cue in turns)
    spoken = [cue for cue in cues if _WORD.search(cue.text)]
    if not spoken:
        what = "everything is sung (♪)" if n_sung else "only times and sound descriptions"
        raise TranscriptFormatError(f"No spoken word is left: {what}. Leave the file out, or export it again.")
    if n_sung:
        problems.append(f"{n_sung} line(s) between music marks (♪) left out: they are sung.")
    if capitals.are_capitals(spoken):
        spoken = capitals.lowered(spoken)
        problems.append(capitals.PROBLEM)
    return Transcript(tuple(spoken), tuple(problems))


def _known(problem: str | None) -> list[str]:
    return [problem] if problem else []


def _without_sounds(cue: Cue, *, is_caption: bool) -> Cue:
    text = markup.blank_sounds(cue.text, is_caption=is_caption)
    return cue if text == cue.text else replace(cue, text=text)
