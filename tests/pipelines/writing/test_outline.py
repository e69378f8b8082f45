"""Runs are chosen whole and told in an order in which they build on each other."""

from dataclasses import replace

import pytest

from pipelines.models import Beat, EducationalFramework
from pipelines.writing import outline
from tests.spoken_facts import BASICS, OPEN, PROOF, TOPIC

BEATS = (
    Beat("Open", "", 0.1, ("hook", "promise"), "{subject}"),
    Beat("Basics", "", 0.4, ("fact", "definition"), "{subject}"),
    Beat("Proof", "", 0.4, ("fact", "evidence", "open-question"), "{subject}"),
    Beat("End", "", 0.1, ("recap", "close"), "{subject}"),
)
FRAMEWORK = EducationalFramework("test", "Test", "", "", {}, BEATS)


ALL = [*OPEN, *PROOF, *BASICS]


def test_definitions_come_first_evidence_next_and_open_questions_last() -> None:
    plans = outline.plan(FRAMEWORK, ALL, TOPIC, 400)
    documents = [told.fact.document_id for plan in plans for told in plan.facts]
    assert list(dict.fromkeys(documents)) == ["c", "b", "a"]
    assert {told.fact.document_id for told in plans[1].facts} == {"c"}


def test_a_run_is_told_in_one_piece_and_in_reading_order() -> None:
    told = [told.fact.ordinal for plan in outline.plan(FRAMEWORK, ALL, TOPIC, 400) for told in plan.facts]
    assert told == [20, 21, 22, 10, 11, 12, 0, 1, 2]


def test_runs_are_chosen_until_the_budget_is_spent() -> None:
    chosen = outline.choose_runs(ALL, TOPIC, 30)
    assert [run.document_id for run in chosen] == ["c"]


def test_a_statement_is_told_once() -> None:
    again = [replace(BASICS[0], fact=replace(BASICS[0].fact, fact_id="again", ordinal=30))]
    assert len(outline.distinct([*BASICS, *again])) == len(BASICS)


@pytest.mark.parametrize(
    ("topic", "short"),
    [("The Big Bang: how it began", "the Big Bang"), ("central-limit-theorem", "central limit theorem")],
)
def test_a_topic_is_shortened_to_what_stands_in_a_sentence(topic: str, short: str) -> None:
    assert outline.short_topic(topic) == short
