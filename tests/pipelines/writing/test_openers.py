"""Openers: only in front of what begins as a statement does."""

import pytest

from pipelines.models import FrameFunction, SentenceKind
from pipelines.voice.habits import Habits
from pipelines.writing import asides, openers
from pipelines.writing.manuscript import Manuscript
from pipelines.writing.phrasing import Phrasebook
from tests.pipelines.writing.test_drafting import material
from tests.spoken_facts import BASICS, frame


@pytest.mark.parametrize(
    "text",
    [
        "Born in 1910 in Lahore, the physicist grew up with books.",
        "Trapped by the field, the particles circulate for ages.",
        "Unable to make energy, the star faces its end.",
    ],
)
def test_nothing_opens_what_begins_with_a_participle(text: str) -> None:
    """\"We also know that born in 1910 …\" is no sentence."""
    assert not openers.can_be_opened(text)


def test_a_statement_can_be_opened() -> None:
    assert openers.can_be_opened("The particles circulate for ages.")


@pytest.mark.parametrize(("first", "comes"), [("Take the outer shell.", False), ("The shell is hot.", True)])
def test_nothing_comes_between_a_thing_and_what_is_said_of_it(first: str, comes: bool) -> None:
    writing = Manuscript(material(frames=()), Phrasebook(()))
    beat, fact_ids = writing.material.outline[1], (BASICS[0].fact.fact_id,)
    for text in (first, "It is the brightest thing that nobody has ever seen."):
        writing.say(beat, text, SentenceKind.SOURCED, fact_ids)
    assert bool(asides.before(writing.lines, 1, (frame("Wow.", FrameFunction.EMPHASIS),))) is comes


def before_second(first: str, second: str) -> list[tuple[str, str]]:
    writing = Manuscript(material(frames=()), Phrasebook(()))
    for text in (first, second):
        writing.say(writing.material.outline[1], text, SentenceKind.SOURCED, (BASICS[0].fact.fact_id,))
    return [(aside, said) for aside, said, _ in asides.before(writing.lines, 1, ())]


def test_now_is_not_said_twice() -> None:
    found = before_second("The shell is hot.", "Now, the shell has been cooling for 13.8 billion years.")
    assert found
    assert not any(text.startswith("Now,") for _, text in found)


def test_nobody_is_amazed_at_a_unit() -> None:
    assert not before_second("The shell is far away.", "One megaparsec is 3.26 million light years.")
    assert before_second("The shell is far away.", "The shell is 3.26 million light years away.")


@pytest.mark.parametrize(
    ("last", "closes"), [("The shell fades at last.", True), ("The wind may be weakening.", False)]
)
def test_a_section_is_closed_only_where_it_was_spoken_of_last(last: str, closes: bool) -> None:
    writing = Manuscript(material(frames=()), Phrasebook(()))
    beat = writing.material.outline[1]
    writing.rhetoric(beat, "Let's turn to the shell.")
    for text in ("The shell is hot.", "The shell is thin.", last):
        writing.say(beat, text, SentenceKind.SOURCED, (BASICS[0].fact.fact_id,))
    writing.rhetoric(beat, "Let's go one step further.")
    assert bool(asides.before(writing.lines, 4, ())) is closes


def test_a_number_that_the_creator_dwells_on_afterwards_is_not_announced_as_well() -> None:
    writing = Manuscript(material(frames=()), Phrasebook(()))
    beat = writing.material.outline[1]
    for text in ("The shell is far away.", "The shell is 3.26 million light years away."):
        writing.say(beat, text, SentenceKind.SOURCED, (BASICS[0].fact.fact_id,))
    assert asides.before(writing.lines, 1, ())
    writing.rhetoric(beat, "Let that sit.", frame("Let that sit.", FrameFunction.EMPHASIS))
    assert not asides.before(writing.lines, 1, ())


@pytest.mark.parametrize(("near", "comes"), [("Now, the wind turns.", False), ("The wind turns.", True)])
def test_now_does_not_come_twice_within_a_few_sentences(near: str, comes: bool) -> None:
    writing = Manuscript(material(frames=()), Phrasebook(()))
    beat = writing.material.outline[1]
    for place, text in enumerate(("Let's go on.", "The shell is hot.", "The shell is thin.", near)):
        kind = SentenceKind.SOURCED if place else SentenceKind.RHETORIC
        writing.say(beat, text, kind, (BASICS[0].fact.fact_id,) if place else ())
    found = openers.fitting(writing.lines, 1, {}, (), Habits(openers={"now": 0.2}))
    assert any(opening.text == "Now," for opening in found) is comes
