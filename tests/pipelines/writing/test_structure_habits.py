"""Protects: videos that follow a framework's contract are recognised by what is heard where, and ordinary talks are not."""

import random

from hypothesis import given
from hypothesis import strategies as st

from pipelines.models import DiscourseMove, EducationalFramework, Move, Segment
from pipelines.writing import marks
from pipelines.writing import structure_habits as habits
from pipelines.writing.frameworks import load

FRAMEWORKS = load()
N_WORDS = 3000


def built_like(framework: EducationalFramework, chance: random.Random) -> list[tuple[float, str]]:
    """What is heard in a talk that gives each beat five of each mark that it asks for, somewhere in the beat."""
    heard, start = [], 0.0
    for beat in framework.beats:
        heard += [(start + beat.share * chance.random(), mark) for mark in beat.heard for _ in range(5)]
        start += beat.share
    return sorted(heard)


def test_a_talk_built_like_a_framework_is_recognised_as_such() -> None:
    chance = random.Random(5)
    for framework in FRAMEWORKS:
        found = habits.structure_of("v", built_like(framework, chance), N_WORDS, FRAMEWORKS)
        assert max(found.nats, key=lambda name: found.nats[name]) == framework.framework_id


def test_a_talk_of_ordinary_speech_follows_none() -> None:
    chance = random.Random(7)
    rates = habits._rates()
    recognised = 0
    for _ in range(40):
        heard = sorted(
            (chance.random(), mark) for mark, rate in rates.items() for _ in range(round(rate * N_WORDS / 1000))
        )
        recognised += habits.structure_of("v", heard, N_WORDS, FRAMEWORKS).framework_id is not None
    assert recognised <= 4


@given(st.lists(st.tuples(st.floats(0, 1), st.sampled_from(sorted(marks.MARKS))), max_size=40))
def test_order_of_frameworks_makes_no_difference(heard: list[tuple[float, str]]) -> None:
    one = habits.structure_of("v", heard, N_WORDS, FRAMEWORKS)
    assert one == habits.structure_of("v", heard, N_WORDS, FRAMEWORKS[::-1])


def test_an_empty_channel_has_no_habits() -> None:
    found = habits.measured([], [], FRAMEWORKS)
    assert found == habits.UNKNOWN
    assert not found.can_say
    assert found.share("gagne") == 0.0


def said(ordinal: int, text: str, video: str = "v") -> Segment:
    return Segment(f"{video}{ordinal}", "c", video, ordinal, text, None, None)


def test_marks_come_from_moves_and_wordings_at_the_place_where_they_are_said() -> None:
    segments = [said(0, "So what is a star?"), said(1, "Stars shine because they burn."), said(2, "The end.")]
    moves = [DiscourseMove("m", "c", "v", "v0", 0, Move.QUESTION, "what", 0.0, None, None)]
    assert marks.heard(segments, moves) == [(0.0, "question"), (5 / 12, "cause")]


def test_videos_are_kept_apart() -> None:
    segments = [said(0, "One.", "a"), said(0, "Two.", "b")]
    moves = [DiscourseMove("m", "c", "b", "b0", 0, Move.QUESTION, "what", 0.0, None, None)]
    assert {video: len(made) for video, (_, made) in marks.by_video(segments, moves).items()} == {"a": 0, "b": 1}
