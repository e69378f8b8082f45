"""Numbers in running text as intervals with units, so that "about 13.8 billion" and "13.79 ± 0.02 billion" compare.

The one reader of numbers: amounts with units, ranges, shares, sums of money, counts, ordinals and dates. What the ledger,
the verifier and the outline know of a number, they know from here.
"""

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from pipelines.facts import dates, units
from pipelines.facts.units import Unit

WORD_VALUES = {
    word: float(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split()
    )
} | {word: 10.0 * tens for tens, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_FRACTIONS = {"half": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5, "tenth": 10}
MULTIPLES = {"twice": 2.0, "double": 2.0, "couple": 2.0, "triple": 3.0, "dozen": 12.0}
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_NUMBER = r"\d(?:[\d,]*\d)?(?:\.\d+)?"
_WORDS = "|".join(sorted([*WORD_VALUES, "hundred"], key=len, reverse=True))
_SCALE = r"(?:hundred|thousand|million|billion|trillion)"
_ONE = rf"(?:{_NUMBER}|\b(?:{_WORDS})(?:[ -](?:{_WORDS}))?\b)"
_QUANTITY = re.compile(
    rf"(?P<first>{_ONE})(?:\s+(?P<first_scale>{_SCALE})\b)?"
    rf"(?:\s*±\s*(?P<error>{_NUMBER})|\s*(?:to|and|or|-|–|—)\s*(?P<second>{_NUMBER}|\b(?:{_WORDS})\b)(?!\s*/))?"
    rf"(?P<scales>(?:\s+{_SCALE}\b)*)",
    re.IGNORECASE,
)
_FRACTION = re.compile(rf"\b(?P<count>one|two|three|four|a)[ -](?P<part>{'|'.join(_FRACTIONS)})\b", re.IGNORECASE)
_ORDINAL = re.compile(
    rf"\b(?:(?P<word>{'|'.join(_ORDINALS)})|(?P<digits>\d[\d,]*)(?:st|nd|rd|th))\b(?! (?:century|of a second))",
    re.IGNORECASE,
)
_MULTIPLE = re.compile(rf"\b(?:half|{'|'.join(MULTIPLES)})\b", re.IGNORECASE)
_CURRENCY = re.compile(r"\s*(?:dollars?|euros?|USD|EUR|GBP)\b")
_NOUN = re.compile(r"\s*[-–]?\s*(?:of (?:the|these|its) )?([a-z]+)")
_AT_LEAST = re.compile(
    r"\b(?:at least|more than|over|above|greater than|larger than|longer than|exceed(?:s|ed|ing)?|upwards? of|no less than|"
    r"no fewer than|not less than|beyond|older than|as early as|after|minimum of)\s+(?:\w+ )?[$€£]?$",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    r"\b(?:at most|less than|fewer than|under|below|up to|as (?:much|many|long|high|far) as|no more than|not more than|"
    r"smaller than|shorter than|within|maximum of|younger than|before|until|prior to)\s+(?:\w+ )?[$€£]?$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:about|around|roughly|approximately|some|nearly|almost|close to|an estimated|of the order of|circa|c\.)\s+[$€£]?$|~\s*$",
    re.IGNORECASE,
)
_BEFORE = 40  # characters in front of a number that say how it is meant


@dataclass(frozen=True)
class Quantity:
    """A number as the interval that its wording allows. `low` and `high` are in `unit`, a year with its fraction for a date.

    `unit` is a known unit, `date`, `calendar` (a month or a day of any year), `money`, `ordinal`, or the counted noun; ""
    for a bare number. `text` is as written, from `start` to `end` without a counted noun.
    """

    low: float
    high: float
    unit: str
    start: int
    end: int
    text: str
    measured: Unit | None = None  # the known unit; None for dates, counts and bare numbers
    bound: int = 0  # 1: at least so much, -1: at most
    is_about: bool = False

    @property
    def is_range(self) -> bool:
        """Whether two ends were stated ("100 to 200 million years")."""
        return self.high > self.low * 1.3 and bool(re.search(r"\d\D+\d", self.text.replace(",", "").replace(".", "")))

    @property
    def dimension(self) -> str:
        """What is measured: length, time, share, date; the noun of what is counted."""
        return self.measured.dimension if self.measured else self.unit

    @property
    def base(self) -> tuple[float, float]:
        """The interval in the base unit of its dimension."""
        unit = self.measured or Unit(self.unit, self.unit)
        return self.low * unit.factor + unit.zero, self.high * unit.factor + unit.zero

    @property
    def allowed(self) -> tuple[float, float]:
        """The interval in base units that the wording leaves open: "more than 300" has no upper end."""
        low, high = self.base
        if self.bound and self.unit != "date":
            low = high = (low + high) / 2
        return (low if self.bound >= 0 else -math.inf), (high if self.bound <= 0 else math.inf)

    def agrees_with(self, other: "Quantity") -> bool:
        """Whether both can be roundings of one value; ends that only touch do not count."""
        if self.unit == "ordinal":
            return self.low == other.low
        (low, high), (other_low, other_high) = self.base, other.base
        slack = 1e-9 * max(abs(high), abs(other_high))
        return (low + slack < other_high and other_low + slack < high) or (low, high) == (other_low, other_high)

    def states(self, claimed: "Quantity") -> bool:
        """Whether this one lies where `claimed` allows: "68 percent" states "two thirds", "10 to 20" does not state "13.8"."""
        low, high = claimed.allowed
        if self.bound:  # another bound is another number, to a reader who checks it
            return claimed.bound == self.bound and self.agrees_with(claimed)
        middle = sum(self.base) / 2
        slack = 1e-6 * max(abs(middle), 1.0)
        return low - slack <= middle <= high + slack and (bool(claimed.bound) or self.agrees_with(claimed))


@lru_cache(maxsize=60_000)
def find(text: str) -> tuple[Quantity, ...]:
    """Return the amounts and dates of `text` in order; numbers inside words (`helium-4`, `M100`) are not quantities."""
    found = [_dated(text, one) for one in dates.find(text)]
    taken = [(one.start, one.end) for one in found]
    found += [_fraction(text, match) for match in _FRACTION.finditer(text) if _is_free(match, taken)]
    taken = [(one.start, one.end) for one in found]
    for match in _QUANTITY.finditer(text):
        if _is_free(match, taken) and not _is_inside_word(text, match):
            found += _read(text, match)
            taken.append((found[-1].start, found[-1].end))  # "degrees above absolute zero" holds a number
    return tuple(sorted(found, key=lambda quantity: quantity.start))


@lru_cache(maxsize=60_000)
def everything(text: str) -> tuple[Quantity, ...]:
    """Return what `find` does, and the ordinals ("third"), multiples ("twice", "dozen") and days of any year, in order."""
    found = [*find(text), *(_dated(text, one) for one in dates.of_any_year(text))]
    for pattern, read in ((_ORDINAL, _ordinal), (_MULTIPLE, _multiple)):
        taken = [(one.start, one.end) for one in found]
        found += [read(text, match) for match in pattern.finditer(text) if _is_free(match, taken)]
    return tuple(sorted(found, key=lambda quantity: quantity.start))


def _is_free(match: re.Match[str], taken: list[tuple[int, int]]) -> bool:
    return not any(match.start() < end and start < match.end() for start, end in taken)


def _is_inside_word(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 2) : match.start()]
    is_ordinal = re.match(r"(?:st|nd|rd|th)\b", text[match.end() :]) is not None
    return match["first"][0].isdigit() and (is_ordinal or bool(re.search(r"[A-Za-z][-–]?$", before)))


