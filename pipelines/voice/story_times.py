"""When a story happened: the wordings of time in it, and the year, month or age that they fix."""

import re
from collections.abc import Iterator

from pipelines.models import StoryTime
from pipelines.voice import story_wordings

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_NUMBERS = {word: number for number, word in enumerate(f"{_UNITS} seventeen eighteen nineteen".split())}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_MONTHS = (
    "january february march april may june july august september october november december".split()
)  # in calendar order
_YEAR = re.compile(r"\b((?:19|20)\d\d)(?!s)\b")
_AGE = re.compile(r"\b(?:when i was|at the age of|at age|i was) (?:about |around |only |just )?([\w-]+)(?= |$)")
_AGO = re.compile(r"\b([\w-]+(?: [\w-]+)?) (years?|decades?) ago\b")
_SPANS = {"year": 1, "decade": 10}


def times_in(text: str) -> tuple[StoryTime, ...]:
    """Return the wordings of time in `text` in order, each once whatever its case, with what they fix."""
    found: dict[str, StoryTime] = {}
    for wording in _wordings(text):
        found.setdefault(wording.lower(), _read(wording))
    return tuple(found.values())


def _wordings(text: str) -> Iterator[str]:
    for match in story_wordings.TIME.finditer(text):
        yield match.group()


def _read(wording: str) -> StoryTime:
    lowered = wording.lower()
    year = _YEAR.search(lowered)
    month = next((number for number, name in enumerate(_MONTHS, start=1) if re.search(rf"\b{name}\b", lowered)), None)
    ago = _AGO.search(lowered)
    age = _AGE.search(lowered)
    return StoryTime(
        wording,
        year=int(year[1]) if year else None,
        month=month,
        age=number_of(age[1]) if age else None,
        years_ago=_years_ago(ago)
        if ago
        else 1
        if re.match(r"last (?!time)\w+", lowered) and "year" in lowered
        else None,
    )


def _years_ago(ago: re.Match[str]) -> int | None:
    *_, counted = ago[1].split()
    number = 1 if counted in {"a", "an"} else number_of(counted)
    return None if number is None else number * _SPANS[ago[2].rstrip("s")]


def number_of(word: str) -> int | None:
    """Return the whole number that a word states ("eleven", "thirty-one", "12"), None where it states none."""
    if word.isdecimal():
        return int(word)
    tens, _, unit = word.partition("-")
    if tens in _TENS and (not unit or 0 < _NUMBERS.get(unit, 0) < 10):
        return _TENS[tens] + (_NUMBERS[unit] if unit else 0)
    return _NUMBERS.get(word)
