"""Protects: a reprinted passage is found however it was touched up, and a different one is not called a copy."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.research.duplicates import find_copies

TEXT = (
    "The oldest light in the universe was set free when the first atoms formed, some three hundred and eighty thousand "
    "years after the beginning. Before that the gas was so hot that light could not travel far without being scattered."
)
OTHER = (
    "Two engineers in New Jersey heard the hiss of that light in their antenna in 1964. They had swept out the pigeons "
    "and checked every joint before they believed that the noise came from the sky and from all of it alike."
)


def test_a_reprint_is_a_copy_of_the_first() -> None:
    assert find_copies([OTHER, TEXT, TEXT]) == {2: 1}


def test_case_punctuation_and_a_changed_word_make_no_other_text() -> None:
    touched = TEXT.upper().replace(",", "").replace("GAS", "PLASMA")
    assert find_copies([TEXT, touched]) == {1: 0}


def test_a_copy_of_a_copy_is_a_copy_of_the_original() -> None:
    assert find_copies([TEXT, TEXT + " Indeed.", TEXT]) == {1: 0, 2: 0}


def test_another_text_is_no_copy_even_with_a_sentence_in_common() -> None:
    shared = TEXT.partition(". ")[0]
    assert find_copies([TEXT, f"{OTHER} {shared}."]) == {}


def test_short_texts_are_left_alone() -> None:
    assert find_copies(["See figure one.", "See figure one.", "", ""]) == {}


@given(st.lists(st.text(alphabet="abc ", max_size=60), max_size=8))
@settings(max_examples=50, deadline=None)
def test_every_copy_points_to_an_earlier_text_that_is_none(texts: list[str]) -> None:
    copies = find_copies(texts)
    assert all(original < copy and original not in copies for copy, original in copies.items())
