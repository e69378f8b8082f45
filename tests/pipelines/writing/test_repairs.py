"""Protects: a change says what it does, takes along what leans on it, and is refused where a sentence would lose what it leans on."""

from pipelines.models import SentenceKind
from pipelines.writing import repairs
from tests.written_scripts import BODY, MORE, script, texts

LINES = script(
    (BODY, "Stars burn hydrogen.", "f1"),
    (BODY, "So what is a pulsar?", ""),
    (BODY, "A pulsar is a star that turns.", "f2"),
    (BODY, "It turns fast.", "f3"),
    (MORE, "Snails sleep.", "f4"),
)


def test_a_sentence_moves_with_its_question_and_what_leans_on_it() -> None:
    repair = repairs.move(LINES, LINES[2], LINES[0])
    assert texts(repair.script) == texts([LINES[1], LINES[2], LINES[3], LINES[0], LINES[4]])
    assert repair.what == "Move “A pulsar is a star that turns.” in front of “Stars burn hydrogen.”."
    assert repairs.is_sound(LINES, repair.script)


def test_a_sentence_that_moves_to_another_beat_belongs_to_it() -> None:
    assert repairs.move(LINES, LINES[0], LINES[4]).script[3].beat_id == MORE


def test_a_place_inside_of_what_moves_is_no_place() -> None:
    assert list(repairs.moves(LINES, LINES[2], LINES[1:4])) == []


def test_an_answer_is_cut_with_its_question() -> None:
    assert texts(repairs.cut(LINES, LINES[2]).script) == texts([LINES[0], LINES[3], LINES[4]])


def test_what_would_lose_what_it_leans_on_is_not_sound() -> None:
    assert not repairs.is_sound(LINES, repairs.cut(LINES, LINES[2]).script), "“It” would be hydrogen"
    between = repairs.insert(LINES, LINES[3], "Snails are slow.", SentenceKind.RHETORIC, (), "Say")
    assert not repairs.is_sound(LINES, between.script)
    unasked = repairs.insert(LINES, LINES[2], "Snails are slow.", SentenceKind.RHETORIC, (), "Say")
    assert not repairs.is_sound(LINES, unasked.script), "the answer stands behind its question"
    assert repairs.is_sound(
        LINES, repairs.insert(LINES, LINES[4], "Now, snails.", SentenceKind.RHETORIC, (), "Say").script
    )


def test_the_word_that_ties_a_sentence_is_left_out() -> None:
    assert repairs.without_opener("But snails sleep.") == "Snails sleep."
    assert repairs.without_opener("Snails sleep.") == "Snails sleep."
