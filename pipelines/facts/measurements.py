"""What a sentence measures or dates: the value as an interval in base units, and the clause that says of what."""

import re
from dataclasses import dataclass
from functools import lru_cache

from pipelines.facts import frames, quantities, references, units
from pipelines.facts.frames import Frame
from pipelines.facts.quantities import Quantity

_AT_LEAST = re.compile(
    r"\b(?:at least|more than|over|above|greater than|larger than|longer than|exceed(?:s|ed|ing)?|upwards? of|no less than|"
    r"no fewer than|beyond|older than|as early as)\s+(?:\w+ )?$",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    r"\b(?:at most|less than|fewer than|under|below|up to|as (?:much|many|long|high|far) as|no more than|not more than|"
    r"smaller than|shorter than|within|maximum of|younger than|by)\s+(?:\w+ )?$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:about|around|roughly|approximately|some|nearly|almost|close to|an estimated|of the order of|circa|c\.)\s+$|~\s*$",
    re.IGNORECASE,
)
_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = "|".join(_MONTHS)
_DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{_MONTH}),? (?P<year>\d{{4}})|"
    rf"(?P<month2>{_MONTH}) (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year2>\d{{4}})|"
    rf"(?P<month3>{_MONTH}),? (?P<year3>\d{{4}})|"
    r"(?P<decade>1[0-9]\d0|20\d0)s|(?P<century>\d{1,2})(?:st|nd|rd|th)[ -]century|"
    r"(?P<bc>\d{1,4}) (?:BCE?|B\.C\.)|(?P<plain>1[0-9]{3}|20\d\d))\b(?![,.]\d)"
)
_LOOSE, _LOOSER = 0.05, 0.10  # how far a value said to be about so much may be off, and a round one
_ROUND = 0.05  # how far rounding to a number such as 100 may go
_COARSE, _FINE = 0.02, 0.01  # how far later measurements may move a number of two digits, and of more
_OLD = re.compile(r"[- ]olds?$")  # a part of the unit to `quantities`, and what is measured here
_ELIDED = re.compile(
    r"(?:, and|,|;| and) (?P<subject>(?:[a-z-]+ ){1,4}?)(?:about |roughly |almost |nearly |some |only |another )*$"
)
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
    is_counted: bool

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
    dates = list(_DATE.finditer(text))
    numbers = [
        quantity
        for quantity in quantities.find(text)
        if quantity.unit not in ("date", "ordinal")
        and not any(date.start() < quantity.end and quantity.start < date.end() for date in dates)
    ]
    measured = [(quantity, measure) for quantity in numbers if (measure := units.measure(text, quantity))]
    spans = [date.span() for date in dates] + [
        (quantity.start, _held_end(text, quantity, measure)) for quantity, measure in measured
    ]
    clauses = frames.clauses(text, tuple(sorted(spans)))
    found: list[Measurement] = []
    for quantity, measure in measured:
        found += _measurement(text, quantity, measure, clauses, found)
    found += [one for date in dates if (one := _dated(date, clauses))]
    years = frozenset(int(low) for low, _ in map(_interval, dates))
    ordered = sorted(found, key=lambda one: one.start)
    return MeasuredSentence(text, tuple(ordered), years)


def _held_end(text: str, quantity: Quantity, measure: units.Measure) -> int:
    return measure.end - len("".join(_OLD.findall(text[quantity.start : measure.end])))


def _clause_of(start: int, clauses: list[Frame]) -> Frame | None:
    return next((clause for clause in clauses if clause.start <= start < clause.end), None)


def _measurement(
    text: str, quantity: Quantity, measure: units.Measure, clauses: list[Frame], earlier: list[Measurement]
) -> list[Measurement]:
    clause, whole = _clause_of(quantity.start, clauses), frozenset[str]()
    elided = _ELIDED.search(text, 0, quantity.start) if earlier and measure.dimension == earlier[-1].dimension else None
    if elided and not any(word in references.FINITE for word in elided["subject"].split()):
        clause = frames.elided(earlier[-1].frame, elided.start("subject"), measure.end, elided["subject"])
        whole = earlier[-1].whole
    if clause is None:
        return []
    before = text[max(0, quantity.start - 40) : quantity.start]
    low, high = _widened(quantity, measure, is_loose=bool(_ABOUT.search(before)))
    if _AT_LEAST.search(before):
        high = float("inf")
    elif _AT_MOST.search(before):
        low = float("-inf")
    named = _WHOLE.match(text[measure.end :]) if measure.dimension == "share" else None
    if named:
        whole = frames.content(named.group("whole"))
    written = text[quantity.start : measure.end].strip()
    place = (quantity.start, measure.end)
    return [Measurement(written, *place, measure.dimension, low, high, clause, whole, measure.is_counted)]


def _widened(quantity: Quantity, measure: units.Measure, is_loose: bool) -> tuple[float, float]:
    """Return the interval of what may be meant. Zeros at the end are taken for rounding, but not for half of the value."""
    is_count = measure.is_counted and quantity.high <= 20 and "." not in quantity.text
    if is_count and not is_loose:
        return measure.low + 0.25, measure.high - 0.25  # "three" is not "four"
    digits = re.sub(r"\D", "", quantity.text).strip("0")
    loose = _LOOSER if len(digits) < 2 else _LOOSE
    slack = loose if is_loose else _FINE if len(digits) > 2 else _COARSE
    written, half = (quantity.low + quantity.high) / 2, (quantity.high - quantity.low) / 2
    if not quantity.is_range:
        half = max(min(half, _ROUND * abs(written)), slack * abs(written))
    else:
        half += slack * abs(written)
    base = (measure.high - measure.low) / (quantity.high - quantity.low)  # of the unit, whatever its zero
    middle = (measure.low + measure.high) / 2
    return middle - half * base, middle + half * base


def _dated(date: re.Match[str], clauses: list[Frame]) -> Measurement | None:
    clause = _clause_of(date.start(), clauses)
    if clause is None:
        return None
    low, high = _interval(date)
    return Measurement(date.group(), date.start(), date.end(), "date", low, high, clause, frozenset(), False)


def _interval(date: re.Match[str]) -> tuple[float, float]:
    """Return the years that a date allows, [low, high]; a day is a 372nd of a year."""
    if date["decade"]:
        return float(date["decade"]), float(date["decade"]) + 9.999
    if date["century"]:
        return 100.0 * int(date["century"]) - 100, 100.0 * int(date["century"]) - 0.001
    if date["bc"]:
        return -float(date["bc"]), -float(date["bc"]) + 0.999
    year = float(date["year"] or date["year2"] or date["year3"] or date["plain"])
    month = date["month"] or date["month2"] or date["month3"]
    if month is None:
        return year, year + 0.999
    begins = year + _MONTHS.index(month) / 12
    day = date["day"] or date["day2"]
    if day is None:
        return begins, begins + 1 / 12.01
    return begins + (int(day) - 1) / 372, begins + (int(day) - 0.01) / 372
