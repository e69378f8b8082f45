"""Scope: what a theory, a belief, a condition or an exercise says is not stated as a fact."""

import pytest

from pipelines.facts import atoms, claims, scope
from pipelines.models import Passage, ResearchDocument


def _texts(text: str) -> list[str]:
    document = ResearchDocument("d", "c/p", "Title", "a.md", "md", "", text)
    passage = Passage("p", "c/p", "d", 0, "Body", text, 0, len(text), ())
    return [claim.text for claim in claims.find("c/p", document, [passage], frozenset({"universe"}))]


@pytest.mark.parametrize(
    "text",
    [
        "The steady-state theory is that of Hoyle. In that theory, matter appears slowly. The universe would look the same at all times.",
        "Tiny quantum fluctuations would have been stretched into the seeds of galaxies.",
        "The ages of the stars may be too large, or the Hubble constant may be too large.",
        "Noise from New York City would have come from one side of the horizon.",
        "Take two neutrons and fourteen protons. Twelve protons are left over as hydrogen.",
        "A study involving stress is conducted among the students on a college campus.",
        "The stress scores of the 75 students average 3.1 points. Find the probability that the mean is less than two.",
        "The cosmological constant has had the strangest fate of all.",
        "The constant of proportion carries Hubble's name.",
    ],
)
def test_theories_counterfactuals_and_exercises_are_not_facts(text: str) -> None:
    assert [found for found in _texts(text) if found != "The steady-state theory is that of Hoyle."] == []


@pytest.mark.parametrize(
    "text",
    [
        "According to inflation, the universe grew by a factor of a million within a tiny fraction of a second.",
        "General relativity predicts that orbiting clocks should tick faster than clocks on Earth.",
        "Inflation would explain why the universe looks so uniform, but it has not been confirmed directly.",
        "Hubble's first value was 500, which would have made the universe younger than the Earth.",
    ],
)
def test_a_kept_claim_carries_its_attribution_or_condition(text: str) -> None:
    assert _texts(text) == [text]


def test_a_sentence_is_not_split_behind_its_condition() -> None:
    text = (
        "If the higher value were right for all galaxies, and the distances are not changed, the universe is younger."
    )
    assert atoms.clauses(text) == [text]
    assert not scope.keeps_scope("In the steady-state theory the universe has no beginning")


def test_what_follows_a_theory_of_before_is_its_content() -> None:
    before = "In that theory, new matter appears slowly everywhere."
    assert scope.is_unasserted("Every gap between galaxies is filled again.", before)
    assert not scope.is_unasserted("Every gap between galaxies is filled again.", "Galaxies move apart.")
