"""Units of measurement and their base units, one a dimension, so that "5,280 feet" and "1.6 kilometers" compare."""

import re
from dataclasses import dataclass, replace

_YEAR_S = 3.15576e7
_ANY_CASE = (
    ("km/s/mpc", "expansion rate", 1.0, r"(?:kilomet(?:er|re)s?|km) ?(?:per|/|a|each) ?s(?:econd)?,? ?(?:per|/|for each) ?(?:megaparsec|mpc)"),
    ("km/s", "speed", 1e3, r"(?:kilomet(?:er|re)s?|km) ?(?:per|/|a|each) ?s(?:econd)?\b"),
    ("kelvin", "temperature", 1.0, r"kelvin|k\b|degrees? above absolute zero"),
    ("percent", "share", 1.0, r"percent|per cent|%"),
    ("light year", "length", 9.4607e15, r"light[- ]years?|ly\b"),
    ("solar mass", "mass", 1.989e30, r"msun|solar mass(?:es)?|times the mass of (?:the|our) sun"),
    ("km", "length", 1e3, r"kilomet(?:er|re)s?|km\b"),
    ("m", "length", 1.0, r"met(?:er|re)s?\b"),
    ("cm", "length", 1e-2, r"centimet(?:er|re)s?|cm\b"),
    ("year", "time", _YEAR_S, r"[- ]?years?[- ]?(?:old)?\b"),
    ("day", "time", 86400.0, r"days?\b"),
    ("hour", "time", 3600.0, r"hours?\b"),
    ("minute", "time", 60.0, r"minutes?\b"),
    ("second", "time", 1.0, r"seconds?\b"),
    ("factor", "ratio", 1.0, r"times\b"),
)  # fmt: skip
_AS_SPELLED = (
    ("celsius", "temperature", 1.0, r"°\s?C|degrees? (?:Celsius|centigrade|C)"),
    ("fahrenheit", "temperature", 5 / 9, r"°\s?F|degrees? (?:Fahrenheit|F)"),
    ("microgram", "mass", 1e-9, r"micrograms?|µg|μg"),
    ("milligram", "mass", 1e-6, r"milligrams?|mg"),
    ("gram", "mass", 1e-3, r"grams?|g"),
    ("kilogram", "mass", 1.0, r"kilograms?|kg|kilos?"),
    ("tonne", "mass", 1e3, r"tonnes?|metric tons?"),
    ("pound", "mass", 0.45359, r"pounds?|lbs?"),
    ("mile per hour", "speed", 0.44704, r"miles? (?:per|an) hour|mph"),
    ("mile", "length", 1609.344, r"miles?"),
    ("foot", "length", 0.3048, r"feet|foot|ft"),
    ("inch", "length", 0.0254, r"inch(?:es)?"),
    ("millimeter", "length", 1e-3, r"millimet(?:er|re)s?|mm"),
    ("nanometer", "length", 1e-9, r"nanomet(?:er|re)s?|nm"),
    ("astronomical unit", "length", 1.495979e11, r"astronomical units?|AU"),
    ("parsec", "length", 3.0857e16, r"parsecs?"),
    ("millisecond", "time", 1e-3, r"milliseconds?|ms"),
    ("week", "time", 7 * 86400.0, r"weeks?"),
    ("month", "time", _YEAR_S / 12, r"months?"),
    ("decade", "time", 10 * _YEAR_S, r"decades?"),
    ("century", "time", 100 * _YEAR_S, r"centur(?:y|ies)"),
)
_ZERO = {"celsius": 273.15, "fahrenheit": 255.372}  # of the scale, in base units
_PER_TIME = re.compile(r"\s*(?:/|per |an? )\s*(?P<unit>second|s|minute|min|hour|h|day|year)\b")
_SECONDS = {"second": 1.0, "s": 1.0, "minute": 60.0, "min": 60.0, "hour": 3600.0, "h": 3600.0, "day": 86400.0, "year": _YEAR_S}  # fmt: skip
_PER_OTHER = re.compile(r"\s*(?:/|per )\s*(?:cubic |square )?(?P<unit>[a-z]+)")


@dataclass(frozen=True)
class Unit:
    """A unit of a dimension: a value times `factor` plus `zero` is in the base unit."""

    name: str
    dimension: str
    factor: float = 1.0
    zero: float = 0.0


_PATTERNS = tuple(
    (Unit(name, dimension, factor), re.compile(rf"\s*(?:{pattern})", re.IGNORECASE))
    for name, dimension, factor, pattern in _ANY_CASE
) + tuple(
    (Unit(name, dimension, factor, _ZERO.get(name, 0.0)), re.compile(rf"\s*[-–]?\s*(?:{pattern})(?![\w°])"))
    for name, dimension, factor, pattern in _AS_SPELLED
)


def match(text: str, position: int) -> tuple[Unit, int] | None:
    """Return the unit that stands at `position` of `text` and the offset behind it; None where none does."""
    for unit, pattern in _PATTERNS:
        found = pattern.match(text, position)
        if found:
            return _divided(text, unit, found.end())
    return None


def _divided(text: str, unit: Unit, end: int) -> tuple[Unit, int]:
    """Return "… per second" as a unit of its own: metres per second are a speed, not a length."""
    found = _PER_TIME.match(text, end)
    if found:
        dimension = "speed" if unit.dimension == "length" else f"{unit.dimension} per time"
        seconds = _SECONDS[found["unit"]]
        return Unit(f"{unit.name} per {found['unit']}", dimension, unit.factor / seconds), found.end()
    found = _PER_OTHER.match(text, end)
    if found:
        name = f"{unit.name} per {found['unit']}"
        return replace(unit, name=name, dimension=f"{unit.dimension} per {found['unit']}"), found.end()
    return unit, end
