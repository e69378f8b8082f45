"""The whole claim in other words: every quantity, year and person must be found again, and likeness is not enough."""

import pytest

from pipelines.facts.verification import restatement
from pipelines.facts.verification.restatement import NOTHING, Stated
from pipelines.facts.verification.selection import Candidate


def _found(claim: str, *run: str) -> Stated:
    return restatement.find(claim, [Candidate(text, "", place, 0.8) for place, text in enumerate(run)])


@pytest.mark.parametrize(
    ("claim", "run"),
    [
        (
            "Arno Penzias and Robert Wilson detected the radiation in 1964 and reported it in 1965.",
            ["In 1964 Arno Penzias and Robert Wilson found a hiss in their antenna, and they published it in 1965."],
        ),
        (
            "Dark matter makes up about 27 percent, and dark energy about 68 percent.",
            ["Dark matter | 26.5 percent | share of energy", "Dark energy | 68.5 percent | share of energy"],
        ),
        (
            "Observations of distant exploding stars showed in 1998 that the expansion is accelerating.",
            ["In 1998 two teams that observed distant supernovae found that the expansion is speeding up."],
        ),
        (
            "Old stars contain only about a third of the lithium that the theory predicts.",
            ["The same theory predicts about three times as much lithium-7 as astronomers observe in old stars."],
        ),
        (
            "The universe expands, as Lemaître argued in 1927 and Hubble showed in 1929.",
            ["Georges Lemaitre argued in 1927 that the universe is expanding.", "Edwin Hubble published it in 1929."],
        ),
    ],
)
def test_the_same_fact_in_other_words_is_found_with_all_its_sentences(claim: str, run: list[str]) -> None:
    found = _found(claim, "Something else was said before.", *run)
    assert found.positions == tuple(range(1, 1 + len(run)))


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("The universe is 13.8 billion years old.", "The universe is between 10 and 20 billion years old."),
        ("Dark matter makes up 27 percent of the universe.", "Dark matter makes up 23 percent of the universe."),
        ("Hubble published the graph in 1929.", "Lemaître published the graph in 1929."),
        ("Hubble published the graph in 1929.", "Hubble published the graph in 1931."),
        ("The oldest stars contain 25 percent helium.", "The gas clouds contain 25 percent helium."),
        ("The expansion of the universe is accelerating.", "The expansion of the universe may be accelerating."),
        (
            "The expansion of the universe is accelerating.",
            "The expansion of the universe is thought to be accelerating.",
        ),
        (
            "The expansion of the universe is accelerating.",
            "Many believe that the expansion of the universe is accelerating.",
        ),
        ("The expansion of the universe is accelerating.", "The expansion of the universe is slowing."),
        ("Episodic memories are called autobiographical memories.", "Recall of false memories has a name as well."),
        ("Planck found an age of 13.8 billion years, and COBE found pigeons.", "Planck found 13.8 billion years."),
        (
            "The gas was 25 percent hydrogen and 75 percent helium.",
            "The gas was 75 percent hydrogen, 25 percent helium.",
        ),
        ("Ten percent of the bees survived.", "Less than 10 percent of the bees survived."),
        ("Low-fat food is healthier than other food.", "No, low-fat food is not healthier than other food."),
        ("Old stars hold more lithium than predicted.", "Old stars hold a third of the lithium that is predicted."),
        ("Bees can count to four.", "Can bees count to four?"),
    ],
)
def test_a_lost_or_changed_part_is_no_restatement(claim: str, sentence: str) -> None:
    assert _found(claim, sentence) == NOTHING


def test_a_claim_that_doubts_is_stated_by_what_doubts_or_knows() -> None:
    claim = "The oldest rocks of the coast are thought to be two billion years old."
    assert _found(claim, "The oldest rocks of the coast are believed to be two billion years old.").positions
    assert _found(claim, "The oldest rocks of the coast are two billion years old.").positions


def test_what_a_thing_is_called_must_be_said_of_it() -> None:
    claim = "The geyser is a fountain of steam that never rests."
    contrast = ["A fountain of water never rests in the old park.", "The geyser is a hot spring that blows steam."]
    assert _found(claim, *contrast) == NOTHING
    assert restatement.clashes(claim, contrast[:1]), "it tells of fountains, and not of the geyser"
    assert not restatement.clashes(claim, ["The geyser is a fountain of steam that never rests."])
    gift = "The Alder bridge was a gift of the weavers, finished in 1967."
    assert _found(gift, "The Alder bridge was a gift of the weavers.", "They finished it in 1967.").positions == (0, 1)


def test_only_neighbours_state_a_claim_together() -> None:
    claim = "The universe expands, as Lemaître argued in 1927 and Hubble showed in 1929."
    run = ["Georges Lemaitre argued in 1927 that the universe is expanding.", "Edwin Hubble published it in 1929."]
    parted = [Candidate(text, "", 2 * place, 0.8) for place, text in enumerate(run)]
    assert restatement.find(claim, parted) == NOTHING


def test_a_value_must_be_that_of_the_same_thing() -> None:
    said = ["The gas was about three quarters hydrogen and one quarter helium by mass."]
    assert restatement.states_values("The gas held 25 percent helium.", said)
    assert not restatement.states_values("The gas held 25 percent hydrogen.", said)
