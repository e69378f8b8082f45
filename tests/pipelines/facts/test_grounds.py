"""Protects: the reason that is shown for a verdict is the one it has, and the doubtful verdicts are shown first."""

from dataclasses import replace

from pipelines.facts import grounds
from pipelines.facts.grounds import Ground
from pipelines.models import Evidence, Verdict, VerifiedFact

FACT = VerifiedFact(
    "f1", "c/p", "c1", "d1", 0, "", "Ice floats.", "Ice floats.", 0, 11, Verdict.NOT_ENOUGH_INFO, None, 1, (), 0.5, "x"
)


def row(key: str, verdict: Verdict, probability: float = 0.9) -> Evidence:
    return Evidence(key, "c/p", "c1", "d2", "p", verdict, probability, "Ice does float.", 0, 15, "x")


FOR, AGAINST, OPEN = row("e1", Verdict.SUPPORTED), row("e2", Verdict.REFUTED), row("e3", Verdict.NOT_ENOUGH_INFO)


def test_each_verdict_has_its_own_reason() -> None:
    supported, refuted = replace(FACT, verdict=Verdict.SUPPORTED), replace(FACT, verdict=Verdict.REFUTED)
    assert grounds.ground(FACT, []) is Ground.ALONE
    assert grounds.ground(FACT, [OPEN]) is Ground.UNSETTLED
    assert grounds.ground(replace(supported, independent_sources=2), [FOR]) is Ground.CONFIRMED
    assert grounds.ground(supported, [FOR]) is Ground.SAME_VOICE
    assert grounds.ground(replace(supported, independent_sources=2), [FOR, AGAINST]) is Ground.OUTWEIGHS
    assert grounds.ground(refuted, [AGAINST]) is Ground.REFUTED


def test_facts_are_counted_by_verdict_and_reason_best_first() -> None:
    refuted = replace(FACT, fact_id="f2", verdict=Verdict.REFUTED, evidence_ids=("e2",))
    counted = grounds.counted([refuted, FACT, replace(FACT, fact_id="f3")], [AGAINST])
    assert list(counted.items()) == [
        ((Verdict.NOT_ENOUGH_INFO, Ground.ALONE), 2),
        ((Verdict.REFUTED, Ground.REFUTED), 1),
    ]


def test_evidence_of_the_verdict_comes_first_and_rows_that_are_gone_are_left_out() -> None:
    weak = row("e4", Verdict.REFUTED, 0.6)
    refuted = replace(FACT, verdict=Verdict.REFUTED, evidence_ids=("e1", "e4", "gone", "e2"))
    assert grounds.evidence_of([refuted], [FOR, weak, AGAINST]) == {"f1": [AGAINST, weak, FOR]}


def test_the_least_certain_verdict_is_first_and_one_without_probability_nowhere() -> None:
    confirmed = replace(FACT, fact_id="f2", verdict=Verdict.SUPPORTED, probability=0.8)
    nearly, hardly = replace(FACT, fact_id="f3", probability=0.7), replace(FACT, fact_id="f4", probability=0.01)
    assert grounds.least_certain([hardly, confirmed, FACT, nearly]) == [nearly, confirmed, hardly]


def test_a_probability_says_what_it_is_of() -> None:
    assert grounds.in_percent(Verdict.REFUTED, 0.93) == "93%"
    assert grounds.in_percent(Verdict.NOT_ENOUGH_INFO, 0.12) == "12% for it"
