"""Terms: what a sentence defines, asked for, answered and said again without a change of meaning."""

import pytest

from pipelines.writing import terms
from tests.spoken_facts import fact


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("The event horizon is the edge of a black hole.", "The event horizon"),
        ("And storage is the creation of a record.", "storage"),
        ("White dwarfs are small stars that no longer burn.", "White dwarfs"),
        ("It is the edge of a black hole.", None),
        ("The reason is the pressure of the gas.", None),
        ("Most stars are a part of a pair.", None),
        ("Telescopes measured stars near a black hole.", None),
        ("There is a limit to the mass.", None),
        ("Hydrogen is a major component.", None),
    ],
)
def test_only_a_statement_of_what_something_is_defines_it(sentence: str, term: str | None) -> None:
    found = terms.definition(sentence)
    assert (found.term if found else None) == term


@pytest.mark.parametrize(
    ("sentence", "answer", "again"),
    [
        ("The edge is a line that hides all.", "It's a line that hides all.", "remember what The edge is: a line that hides all."),
        ("White dwarfs are small old stars that burn nothing.", "They're small old stars that burn nothing.",
         "remember what White dwarfs are: small old stars."),
        ("Storage is the creation of a record.", "It's the creation of a record.", "remember what Storage is: the creation of a record."),
    ],
)  # fmt: skip
def test_a_definition_answers_its_question_and_is_said_again_shorter(sentence: str, answer: str, again: str) -> None:
    found = terms.definition(sentence)
    assert found is not None
    assert (terms.answer(found), terms.recalled(found)) == (answer, again)


def test_what_is_said_again_keeps_the_clause_that_says_all_of_it_and_differs_from_its_neighbour() -> None:
    found = terms.definition("Hydrogen is a major component that stars burn.")
    assert found is not None
    assert terms.recalled(found) == "remember what Hydrogen is: a major component that stars burn."
    assert terms.recalled(found, 1) == "Hydrogen, in one line: a major component that stars burn."


def test_a_question_and_a_quotation_define_too() -> None:
    asked = fact(1, "x")
    asked = type(asked)(asked.fact, ("So what's a type II supernova?", "It's an explosion."), None, "", 0)
    quoted = fact(2, "As the Almanac puts it: “A black hole is a place that light cannot leave.”")
    assert terms.defined_by(asked) == frozenset({"type", "supernova"})
    assert terms.defined_by(quoted) == frozenset({"black", "hole"})


@pytest.mark.parametrize(
    ("text", "is_used"),
    [
        ("Near the event horizons, matter is fast.", True),
        ("The horizon of the ship hid the sad event.", False),
        ("The event was over.", False),
    ],
)
def test_a_term_is_used_where_its_words_stand_together(text: str, is_used: bool) -> None:
    assert terms.uses(text, frozenset({"event", "horizon"})) is is_used


def test_a_common_word_needs_no_introduction() -> None:
    assert not terms.is_technical(frozenset({"light"}), "light")
    assert terms.is_technical(frozenset({"quasar"}), "quasar")
    assert terms.is_technical(frozenset({"event", "horizon"}), "event horizon")
