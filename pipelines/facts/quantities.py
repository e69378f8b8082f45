"""Numbers in running text as intervals with units, so that "about 13.8 billion" and "13.79 ± 0.02 billion" compare."""

import re
from dataclasses import dataclass

_WORD_VALUES = {
    word: float(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split()
    )
} | {word: 10.0 * tens for tens, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_FRACTIONS = {"half": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5, "tenth": 10}
_MONTHS = frozenset("january february march april may june july august september october november december".split())
_NUMBER = r"\d(?:[\d,]*\d)?(?:\.\d+)?"
_WORDS = "|".join(sorted([*_WORD_VALUES, "hundred"], key=len, reverse=True))
_SCALE = r"(?:hundred|thousand|million|billion|trillion)"
_ONE = rf"(?:{_NUMBER}|\b(?:{_WORDS})(?:[ -](?:{_WORDS}))?\b)"
_QUANTITY = re.compile(
    rf"(?P<first>{_ONE})(?:\s+(?P<first_scale>{_SCALE})\b)?"
    rf"(?:\s*±\s*(?P<error>{_NUMBER})|\s*(?:to|and|or|-|–|—)\s*(?P<second>{_NUMBER}|\b(?:{_WORDS})\b)(?!\s*/))?"
    rf"(?P<scales>(?:\s+{_SCALE}\b)*)",
    re.IGNORECASE,
)
_FRACTION = re.compile(rf"\b(?P<count>one|two|three|four|a)[ -](?P<part>{'|'.join(_FRACTIONS)})\b", re.IGNORECASE)
_UNITS = (
    ("km/s/mpc", r"(?:kilomet(?:er|re)s?|km) ?(?:per|/|a|each) ?s(?:econd)?,? ?(?:per|/|for each) ?(?:megaparsec|mpc)"),
    ("km/s", r"(?:kilomet(?:er|re)s?|km) ?(?:per|/|a|each) ?s(?:econd)?\b"),
    ("kelvin", r"kelvin|k\b|degrees? above absolute zero"),
    ("percent", r"percent|per cent|%"),
    ("light year", r"light[- ]years?"),
    ("light year", r"ly\b"),
    ("solar mass", r"msun|solar mass(?:es)?|times the mass of (?:the|our) sun"),
    ("km", r"kilomet(?:er|re)s?|km\b"),
    ("m", r"met(?:er|re)s?\b"),
    ("cm", r"centimet(?:er|re)s?|cm\b"),
    ("year", r"[- ]?years?[- ]?(?:old)?\b"),
    ("day", r"days?\b"),
    ("hour", r"hours?\b"),
    ("minute", r"minutes?\b"),
    ("second", r"seconds?\b"),
    ("factor", r"times\b"),
)
_UNIT_PATTERNS = tuple((unit, re.compile(rf"\s*(?:{pattern})", re.IGNORECASE)) for unit, pattern in _UNITS)
_NOUN = re.compile(r"\s*[-–]?\s*(?:of (?:the|these|its) )?([a-z]+)")
_EXACT_UNITS = frozenset({"date", "ordinal"})


@dataclass(frozen=True)
class Quantity:
    """A number as the interval that its wording allows. `unit` is a known unit, `date`, or the counted noun."""

    low: float
    high: float
    unit: str
    start: int
    end: int
    text: str

    @property
    def is_range(self) -> bool:
        """Whether two ends were stated ("100 to 200 million years")."""
        return self.high > self.low * 1.3 and bool(re.search(r"\d\D+\d", self.text.replace(",", "").replace(".", "")))

    def agrees_with(self, other: "Quantity") -> bool:
        """Whether both can be roundings of one value; ends that only touch do not count."""
        if self.unit in _EXACT_UNITS:
            return self.low == other.low
        slack = 1e-9 * max(abs(self.high), abs(other.high))
        return (self.low + slack < other.high and other.low + slack < self.high) or (self.low, self.high) == (
            other.low,
            other.high,
        )


def find(text: str) -> list[Quantity]:
    """Return the quantities of `text` in order; numbers inside words (`helium-4`, `M100`) are not quantities."""
    found = [_fraction(match) for match in _FRACTION.finditer(text)]
    taken = [(quantity.start, quantity.end) for quantity in found]
    for match in _QUANTITY.finditer(text):
        if any(match.start() < end and start < match.end() for start, end in taken) or _is_inside_word(text, match):
            continue
        found += _read(text, match)
    return sorted(found, key=lambda quantity: quantity.start)


def _is_inside_word(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 2) : match.start()]
    return bool(re.search(r"[A-Za-z][-–]?$", before)) and match.group("first")[0].isdigit()


def _fraction(match: re.Match[str]) -> Quantity:
    count = 1.0 if match.group("count").lower() == "a" else _WORD_VALUES[match.group("count").lower()]
    value = 100.0 * count / _FRACTIONS[match.group("part").lower()]
    return Quantity(value - 2.5, value + 2.5, "percent", match.start(), match.end(), match.group())


def _read(text: str, match: re.Match[str]) -> list[Quantity]:
    first, first_half = _value(match.group("first"))
    first_scale = _scale(match.group("first_scale") or "")
    scale = _scale(match.group("scales") or "")
    unit, end = _unit(text, match.end())
    if (
        _is_date(match.group("first"), first, unit, scale * first_scale)
        or (text[max(0, match.start() - 12) : match.start()].split() or [""])[-1].lower() in _MONTHS
    ):
        years = [match.group("first"), *([match.group("second")] if match.group("second") else [])]
        return [
            Quantity(_value(year)[0], _value(year)[0], "date", match.start(), match.end(), match.group())
            for year in years
        ]
    whole = text[match.start() : end]
    if match.group("second"):
        second, second_half = _value(match.group("second"))
        if second < first:
            return [
                Quantity((v - h) * scale, (v + h) * scale, unit, match.start(), end, whole)
                for v, h in ((first, first_half), (second, second_half))
            ]
        low_scale = first_scale if first_scale > 1 else scale
        return [Quantity(first * low_scale, second * scale, unit, match.start(), end, whole)]
    half = _value(match.group("error"))[0] if match.group("error") else first_half
    factor = scale * first_scale
    return [Quantity((first - half) * factor, (first + half) * factor, unit, match.start(), end, whole)]


def _is_date(digits: str, value: float, unit: str, scale: float) -> bool:
    known = {name for name, _ in _UNITS}
    return scale == 1 and bool(re.fullmatch(r"1[0-9]{3}|20[0-9]{2}", digits)) and value < 2100 and unit not in known


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
        total = (total or 1.0) * 100 if word == "hundred" else total + _WORD_VALUES[word]
    return total, 0.5


def _scale(written: str) -> float:
    product = 1.0
    for word in written.lower().split():
        product *= _SCALES[word]
    return product


def _unit(text: str, position: int) -> tuple[str, int]:
    for unit, pattern in _UNIT_PATTERNS:
        match = pattern.match(text, position)
        if match:
            return unit, match.end()
    match = _NOUN.match(text, position)
    return (match.group(1).lower().rstrip("s"), position) if match else ("", position)
