"""What a sentence measures or dates: the value as an interval in base units, and the clause that says of what."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from pipelines.facts import frames, quantities, references
from pipelines.facts.frames import Frame
from pipelines.facts.quantities import Quantity

_LOOSE, _LOOSER = 0.05, 0.10  # how far a value said to be about so much may be off, and a round one
_ROUND = 0.05  # how far rounding to a number such as 100 may go
_COARSE, _FINE = 0.02, 0.01  # how far later measurements may move a number of two digits, and of more
_OLD = re.compile(r"[- ]olds?$")  # a part of the unit to `quantities`, and what is measured here
_ELIDED = re.compile(
    r"(?:, and|,|;| and) (?P<subject>(?:[a-z-]+ ){1,4}?)(?:about |roughly |almost |nearly |some |only |another )*$"
)
_CIRCUMSTANCE = re.compile(
    r"\b(?:at(?! (?:least|most|the (?:least|most)))|under(?= an?| the))(?: an?| the)?(?: [a-z-]+){0,3}?(?: of| above| below| about| around| near| roughly)*\s*$",
    re.IGNORECASE,
)  # "at 20 °C", "at a depth of 100 metres"
_WHOLE = re.compile(r"^\s*(?:of|in) (?:the |all |its |their |these |an? )?(?P<whole>[^,.;]{3,60})")


@dataclass(frozen=True)
class Measurement:
    """A value and what it is said of. `low` and `high` are in base units; a year with its fraction for a date."""

    text: str  # as written, with the unit
    start: int
    end: int
    dimension: str
    low: float
    high: float
    frame: Frame
    whole: frozenset[str]  # what a share is a share of; empty where it is not said
    is_condition: bool = False  # it says under which circumstances something else has its value

    def excludes(self, other: "Measurement") -> bool:
        """Whether no value can be meant by both."""
        return self.high < other.low or other.high < self.low


@dataclass(frozen=True)
class MeasuredSentence:
    """The measurements of one sentence and the years that it names."""

    text: str
    measurements: tuple[Measurement, ...]
    years: frozenset[int]


@lru_cache(maxsize=20_000)
def read(text: str) -> MeasuredSentence:
    """Read the measurements and dates of one sentence, in order; those whose clause has no subject are left out."""
    found_quantities = [one for one in quantities.find(text) if one.dimension]
    spans = [(one.start, _held_end(one)) for one in found_quantities]
    clauses = frames.clauses(text, tuple(sorted(spans)))
    found: list[Measurement] = []
    for quantity in (one for one in found_quantities if one.unit != "date"):
        found += _measurement(text, quantity, clauses, found)
    dates = [one for one in found_quantities if one.unit == "date"]
    found += [one for date in dates if (one := _dated(date, clauses))]
    years = frozenset(int(date.low) for date in dates)
    ordered = _with_conditions(text, sorted(found, key=lambda one: one.start))
    return MeasuredSentence(text, tuple(ordered), years)


def _with_conditions(text: str, measured: list[Measurement]) -> list[Measurement]:
    """Tell values that something has from those under which it has them: "Water boils at 93 °C at a height of 2,000 m".

    Where every value stands behind such a preposition, the first that does not open the sentence is what something has.
    """
    values = [one for one in measured if one.dimension != "date"]
    opened = {one.start: match.start() for one in values if (match := _CIRCUMSTANCE.search(text, 0, one.start))}
    behind = [one for one in values if one.start in opened]
    if len(behind) == len(values):
        main = next((one for one in behind if opened[one.start] > 0), None)
        behind = [one for one in behind if one is not main] if main else []
    return [replace(one, is_condition=one in behind) for one in measured]


def _held_end(quantity: Quantity) -> int:
    return quantity.end - len("".join(_OLD.findall(quantity.text)))


def _clause_of(start: int, clauses: list[Frame]) -> Frame | None:
    return next((clause for clause in clauses if clause.start <= start < clause.end), None)


def _measurement(text: str, quantity: Quantity, clauses: list[Frame], earlier: list[Measurement]) -> list[Measurement]:
    dimension = quantity.dimension
    clause, whole = _clause_of(quantity.start, clauses), frozenset[str]()
    elided = _ELIDED.search(text, 0, quantity.start) if earlier and dimension == earlier[-1].dimension else None
    if elided and not any(word in references.FINITE for word in elided["subject"].split()):
        clause = frames.elided(earlier[-1].frame, elided.start("subject"), quantity.end, elided["subject"])
        whole = earlier[-1].whole
    if clause is None:
        return []
    low, high = _widened(quantity)
    if quantity.bound:
        low, high = (low, float("inf")) if quantity.bound > 0 else (float("-inf"), high)
    named = _WHOLE.match(text[quantity.end :]) if dimension == "share" else None
    if named:
        whole = frames.content(named.group("whole"))
    place = (quantity.start, quantity.end)
    return [Measurement(quantity.text.strip(), *place, dimension, low, high, clause, whole)]


def _widened(quantity: Quantity) -> tuple[float, float]:
    """Return the interval of what may be meant. Zeros at the end are taken for rounding, but not for half of the value."""
    is_loose, base = quantity.is_about, quantity.base
    is_count = quantity.measured is None and quantity.high <= 20 and "." not in quantity.text
    if is_count and not is_loose:
        return base[0] + 0.25, base[1] - 0.25  # "three" is not "four"
    digits = re.sub(r"\D", "", quantity.text).strip("0")
    loose = _LOOSER if len(digits) < 2 else _LOOSE
    slack = loose if is_loose else _FINE if len(digits) > 2 else _COARSE
    written, half = (quantity.low + quantity.high) / 2, (quantity.high - quantity.low) / 2
    if not quantity.is_range:
        half = max(min(half, _ROUND * abs(written)), slack * abs(written))
    else:
        half += slack * abs(written)
    of_unit = quantity.measured.factor if quantity.measured else 1.0
    middle = (base[0] + base[1]) / 2
    return middle - half * of_unit, middle + half * of_unit


def _dated(date: Quantity, clauses: list[Frame]) -> Measurement | None:
    clause = _clause_of(date.start, clauses)
    if clause is None:
        return None
    return Measurement(date.text, date.start, date.end, "date", date.low, date.high, clause, frozenset())
