"""The cue: what every transcript format is read into, and the repair of impossible times."""

from bisect import bisect_right
from dataclasses import dataclass, replace

LONGEST_VIDEO_S = 24 * 3600.0


class TranscriptFormatError(ValueError):
    """Nothing of the file can be used. The message is what the user reads: what is wrong and what to do."""


@dataclass(frozen=True)
class Cue:
    """Text that is on screen together, or one paragraph of a text without times.

    `times` are (offset, seconds) of words whose start is known. `voices` are (offset, speaker); None there means that
    a speaker begins who is not named. Removed text is blanked, never cut, so offsets hold.
    """

    number: int  # as in the file, counted from 1
    start_s: float | None
    end_s: float | None
    text: str
    times: tuple[tuple[int, float], ...] = ()
    voices: tuple[tuple[int, str | None], ...] = ()


@dataclass(frozen=True)
class Transcript:
    """One parsed file: its cues in order and what had to be left out or estimated."""

    cues: tuple[Cue, ...]
    problems: tuple[str, ...] = ()


def blank(text: str, start: int, end: int) -> str:
    """Return `text` with [start, end) replaced by as many spaces; line breaks stay."""
    return text[:start] + "".join(c if c == "\n" else " " for c in text[start:end]) + text[end:]


def repair_times(cues: list[Cue]) -> Transcript:
    """Make starts ascend and every end follow its start.

    The cues that break the order are the ones outside the longest ascending run of starts (patience sorting), so one
    wrong cue costs one cue. Their text is kept, their times are set between their neighbours. Cues that start after 24
    hours are left out: they are never real, and one of them would stretch every measurement.
    """
    possible = [cue for cue in cues if cue.start_s is not None and cue.start_s < LONGEST_VIDEO_S]
    beyond = [cue for cue in cues if cue.start_s is not None and cue.start_s >= LONGEST_VIDEO_S]
    in_order = _longest_ascending([cue.start_s or 0.0 for cue in possible])
    repaired: list[Cue] = []
    moved: list[Cue] = []
    clock_s = 0.0
    for index, cue in enumerate(possible):
        start_s, end_s = cue.start_s or 0.0, cue.end_s or 0.0
        if index not in in_order:
            moved.append(cue)
            repaired.append(replace(cue, start_s=clock_s, end_s=clock_s, times=()))
            continue
        if end_s < start_s or end_s - start_s > LONGEST_VIDEO_S:
            moved.append(cue)
            end_s = start_s
        clock_s = end_s
        repaired.append(cue if end_s == cue.end_s else replace(cue, end_s=end_s))
    return Transcript(tuple(_without_overlap(repaired)), tuple(_time_problems(moved, beyond)))


def _time_problems(moved: list[Cue], beyond: list[Cue]) -> list[str]:
    problems = []
    if moved:
        first = moved[0]
        problems.append(
            f"{len(moved)} cue(s) whose times go backwards (first: cue {first.number} at {first.start_s or 0:.3f} s): "
            "text kept, times estimated."
        )
    if beyond:
        problems.append(f"{len(beyond)} cue(s) after 24 hours left out (first: cue {beyond[0].number}).")
    return problems


def _without_overlap(cues: list[Cue]) -> list[Cue]:
    """End each cue at the next one's start at the latest; a cue that was moved to a neighbour's end takes the gap."""
    trimmed = list(cues)
    for index in range(len(cues) - 2, -1, -1):
        cue, following_s = trimmed[index], trimmed[index + 1].start_s or 0.0
        start_s, end_s = cue.start_s or 0.0, cue.end_s or 0.0
        start_s = min(start_s, following_s)
        end_s = max(start_s, min(end_s, following_s))
        if (start_s, end_s) != (cue.start_s, cue.end_s):
            trimmed[index] = replace(cue, start_s=start_s, end_s=end_s)
    return trimmed


def _longest_ascending(values: list[float]) -> set[int]:
    tails: list[float] = []
    tail_indices: list[int] = []
    before: list[int] = []
    for index, value in enumerate(values):
        place = bisect_right(tails, value)
        before.append(tail_indices[place - 1] if place else -1)
        if place == len(tails):
            tails.append(value)
            tail_indices.append(index)
        else:
            tails[place] = value
            tail_indices[place] = index
    chosen = set()
    index = tail_indices[-1] if tail_indices else -1
    while index >= 0:
        chosen.add(index)
        index = before[index]
    return chosen
