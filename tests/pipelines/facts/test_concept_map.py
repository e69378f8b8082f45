"""The concept map: no cycle, whatever the definitions say, and a teaching order that respects every edge."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.facts.concept_map import concept_links, in_teaching_order, teaching_order
from pipelines.models import Concept, ConceptLink, LinkKind

WORDS = ["quark", "proton", "neutron", "nucleus", "isotope", "meson"]


def _concept(term: str, definition: str, first: int) -> Concept:
    return Concept(term, "c/p", 0, term, definition, "d", definition, 0, len(definition), 3, first)


def _map(*defined: tuple[str, str]) -> list[Concept]:
    return [_concept(term, text, at) for at, (term, text) in enumerate(defined)]


def test_what_a_definition_uses_comes_before_it() -> None:
    concepts = _map(
        ("isotope", "An isotope is a nucleus with a number of neutrons of its own."),
        ("nucleus", "A nucleus is a body of protons and neutrons."),
        ("neutron", "A neutron is a particle without a charge."),
    )
    links = concept_links("c/p", concepts)
    assert {(link.term, link.needs) for link in links} >= {("isotope", "nucleus"), ("nucleus", "neutron")}
    assert [row.term for row in in_teaching_order(concepts)] == ["neutron", "nucleus", "isotope"]
    assert all(link.quote == link_of.definition for link in links for link_of in concepts if link_of.term == link.term)


def test_of_two_terms_that_define_each_other_the_one_mentioned_first_is_taught_first() -> None:
    concepts = _map(
        ("proton", "A proton is the partner of a neutron."), ("neutron", "A neutron is the partner of a proton.")
    )
    links = concept_links("c/p", concepts)
    assert [(link.term, link.needs) for link in links] == [("neutron", "proton")]


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=5), min_size=len(WORDS), max_size=len(WORDS)))
def test_no_set_of_definitions_gives_a_cycle(used: list[list[str]]) -> None:
    concepts = _map(
        *[(term, f"A {term} is made of {' and '.join(other)}.") for term, other in zip(WORDS, used, strict=True)]
    )
    links = concept_links("c/p", concepts)
    place = {concept.concept_id: at for at, concept in enumerate(teaching_order(concepts, links))}
    assert len(place) == len(WORDS)
    assert all(place[link.needs_id] < place[link.concept_id] for link in links)


def test_a_circle_from_elsewhere_is_refused_by_name() -> None:
    concepts = _map(("proton", "x"), ("neutron", "y"))
    link = ConceptLink("l", "c/p", "proton", "neutron", "proton", "neutron", LinkKind.DEFINITION, "d", "x", 0, 1)
    back = replace(link, link_id="m", concept_id="neutron", needs_id="proton")
    with pytest.raises(ValueError, match="circle over neutron, proton"):
        teaching_order(concepts, [link, back])
