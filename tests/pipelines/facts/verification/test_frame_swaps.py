"""Protects: two sentences that differ in the one word that matters are about two things, and do not confirm each other."""

import pytest

from pipelines.facts.verification import restatement, verifier
from pipelines.facts.verification.frame_swaps import names_another_thing
from pipelines.facts.verification.restatement import NOTHING
from pipelines.facts.verification.selection import Candidate
from pipelines.models import Verdict

OFFLINE = verifier.load(0.8)
OF_TWO_THINGS = [
    ("The outer planets formed first.", "The inner planets formed first."),
    ("Iron melts at a lower temperature than copper.", "Tin melts at a lower temperature than copper."),
    (
        "The theorem for means says that the shape becomes a bell as the sample grows.",
        "The theorem for sums says that the shape becomes a bell as the sample grows.",
    ),
    (
        "Neutron stars are left behind by stars of more than eight solar masses.",
        "Black holes are left behind by stars of more than eight solar masses.",
    ),
    (
        "The mean of the sample comes closer to the true value as more measurements are added.",
        "The median of the sample comes closer to the true value as more measurements are added.",
    ),
    (
        "The old fishing boats were built of oak from the northern forests.",
        "The old fishing boats were built of pine from the northern forests.",
    ),
]


@pytest.mark.parametrize(("one", "other"), [*OF_TWO_THINGS, *(pair[::-1] for pair in OF_TWO_THINGS)])
def test_another_thing_in_the_same_frame_confirms_nothing(one: str, other: str) -> None:
    assert names_another_thing(one, other)
    asked = [Candidate(other, "", 1, 0.97)]
    assert restatement.find(one, asked) == NOTHING
    judged = OFFLINE.judge(one, asked)
    assert judged.verdict is not Verdict.SUPPORTED
    assert judged.is_vetoed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "A glacier carved the valley during the last ice age.",
            "During the last ice age a glacier carved the valley.",
        ),
        ("The boats were built of oak from the forests.", "The boats were made of oak from the forests."),
        ("Bees see patterns on the petals of flowers.", "Bees can see the patterns on the petals of many flowers."),
        ("The first stars formed in a young universe.", "The first stars formed in a young cosmos."),
        ("The bridge was opened in 1931 by the king.", "The bridge was first opened in 1931 by the king himself."),
        ("The liver stores sugar as glycogen.", "Sugar is stored in the liver in the form of glycogen."),
    ],
)
def test_the_same_in_other_words_is_about_one_thing(one: str, other: str) -> None:
    assert not names_another_thing(one, other)
    assert not names_another_thing(other, one)