def _meant(text: str, start: int) -> tuple[int, bool]:
    """Return whether a number is a bound (1 at least, -1 at most) and whether it is said to be about so much."""
    before = text[max(0, start - _BEFORE) : start]
    bound = 1 if _AT_LEAST.search(before) else -1 if _AT_MOST.search(before) else 0
    return bound, bool(_ABOUT.search(before))


def _dated(text: str, date: dates.Date) -> Quantity:
    bound = -1 if text[: date.start].endswith(("by ", "By ")) else _meant(text, date.start)[0]
    return Quantity(date.low, date.high, date.kind, date.start, date.end, text[date.start : date.end], bound=bound)


def _fraction(text: str, match: re.Match[str]) -> Quantity:
    count = 1.0 if match["count"].lower() == "a" else WORD_VALUES[match["count"].lower()]
    value = 100.0 * count / _FRACTIONS[match["part"].lower()]
    share = Unit("percent", "share")
    bound, is_about = _meant(text, match.start())
    return Quantity(value - 2.5, value + 2.5, "percent", *match.span(), match.group(), share, bound, is_about)


def _ordinal(text: str, match: re.Match[str]) -> Quantity:
    rank = _ORDINALS.index(match["word"].lower()) + 1 if match["word"] else int(match["digits"].replace(",", ""))
    return Quantity(float(rank), float(rank), "ordinal", *match.span(), match.group())


