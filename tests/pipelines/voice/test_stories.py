"""Personal stories are found whole, and lecture talk and opinions are not taken for them."""

from collections.abc import Sequence
from itertools import groupby

import pytest

from pipelines.models import Segment, StoryPassage, StoryTime
from pipelines.voice.stories import MAX_SENTENCES, MIN_SENTENCES, find_stories
from tests.pipelines.voice.channel import sample_segments

CHANNEL = "slow-light"
STORY = [
    "When I was eleven, my grandmother in Enugu had a chest freezer.",
    "One night I hid a bottle in there.",
    "In the morning she opened the lid and the bottle was in pieces.",
    'She looked at it and she said, "What pushed?"',
    "I still think about that.",
]
AROUND = ["Ice is less dense than water.", "You can see that in any glass."]


def _segments(texts: Sequence[str], video_id: str = "v1") -> list[Segment]:
    return [
        Segment(f"{video_id}-{ordinal}", CHANNEL, video_id, ordinal, text, ordinal * 4.0, ordinal * 4.0 + 3.0)
        for ordinal, text in enumerate(texts)
    ]


@pytest.fixture(scope="module")
def sample_stories() -> list[StoryPassage]:
    videos = groupby(sample_segments(), key=lambda segment: segment.video_id)
    return [story for _, video in videos for story in find_stories(list(video))]


def test_no_segments_give_no_stories() -> None:
    assert find_stories([]) == []


def test_a_story_is_found_whole_with_its_people_places_times_and_position() -> None:
    [story] = find_stories(_segments([*AROUND, *STORY, *AROUND]))
    assert (story.first_ordinal, story.last_ordinal) == (2, 6)
    assert story.text == " ".join(STORY)
    assert (story.start_s, story.end_s) == (8.0, 27.0)
    assert story.position == pytest.approx(2 / 9)
    assert story.people == ("my grandmother",)
    assert story.places == ("Enugu",)
    assert story.times == (StoryTime("When I was eleven", age=11), StoryTime("One night"))


def test_the_talk_that_follows_a_story_is_left_out() -> None:
    [story] = find_stories(_segments([*STORY, "But look.", "In 1912 somebody measured it in Iceland.", *AROUND]))
    assert story.last_ordinal == len(STORY) - 1


@pytest.mark.parametrize(
    "texts",
    [
        [
            "I showed you this last time.",
            "I wrote it on the board.",
            "We computed the value and we got nine.",
            "I said it was odd.",
        ],
        [
            "I think people were wrong years ago.",
            "I believe they wanted money.",
            "I think it was unfair.",
            "I felt it was bad.",
        ],
        [
            "Suppose I walked to my uncle's house.",
            "If I went there I would find him.",
            "If we talked he could have left.",
        ],
        [
            "The Romans built roads one day.",
            "They marched and fought.",
            "They lost, and they left.",
            "They wrote it down.",
        ],
        STORY[:2],
    ],
    ids=["lecture", "opinion", "hypothesis", "history", "too short"],
)
def test_other_talk_is_no_story(texts: list[str]) -> None:
    assert find_stories(_segments(texts)) == []


def test_each_sample_video_gives_its_one_story_whole(sample_stories: list[StoryPassage]) -> None:
    assert len(sample_stories) == 10
    assert len({story.video_id for story in sample_stories}) == 10
    for story in sample_stories:
        opening = story.text.lower()
        assert opening.startswith(("i have to tell you a quick story", "this takes me back"))
        assert MIN_SENTENCES <= story.last_ordinal - story.first_ordinal + 1 <= MAX_SENTENCES
        assert story.times


def test_a_quotation_that_never_ends_hides_no_story() -> None:
    [story] = find_stories(_segments(['He said, "It goes on.', *["Light is fast in any glass."] * 6, *STORY]))
    assert story.text == " ".join(STORY)
