"""Dates in running text as intervals of years: a day, a month, a year, a decade, a century."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.facts import units

MONTHS = tuple("January February March April May June July August September October November December".split())
MONTH_NAMES = frozenset(month.lower() for month in MONTHS)
_MONTH = "|".join(MONTHS)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"\b(?:(?P<day>{_DAY}) (?P<month>{_MONTH}),? (?P<year>\d{{4}})|(?P<month2>{_MONTH}) (?P<day2>{_DAY}),? (?P<year2>\d{{4}})|"
    rf"(?P<month3>{_MONTH}),? (?P<year3>\d{{4}})|(?P<decade>1[0-9]\d0|20\d0)s|(?P<century>\d{{1,2}})(?:st|nd|rd|th)[ -]century|"
    r"(?P<bc>\d{1,4}) (?:BCE?|B\.C\.)|(?P<plain>1[0-9]{3}|20\d\d))\b(?![,.]\d)"
)
_OF_ANY_YEAR = re.compile(rf"\b(?:(?P<day>{_DAY}) (?P<month>{_MONTH})|(?P<month2>{_MONTH})(?: (?P<day2>{_DAY}))?)\b")
_ALSO_A_WORD = frozenset({"March", "May"})  # at the head of a text, where every word has a capital
_SCALE = re.compile(r"\s+(?:hundred|thousand|million|billion|trillion)\b")
_TO = re.compile(r"\s*(?:to|and|or|-|–|—)\s*\d[\d,.]*")
_DAYS = 372  # of a year of twelve months of 31 days, so that days are in order and of one length


@dataclass(frozen=True)
class Date:
    """Years from `low` to `high`, both allowed; `kind` is "date", or "calendar" for a part of any year, 0 to 1."""

    low: float
    high: float
    kind: str
    start: int
    end: int


def find(text: str) -> Iterator[Date]:
    """Yield the dates of `text` in order. Four digits with a unit behind them are no year."""
    for match in _DATE.finditer(text):
        if not match["plain"] or not _is_amount(text, *match.span()):
            yield Date(*_interval(match), "date", *match.span())


def _is_amount(text: str, start: int, end: int) -> bool:
    """Whether four digits are no year: a currency stands before them, a unit behind them or behind the range they open."""
    if text[:start].endswith(("$", "€", "£", ".", ",")):
        return True
    reach = _TO.match(text, end)
    return any(units.match(text, at) or _SCALE.match(text, at) for at in (end, reach.end() if reach else end))


def of_any_year(text: str) -> Iterator[Date]:
    """Yield the months and the days of a month that are named without a year."""
    taken = [match.span() for match in _DATE.finditer(text)]
    for match in _OF_ANY_YEAR.finditer(text):
        month, day = match["month"] or match["month2"], match["day"] or match["day2"]
        is_word = not day and match.start() == 0 and month in _ALSO_A_WORD
        if is_word or any(match.start() < end and start < match.end() for start, end in taken):
            continue
        yield Date(*_of_year(month, day), "calendar", *match.span())


def _interval(match: re.Match[str]) -> tuple[float, float]:
    if match["decade"]:
        return float(match["decade"]), float(match["decade"]) + 9.99999
    if match["century"]:
        return 100.0 * int(match["century"]) - 100, 100.0 * int(match["century"]) - 0.00001
    if match["bc"]:
        return -float(match["bc"]), -float(match["bc"]) + 0.99999
    year = float(match["year"] or match["year2"] or match["year3"] or match["plain"])
    month = match["month"] or match["month2"] or match["month3"]
    if month is None:
        return year, year + 0.99999
    low, high = _of_year(month, match["day"] or match["day2"])
    return year + low, year + high


def _of_year(month: str, day: str | None) -> tuple[float, float]:
    begins = MONTHS.index(month) / 12
    if day is None:
        return begins, begins + 1 / 12.01
    number = int(re.sub(r"\D", "", day))
    return begins + (number - 1) / _DAYS, begins + (number - 0.01) / _DAYS
