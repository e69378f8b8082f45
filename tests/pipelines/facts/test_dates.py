"""Dates: a day lies in its month, the month in its year, the year in its decade; what measures something is no year."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.facts import dates


def only(text: str) -> dates.Date:
    (found,) = dates.find(text)
    return found


@given(st.integers(1500, 2099), st.sampled_from(dates.MONTHS), st.integers(1, 28))
def test_the_finer_date_lies_in_the_coarser_one(year: int, month: str, day: int) -> None:
    texts = (f"on {day} {month} {year}", f"in {month} {year}", f"in {year}", f"in the {year // 10}0s")
    found = [only(text) for text in texts]
    for inner, outer in pairwise(found):
        assert outer.low <= inner.low < inner.high <= outer.high + 1e-9
    assert only(f"on {month} {day}, {year}").low == found[0].low


@given(st.integers(1500, 2098), st.integers(0, 11), st.integers(1, 30))
def test_dates_are_in_order(year: int, month: int, day: int) -> None:
    name = dates.MONTHS[month]
    assert only(f"{day} {name} {year}").high < only(f"{day + 1} {name} {year}").low
    assert only(f"{name} {year}").high < only(f"{name} {year + 1}").low


@pytest.mark.parametrize("text", ["1500 meters", "1,500", "$1500", "1000 to 1200 years", "2000 million", "3.1999"])
def test_an_amount_is_no_year(text: str) -> None:
    assert list(dates.find(text)) == []


def test_a_month_without_a_year_is_one_of_any_year_and_may_at_the_head_is_a_verb() -> None:
    assert [date.kind for date in dates.of_any_year("It rained in May and on 3 June.")] == ["calendar", "calendar"]
    assert list(dates.of_any_year("May this be said? In May 1990 it rained.")) == []
