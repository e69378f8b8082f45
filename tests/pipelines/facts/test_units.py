"""Units: what is written differently and means the same is the same."""

import pytest

from pipelines.facts import quantities
from pipelines.facts.quantities import Quantity


def _read(text: str) -> Quantity:
    return quantities.find(text)[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("29,032 feet", "8,849 meters"),
        ("1,064 degrees Celsius", "1337 kelvin"),
        ("212 °F", "100 °C"),
        ("60 miles per hour", "96.6 km per hour"),
        ("240 months", "20 years"),
        ("105 tonnes", "105,000 kilograms"),
        ("343 meters per second", "1,235 kilometers per hour"),
    ],
)
def test_one_value_in_two_units_is_one_interval(one: str, other: str) -> None:
    left, right = _read(one), _read(other)
    assert left.dimension == right.dimension
    middles = [sum(quantity.base) / 2 for quantity in (left, right)]
    assert middles[0] == pytest.approx(middles[1], rel=0.01)


@pytest.mark.parametrize(
    ("text", "dimension", "is_measured"),
    [
        ("five meters", "length", True),
        ("5 meters per second", "speed", True),
        ("3 grams per liter", "mass per liter", True),
        ("three stages", "stage", False),
        ("The answer is 42.", "", False),
    ],
)
def test_a_speed_is_no_length_and_a_counted_noun_keeps_its_name(text: str, dimension: str, is_measured: bool) -> None:
    assert (_read(text).dimension, _read(text).measured is not None) == (dimension, is_measured)
