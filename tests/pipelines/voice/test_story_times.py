"""What a wording of time fixes is read, and nothing more is read into it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.models import StoryTime
from pipelines.voice.story_times import number_of, times_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("When I was eleven, she had a freezer.", StoryTime("When I was eleven", age=11)),
        ("It began at the age of nine.", StoryTime("at the age of nine", age=9)),
        ("In 2009 we moved.", StoryTime("In 2009", year=2009)),
        ("In March 2020 it stopped.", StoryTime("In March 2020", year=2020, month=3)),
        ("I left three years ago.", StoryTime("three years ago", years_ago=3)),
        ("I left two decades ago.", StoryTime("two decades ago", years_ago=20)),
        ("I left a few years ago.", StoryTime("a few years ago")),
        ("One night I woke up.", StoryTime("One night")),
    ],
)
def test_times_are_read_as_far_as_they_go(text: str, expected: StoryTime) -> None:
    assert times_in(text) == (expected,)


def test_a_wording_that_comes_again_is_one_time() -> None:
    assert times_in("One night I hid it. And one night she found it.") == (StoryTime("One night"),)


@given(st.integers(0, 99))
def test_numbers_in_words_and_in_digits_are_the_same(number: int) -> None:
    units = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    tens = "twenty thirty forty fifty sixty seventy eighty ninety".split()
    word = units[number] if number < 20 else tens[number // 10 - 2] + (f"-{units[number % 10]}" if number % 10 else "")
    assert number_of(word) == number_of(str(number)) == number


@given(st.text(max_size=12))
def test_what_is_no_number_is_none(word: str) -> None:
    found = number_of(word)
    assert found is None or found >= 0
