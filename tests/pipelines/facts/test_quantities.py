"""Numbers in text: each spelling of a value is one interval, in base units, with its bounds, and no text breaks the reading."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.facts import quantities
from pipelines.facts.quantities import Quantity

AMOUNTS = st.integers(min_value=1, max_value=999) | st.integers(min_value=2_100, max_value=999_999)  # no year


def only(text: str) -> Quantity:
    (found,) = quantities.find(text)
    return found


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("13.8 billion years", "13.79 ± 0.02 billion years", True),
        ("13.7 billion years", "13.8 billion years", False),
        ("2.73 degrees above absolute zero", "2.725 kelvin", True),
        ("67.4 km/s/Mpc", "72 kilometres per second for each megaparsec", False),
        ("between 50 and 100 km/s/Mpc", "67.4 kilometres per second per megaparsec", True),
        ("one quarter", "25 percent", True),
        ("in 1964", "in 1965", False),
        ("the 1960s", "in 1965", True),
        ("14 March 1879", "March 1879", True),
    ],
)
def test_quantities_compare_as_their_wording_allows(one: str, other: str, agree: bool) -> None:
    assert only(one).dimension == only(other).dimension
    assert only(one).agrees_with(only(other)) is agree


@pytest.mark.parametrize(
    ("claimed", "said", "is_stated"),
    [
        ("two thirds", "68 percent", True),
        ("13.8 billion years", "10 to 20 billion years", False),
        ("more than 300 people", "340 people", True),
        ("more than 300 people", "260 people", False),
        ("300 people", "more than 300 people", False),
        ("fewer than 300 people", "fewer than 100 people", False),
        ("fewer than 300 people", "less than 300 people", True),
        ("before 1930", "in 1929", True),
        ("in 1929", "on 3 June 1929", True),
        ("on 3 June 1929", "in 1929", False),
        ("29,032 feet", "8,849 meters", True),
    ],
)
def test_a_value_is_stated_by_what_lies_where_it_allows(claimed: str, said: str, is_stated: bool) -> None:
    assert only(said).states(only(claimed)) is is_stated


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("It was the third war, fought twice, in half of May.", ["ordinal", "", "percent", "calendar"]),
        ("The firm paid $5 million.", ["money"]),
        ("Helium-4 and M100 are names.", []),
        ("It opened on 14 March 1879.", ["date"]),
        ("About 1500 meters away in 1500.", ["m", "date"]),
    ],
)
def test_everything_that_counts_or_dates_is_read_once(text: str, units: list[str]) -> None:
    assert [quantity.unit for quantity in quantities.everything(text)] == units


@given(AMOUNTS)
def test_separators_change_nothing(amount: int) -> None:
    plain, parted = only(f"{amount} rooms"), only(f"{amount:,} rooms")
    assert (plain.low, plain.high, plain.unit) == (parted.low, parted.high, parted.unit)
    assert plain.low <= amount <= plain.high


@given(
    st.integers(min_value=1, max_value=19), st.integers(min_value=2, max_value=9), st.integers(min_value=1, max_value=9)
)
def test_words_are_the_digits_they_name(small: int, tens: int, ones: int) -> None:
    names = {int(value): word for word, value in quantities.WORD_VALUES.items()}
    assert only(f"{names[small]} rooms").base == (small - 0.5, small + 0.5)
    compound = only(f"{names[10 * tens]}-{names[ones]} rooms")
    assert compound.low < 10 * tens + ones < compound.high


@given(AMOUNTS)
def test_a_unit_and_its_thousandth_are_one_dimension(amount: int) -> None:
    assert only(f"{amount}.0 kilometers").base == pytest.approx(only(f"{amount * 1000}.0 meters").base, rel=0.06)


@given(AMOUNTS, AMOUNTS)
def test_a_range_reaches_from_end_to_end(one: int, two: int) -> None:
    low, high = one, one + two
    assert (only(f"{low} to {high} meters").low, only(f"{low} to {high} meters").high) == (low, high)


@given(
    AMOUNTS, st.sampled_from(["", "about ", "more than ", "at most "]), st.sampled_from(["people", "percent", "years"])
)
def test_what_is_said_states_itself(amount: int, how: str, what: str) -> None:
    quantity = only(f"There were {how}{amount} {what}.")
    assert quantity.states(quantity)
    assert quantity.agrees_with(quantity)


@given(st.text(alphabet="0123456789 .,°CFkmg/perhousndMaytwicefirst±–$%", max_size=60) | st.text(max_size=60))
def test_no_text_breaks_the_reading(text: str) -> None:
    for quantity in quantities.everything(text):
        assert quantity.text == text[quantity.start : quantity.end]
        assert quantity.low <= quantity.high
        assert quantity.base[0] <= quantity.base[1]
