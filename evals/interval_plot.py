"""Values with their intervals as small plots on one scale, so that the rows of a table can be compared by eye."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, MARGIN = 220, 26, 8

Interval = tuple[float | None, float | None, float | None]  # value, low, high


@dataclass(frozen=True)
class Plot:
    """Places in a box of 220 by 26: of the value, the ends of its interval, and a line to hold them against."""

    value: float
    low: float | None
    high: float | None
    mark: float | None
    text: str


def plots(intervals: Sequence[Interval], marks: Sequence[float | None]) -> list[Plot | None]:
    """Return a plot per interval, None where there is no value. All share one scale that shows every end and mark."""
    every = [bound for one in intervals for bound in one if bound is not None]
    every += [mark for mark, one in zip(marks, intervals, strict=True) if mark is not None and one[0] is not None]
    low, high = min(every, default=0.0), max(every, default=1.0)
    if high - low < 1e-9:
        low, high = low - 0.5, high + 0.5

    def place(value: float | None) -> float | None:
        return None if value is None else round(MARGIN + (value - low) / (high - low) * (WIDTH - 2 * MARGIN), 1)

    found: list[Plot | None] = []
    for (value, lower, upper), mark in zip(intervals, marks, strict=True):
        at = place(value)
        if value is None or at is None:
            found.append(None)
            continue
        text = f"{value:.3f}" if lower is None or upper is None else f"{value:.3f}, {lower:.3f} to {upper:.3f}"
        found.append(Plot(at, place(lower), place(upper), place(mark), text))
    return found
