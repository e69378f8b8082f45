"""A point is a sentence that was said, and is left open where none says what the story means."""

import pytest

from pipelines.models import Segment
from pipelines.voice.story_points import AFTER, point_of

STORY = ["I built a bike from the frame up.", "I could not bleed the brakes.", "I tried it for a whole day."]
LESSON = "What I learned was that the right tool is half of the work."


def _segments(texts: list[str]) -> list[Segment]:
    return [Segment(f"s{n}", "c", "v", n, text, None, None) for n, text in enumerate(texts)]


def test_the_lesson_in_or_right_after_a_story_is_its_point() -> None:
    assert point_of(_segments([*STORY, LESSON]), []) == LESSON
    assert point_of(_segments(STORY), _segments(["Anyway.", LESSON])) == LESSON


def test_a_lesson_far_behind_the_story_is_not_its_point() -> None:
    assert point_of(_segments(STORY), _segments(["And it rained."] * AFTER + [LESSON])) is None


def test_a_stated_lesson_goes_before_a_conclusion() -> None:
    assert point_of(_segments([*STORY, LESSON]), _segments(["So I am here because of that bike."])) == LESSON


@pytest.mark.parametrize(
    "sentence",
    [
        "I realised that I had lost the keys.",  # an event, no meaning
        "What did I learn from this?",
        "I learned that",  # captions cut it off
        "Let me show you what I learned is true for every bike.",
    ],
)
def test_events_questions_fragments_and_talk_are_no_point(sentence: str) -> None:
    assert point_of(_segments([*STORY, sentence]), []) is None
