"""A script as a talk: turns that fit, a story early, a promise of what comes, and three things at the end."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipelines.models import FrameFunction, OutlineBeat, PhraseFrame, Project, ScriptSentence, SentenceKind, Story
from pipelines.writing import drafting, fitting, turns
from pipelines.writing.manuscript import Manuscript, Material
from pipelines.writing.phrasing import Phrasebook
from pipelines.writing.rules import SourceIndex, spoken_words
from pipelines.writing.runs import Kind
from pipelines.writing.speech import SpokenFact
from tests.spoken_facts import BASICS, OPEN, PROOF, TOPIC, fact, frame

RUNS = (BASICS, PROOF, OPEN)
SOURCES = (
    "We saw that the event horizon is round, and the event horizon grows. It is made of dark energy, and dark energy lasts.",
)
CONTENTS = {"Open": ("hook", "promise"), "Basics": ("fact", "story"), "Proof": ("fact",), "End": ("recap", "close")}
FRAMES = (
    frame("So, three things to keep.", FrameFunction.RECAP),
    frame("How do we know any of this?", FrameFunction.EVIDENCE),
    frame("Let's slow down.", FrameFunction.SIGNPOST),
)


def outline() -> list[OutlineBeat]:
    planned: dict[str, Sequence[SpokenFact]] = {"Open": (), "Basics": BASICS, "Proof": [*PROOF, *OPEN], "End": ()}
    return [
        OutlineBeat(name, "c/t", place, "test", "", name, name, "", 100, 0.6, tuple(f.fact.fact_id for f in told), "")
        for place, (name, told) in enumerate(planned.items())
    ]


def material(frames: Sequence[PhraseFrame] = FRAMES, minutes: float = 1.0, stories: Sequence[Story] = ()) -> Material:
    project = Project("c/t", "c", TOPIC, "library", minutes)
    return Material(project, outline(), CONTENTS, None, frames, stories, SourceIndex(SOURCES), 120.0)


@pytest.fixture
def script() -> list[ScriptSentence]:
    return drafting.write(material(), {"Basics": [BASICS], "Proof": [PROOF, OPEN]})


def test_a_run_is_told_without_anything_foreign_in_its_order(script: list[ScriptSentence]) -> None:
    told = [sentence.fact_ids[0] for sentence in script if sentence.kind is SentenceKind.SOURCED]
    assert told[:9] == [fact.fact.fact_id for run in RUNS for fact in run]


def test_the_evidence_is_opened_by_the_creators_own_question_for_it(script: list[ScriptSentence]) -> None:
    texts = [sentence.text for sentence in script]
    asked = texts.index("How do we know any of this?")
    assert script[asked + 1].fact_ids == (PROOF[0].fact.fact_id,)


def test_three_things_are_three_told_in_order_from_different_runs(script: list[ScriptSentence]) -> None:
    texts = [sentence.text for sentence in script]
    start = texts.index("So, three things to keep.")
    kept = [sentence for sentence in script[start + 1 :] if sentence.kind is SentenceKind.SOURCED]
    assert [sentence.text.split(",")[0] for sentence in kept] == ["First", "Second", "Third"]
    told = [fact.fact.fact_id for run in RUNS for fact in run]
    assert [told.index(sentence.fact_ids[0]) // 3 for sentence in kept] == [0, 1, 2]


def test_two_things_are_not_announced_as_three() -> None:
    short = drafting.write(material(), {"Basics": [BASICS], "Proof": [PROOF]})
    assert "So, three things to keep." not in [sentence.text for sentence in short]


def test_the_story_is_asked_for_at_the_end_of_the_first_third(script: list[ScriptSentence]) -> None:
    (place,) = [sentence.ordinal for sentence in script if sentence.is_placeholder]
    assert 0.15 < spoken_words(script[:place]) / spoken_words(script) < 0.45


def test_nothing_is_joined_by_and_that_shares_no_word(script: list[ScriptSentence]) -> None:
    sourced = [sentence.text for sentence in script if sentence.kind is SentenceKind.SOURCED]
    assert not any(text.startswith(("And ", "You see")) for text in sourced)


def test_the_talk_says_where_it_goes_and_first_of_all_what_its_topic_is(script: list[ScriptSentence]) -> None:
    texts = [sentence.text for sentence in script]
    assert texts[0].startswith("We'll start with what a black hole is")
    asked = texts.index("So what is a black hole?")
    assert script[asked].kind is SentenceKind.RHETORIC
    assert script[asked + 1].fact_ids == (BASICS[0].fact.fact_id,)


def manuscript() -> Manuscript:
    writing = Manuscript(material(frames=()), Phrasebook(()))
    writing.turns = 1
    return writing


def test_a_section_is_named_only_by_words_that_it_uses() -> None:
    facts = [fact(1, "The event horizon is a boundary."), fact(2, "The event horizon grows with mass.")]
    assert turns.subject_phrase(manuscript(), "Event Horizon", facts) == "the event horizon"
    assert turns.subject_phrase(manuscript(), "Dark Energy", facts) is None


@pytest.mark.parametrize(
    ("question", "is_asked"),
    [("What is dark energy?", True), ("Is it only a theory?", False), ("What is the missing lithium?", False)],
)
def test_a_heading_that_asks_is_asked_only_where_the_next_fact_answers_it(question: str, is_asked: bool) -> None:
    writing, told = manuscript(), fact(1, "Dark energy pushes space apart.")
    turns.turn(writing, writing.material.outline[1], [told], question, Kind.MECHANISM)
    assert [line.text for line in writing.lines] == ([question] if is_asked else [])


@pytest.mark.parametrize(
    "told", ["Dark energy makes up 68 percent of everything.", "Last spring a survey saw hints about dark energy."]
)
def test_a_figure_or_an_event_does_not_answer_what_something_is(told: str) -> None:
    assert not turns.answers(fact(1, told), "What is dark energy?", TOPIC)


def test_a_script_that_is_too_long_loses_whole_runs_or_their_ends() -> None:
    whole = fitting.fitted(material(minutes=2.0), [*BASICS, *PROOF, *OPEN])
    short = fitting.fitted(material(minutes=0.6), [*BASICS, *PROOF, *OPEN])
    assert spoken_words(short) < spoken_words(whole)
    cited = {fact_id for sentence in short for fact_id in sentence.fact_ids}
    assert BASICS[0].fact.fact_id in cited


def test_the_rest_of_a_fact_is_not_told_where_it_was_told_before() -> None:
    first = fact(1, "Dark matter makes up 27 percent, and dark energy 68 percent.")
    again = replace(
        fact(2, "Dark matter supplied most of the gravity."),
        sentences=("Dark matter supplied most of the gravity.", "It makes up 27 percent of the black holes."),
        subject="Dark matter",
    )
    texts = [line.text for line in drafting.write(material(), {"Basics": [[first, again]]})]
    assert "Dark matter supplied most of the gravity." in texts
    assert not any("It makes up" in text for text in texts)
