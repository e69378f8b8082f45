"""Draft subtitles as SubRip, timed at the creator's pace: to be shifted to the real takes after filming."""

import re
from collections.abc import Iterator
from datetime import timedelta

import srt

from lectern import running_order
from lectern.exports import contents
from pipelines.models import Script

LINE_CHARACTERS, LINES = 42, 2  # as most broadcasters ask for
_BREAKS = re.compile(r"(?<=[,;:.!?])\s")
_MARKS = re.compile(r"<(?=[/\w])|\{(?=[\\/\w])|--(?=>)")  # a tag, an instruction to the player, the arrow between times
_JOINER = "\N{WORD JOINER}"


def render(script: Script) -> str:
    """Return one or more cues a spoken sentence; placeholders are not spoken."""
    cues = [
        (start, end, piece)
        for sentence, start_s in running_order.timed_sentences(script)
        if running_order.is_spoken(sentence)
        for start, end, piece in _timed(contents.one_line(sentence.text), start_s, sentence.seconds)
    ]
    subtitles = (
        srt.Subtitle(number, _time(start), _time(end), _lines(piece))
        for number, (start, end, piece) in enumerate(cues, 1)
    )
    return str(srt.compose(subtitles, reindex=False))


def _timed(text: str, start_s: float, seconds: float) -> Iterator[tuple[float, float, str]]:
    """Yield the parts of a sentence with start and end, each as long as its share of the characters."""
    pieces = list(_pieces(text))
    per_character = seconds / max(1, sum(map(len, pieces)))
    for piece in pieces:
        end_s = start_s + per_character * len(piece)
        yield start_s, end_s, piece
        start_s = end_s


def _time(seconds: float) -> timedelta:
    return timedelta(milliseconds=round(1000 * seconds))


def _pieces(text: str) -> Iterator[str]:
    """Cut a sentence into parts of two lines, behind a mark of punctuation where one stands in the second half."""
    rest = text
    while len(rest) > LINE_CHARACTERS * LINES:
        window = rest[: LINE_CHARACTERS * LINES + 1]
        marks = [match.start() for match in _BREAKS.finditer(window) if match.start() > LINE_CHARACTERS]
        at = marks[-1] if marks else window.rfind(" ")
        at = at if at > 0 else rest.find(" ")
        if at < 0:
            break
        yield rest[:at]
        rest = rest[at + 1 :]
    if rest:
        yield rest


def _lines(piece: str) -> str:
    """Return a part on one line, or on two of nearly equal length."""
    spaces = [at for at, char in enumerate(piece) if char == " "]
    shown = piece
    if len(piece) > LINE_CHARACTERS and spaces:
        middle = min(spaces, key=lambda at: (abs(2 * at - len(piece)), at))
        shown = f"{piece[:middle]}\n{piece[middle + 1 :]}"
    return _MARKS.sub(lambda match: match.group() + _JOINER, shown)
