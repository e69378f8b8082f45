"""A claim against a sentence: each known edit shows in its own count, and an untouched sentence shows in none."""

import pytest

from pipelines.facts.verification.comparison import Comparison, compare
from pipelines.facts.verification.reading import read

SENTENCE = "In 1836 the Beagle brought Charles Darwin home to England after a safe voyage of five years."


def compared(claim: str, sentence: str = SENTENCE) -> Comparison:
    return compare(read(claim), read(sentence), frozenset())


def test_the_same_words_leave_nothing_to_count() -> None:
    found = compared(SENTENCE)
    swaps = found.swaps
    assert (swaps.values, swaps.names, swaps.opposites, swaps.others, swaps.negations, swaps.missing) == (0,) * 6
    assert (found.coverage, found.order, swaps.ratio) == (1.0, 1.0, 1.0)


@pytest.mark.parametrize(
    ("old", "new", "count"),
    [
        ("1836", "1841", "values"),
        ("five", "seven", "values"),
        ("Charles Darwin", "Alfred Wallace", "names"),
        ("safe", "dangerous", "opposites"),
    ],
)
def test_an_edit_is_counted_as_what_it_is(old: str, new: str, count: str) -> None:
    swaps = compared(SENTENCE.replace(old, new)).swaps
    assert getattr(swaps, count) == 1
    assert swaps.ratio < 1.0


def test_another_spelling_of_a_number_is_no_edit() -> None:
    swaps = compared(SENTENCE.replace("five", "5")).swaps
    assert (swaps.values, swaps.missing) == (0, 0)


def test_an_inserted_negation_is_counted() -> None:
    assert compared("The Beagle did not sink.", "The Beagle did sink.").swaps.negations == 1


def test_exchanged_roles_show_as_moved_words_and_lost_order() -> None:
    found = compared("Wallace wrote Darwin a letter.", "Darwin wrote Wallace a letter.")
    assert found.coverage == 1.0
    assert found.order < 1.0


def test_directions_that_differ_point_apart() -> None:
    assert compared("Sleep improves memory.", "Sleep impaired memory.").direction == -1
    assert compared("Sleep improves memory.", "Sleep did not improve memory.").direction == -1
    assert compared("Sleep improves memory.", "Sleep enhanced memory.").direction == 1


def test_words_of_the_title_count_as_said() -> None:
    bare = compare(read("Darwin sailed home."), read("He sailed home."), frozenset())
    titled = compare(read("Darwin sailed home."), read("He sailed home."), read("Charles Darwin").words)
    assert bare.coverage < titled.coverage == 1.0