def _multiple(text: str, match: re.Match[str]) -> Quantity:
    if match.group().lower() == "half":
        return Quantity(47.5, 52.5, "percent", *match.span(), match.group(), Unit("percent", "share"))
    value = MULTIPLES[match.group().lower()]
    noun = _NOUN.match(text, match.end())
    return Quantity(value - 0.01, value + 0.01, noun[1].rstrip("s") if noun else "", *match.span(), match.group())


def _read(text: str, match: re.Match[str]) -> list[Quantity]:
    first, first_half = _value(match["first"])
    first_scale, scale = _scale(match["first_scale"] or ""), _scale(match["scales"] or "")
    unit, measured, end = _unit(text, match)
    bound, is_about = _meant(text, match.start())

    def quantity(low: float, high: float) -> Quantity:
        written = text[match.start() : end]
        return Quantity(low, high, unit, match.start(), end, written, measured, bound, is_about)

    if match["second"]:
        second, second_half = _value(match["second"])
        if second < first:
            ends = ((first, first_half), (second, second_half))
            return [quantity((value - half) * scale, (value + half) * scale) for value, half in ends]
        return [quantity(first * (first_scale if first_scale > 1 else scale), second * scale)]
    half = _value(match["error"])[0] if match["error"] else first_half
    factor = scale * first_scale
    return [quantity((first - half) * factor, (first + half) * factor)]


def _value(written: str) -> tuple[float, float]:
    """Return the value and half a unit of its last stated digit; trailing zeros of a whole number are not stated."""
    plain = written.replace(",", "")
    if plain[0].isdigit():
        digits = plain.partition(".")[2]
        if digits:
            return float(plain), 0.5 * 10.0 ** -len(digits)
        zeros = len(plain) - len(plain.rstrip("0")) if plain.strip("0") else 0
        return float(plain), 0.5 * 10.0**zeros
    total = 0.0
    for word in re.split(r"[ -]", plain.lower()):
        total = (total or 1.0) * 100 if word == "hundred" else total + WORD_VALUES[word]
    return total, 0.5


def _scale(written: str) -> float:
    return math.prod(_SCALES[word] for word in written.lower().split())


def _unit(text: str, match: re.Match[str]) -> tuple[str, Unit | None, int]:
    """Return the name of the unit behind a number, the unit if it is a known one, and the offset behind it."""
    found = units.match(text, match.end())
    if found:
        return found[0].name, found[0], found[1]
    money = _CURRENCY.match(text, match.end())
    if money or text[: match.start()].endswith(("$", "€", "£")):
        return "money", None, money.end() if money else match.end()
    noun = _NOUN.match(text, match.end())
    return (noun[1].lower().rstrip("s") if noun else ""), None, match.end()
