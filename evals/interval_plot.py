"""Values with their intervals as small plots, so that the rows of a table can be compared by eye."""

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


def plots(intervals: Sequence[Interval], marks: Sequence[float | None], *, is_centred: bool) -> list[Plot | None]:
    """Return a plot per interval, None where there is no value.

    Rows that stay between -1 and 1, as shares and their differences do, share one scale; a row in another unit has its own.
    `is_centred`: nought stands in the middle of every row.
    """
    rows = [
        [number for number in (*one, mark) if number is not None] if one[0] is not None else []
        for one, mark in zip(intervals, marks, strict=True)
    ]
    shared = [number for row in rows if _is_share(row) for number in row]
    return [
        _plot(one, mark, _scale(shared if _is_share(row) else row, is_centred))
        for one, mark, row in zip(intervals, marks, rows, strict=True)
    ]


def _is_share(row: Sequence[float]) -> bool:
    return all(-1 <= number <= 1 for number in row)


def _scale(numbers: Sequence[float], is_centred: bool) -> tuple[float, float]:
    """The ends of the axis."""
    if is_centred:
        widest = max((abs(number) for number in numbers), default=0.0) or 1.0
        return -widest, widest
    low, high = min(0.0, *numbers), max(1.0, *numbers)
    return low, high


def _plot(one: Interval, mark: float | None, scale: tuple[float, float]) -> Plot | None:
    low, high = scale

    def place(number: float) -> float:
        return round(MARGIN + (number - low) / (high - low) * (WIDTH - 2 * MARGIN), 1)

    value, lower, upper = one
    if value is None:
        return None
    marked = None if mark is None else place(mark)
    if lower is None or upper is None:
        return Plot(place(value), None, None, marked, f"{value:.3f}")
    return Plot(place(value), place(lower), place(upper), marked, f"{value:.3f}, {lower:.3f} to {upper:.3f}")
