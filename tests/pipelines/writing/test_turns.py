"""Turns: what is promised at a turn follows, and no turn of phrase wears out."""

from dataclasses import replace

import pytest

from pipelines.models import FrameForm, FrameFunction, PhraseFrame, SentenceKind
from pipelines.writing import turns
from pipelines.writing.manuscript import Manuscript
from pipelines.writing.phrasing import Phrasebook
from pipelines.writing.runs import Kind
from pipelines.writing.speech import SpokenFact
from tests.pipelines.writing.test_drafting import material
from tests.spoken_facts import fact, frame

EDGE = fact(1, "An event horizon is the edge of a black hole.")


def manuscript(*frames: PhraseFrame) -> Manuscript:
    writing = Manuscript(material(frames=frames), Phrasebook(frames))
    writing.turns = 1
    return writing


def presented(number: int) -> SpokenFact:
    told = fact(number, f"Star number {number} shines brightly.")
    return replace(told, sentences=(f"Take star {number}.", "It shines so brightly that one can read by it."))


def test_a_definition_is_asked_for_and_answered() -> None:
    wording = turns.asked(manuscript(), EDGE)
    assert wording == ("So what is an event horizon?", "It's the edge of a black hole.")


def test_questions_are_not_asked_one_after_another_nor_without_end() -> None:
    writing = manuscript()
    beat = writing.material.outline[1]
    writing.ask(beat, "So what is a star?")
    assert turns.asked(writing, EDGE) is None
    for place in range(6):
        writing.asked_at.append(place)
    for _ in range(20):
        writing.rhetoric(beat, "Stay with me.")
    assert turns.asked(writing, EDGE) is None


def test_what_is_no_definition_is_not_asked_for() -> None:
    assert turns.asked(manuscript(), fact(1, "Gas glows near the edge.")) is None


def test_only_the_first_subject_is_presented_by_take() -> None:
    writing = manuscript()
    for number in range(4):
        for sentence in turns.varied(writing, presented(number)):
            writing.rhetoric(writing.material.outline[1], sentence)
    texts = [line.text for line in writing.lines]
    assert texts[0] == "Take star 0."
    assert texts[2] == "Star 1 shines so brightly that one can read by it."
    assert sum(text.startswith("Take ") for text in texts) == 1


def test_another_subject_is_not_begun_without_a_word() -> None:
    writing = manuscript()
    beat = writing.material.outline[1]
    writing.say(beat, "Stars burn hydrogen.", SentenceKind.SOURCED, ("f",))
    turns.turn(writing, beat, [fact(9, "Snails sleep for years.", heading="Notes")], "Notes", Kind.MECHANISM)
    assert len(writing.lines) == 2
    assert writing.lines[-1].fact_ids == ()


@pytest.mark.parametrize(
    ("text", "is_asked"), [("Gas glows because it is hot.", True), ("Gas was named in the past.", False)]
)
def test_the_creator_asks_how_it_works_only_where_a_reason_follows(text: str, is_asked: bool) -> None:
    question = frame("How does it work?", FrameFunction.QUESTION)
    writing = manuscript(question)
    beat = writing.material.outline[1]
    for _ in range(4):
        writing.rhetoric(beat, "Gas is everywhere.")
    turns.turn(writing, beat, [fact(1, text)], "Notes", Kind.MECHANISM)
    assert (writing.lines[-1].text == question.text) is is_asked


def test_nobody_dives_in_after_half_of_the_talk() -> None:
    writing = manuscript(frame("Let's dive in.", FrameFunction.SIGNPOST))
    beat = writing.material.outline[1]
    for _ in range(30):
        writing.rhetoric(beat, "Gas is everywhere.")
    turns.turn(writing, beat, [fact(1, "Gas is hot.")], "Notes", Kind.DEFINITION)
    assert writing.lines[-1].text == "Gas is everywhere."


def test_a_section_is_named_in_the_creators_own_way() -> None:
    writing = manuscript(frame("Okay,", FrameFunction.SIGNPOST, FrameForm.OPENER))
    beat = writing.material.outline[1]
    for _ in range(6):
        writing.rhetoric(beat, "Gas is everywhere.")
    facts = [fact(1, "We see that the event horizon is round."), fact(2, "The event horizon grows with mass.")]
    turns.turn(writing, beat, facts, "Event Horizon", Kind.MECHANISM)
    assert writing.lines[-1].text.startswith("Okay, ")
    assert "the event horizon" in writing.lines[-1].text


@pytest.mark.parametrize(
    ("text", "pauses"),
    [("The mix was 75 percent hydrogen and 25 percent helium.", True), ("The mix was even and calm.", False)],
)
def test_a_pause_is_asked_for_only_beside_what_is_hard_to_take_in(text: str, pauses: bool) -> None:
    slow = frame("Let's slow down.", FrameFunction.SIGNPOST)
    writing = manuscript(slow)
    beat = writing.material.outline[1]
    for _ in range(4):
        writing.rhetoric(beat, "Gas is everywhere.")
    turns.turn(writing, beat, [fact(1, text)], "Notes", Kind.MECHANISM)
    assert (writing.lines[-1].text == slow.text) is pauses


@pytest.mark.parametrize(
    ("text", "is_asked"), [("Telescopes saw the gas glow.", True), ("Iron was made much later, in stars.", False)]
)
def test_how_we_know_is_asked_only_where_something_is_observed(text: str, is_asked: bool) -> None:
    question = frame("How do we know any of this?", FrameFunction.EVIDENCE)
    writing = manuscript(question)
    beat = writing.material.outline[1]
    for _ in range(4):
        writing.rhetoric(beat, "Gas is everywhere.")
    turns.turn(writing, beat, [fact(1, text)], "Notes", Kind.EVIDENCE)
    assert (writing.lines[-1].text == question.text) is is_asked


def test_no_frame_follows_a_frame() -> None:
    strike, step = frame("That is not a small thing.", FrameFunction.EMPHASIS), frame("Next.", FrameFunction.SIGNPOST)
    writing = manuscript(strike, step)
    beat = writing.material.outline[1]
    for _ in range(6):
        writing.rhetoric(beat, "Gas is everywhere.")
    writing.frame(beat, strike)
    turns.turn(writing, beat, [fact(1, "Gas is hot.")], "Notes", Kind.MECHANISM)
    assert writing.lines[-1].text == strike.text
