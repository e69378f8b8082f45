"""Units to one base unit a dimension, so that "5,280 feet" and "1.6 kilometers" compare.

Built on the readings of `quantities`; a counted noun ("three stages") keeps its noun as its dimension.
"""

import re
from dataclasses import dataclass

from pipelines.facts.quantities import Quantity

_YEAR_S = 3.15576e7
_KNOWN = {
    "km/s/mpc": ("expansion rate", 1.0),
    "km/s": ("speed", 1e3),
    "kelvin": ("temperature", 1.0),
    "percent": ("share", 1.0),
    "light year": ("length", 9.4607e15),
    "solar mass": ("mass", 1.989e30),
    "km": ("length", 1e3),
    "m": ("length", 1.0),
    "cm": ("length", 1e-2),
    "year": ("time", _YEAR_S),
    "day": ("time", 86400.0),
    "hour": ("time", 3600.0),
    "minute": ("time", 60.0),
    "second": ("time", 1.0),
    "factor": ("ratio", 1.0),
}
# What `quantities` leaves as a noun. Only spellings that mean a unit wherever they follow a number.
_SPELLED = tuple(
    (re.compile(rf"\s*[-–]?\s*(?:{pattern})(?![\w°])"), dimension, factor, offset)
    for pattern, dimension, factor, offset in (
        (r"°\s?C|degrees? (?:Celsius|centigrade|C)", "temperature", 1.0, 273.15),
        (r"°\s?F|degrees? (?:Fahrenheit|F)", "temperature", 5 / 9, 255.372),
        (r"(?:micrograms?|µg|μg)", "mass", 1e-9, 0.0),
        (r"(?:milligrams?|mg)", "mass", 1e-6, 0.0),
        (r"(?:grams?|g)", "mass", 1e-3, 0.0),
        (r"(?:kilograms?|kg|kilos?)", "mass", 1.0, 0.0),
        (r"(?:tonnes?|metric tons?)", "mass", 1e3, 0.0),
        (r"(?:pounds?|lbs?)", "mass", 0.45359, 0.0),
        (r"miles? (?:per|an) hour|mph", "speed", 0.44704, 0.0),
        (r"miles?", "length", 1609.344, 0.0),
        (r"(?:feet|foot|ft)", "length", 0.3048, 0.0),
        (r"inch(?:es)?", "length", 0.0254, 0.0),
        (r"(?:millimet(?:er|re)s?|mm)", "length", 1e-3, 0.0),
        (r"(?:nanomet(?:er|re)s?|nm)", "length", 1e-9, 0.0),
        (r"(?:astronomical units?|AU)", "length", 1.495979e11, 0.0),
        (r"parsecs?", "length", 3.0857e16, 0.0),
        (r"(?:milliseconds?|ms)", "time", 1e-3, 0.0),
        (r"weeks?", "time", 7 * 86400.0, 0.0),
        (r"months?", "time", _YEAR_S / 12, 0.0),
        (r"decades?", "time", 10 * _YEAR_S, 0.0),
        (r"centur(?:y|ies)", "time", 100 * _YEAR_S, 0.0),
    )
)
_PER_TIME = re.compile(r"\s*(?:/|per |an? )\s*(?P<unit>second|s|minute|min|hour|h|day|year)\b")
_SECONDS = {"second": 1.0, "s": 1.0, "minute": 60.0, "min": 60.0, "hour": 3600.0, "h": 3600.0, "day": 86400.0, "year": _YEAR_S}  # fmt: skip
_PER_OTHER = re.compile(r"\s*(?:/|per )\s*(?:cubic |square )?(?P<unit>[a-z]+)")


@dataclass(frozen=True)
class Measure:
    """An interval in the base unit of its dimension. `is_counted`: the dimension is the noun that was counted."""

    dimension: str
    low: float
    high: float
    end: int  # offset in the text behind the unit
    is_counted: bool = False


def measure(text: str, quantity: Quantity) -> Measure | None:
    """Return a quantity of `text` in base units; None for a bare number, whose meaning nobody can know."""
    if quantity.unit in _KNOWN:
        dimension, factor = _KNOWN[quantity.unit]
        return _divided(text, Measure(dimension, quantity.low * factor, quantity.high * factor, quantity.end))
    for pattern, dimension, factor, offset in _SPELLED:
        match = pattern.match(text, quantity.end)
        if match:
            low, high = quantity.low * factor + offset, quantity.high * factor + offset
            return _divided(text, Measure(dimension, low, high, match.end()))
    if not quantity.unit or quantity.unit == "date":
        return None
    return Measure(quantity.unit, quantity.low, quantity.high, quantity.end, is_counted=True)


def _divided(text: str, whole: Measure) -> Measure:
    """Return "… per second" as a dimension of its own: metres per second are a speed, not a length."""
    match = _PER_TIME.match(text, whole.end)
    if match:
        seconds = _SECONDS[match.group("unit")]
        dimension = "speed" if whole.dimension == "length" else f"{whole.dimension} per time"
        return Measure(dimension, whole.low / seconds, whole.high / seconds, match.end())
    match = _PER_OTHER.match(text, whole.end)
    if match:
        return Measure(f"{whole.dimension} per {match.group('unit')}", whole.low, whole.high, match.end())
    return whole
