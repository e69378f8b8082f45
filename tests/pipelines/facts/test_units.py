"""Units: what is written differently and means the same is the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.facts import quantities, units


def _measure(text: str) -> units.Measure | None:
    return units.measure(text, quantities.find(text)[0])


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
    left, right = _measure(one), _measure(other)
    assert left
    assert right
    assert left.dimension == right.dimension
    middles = [(measure.low + measure.high) / 2 for measure in (left, right)]
    assert middles[0] == pytest.approx(middles[1], rel=0.01)


@pytest.mark.parametrize(
    ("text", "dimension", "is_counted"),
    [("five meters", "length", False), ("5 meters per second", "speed", False), ("three stages", "stage", True)],
)
def test_a_speed_is_no_length_and_a_counted_noun_keeps_its_name(text: str, dimension: str, is_counted: bool) -> None:
    measure = _measure(text)
    assert measure
    assert (measure.dimension, measure.is_counted) == (dimension, is_counted)


def test_a_bare_number_measures_nothing() -> None:
    assert _measure("The answer is 42.") is None


@given(st.text(alphabet="0123456789 .,°CFkmg/perhousnd", max_size=40))
def test_no_text_breaks_the_reading(text: str) -> None:
    for quantity in quantities.find(text):
        measure = units.measure(text, quantity)
        assert measure is None or measure.low <= measure.high
