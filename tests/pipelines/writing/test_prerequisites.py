"""Protects: what the concept map says must be known first is told first, and a definition that is missing is supplied."""

from dataclasses import replace

from pipelines.models import Concept, ConceptLink, LinkKind
from pipelines.writing.prerequisites import UNMAPPED, ConceptMap, supplied, taught_in_order
from pipelines.writing.runs import Kind, Run
from pipelines.writing.speech import SpokenFact
from tests.spoken_facts import TOPIC, fact, section

OVERVIEW = section(0, "Overview", "a", "A black hole is a place that light cannot leave.", "Black holes are common.")
DISK = section(10, "The accretion disk", "a", "An accretion disk is a ring of hot plasma.", "The ring glows.")
PLASMA = section(20, "Plasma state", "a", "A plasma state is a gas of charged parts.", "It carries current.")
DISKS, STATE = "accretion disk", "plasma state"


def concept(term: str, definition: SpokenFact | None, ordinal: int) -> Concept:
    place = (None, None, None, None) if definition is None else (
        definition.fact.document_id, definition.fact.text, definition.fact.start, definition.fact.end
    )  # fmt: skip
    return Concept(term, "c/t", ordinal, term, definition and definition.fact.text, *place, 3, 0)


def link(term: str, needs: str) -> ConceptLink:
    return ConceptLink(f"{term}<{needs}", "c/t", term, needs, term, needs, LinkKind.DEFINITION, "a", "q", 0, 1)


CONCEPTS = (concept(STATE, PLASMA[0], 0), concept(DISKS, DISK[0], 1))
KNOWN = ConceptMap(CONCEPTS, (link(DISKS, STATE),))


def run(facts: list[SpokenFact], title: str) -> Run:
    return Run(title, Kind.MECHANISM, tuple(facts), 1.0)


RUNS = [run(OVERVIEW, "Overview"), run(DISK, "The accretion disk"), run(PLASMA, "Plasma state")]


def titles(runs: list[Run]) -> list[str]:
    return [told.title for told in runs]


def test_what_must_be_known_first_is_told_right_before_what_needs_it() -> None:
    assert titles(taught_in_order(RUNS, KNOWN, TOPIC)) == ["Overview", "Plasma state", "The accretion disk"]
    assert taught_in_order(RUNS, UNMAPPED, TOPIC) == RUNS
    assert taught_in_order([], KNOWN, TOPIC) == []


def test_an_order_that_is_right_is_left_as_it_is() -> None:
    right = [RUNS[0], RUNS[2], RUNS[1]]
    assert taught_in_order(right, KNOWN, TOPIC) == right


def test_the_opening_stays_first_whatever_it_needs() -> None:
    assert titles(taught_in_order([RUNS[1], RUNS[2]], KNOWN, TOPIC)) == ["The accretion disk", "Plasma state"]


def test_runs_that_need_each_other_follow_the_stronger_edge() -> None:
    circle = replace(KNOWN, links=(link(DISKS, STATE), link(STATE, DISKS)))
    assert titles(taught_in_order(RUNS, circle, TOPIC)) == ["Overview", "Plasma state", "The accretion disk"]


def test_a_definition_that_nothing_told_gives_is_put_before_the_first_use() -> None:
    user = fact(30, "Its accretion disk and its plasma state shine.", "Light", "a")
    told = {"b": [OVERVIEW, [user]]}
    filled = supplied(told, KNOWN, [*OVERVIEW, *DISK, *PLASMA, user], TOPIC)
    assert filled["b"][1] == [PLASMA[0], DISK[0], user], "in teaching order"
    assert told["b"][1] == [user], "what was given is left alone"


def test_nothing_is_supplied_that_is_told_unlinked_or_not_used() -> None:
    user = fact(30, "The plasma state shines.", "Light", "a")
    spoken = [*OVERVIEW, *DISK, *PLASMA, user]
    told = {"b": [OVERVIEW, [PLASMA[0], user]]}
    assert supplied(told, KNOWN, spoken, TOPIC) == told
    unused = {"b": [OVERVIEW]}
    assert supplied(unused, KNOWN, spoken, TOPIC) == unused
    assert supplied({"b": [OVERVIEW, [user]]}, replace(KNOWN, links=()), spoken, TOPIC) == {"b": [OVERVIEW, [user]]}
