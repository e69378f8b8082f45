"""Tags, entities and sound descriptions in cue text."""

import re
from dataclasses import dataclass
from html import unescape

from pipelines.transcripts.cues import blank

_TAG = re.compile(
    r"<(?P<time>(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})>"
    r"|<v(?:\.[^\s<>]*)?\s+(?P<voice>[^<>]*)>"
    r"|</?(?:a|b|br|c|div|em|font|i|iframe|img|lang|p|rt|ruby|s|script|span|strong|style|svg|u|v)(?=[\s./>])[^<>]*>"
    r"|\{\\[^{}]*\}",
    re.IGNORECASE,
)
_UNCERTAIN = re.compile(r"\[\?|\?\]")
_BRACKETED = re.compile(r"\[[^\[\]]{0,200}\]|♪[^♪]{0,400}♪|[♪♫]+")
_SOUND_WORDS = (
    r"applau\w*|audience|cheer\w*|chuckl\w*|clap\w*|clears? throat|cough\w*|crosstalk|foreign|gasp\w*|giggl\w*|groan\w*"
    r"|inaudible|indistinct|instrumental|laugh\w*|mumbl\w*|music\w*|noise|pause[sd]?|sigh\w*|silence|snort\w*|sings?|singing"
    r"|static|unintelligible|upbeat|whistl\w*|whisper\w*"
)
_SOUND = re.compile(rf"\((?:[\w'’ ]{{0,30}}\b)?(?:{_SOUND_WORDS})\b[\w'’ ]{{0,30}}\)", re.IGNORECASE)
_TEXT_TAG = re.compile(
    rf"\[\s*(?:(?:[\w'’., ]{{0,40}}\b)?(?:{_SOUND_WORDS})\b[\w'’., ]{{0,40}}"
    r"|(?:time:?\s*)?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?)\s*\]",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class MarkedText:
    """Text without tags; `times` and `voices` as in `Cue`."""

    text: str
    times: tuple[tuple[int, float], ...]
    voices: tuple[tuple[int, str | None], ...]


def read(payload: str) -> MarkedText:
    """Take the tags out of cue text: word times and speakers are kept as offsets, entities become characters."""
    parts: list[str] = []
    times: list[tuple[int, float]] = []
    voices: list[tuple[int, str | None]] = []
    length = begin = 0
    for match in _TAG.finditer(payload):
        parts.append(unescape(payload[begin : match.start()]))
        length += len(parts[-1])
        if match["time"]:
            times.append((length, seconds(match["time"])))
        elif match["voice"] is not None:
            voices.append((length, " ".join(unescape(match["voice"]).split()) or None))
        elif match.group().lower().startswith("<br"):
            parts.append("\n")
            length += 1
        begin = match.end()
    parts.append(unescape(payload[begin:]))
    return MarkedText("".join(parts), tuple(times), tuple(voices))


def seconds(stamp: str) -> float:
    """Return `[hours:]minutes:seconds[.,]fraction` in seconds. Numbers too large to be a time come back as infinity."""
    value = 0.0
    for part in stamp.replace(",", ".").split(":"):
        value = value * 60 + (float(part) if len(part) < 18 else float("inf"))
    return value


def blank_sounds(text: str, *, is_caption: bool = True) -> str:
    """Blank `[Music]`, `(applause)`, `♪ … ♪`; `[? doubtful ?]` words stay.

    In captions everything in square brackets is a description. In plain text (`is_caption` False) brackets are also the
    editor's insertions, so only known sounds and time marks go.
    """
    if not any(mark in text for mark in "[(♪♫"):
        return text
    for match in _UNCERTAIN.finditer(text):
        text = blank(text, *match.span())
    for pattern in (_BRACKETED if is_caption else _TEXT_TAG, _SOUND):
        for match in pattern.finditer(text):
            text = blank(text, *match.span())
    return text
