"""A sentence that says something else than its facts is refused with the reason; a retelling in other words is not."""

import pytest

from pipelines.models import VerifiedFact
from pipelines.writing.faithful import departures
from tests.pipelines.writing.model_drafts import fact

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
