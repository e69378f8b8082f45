"""Runs are chosen whole and told in an order in which they build on each other."""

import pytest

from pipelines.models import Beat, Concept, ConceptLink, EducationalFramework, LinkKind
from pipelines.writing import outline
from pipelines.writing.prerequisites import ConceptMap
from pipelines.writing.runs import Kind
from pipelines.writing.speech import SpokenFact
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


def test_what_corrects_a_belief_is_preferred_and_is_about_a_misconception() -> None:
    first = PROOF[0].fact.fact_id
    plain = outline.choose_runs(ALL, TOPIC, 1000)
    chosen = outline.choose_runs(ALL, TOPIC, 1000, {first})
    kinds = {run.document_id: run.kind for run in chosen}
    assert kinds["b"] is Kind.MISCONCEPTION
    assert {run.document_id: run.kind for run in plain}["b"] is Kind.EVIDENCE
    assert kinds["c"] is Kind.DEFINITION
    assert outline.choose_runs(ALL, TOPIC, 1000, {PROOF[1].fact.fact_id}) == plain, "only what opens a run"


def test_what_must_be_known_first_is_planned_first_and_the_overview_stays_in_front() -> None:
    concepts = tuple(
        concept(term, told) for term, told in (("horizon", BASICS[1]), ("dishes", PROOF[2]), ("leak", OPEN[1]))
    )
    links = tuple(
        ConceptLink(user + needed, "c/t", user, needed, "", "", LinkKind.DEFINITION, "b", "q", 0, 1)
        for user, needed in (("horizon", "dishes"), ("dishes", "leak"))
    )
    known = ConceptMap(concepts, links)
    order = [told.fact.document_id for plan in outline.plan(FRAMEWORK, ALL, TOPIC, 400, known) for told in plan.facts]
    assert list(dict.fromkeys(order)) == ["c", "a", "b"], "without the map: c, b, a"


def concept(term: str, told: SpokenFact) -> Concept:
    """A concept that `told` defines."""
    fact = told.fact
    return Concept(term, "c/t", 0, term, fact.text, fact.document_id, fact.quote, fact.start, fact.end, 3, 0)


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
