"""Values in running text (years, months, percentages, sums, ordinals, counts) and whether two texts agree on them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.facts.statements import STOP_WORDS, stem

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WORD_VALUES = (
    {word: float(value) for value, word in enumerate(_ONES)}
    | {word: 10.0 * tens for tens, word in enumerate(_TENS, 2)}
    | {"dozen": 12.0, "half": 0.5, "twice": 2.0, "double": 2.0, "triple": 3.0, "couple": 2.0}
)
_ORDINALS = {
    word: float(value)
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1
    )
}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
MONTHS = {
    word: float(value)
    for value, word in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
}
_DIGITS = re.compile(r"(\d[\d,]*(?:\.\d+)?)(st|nd|rd|th|s)?")
_MORE = frozenset("more over above least exceeding exceeded exceeds beyond greater higher minimum".split())
_LESS = frozenset("less under below most fewer lower maximum within almost nearly".split())
_AFTER = frozenset("after since following post".split())
_BEFORE = frozenset("before until by prior".split())
_EXACT = frozenset({"year", "month", "day", "ordinal"})
_TOLERANCE = 0.004  # of a value: "about 13.8" and "13.79" agree


@dataclass(frozen=True)
class Value:
    """A number at token `at`. `kind` is year, decade, month, day, ordinal, percent, money or the stem of what is counted."""

    number: float
    kind: str
    at: int


def find(tokens: Sequence[str]) -> list[Value]:
    """Return the values among `tokens`, which keep their case: "May" is a month, "may" is not."""
    lower = [token.lower() for token in tokens]
    found: list[Value] = []
    at = 0
    while at < len(tokens):
        if lower[at] in MONTHS and tokens[at][0].isupper() and (at or lower[at] not in ("may", "march")):
            found.append(Value(MONTHS[lower[at]], "month", at))
            at += 1
            continue
        value = _value_at(lower, at)
        if value is None:
            at += 1
            continue
        number, kind, after = value
        found.append(Value(number, kind or _kind(lower, at, after, number), at))
        at = after
    return found


def _value_at(lower: Sequence[str], at: int) -> tuple[float, str, int] | None:
    """Return the number that begins at a token, its kind where its form says it, and the token after it."""
    word, after = lower[at], at + 1
    digits = _DIGITS.fullmatch(word)
    kind = ""
    if digits:
        number = float(digits.group(1).replace(",", ""))
        kind = {"s": "decade", None: ""}.get(digits.group(2), "ordinal")
    elif word in WORD_VALUES:
        number = WORD_VALUES[word]
        if number >= 20 and after < len(lower) and 0 < WORD_VALUES.get(lower[after], 0) < 10:
            number += WORD_VALUES[lower[after]]
            after += 1
    elif word in _ORDINALS:
        return _ORDINALS[word], "ordinal", after
    elif word in _SCALES and at and lower[at - 1] in ("a", "the", "several"):
        number = 1.0
        after = at
    else:
        return None
    while after < len(lower) and lower[after] in _SCALES and kind != "ordinal":
        number *= _SCALES[lower[after]]
        after += 1
    return number, kind, after


def _kind(lower: Sequence[str], at: int, after: int, number: float) -> str:
    following = lower[after] if after < len(lower) else ""
    before = lower[at - 1] if at else ""
    if following in ("%", "percent"):
        return "percent"
    if before in ("$", "€", "£"):
        return "money"
    if after == at + 1 and len(lower[at]) == 4 and lower[at].isdigit() and 1000 <= number <= 2100:
        return "year"
    if before in MONTHS or following in MONTHS:
        return "day"
    near = (word for word in lower[after : after + 3] if word not in STOP_WORDS and not word[0].isdigit())
    return next((stem(word) for word in near), "")


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


def compare(lower: Sequence[str], own: Sequence[Value], other: Sequence[Value]) -> Agreement:
    """Compare the values `own` of a claim, whose lower-case tokens are `lower`, with those of another text."""
    found = clashing = 0
    for value in own:
        rivals = [rival.number for rival in other if rival.kind == value.kind]
        if _is_confirmed(lower, value, rivals, other):
            found += 1
        elif rivals:
            clashing += 1
    return Agreement(len(own), found, clashing)


def _is_confirmed(lower: Sequence[str], value: Value, rivals: Sequence[float], other: Sequence[Value]) -> bool:
    slack = 1e-6 + (0.0 if value.kind in _EXACT else _TOLERANCE * abs(value.number))
    if any(
        abs(rival.number - value.number) <= slack and (value.kind == "month") == (rival.kind == "month")
        for rival in other
    ):
        return True
    before = frozenset(lower[max(0, value.at - 3) : value.at])
    up, down = (_AFTER, _BEFORE) if value.kind == "year" else (_MORE, _LESS)
    if before & up and any(rival >= value.number for rival in rivals):
        return True
    if before & down and any(rival <= value.number for rival in rivals):
        return True
    return value.kind == "decade" and any(
        rival.kind == "year" and value.number <= rival.number < value.number + 10 for rival in other
    )
