"""Rolling captions repeat what is still on screen. The repeated text is blanked, so every word stands once."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, pairwise

from pipelines.transcripts.cues import Cue

_WORD = re.compile(r"\S+")
_SEAMLESS_S = 0.05
_LEAST_SHARE = 0.3  # of the cues, which must repeat a line before a file counts as rolling


def blank_repeats(cues: Sequence[Cue]) -> list[Cue]:
    """Blank in every cue the lines that the cue before it already showed; cues with nothing new are left out.

    Two ways of rolling are told apart by what most cues of the file do: whole lines move up (YouTube), or the last line
    grows word by word. In any other file a repeated line is speech ("No. No.") and nothing is touched.
    """
    pairs = list(pairwise(_lines(cue.text) for cue in cues))
    moved = [0, *(_end_of_repeated_lines(*pair) for pair in pairs)]
    grown = [0, *(_grown_from(*pair, cue.text) for pair, cue in zip(pairs, cues[1:], strict=True))]
    repeated = next((ends for ends in (moved, grown) if _is_rolling(cues, ends)), None)
    if repeated is None:
        return list(cues)
    fresh = (
        replace(cue, text=" " * end + cue.text[end:], times=tuple(time for time in cue.times if time[0] >= end))
        for cue, end in zip(cues, repeated, strict=True)
    )
    return [cue for cue in fresh if cue.text.strip()]


def _is_rolling(cues: Sequence[Cue], repeated: Sequence[int]) -> bool:
    """Whether enough cues repeat the one before without a gap; after a gap, the same words are said again."""
    seamless = sum(
        end > 0 and (cue.start_s or 0.0) - (before.end_s or 0.0) < _SEAMLESS_S
        for (before, cue), end in zip(pairwise(cues), repeated[1:], strict=True)
    )
    return seamless > 0 and seamless >= _LEAST_SHARE * (len(cues) - 1)


def _lines(text: str) -> list[tuple[str, int]]:
    """Return (words of the line joined by one space, offset of its end) of each line that has text."""
    lines = []
    end = 0
    for line in text.split("\n"):
        end += len(line) + 1
        words = " ".join(line.split())
        if words:
            lines.append((words, min(end, len(text))))
    return lines


def _repeated_lines(before: list[tuple[str, int]], cue: list[tuple[str, int]]) -> int:
    """Count the lines at the top of `cue` that stood at the bottom of `before`."""
    for count in range(min(len(before), len(cue)), 0, -1):
        if [line for line, _ in before[-count:]] == [line for line, _ in cue[:count]]:
            return count
    return 0


def _end_of_repeated_lines(before: list[tuple[str, int]], cue: list[tuple[str, int]]) -> int:
    count = _repeated_lines(before, cue)
    return cue[count - 1][1] if count else 0


def _grown_from(before: list[tuple[str, int]], cue: list[tuple[str, int]], text: str) -> int:
    """Return the offset in `text` up to which `cue` (one line) repeats the one line of `before`, or 0."""
    if len(before) != 1 or len(cue) != 1:
        return 0
    old, new = before[0][0], cue[0][0]
    if new != old and not new.startswith(old + " "):
        return 0
    *_, last_old_word = islice(_WORD.finditer(text), len(old.split()))
    return last_old_word.end()
