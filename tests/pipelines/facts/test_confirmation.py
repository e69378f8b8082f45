"""Confirmation in other words: every quantity, year and person must be found again, and likeness is not enough."""

import pytest

from pipelines.facts import confirmation

NEAR = 0.8


def _confirms(claim: str, *run: str, cosine: float = NEAR) -> bool:
    return confirmation.confirms(claim, run, cosine, {}) > 0


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
def test_the_same_fact_in_other_words_is_confirmed(claim: str, run: list[str]) -> None:
    assert _confirms(claim, *run)


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("The universe is 13.8 billion years old.", "The universe is between 10 and 20 billion years old."),
        ("Dark matter makes up 27 percent of the universe.", "Dark matter makes up 23 percent of the universe."),
        ("Hubble published the graph in 1929.", "Lemaître published the graph in 1929."),
        ("Hubble published the graph in 1929.", "Hubble published the graph in 1931."),
        ("The oldest stars contain 25 percent helium.", "The gas clouds contain 25 percent helium."),
        ("The expansion of the universe is accelerating.", "The expansion of the universe may be accelerating."),
        ("The expansion of the universe is accelerating.", "The expansion of the universe is slowing."),
        ("Episodic memories are called autobiographical memories.", "Recall of false memories has a name as well."),
        ("Planck found an age of 13.8 billion years, and COBE found pigeons.", "Planck found 13.8 billion years."),
    ],
)
def test_a_lost_or_changed_part_is_no_confirmation(claim: str, sentence: str) -> None:
    assert not _confirms(claim, sentence, cosine=0.99)


def test_a_word_for_word_repetition_far_away_in_meaning_space_is_withheld() -> None:
    claim = "The universe is 13.8 billion years old."
    assert _confirms(claim, claim)
    assert not _confirms(claim, claim, cosine=0.3)


def test_rare_words_weigh_more_than_common_ones() -> None:
    weights = confirmation.rarity(["deuterium universe", "universe", "universe", "universe"])
    assert weights["deuterium"] > weights["universe"]
