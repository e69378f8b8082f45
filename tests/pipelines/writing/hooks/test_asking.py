"""A question is made from a fact only where it is certain what the fact answers, and it gives nothing of the answer away."""

import pytest

from pipelines.writing import grammar
from pipelines.writing.hooks import asking
from tests.spoken_facts import fact


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Light can't escape because gravity is too strong.", "Why can't light escape?"),
        ("The core collapsed because fusion stopped.", "Why did the core collapse?"),
        ("Stars shine because hydrogen fuses in their cores.", "Why do stars shine?"),
        ("Black holes are hard to find because no light leaves.", "Why are black holes hard to find?"),
    ],
)
def test_a_cause_answers_why(text: str, question: str) -> None:
    assert asking.why(text, grammar.lowered) == question


@pytest.mark.parametrize(
    "text",
    [
        "It happened because of the heat.",  # no clause, and nobody knows what "it" is
        "They glow because gas falls in.",
        "About 40 stars collapse because fuel runs out.",  # a figure that the question would state
        "The star may collapse because its fuel runs out.",  # it is not certain that it does
    ],
)
def test_what_needs_its_neighbours_or_is_uncertain_is_not_asked(text: str) -> None:
    assert asking.why(text, grammar.lowered) is None


def test_conditions_ask_what_happens_and_can_be_pictured() -> None:
    assert (
        asking.what_happens("When a star runs out of fuel, its core collapses.", grammar.lowered)
        == "What happens when a star runs out of fuel?"
    )
    unreal = "If you fell into a black hole, you would be stretched."
    assert asking.what_happens(unreal, grammar.lowered) == "What would happen if you fell into a black hole?"
    assert asking.scene(unreal, grammar.lowered) == "Imagine you fell into a black hole."
    assert asking.scene("When a star runs out of fuel, its core collapses.", grammar.lowered) is None


def test_means_answer_how_and_causes_answer_what() -> None:
    assert asking.how("Stars lose mass by blowing off gas.", grammar.lowered) == "How do stars lose mass?"
    cause = "Degenerate electrons keep the core from collapsing."
    assert asking.what_causes(cause, grammar.lowered) == "What keeps the core from collapsing?"


def test_only_terms_that_need_it_are_asked_for() -> None:
    defined = fact(1, "A pulsar is a spinning neutron star.")
    assert asking.what_is(defined, grammar.lowered) == "What is a pulsar, really?"
    assert asking.what_is(fact(2, "A house is a building for people."), grammar.lowered) is None
