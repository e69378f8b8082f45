"""A story told twice is one story; stories that share people or things stay two."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.embeddings import DIMENSIONS
from pipelines.models import StoryPassage
from pipelines.voice.retellings import LEAST_SIMILARITY, grouped, shared_wording, word_runs

TEXT = "When I was nine I hid a bottle in the freezer and in the morning it was in pieces."
PASSAGE = StoryPassage("v1", 3, 6, None, None, 0.2, TEXT)


def _vector(cosine: float) -> tuple[float, ...]:
    return (cosine, (1 - cosine**2) ** 0.5) + (0.0,) * (DIMENSIONS - 2)


def test_the_same_words_in_another_video_are_one_story() -> None:
    again = replace(PASSAGE, video_id="v2", text="I told you this once. " + TEXT)
    assert grouped([PASSAGE, again]) == [[PASSAGE, again]]


@pytest.mark.parametrize(("cosine", "n_stories"), [(LEAST_SIMILARITY + 0.01, 1), (LEAST_SIMILARITY - 0.01, 2)])
def test_other_words_are_one_story_when_they_mean_the_same(cosine: float, n_stories: int) -> None:
    first = replace(PASSAGE, embedding=_vector(1.0))
    again = replace(PASSAGE, video_id="v2", text="A bottle of mine burst.", embedding=_vector(cosine))
    assert len(grouped([first, again])) == n_stories


@pytest.mark.parametrize(
    ("again", "n_stories"),
    [
        ("My grandmother's freezer, that bottle of malt: it shattered, and my cousin and I swept up the shards.", 1),
        ("We drove to the sea and built a castle, and it was gone by noon.", 2),
    ],
    ids=["shares uncommon words", "shares none"],
)
def test_uncommon_words_make_what_is_near_the_same(again: str, n_stories: int) -> None:
    told = "I hid a bottle of malt in my grandmother's freezer and it shattered; my cousin stepped on the shards."
    first = replace(PASSAGE, text=told, embedding=_vector(1.0))
    assert len(grouped([first, replace(first, video_id="v2", text=again, embedding=_vector(0.55))])) == n_stories


def test_two_stories_of_one_video_are_two_however_alike_they_are() -> None:
    first = replace(PASSAGE, embedding=_vector(1.0))
    next_one = replace(PASSAGE, first_ordinal=9, text="Another bottle, another day.", embedding=_vector(0.99))
    assert len(grouped([first, next_one])) == 2


def test_no_passage_gives_no_group() -> None:
    assert grouped([]) == []


@given(st.text(), st.text())
def test_shared_wording_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    share = shared_wording(word_runs(one), word_runs(other))
    assert 0 <= share <= 1
    assert share == shared_wording(word_runs(other), word_runs(one))
