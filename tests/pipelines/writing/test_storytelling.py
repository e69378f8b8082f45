"""A story is told where it is about the topic and its facts, in the creator's words; otherwise the creator is asked."""

from dataclasses import replace

import pytest

from pipelines.models import Story
from pipelines.writing import storytelling

TOPIC = "how telescopes gather light"
FACTS = ["A telescope gathers light with a mirror.", "A larger mirror gathers fainter light from the night sky."]
FITTING = Story(
    "s1", "c", "v1", 3, 6, 20.0, 45.0, 0.25,
    "I was nine. My uncle carried his telescope up the hill, and the mirror was cracked. It gathered light all the same.",
)  # fmt: skip


def _with(text: str) -> Story:
    return replace(FITTING, text=text)


def test_a_story_about_the_topic_and_its_facts_is_told() -> None:
    assert storytelling.fitting([_with("I once lost a shoe in Leeds."), FITTING], TOPIC, FACTS) == FITTING


@pytest.mark.parametrize(
    "text",
    [
        "I once lost a shoe in Leeds, and my sister laughed.",
        "On the hill that night I held a mirror to the sky and saw nothing, and my gathers of larger coats fell fainter.",
        "My act was light, and I could gather no laughter with it, so I was booed off the stage.",
    ],
    ids=["about neither", "about the facts only", "about the topic only"],
)
def test_a_story_that_fits_only_in_part_is_left_alone(text: str) -> None:
    assert storytelling.fitting([_with(text)], TOPIC, FACTS) is None


def test_a_story_too_long_to_tell_is_left_alone() -> None:
    assert storytelling.fitting([_with(FITTING.text + " And then we walked home again." * 20)], TOPIC, FACTS) is None


def test_a_story_is_told_in_the_words_of_the_creator() -> None:
    assert " ".join(storytelling.told(FITTING)) == FITTING.text


@pytest.mark.parametrize(("positions", "expected"), [((), 0.3), ((0.25,), 0.25), ((0.0,), 0.2), ((0.9, 0.8), 0.4)])
def test_a_story_stands_where_the_creator_tells_stories(positions: tuple[float, ...], expected: float) -> None:
    told = [replace(FITTING, position=position) for position in positions]
    assert storytelling.usual_position(told) == expected
