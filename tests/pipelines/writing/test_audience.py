"""Protects: what an audience is taken to know is read from its description, and said to be from which words."""

import pytest

from pipelines.writing.audience import Audience, level_of


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("curious adults without prior knowledge", Audience.NEWCOMER),
        ("non-experts", Audience.NEWCOMER),
        ("people who like stars", Audience.NEWCOMER),
        ("children aged 8", Audience.CHILD),
        ("second-year physics students", Audience.STUDENT),
        ("working engineers", Audience.SPECIALIST),
        ("graduate students in biology", Audience.SPECIALIST),
        ("students with no background in statistics", Audience.NEWCOMER),
    ],
)
def test_an_audience_is_placed_by_its_description(description: str, expected: Audience) -> None:
    assert level_of(description).audience is expected


def test_who_knows_more_needs_less_explained() -> None:
    levels = [level_of(name) for name in ("children", "beginners", "students", "experts")]
    assert [level.hardest for level in levels] == sorted({level.hardest for level in levels})
    assert [level.listening for level in levels] == sorted({level.listening for level in levels})
    assert [level.knows_terms for level in levels] == [False, False, False, True]


def test_the_words_that_say_so_are_kept() -> None:
    assert level_of("for working engineers").because == "engineers"
    assert level_of("fans of the channel").because == ""
