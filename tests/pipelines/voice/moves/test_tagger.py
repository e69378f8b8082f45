"""Moves over several sentences, rows with their places, and what is read again when a channel changes."""

from dataclasses import replace
from itertools import groupby

import pytest

from pipelines.models import Move
from pipelines.voice.moves.tagger import tag_channel, tag_moves
from pipelines.voice.stories import find_stories
from tests.pipelines.voice.channel import sample_segments
from tests.pipelines.voice.moves.speech import segments, tagged


def test_an_announced_analogy_goes_on_until_the_talk_takes_over() -> None:
    moves = tagged(
        "Here's the kitchen version.",
        "You've got a pan of porridge.",
        "A skin forms.",
        "So why does it split?",
        "Heat.",
    )
    assert [Move.ANALOGY in found for found in moves] == [True, True, True, False, False]


def test_the_points_of_a_list_belong_to_the_recap() -> None:
    moves = tagged("So, three things to keep.", "One, ice floats.", "Two, it is roomy.", "Good night.")
    assert [Move.RECAP in found for found in moves] == [True, True, True, False]


def test_instructions_belong_to_the_call_that_they_follow() -> None:
    moves = tagged("Go and try this at home.", "Take a torch, and point it down.", "You get a circle.")
    assert [Move.CALL_TO_ACTION in found for found in moves] == [True, True, False]


def test_what_is_told_of_somebody_else_is_a_story_and_facts_are_not() -> None:
    told = (
        "In 1925 a young woman called Cecilia Payne came to Harvard.",
        "She worked out what heat does to the lines.",
        "An important man told her that she was wrong.",
        "She wrote that it was not real.",
    )
    facts = ("Mars is about half as wide.", "It has a core.", "The soil is red.", "The air is thin.")
    moves = tagged(*told, *facts)
    assert [Move.STORY in found for found in moves] == [True] * 4 + [False] * 4


def test_the_creators_own_stories_are_those_of_the_stories_table() -> None:
    told = {(move.video_id, move.ordinal) for move in tag_moves(sample_segments()) if move.move is Move.STORY}
    videos = [list(video) for _, video in groupby(sample_segments(), key=lambda segment: segment.video_id)]
    stories = [(video[0].video_id, story) for video in videos for story in find_stories(video)]
    assert stories
    for video_id, story in stories:
        assert {(video_id, ordinal) for ordinal in range(story.first_ordinal, story.last_ordinal + 1)} <= told


def test_a_row_says_where_and_by_what_the_move_was_made() -> None:
    (move,) = tag_moves(segments("Ice is light.", "That jump is called parallax.", "It is small."))
    assert (move.move, move.ordinal, move.segment_id) == (Move.DEFINITION, 1, "v-1")
    assert move.wording == "jump is called"
    assert move.position == pytest.approx(3 / 11)
    assert (move.start_s, move.end_s) == (2.0, 3.9)


def test_an_unchanged_video_is_not_read_again_and_a_changed_one_is() -> None:
    known = tag_moves(sample_segments())
    assert all(new is old for new, old in zip(tag_channel(sample_segments(), known), known, strict=True))
    first = sample_segments()[0]
    changed = [replace(first, text="By the way, this is new."), *sample_segments()[1:]]
    again = tag_channel(changed, known)
    identical = {id(move) for move in known}
    assert {move.video_id for move in again if id(move) not in identical} == {first.video_id}


def test_ids_are_unique_and_the_same_in_every_run() -> None:
    moves = tag_moves(sample_segments())
    assert len({move.move_id for move in moves}) == len(moves)
    assert moves == tag_moves(sample_segments())


def test_nothing_said_makes_no_move() -> None:
    assert tag_moves([]) == []
    assert tagged("", "…", "?") == [set(), set(), set()]


def test_a_parallel_sentence_goes_on_with_the_example() -> None:
    moves = tagged(
        "For instance, three halves gives a musical fifth.", "Four thirds gives a musical fourth.", "Ears are slow."
    )
    assert [Move.EXAMPLE in found for found in moves] == [True, True, False]


def test_what_somebody_says_in_a_story_does_not_end_it() -> None:
    moves = tagged(
        "In 1990 a man called Tom Lee walked to the sea.",
        "He met a fisherman there.",
        '"Where do you go?',
        'It is late."',
        "He laughed and sat down.",
    )
    assert all(Move.STORY in found for found in moves)
