"""Whether a text agrees with the values of a claim: states them, contradicts them, or gives none of their kind."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.facts.quantities import Quantity

_TOLERANCE = 0.004  # of a value: "about 13.8" and "13.79" agree
_COUNTS = frozenset({"ordinal", "calendar", "date", "money"})  # not counted nouns, nor bare numbers


@dataclass(frozen=True)
class Agreement:
    """Of the values of a claim: how many another text confirms, and how many it contradicts (same kind, other number)."""

    total: int
    found: int
    clashing: int

    @property
    def share(self) -> float:
        """Share confirmed, 1 where the claim states no value."""
        return self.found / self.total if self.total else 1.0


def compare(own: Sequence[Quantity], other: Sequence[Quantity]) -> Agreement:
    """Compare the values of a claim with those of another text.

    Stricter than `Quantity.states`: without "about", 300 is not 340, for a reader checks the number that stands there.
    """
    found = clashing = 0
    for value in own:
        if any(_is_stated(value, rival) for rival in other):
            found += 1
        elif any(_is_rival(value, rival) for rival in other):
            clashing += 1
    return Agreement(len(own), found, clashing)


def _is_rival(value: Quantity, rival: Quantity) -> bool:
    """Whether a text that gives `rival` gives another value of this kind; a year says nothing against one of its days."""
    return value.dimension == rival.dimension and not (value.unit == "date" and rival.agrees_with(value))


def _is_stated(value: Quantity, rival: Quantity) -> bool:
    if "calendar" in (value.unit, rival.unit):
        return _is_same_day(value, rival)
    if value.dimension == rival.dimension:
        if "date" in (value.unit, rival.unit) or value.bound or value.is_about:
            return rival.states(value)
        return not rival.bound and _is_near(sum(value.base), sum(rival.base))
    is_plain = not (value.measured and rival.measured) and not {value.unit, rival.unit} & _COUNTS
    return is_plain and not rival.bound and _is_near(value.low + value.high, rival.low + rival.high)


def _is_near(one: float, two: float) -> bool:
    return abs(one - two) <= 1e-6 + _TOLERANCE * abs(one)


def _is_same_day(value: Quantity, rival: Quantity) -> bool:
    """Whether a month or day of any year is the one that the other text names, with a year or without."""
    if (
        {value.unit, rival.unit} - {"calendar", "date"}
        or value.high - value.low >= 0.5
        or rival.high - rival.low >= 0.5
    ):
        return False
    return value.low % 1 <= rival.low % 1 + 1e-9 and rival.high % 1 <= value.high % 1 + 1e-9
