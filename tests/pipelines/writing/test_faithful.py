"""A sentence that says something else than its facts is refused with the reason; a retelling in other words is not."""

import pytest

from pipelines.models import ResearchDocument, VerifiedFact
from pipelines.writing import rules, speech
from pipelines.writing.faithful import beside, departures
from tests.pipelines.writing.model_drafts import fact, said

CORE = fact("f1", "A neutron star is the crushed core of a heavy star, and it spins many times a second.", "Remnants")
HOLE = fact("f2", "Light cannot leave a black hole once it has passed the event horizon.", "Black holes")
MAYBE = fact("f3", "Dark matter may consist of particles that hardly touch ordinary matter.", "Dark matter")


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("What's left is the crushed core of that heavy star, a neutron star.", CORE),
        ("And a neutron star turns round many times in a single second.", CORE),
        ("Once light has passed the event horizon, it can't get out of the black hole again.", HOLE),
        ("We think dark matter might be made of particles that hardly touch ordinary matter.", MAYBE),
        ("Tiny, right?", CORE),
    ],
)
def test_a_retelling_is_left_alone(text: str, cited: VerifiedFact) -> None:
    assert departures(text, [cited]) == []


@pytest.mark.parametrize(
    ("text", "cited", "reason"),
    [
        ("As Jocelyn Bell saw, a neutron star is the crushed core of a heavy star.", CORE, "the name Jocelyn"),
        ("A neutron star is not the crushed core of a heavy star.", CORE, "denies what"),
        ("A neutron star is the crushed core of a light star.", CORE, "it says light"),
        ("Light can leave a black hole once it has passed the event horizon.", HOLE, "leaves out what makes"),
        ("Dark matter consists of particles that hardly touch ordinary matter.", MAYBE, "more certain"),
        ("Volcanoes threw ash across half of the southern continents.", HOLE, "speaks of something"),
    ],
)
def test_a_departure_is_named(text: str, cited: VerifiedFact, reason: str) -> None:
    assert any(reason in found for found in departures(text, [cited])), departures(text, [cited])


def test_names_of_topic_and_publishers_may_be_said_anywhere() -> None:
    assert (
        departures("As OpenStax puts it, a neutron star is the crushed core of a heavy star.", [CORE], "OpenStax") == []
    )


LEFT_OPEN = fact(
    "f4", "Inflation would explain why the sky looks so uniform, but it has not been confirmed.", "Inflation"
)
TOLD = ["Inflation would explain why the sky looks so uniform.", "But it hasn't been confirmed."]


def test_a_denial_may_stand_in_the_sentence_next_to_it_that_tells_the_same_fact() -> None:
    told = [said(TOLD[0], ["f4"]), said("Here's the catch."), said(TOLD[1], ["f4"])]
    assert departures(TOLD[0], [LEFT_OPEN], beside=beside(told, 0)) == []
    assert departures(TOLD[0], [LEFT_OPEN], beside=beside(told[:2], 0)), "alone it leaves the denial out"
    parted = [told[0], said("Light cannot leave a black hole.", ["f2"]), told[2]]
    assert departures(TOLD[0], [LEFT_OPEN], beside=beside(parted, 0)), "a denial elsewhere is not heard with it"


def test_a_denial_next_to_it_excuses_no_sentence_that_states_what_is_denied() -> None:
    told = [
        said("Inflation would explain why the sky looks uniform, and it has been confirmed.", ["f4"]),
        said(TOLD[1], ["f4"]),
    ]
    assert any("denial" in found for found in departures(told[0].text, [LEFT_OPEN], beside=beside(told, 0)))


def test_every_fact_of_the_samples_is_faithful_to_itself_however_it_is_cut(
    facts: list[VerifiedFact], documents: list[ResearchDocument]
) -> None:
    index = rules.indexed(documents, facts)
    unfaithful = {fact.text: found for fact in facts if (found := departures(fact.text, [fact]))}
    assert not unfaithful
    n_cut = 0
    for one in facts:
        spoken = speech.speak(one, index)
        told = [said(text, [one.fact_id]) for text in spoken.sentences if not text.endswith("?")] if spoken else []
        n_cut += len(told) > 1
        for place, sentence in enumerate(told):
            assert departures(sentence.text, [one], beside=beside(told, place)) == [], one.text
    assert n_cut > 10
