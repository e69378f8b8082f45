"""The table of wordings that stand for each other: found in a text, the longer before the shorter, each in one slot."""

import pytest

from pipelines.voice.alternatives import fitting, places, slots, times_said
from pipelines.voice.spoken_words import spoken_words


def test_the_longer_of_two_wordings_is_the_one_that_stands_there() -> None:
    found = places("and you have to see that we're going to start".split())
    assert [(place.first, place.end) for place in found] == [(1, 4), (6, 9)]


def test_a_wording_inside_a_longer_one_is_not_said() -> None:
    assert times_said(" you have to go because you have time ", "you have") == 1
    assert times_said(" you have to go ", "you have to") == 1


def test_nothing_is_found_where_nothing_stands() -> None:
    assert places([]) == []
    assert places(["fraction"]) == []


@pytest.mark.parametrize("line", slots(), ids=lambda line: line[0])
def test_a_line_names_at_least_two_wordings_as_they_are_counted(line: tuple[str, ...]) -> None:
    assert len(set(line)) == len(line) >= 2
    for wording in line:
        assert " ".join(spoken_words(wording).words) == wording
    assert any(places(wording.split()) for wording in line)


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("so it is flat", True),
        ("it is so flat", False),
        ("and then we're going to see", True),
        ("what we're going to see", False),
        ("the only one", False),
    ],
)
def test_what_means_other_things_too_is_changed_only_where_a_clause_opens(text: str, offered: bool) -> None:
    words = text.split()
    wordings = {wording for place in places(words) for wording in fitting(words, place)}
    assert bool(wordings & {"which means", "let's", "just"}) is offered
