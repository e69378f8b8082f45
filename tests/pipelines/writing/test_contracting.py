"""Contractions: written out as often as the creator writes them out, and never in their stories."""

from pipelines.models import SentenceKind
from pipelines.writing.contracting import contracted
from pipelines.writing.manuscript import Manuscript
from pipelines.writing.phrasing import Phrasebook
from pipelines.writing.steering import UNSTEERED
from tests.pipelines.writing.test_drafting import material


def manuscript(*said: str) -> Manuscript:
    writing = Manuscript(material(frames=()), Phrasebook(()))
    for text in said:
        writing.say(writing.material.outline[1], text, SentenceKind.SOURCED, ("f1",))
    return writing


def test_contractions_are_written_out_as_often_as_the_creator_does() -> None:
    lines = manuscript(*(f"It's star number {n}." for n in range(10))).lines
    texts = [line.text for line in contracted(lines, 0.5, set(), UNSTEERED)]
    assert 4 <= sum("It's" in text for text in texts) <= 6
    assert all(text.startswith(("It's ", "It is ")) for text in texts)


def test_a_sentence_that_must_stay_keeps_its_contraction() -> None:
    lines = manuscript("It's one.", "It's two.", "It's three.").lines
    assert [line.text for line in contracted(lines, 0.0, {"f1"}, UNSTEERED)] == [line.text for line in lines]


def test_denials_are_written_out_too_and_questions_keep_theirs() -> None:
    lines = manuscript(
        "It doesn't shine.", "Stars can't last.", "They won't.", "Isn't that odd?", "We've seen it."
    ).lines
    texts = [line.text for line in contracted(lines, 0.0, set(), UNSTEERED)]
    assert texts == ["It does not shine.", "Stars cannot last.", "They won't.", "Isn't that odd?", "We have seen it."]


def test_a_rate_that_is_a_little_lower_shows_on_a_few_sentences_already() -> None:
    lines = manuscript(*(f"It's star number {n}." for n in range(4))).lines
    assert sum("It's" in line.text for line in contracted(lines, 1.0, set(), UNSTEERED)) == 4
    assert sum("It's" in line.text for line in contracted(lines, 0.75, set(), UNSTEERED)) == 3


def test_what_is_written_out_already_counts() -> None:
    lines = manuscript("It is one.", "It is two.", "It's three.", "It's four.").lines
    assert [line.text for line in contracted(lines, 0.5, set(), UNSTEERED)] == [line.text for line in lines]
