"""Runs: neighbouring facts told together, nothing that hangs in the air."""

from dataclasses import replace

import pytest

from pipelines.writing import runs
from pipelines.writing.runs import Kind
from tests.spoken_facts import TOPIC, fact

COLLAPSE = [
    fact(0, "A black hole is an object that light cannot leave."),
    fact(1, "A heavy star collapses into a black hole."),
    fact(2, "Light near a black hole follows a curved path."),
    fact(3, "A black hole bends the light of stars behind it."),
]


def test_neighbouring_facts_of_a_section_become_one_run_in_reading_order() -> None:
    (run,) = runs.runs_of(COLLAPSE[::-1], TOPIC)
    assert [told.fact.ordinal for told in run.facts] == [0, 1, 2, 3]
    assert run.title == "Collapse"


def test_a_lone_fact_of_a_section_is_not_used() -> None:
    lone = fact(9, "Snails sleep for years.", heading="Snails", document="d2")
    assert all(lone not in run.facts for run in runs.runs_of([*COLLAPSE, lone], TOPIC))


def test_a_long_section_is_cut_into_runs_of_at_most_nine() -> None:
    many = [fact(n, f"A black hole of kind {n} pulls light inwards.") for n in range(20)]
    assert [len(run.facts) for run in runs.runs_of(many, TOPIC)] == [7, 7, 6]


@pytest.mark.parametrize(
    "text",
    [
        "The discrepancy was first noticed in 1859.",
        "Astronomers photographed stars, and both expeditions obtained pictures.",
        "The dome shows the night sky.",
        "Anything that falls into it can never return.",
        "However, light can be bent.",
        "Gas flows away when the mirror is lit.",
        "Karl Jansky and Grote Reber measured its strength.",
    ],
)
def test_a_fact_whose_antecedent_has_not_been_said_is_left_out(text: str) -> None:
    assert not runs.is_anchored(fact(7, text), (), frozenset())


def test_a_definite_thing_is_anchored_once_it_has_been_said() -> None:
    before = [fact(6, "A dome covers the telescope.")]
    assert runs.is_anchored(fact(7, "The dome shows the night sky."), before, frozenset())


def test_the_overview_opens_its_document_defines_and_speaks_of_the_topic() -> None:
    overview = [replace(told, fact=replace(told.fact, heading="What is a black hole?")) for told in COLLAPSE]
    other = [
        fact(n, f"Black hole number {n} is seen in X-rays.", heading="Evidence for black holes", document="d2")
        for n in range(10, 14)
    ]
    found = runs.runs_of([*other, *overview], TOPIC)
    best = runs.central(found, TOPIC)
    assert best is not None
    assert best.document_id == "d1"
    assert runs.central([run for run in found if run.document_id == "d2"], TOPIC) is None


@pytest.mark.parametrize(
    ("heading", "texts", "kind"),
    [
        ("Open questions", ["Stars shine."], Kind.OPEN_QUESTION),
        ("Tests of the model", ["Stars shine."], Kind.EVIDENCE),
        ("Stars", ["In 1916 Einstein wrote a paper.", "Eddington sailed in 1919."], Kind.HISTORY),
        ("Stars", ["A star is a ball of gas.", "Its middle is called the core."], Kind.DEFINITION),
        ("Stars", ["Gravity pulls gas inwards.", "Pressure pushes it out."], Kind.MECHANISM),
    ],
)
def test_a_run_is_of_the_kind_that_its_heading_or_most_sentences_show(
    heading: str, texts: list[str], kind: Kind
) -> None:
    assert runs.kind_of([fact(n, text) for n, text in enumerate(texts)], heading) is kind


def test_what_a_unit_is_worth_is_told_only_where_the_unit_is_used() -> None:
    unit = fact(2, "One megaparsec is 3.26 million light years.")
    near = fact(1, "Its speed grows by 70 kilometres per second with each megaparsec.")
    assert runs.is_anchored(unit, [near], frozenset())
    assert not runs.is_anchored(unit, [fact(1, "The constant states how fast space expands.")], frozenset())


@pytest.mark.parametrize("text", ["The sky held no light after the fog cleared.", "No rival idea explains all three."])
def test_what_takes_something_for_granted_that_nobody_spoke_of_stands_alone_nowhere(text: str) -> None:
    assert not runs.is_anchored(fact(9, text), [], frozenset({"sky", "light", "idea"}))
