"""A beat knows its facts, its terms and its neighbours' plans before anything is written."""

from collections.abc import Sequence

from pipelines.models import Concept, ConceptLink, LinkKind, VerifiedFact
from pipelines.writing import beat_briefs
from pipelines.writing.beat_briefs import BeatBrief
from pipelines.writing.prerequisites import UNMAPPED, ConceptMap
from tests.pipelines.writing.model_drafts import KEY, allowed, beat, fact

FACTS = [
    fact("f1", "A neutron star is the crushed core of a heavy star.", "Remnants"),
    fact("f2", "Every neutron star spins many times a second.", "Remnants"),
    fact("f3", "A pulsar is a neutron star whose beam sweeps over the Earth.", "Pulsars"),
    fact("f4", "The first pulsar was found in 1967.", "Pulsars"),
]
BEATS = [
    beat(0, "Opening", name="Engage"),
    beat(1, "Remnants", ["f2"], name="Explore"),
    beat(2, "Pulsars", ["f3", "f4"], name="Explain"),
    beat(3, "The end", name="Evaluate"),
]
CONTENTS = {"Engage": ("hook", "promise"), "Explore": ("fact",), "Explain": ("fact",), "Evaluate": ("recap", "close")}


def concept(term: str, ordinal: int) -> Concept:
    return Concept(f"k{ordinal}", KEY, ordinal, term, None, None, None, None, None, 3, 0)


KNOWN = ConceptMap(
    (concept("neutron star", 0), concept("pulsar", 1)),
    (ConceptLink("l", KEY, "k1", "k0", "pulsar", "neutron star", LinkKind.DEFINITION, "d1", "", 0, 0),),
)


def made(known: ConceptMap = UNMAPPED, hook: str = "", beliefs: dict[str, str] | None = None) -> list[BeatBrief]:
    return beat_briefs.briefs(allowed(FACTS), BEATS, CONTENTS, hook, known, beliefs or {})


def ids(facts: Sequence[VerifiedFact]) -> list[str]:
    return [fact.fact_id for fact in facts]


def test_a_beat_may_state_its_own_facts_and_a_recap_the_weightiest_of_all() -> None:
    assert [ids(brief.facts) for brief in made()] == [[], ["f2"], ["f3", "f4"], ["f2", "f3", "f4"]]
    assert made()[3].due == frozenset()


def test_a_beat_hears_how_the_one_before_ends_and_the_one_after_begins() -> None:
    _, remnants, pulsars, _ = made()
    assert pulsars.before == FACTS[1].text
    assert remnants.after.splitlines() == ["Pulsars: go on", FACTS[2].text]


def test_the_hook_takes_its_words_from_the_beat_that_it_opens() -> None:
    first, second, *_ = made(hook="What is that hiss in the sky?")
    assert (first.words, second.words) == (40 - 7, 40)
    assert second.hook == ""


def test_a_definition_that_no_beat_has_is_given_to_the_first_that_uses_the_term() -> None:
    _, remnants, pulsars, _ = made(KNOWN)
    assert ids(remnants.facts) == ["f1", "f2"]
    assert remnants.explains == "neutron star | f1"
    assert remnants.later_terms == "pulsar"
    assert pulsars.known_terms == "neutron star"
    assert pulsars.explains == "pulsar | f3"


def test_a_belief_stands_with_the_beat_of_the_fact_that_corrects_it() -> None:
    told = made(beliefs={"f4": "pulsars were known to the Greeks"})
    assert [brief.beliefs for brief in told] == ["", "", "f4 | pulsars were known to the Greeks", ""]
