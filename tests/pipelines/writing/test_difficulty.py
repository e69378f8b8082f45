"""Protects: rare words are hard, derived words of known families are easier, and sentences of long words are hard to hear."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.writing import difficulty


def test_rare_words_are_harder_than_everyday_ones() -> None:
    ladder = ["water", "surface", "velocity", "glutamate", "hyperthymesia"]
    found = [difficulty.of_word(word) for word in ladder]
    assert found == sorted(found)
    assert found[0] < 0.25
    assert found[-1] > 0.5


def test_a_known_base_makes_a_rare_form_easier() -> None:
    frequent = {word: difficulty.features(word)[1] for word in ("unpredictability", "slowness")}
    assert frequent["unpredictability"] > difficulty.features("unpredictability")[0]
    assert frequent["slowness"] > difficulty.features("slowness")[0]


def test_case_makes_no_difference() -> None:
    assert difficulty.of_word("Pulsar") == difficulty.of_word("pulsar")


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("star", 1),
        ("made", 1),
        ("table", 2),
        ("moved", 1),
        ("wanted", 2),
        ("gravity", 3),
        ("observation", 4),
        ("rhythm", 1),
    ],
)
def test_syllables_are_counted_as_spoken(word: str, count: int) -> None:
    assert difficulty.syllables(word) == count


def test_a_sentence_of_short_words_is_easy_to_hear() -> None:
    assert difficulty.listening_score("The star falls in on its own weight.") == 0
    assert difficulty.listening_score("Gravitational deformation necessitates mathematical formalisation.") > 12


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz'-", min_size=1, max_size=30))
def test_difficulty_stays_in_its_range(word: str) -> None:
    assert 0.0 <= difficulty.of_word(word) <= 1.0
    assert difficulty.syllables(word) >= 1
