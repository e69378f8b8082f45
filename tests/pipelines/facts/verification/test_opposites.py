"""Protects: one table says which words are opposites, whatever asks, and doubt is heard in a word or in who thinks so."""

import pytest

from pipelines.facts import stances, statements
from pipelines.facts.frames import clauses
from pipelines.facts.verification import opposites
from pipelines.sentences import words


def test_every_word_is_the_opposite_of_its_opposites() -> None:
    for word, others in opposites.OPPOSITES.items():
        assert word not in others
        assert all(word in opposites.OPPOSITES[other] for other in others), word


@pytest.mark.parametrize(("one", "two"), [("rises", "falls"), ("is stable", "is unstable"), ("expands", "contracts")])
def test_facts_and_ledger_know_the_same_opposites(one: str, two: str) -> None:
    mine, theirs = (f"The ring of ice {said} in strong sunlight." for said in (one, two))
    assert statements.opposites(statements.read(mine), statements.read(theirs))
    assert stances.opposed(clauses(mine)[0], clauses(theirs)[0])


@pytest.mark.parametrize(
    ("text", "is_hedged"),
    [
        ("The river is thought to be older than the hills.", True),
        ("It is believed that the river is older.", True),
        ("Some geologists think that the river is older.", True),
        ("The river seems to be older than the hills.", True),
        ("The river may be older than the hills.", True),
        ("The river is older than the hills.", False),
        ("She thought of the river as her home.", False),
        ("The hills are claimed by two villages.", False),
    ],
)
def test_what_somebody_thinks_is_said_with_doubt(text: str, is_hedged: bool) -> None:
    assert opposites.is_hedged(text, [word.lower() for word in words(text)]) is is_hedged
