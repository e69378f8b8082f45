"""Protects: a belief is told as a belief, in front of what is so; never alone, never invented, never as a fact."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipelines.models import (
    FrameForm,
    FrameFunction,
    Misconception,
    OutlineBeat,
    PhraseFrame,
    Project,
    ScriptSentence,
    SentenceKind,
)
from pipelines.writing import beliefs, drafting, pipeline, rules
from pipelines.writing.manuscript import Material
from pipelines.writing.rules import SourceIndex
from tests.spoken_facts import BASICS, TOPIC, fact, frame, section

TOLD = section(
    20, "What is a black hole?", "c",
    "A black hole is a place that light cannot leave.", "A black hole pulls no more than a star of its mass.", "It is made when a star collapses.",
)  # fmt: skip
CORRECTION = TOLD[1].fact
ROW = Misconception(
    "m1", "c/t", "c", 0, "Black holes suck in everything.", "Many people think that black holes suck in everything.",
    CORRECTION.start - 60, CORRECTION.start - 1, CORRECTION.text, CORRECTION.quote, CORRECTION.start, CORRECTION.end, "x",
)  # fmt: skip
SOURCES = ("We saw the black holes, and the black hole grows.",)
BEAT = OutlineBeat("Basics", "c/t", 0, "test", "", "Basics", "Basics", "", 100, 0.6, (), "")


def script(
    rows: Sequence[Misconception], frames: Sequence[PhraseFrame] = (), sources: Sequence[str] = SOURCES
) -> list[ScriptSentence]:
    corrected = beliefs.corrected(rows, [told.fact for told in TOLD])
    material = Material(
        Project("c/t", "c", TOPIC, "library", 1.0), [BEAT], {"Basics": ("fact",)}, None, frames, (), SourceIndex(sources), 120.0,
        beliefs=corrected,
    )  # fmt: skip
    return drafting.write(material, {"Basics": [TOLD]})


def faults(lines: Sequence[ScriptSentence], rows: Sequence[Misconception] = (ROW,)) -> list[str]:
    return [fault for _, fault in beliefs.misplaced(lines, rows, [told.fact for told in TOLD])]


def test_the_belief_stands_right_before_its_correction_and_cites_it() -> None:
    lines = script([ROW])
    at = next(place for place, line in enumerate(lines) if line.kind is SentenceKind.BELIEF)
    assert lines[at].text == "You may have heard that black holes suck in everything."
    assert lines[at].fact_ids == lines[at + 1].fact_ids == (CORRECTION.fact_id,)
    assert lines[at + 1].text == "In fact, a black hole pulls no more than a star of its mass."
    assert lines[at + 1].kind is SentenceKind.SOURCED
    assert faults(lines) == []
    assert rules.untyped(lines) == []
    assert all(line.kind is not SentenceKind.BELIEF for line in script([]))


def test_the_creators_own_words_introduce_belief_and_correction() -> None:
    own = frame("A lot of people think", FrameFunction.CONTRAST, FrameForm.OPENER, 3)
    turn = frame("The truth is,", FrameFunction.EMPHASIS, FrameForm.OPENER, 3)
    lines = script([ROW], [own, turn])
    told = next(line for line in lines if line.kind is SentenceKind.BELIEF)
    assert told.text == "A lot of people think that black holes suck in everything."
    assert told.frame_id == own.frame_id
    after = lines[lines.index(told) + 1]
    assert after.text.startswith("The truth is, a black hole pulls")
    assert after.frame_id == turn.frame_id


def test_a_belief_that_the_source_asks_about_is_asked_and_answered() -> None:
    lines = script([replace(ROW, belief="Do black holes suck in everything?", quote="No.")])
    texts = [line.text for line in lines]
    at = texts.index("Do black holes suck in everything?")
    assert lines[at].kind is SentenceKind.RHETORIC
    assert lines[at + 1].kind is SentenceKind.BELIEF
    assert lines[at + 2].fact_ids == (CORRECTION.fact_id,)
    assert faults(lines, [replace(ROW, belief="Do black holes suck in everything?")]) == []


@pytest.mark.parametrize(
    "belief", ["They suck in everything.", "Is it true?", "Black holes " + "very " * 20 + "often eat."], ids=["pronoun", "question", "long"]
)  # fmt: skip
def test_what_cannot_stand_by_itself_is_not_told(belief: str) -> None:
    lines = script([replace(ROW, belief=belief)])
    assert all(line.kind is not SentenceKind.BELIEF for line in lines)
    assert any(line.fact_ids == (CORRECTION.fact_id,) for line in lines), "the fact is told all the same"


def test_a_belief_in_twelve_words_of_its_source_is_not_told() -> None:
    long = "Black holes suck in every star, every planet and all of the light around them."
    lines = script([replace(ROW, belief=long)], sources=(*SOURCES, long))
    assert all(line.kind is not SentenceKind.BELIEF for line in lines)


def test_a_belief_without_a_fact_that_corrects_it_is_left_out() -> None:
    assert beliefs.corrected([replace(ROW, correction_start=None, correction_end=None)], [CORRECTION]) == {}
    assert beliefs.corrected([replace(ROW, document_id="other")], [CORRECTION]) == {}
    stating = replace(CORRECTION, text="Black holes suck in everything.")
    assert beliefs.corrected([ROW], [stating]) == {}, "what states the belief does not correct it"
    denying = replace(CORRECTION, text="Black holes do not suck in everything.")
    assert beliefs.corrected([ROW], [denying]) == {denying.fact_id: ROW}


def test_a_belief_that_nothing_corrects_or_no_source_reports_blocks_the_script() -> None:
    lines = script([ROW])
    at = next(place for place, line in enumerate(lines) if line.kind is SentenceKind.BELIEF)
    alone = [*lines[: at + 1], *lines[at + 2 :]]
    assert faults(alone) == ["what corrects it does not follow"]
    invented = [*lines[:at], replace(lines[at], text="You may have heard that the Moon is cheese."), *lines[at + 1 :]]
    assert len(faults(invented)) == 1
    grown = [*lines[:at], replace(lines[at], text=lines[at].text[:-1] + " within 12 hours."), *lines[at + 1 :]]
    assert len(faults(grown)) == 1, "a number that the belief does not have"
    assert faults(lines, []) != []
    facts = [told.fact for told in TOLD]
    project = Project("c/t", "c", TOPIC, "library", 1.0)
    found = pipeline.review_script(project, [BEAT], alone, facts, [], [], 120.0, (), [ROW])
    assert [row.rule for row in found if row.severity.value == "blocking"] == ["misplaced-belief"]


def test_a_belief_is_told_once_and_a_definition_that_corrects_is_not_asked_for() -> None:
    opening = replace(ROW, correction_start=TOLD[0].fact.start, correction_end=TOLD[2].fact.end)
    lines = script([opening])
    assert sum(line.kind is SentenceKind.BELIEF for line in lines) == 1
    assert lines[0].kind is SentenceKind.BELIEF, "before the first fact that corrects it, which is a definition"
    assert fact(1, "x").fact.fact_id not in beliefs.corrected([opening], [told.fact for told in BASICS])
