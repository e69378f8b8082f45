"""A question of the talk is told from tags, quotes and questions to a guest; its answer is where the speaker answers."""

import pytest

from pipelines.models import Move
from tests.pipelines.voice.moves.speech import tagged

Q, A = Move.QUESTION, Move.ANSWER
INTERVIEW = ("Yeah.", "Right.", "Hello, Ann.", "Interesting.", "Oh, good.", "Sure.", "Okay.")


@pytest.mark.parametrize(
    ("text", "is_question"),
    [
        ("So why does a lean make you cold?", True),
        ("Why?", True),
        ("Sounds simple, right?", False),
        ("Right?", False),
        ('She said, "Which of us is moving?"', False),
        ("I asked him who had done it.", False),
    ],
)
def test_the_mark_decides_in_punctuated_text_tags_and_quotes_apart(text: str, is_question: bool) -> None:
    assert (Q in tagged(text, "The moon is far away.")[0]) is is_question


@pytest.mark.parametrize(
    ("text", "is_question"),
    [
        ("so what is actually going on", True),
        ("why does that matter", True),
        ("and how many times do we do it", True),
        ("have you ever seen a comet", True),
        ("sounds simple right", False),
        ("what we have here is a star", False),
        ("when you look at the sun the lines are thin", False),
        ("of course is that we want more", False),
        ("it depends on what you want", False),
    ],
)
def test_word_order_decides_where_there_are_no_marks(text: str, is_question: bool) -> None:
    assert (Q in tagged(text, "the moon is far away", is_punctuated=False)[0]) is is_question


def test_a_question_that_goes_on_in_the_next_sentence_inside_quotation_marks_is_not_the_speakers() -> None:
    moves = tagged('You ask yourself, "Where am I?', "What do I feel?", 'Why me?" and so on.', "What is it?")
    assert [Q in found for found in moves] == [False, False, False, True]


def test_the_answer_is_marked_where_a_wording_begins_it_even_after_another_sentence() -> None:
    moves = tagged("So why is it cold?", "Let's slow down.", "Well, it is far away.")
    assert [A in found for found in moves] == [False, False, True]


def test_the_last_of_several_questions_is_answered() -> None:
    assert [A in found for found in tagged("Is it luck?", "Is it fate?", "No.", "It is rock.")] == [
        False,
        False,
        True,
        False,
    ]


def test_a_sentence_that_takes_nothing_of_the_question_up_is_no_answer() -> None:
    moves = tagged(
        "How are we supposed to inspire those children in time?",
        "Health workers walk through the mountains for many days.",
    )
    assert moves == [{Q}, set()]


def test_questions_to_a_guest_are_left_out_and_those_the_host_answers_are_kept() -> None:
    moves = tagged(*INTERVIEW, "How do you feel about it?", "Yeah.", "So what is a goroutine?", "It is a small thread.")
    assert [Q in found for found in moves[-4:]] == [False, False, True, False]
    assert A in moves[-1]
