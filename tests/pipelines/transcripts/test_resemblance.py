"""Sketches tell the same words from others, and are the same whatever the order of the files."""

import random

from hypothesis import given
from hypothesis import strategies as st

from pipelines.sentences import normalised_words
from pipelines.transcripts.resemblance import LEAST_ALIKE, resemblance, sketch
from tests.pipelines.voice.channel import sample_segments

VIDEOS = {segment.video_id for segment in sample_segments()}
WORDS = {
    video_id: [word for s in sample_segments() if s.video_id == video_id for word in normalised_words(s.text)]
    for video_id in sorted(VIDEOS)
}
FIRST = next(iter(WORDS.values()))


def test_the_same_words_are_alike_and_other_videos_are_not() -> None:
    sketches = [sketch(words) for words in WORDS.values()]
    assert resemblance(sketches[0], sketches[0]) == 1.0
    assert max(resemblance(one, other) for one in sketches for other in sketches if one is not other) < LEAST_ALIKE / 2


def test_a_transcript_by_another_recogniser_is_alike() -> None:
    rng = random.Random(7)
    heard = [word if rng.random() > 0.1 else "er" for word in FIRST]  # one word in ten heard otherwise
    assert resemblance(sketch(FIRST), sketch(heard)) > LEAST_ALIKE


def test_a_greeting_is_too_short_to_be_the_same() -> None:
    assert resemblance(sketch(["hello", "there"]), sketch(["hello", "there"])) == 0.0


@given(st.lists(st.sampled_from("abcdefgh"), max_size=300), st.lists(st.sampled_from("abcdefgh"), max_size=300))
def test_it_is_a_share_and_the_same_both_ways(one: list[str], other: list[str]) -> None:
    share = resemblance(sketch(one), sketch(other))
    assert 0 <= share <= 1
    assert share == resemblance(sketch(other), sketch(one))
    assert 8 <= len(sketch(one)) <= 1024
