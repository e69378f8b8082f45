"""Sentence building is told by closed word classes, with punctuation or without."""

import pytest

from pipelines.sentences import normalised_words
from pipelines.voice.syntax import clause_counts, is_fragment, is_nominalisation


def counts(text: str, *, is_punctuated: bool = True) -> dict[str, int]:
    return clause_counts(normalised_words(text), is_punctuated=is_punctuated)


@pytest.mark.parametrize(
    ("text", "clauses", "subordinate"),
    [
        ("The ice floats.", 1, 0),
        ("It floats because it is lighter.", 2, 1),
        ("You know that we can see the star that it orbits.", 3, 1),
        ("If you wait, the water goes away, and it comes back.", 3, 1),
        ("It has been measured.", 1, 0),
        ("After the war they left.", 1, 0),
    ],
)
def test_clauses_are_counted_by_their_verbs_and_subordinate_ones_by_what_opens_them(
    text: str, clauses: int, subordinate: int
) -> None:
    found = counts(text)
    assert (found["clauses"], found["subordinate"]) == (clauses, subordinate)


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("The star was found by accident.", 1),
        ("It is not really known.", 1),
        ("It got broken.", 1),
        ("They found the star.", 0),
        ("It is red.", 0),
        ("I need it.", 0),
    ],
)
def test_a_passive_is_a_form_of_be_or_get_with_a_participle(text: str, n: int) -> None:
    assert counts(text)["passives"] == n


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Ten thousand years of ice.", True),
        ("Short answer, no.", True),
        ("Imagine a train.", False),
        ("It floats.", False),
        ("We waited.", False),
        ("Yes.", False),
        ("And that actually ties in really nicely with the last piece of the puzzle.", False),
    ],
)
def test_a_fragment_is_a_short_sentence_without_a_verb(text: str, is_one: bool) -> None:
    assert is_fragment(normalised_words(text)) is is_one


def test_captions_without_marks_say_nothing_of_where_sentences_begin_and_end() -> None:
    found = counts("and ten thousand years of ice", is_punctuated=False)
    assert "fragments" not in found
    assert "conjunction_openings" not in found
    assert found["prepositions"] == 1


def test_nouns_made_of_verbs_are_told_from_nouns_that_only_look_so() -> None:
    assert is_nominalisation("expansion")
    assert not is_nominalisation("question")
    assert not is_nominalisation("moment")


def test_no_words_are_no_counts() -> None:
    assert counts("…") == {}
