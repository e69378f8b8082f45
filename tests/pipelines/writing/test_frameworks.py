"""Frameworks: what people get wrong about a topic speaks for a refutation text."""

from pipelines.models import Misconception, Verdict, VerifiedFact
from pipelines.writing.choice import choose, signals_of
from pipelines.writing.frameworks import load

FACTS = [
    VerifiedFact(
        f"f{n}", "c/p", f"c{n}", "d", n, "Body", f"Bulls of kind {n} see no red.", "q", 0, 1, Verdict.SUPPORTED, 0.9, 2, (), 1.0, "x"
    )
    for n in range(10)
]  # fmt: skip
CORRECTED = [
    Misconception(f"m{n}", "c/p", "d", n, "Bulls hate red.", "q", 0, 1, "Bulls see no red.", "q", 0, 1, "x")
    for n in range(6)
]
UNCORRECTED = [Misconception("m", "c/p", "d", 0, "Bulls hate red.", "q", 0, 1, None, None, None, None, "x")]


def test_corrected_misconceptions_choose_the_refutation_text() -> None:
    assert choose(load(), FACTS, []).framework.framework_id != "myth-buster"
    assert choose(load(), FACTS, [], CORRECTED).framework.framework_id == "myth-buster"


def test_a_belief_that_nothing_corrects_is_no_reason() -> None:
    assert signals_of(FACTS, [], UNCORRECTED) == signals_of(FACTS, [])
