"""Cues → spoken tokens, each with its time and speaker."""

import operator
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from pipelines.transcripts.cues import Cue

_TOKEN = re.compile(r"\S+")
_CLOSING = frozenset(".,!?;:…)]}”’\"'%")


@dataclass(frozen=True)
class Token:
    """One word as written, with the punctuation that touches it. Times in seconds, None: the source has none."""

    text: str
    start_s: float | None
    end_s: float | None
    speaker: str | None
    opens_paragraph: bool = False


def read(cues: Sequence[Cue]) -> list[Token]:
    """Return the tokens of all cues in order.

    Times between known ones are interpolated by visible characters. A speaker goes on until the next one is named.
    Punctuation that stands alone is put to the token before it.
    """
    tokens: list[Token] = []
    speaker: str | None = None
    for cue in cues:
        clock = _clock(cue)
        voices = list(cue.voices)
        is_first = True
        for match in _TOKEN.finditer(cue.text):
            while voices and voices[0][0] <= match.start():
                speaker = voices.pop(0)[1]
            if not any(character.isalnum() for character in match.group()):
                if tokens and not is_first:
                    gap = "" if match.group()[0] in _CLOSING else " "
                    tokens[-1] = replace(tokens[-1], text=tokens[-1].text + gap + match.group())
                continue
            start_s, end_s = clock(*match.span()) if clock else (None, None)
            tokens.append(Token(match.group(), start_s, end_s, speaker, is_first and cue.start_s is None))
            is_first = False
        for _, label in voices:
            speaker = label
    return tokens


def _clock(cue: Cue) -> Callable[[int, int], tuple[float, float]] | None:
    """Return a function from a token's offsets to its start and end in seconds, None for a cue without times."""
    if cue.start_s is None or cue.end_s is None:
        return None
    start_s, end_s = cue.start_s, cue.end_s
    visible = [0, *accumulate(map(operator.not_, map(str.isspace, cue.text)))]
    if cue.times:
        return _word_clock(cue, start_s, end_s, visible)
    per_character_s = (end_s - start_s) / max(1, visible[-1])

    def span(start: int, end: int) -> tuple[float, float]:
        return round(start_s + visible[start] * per_character_s, 3), round(start_s + visible[end] * per_character_s, 3)

    return span


def _word_clock(
    cue: Cue, start_s: float, end_s: float, visible: Sequence[int]
) -> Callable[[int, int], tuple[float, float]]:
    points = [(0, start_s)]
    for offset, time_s in cue.times:
        place = visible[min(offset, len(cue.text))]
        if place == points[-1][0]:
            points[-1] = (place, max(points[-1][1], min(time_s, end_s)))
        elif points[-1][1] <= time_s <= end_s:
            points.append((place, time_s))
    if points[-1][0] < visible[-1]:
        points.append((visible[-1], end_s))
    places = [place for place, _ in points]

    def at(place: int) -> float:
        index = min(bisect_right(places, place), len(points) - 1)
        (from_place, from_s), (to_place, to_s) = points[max(0, index - 1)], points[index]
        return from_s + (to_s - from_s) * (place - from_place) / max(1, to_place - from_place)

    def span(start: int, end: int) -> tuple[float, float]:
        word_start_s = at(visible[start])
        word_end_s = min(at(visible[end]), word_start_s + spoken_s(cue.text[start:end]))
        return round(word_start_s, 3), round(word_end_s, 3)

    return span


def spoken_s(word: str) -> float:
    """Return the most seconds that a word takes to say, a digit counting as one; the rest until the next is pause."""
    return 0.15 + sum(0.25 if character.isdigit() else 0.06 for character in word)
