"""Runs are chosen whole and told in an order in which they build on each other."""

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


def test_what_the_topic_is_comes_before_everything_else() -> None:
    plans = outline.plan(FRAMEWORK, ALL, TOPIC, 400)
    first = next(told for plan in plans for told in plan.facts)
    assert first is BASICS[0]


def test_a_beat_for_which_there_is_nothing_is_left_out_and_the_time_still_adds_up() -> None:
    plans = outline.plan(FRAMEWORK, BASICS, TOPIC, 400)
    assert [plan.beat.name for plan in plans] == ["Open", "Basics", "End"]
    assert sum(plan.words for plan in plans) == pytest.approx(400, abs=2)


@pytest.mark.parametrize(
    ("topic", "short"),
    [("The Big Bang: how it began", "the Big Bang"), ("central-limit-theorem", "central limit theorem")],
)
def test_a_topic_is_shortened_to_what_stands_in_a_sentence(topic: str, short: str) -> None:
    assert outline.short_topic(topic) == short
