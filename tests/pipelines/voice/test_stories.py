"""Personal stories are found whole, and lecture talk and opinions are not taken for them."""

from collections.abc import Sequence

import pytest

from pipelines.models import Channel, Segment, Story, content_id
from pipelines.transcripts.pipeline import read_channel, segment_channel
from pipelines.voice.stories import MAX_SENTENCES, MIN_SENTENCES, find_stories
from tests.conftest import ROOT

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
def sample_stories() -> list[Story]:
    channel = Channel(CHANNEL, "Slow Light", str(ROOT / "samples" / "channel"))
    return find_stories(CHANNEL, segment_channel(channel, read_channel(channel, []), []))


def test_no_segments_give_no_stories() -> None:
    assert find_stories(CHANNEL, []) == []


def test_a_story_is_found_whole_with_its_people_places_times_and_position() -> None:
    [story] = find_stories(CHANNEL, _segments([*AROUND, *STORY, *AROUND]))
    assert (story.first_ordinal, story.last_ordinal) == (2, 6)
    assert story.text == " ".join(STORY)
    assert (story.start_s, story.end_s) == (8.0, 27.0)
    assert story.position == pytest.approx(2 / 9)
    assert story.people == ("my grandmother",)
    assert story.places == ("Enugu",)
    assert story.times == ("When I was eleven", "One night")
    assert story.story_id == content_id(CHANNEL, "v1", 2, story.text)


def test_the_talk_that_follows_a_story_is_left_out() -> None:
    [story] = find_stories(
        CHANNEL, _segments([*STORY, "But look.", "In 1912 somebody measured it in Iceland.", *AROUND])
    )
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
    assert find_stories(CHANNEL, _segments(texts)) == []


def test_a_story_never_runs_into_the_next_video() -> None:
    stories = find_stories(CHANNEL, _segments(STORY, "v1") + _segments(STORY, "v2"))
    assert [(story.video_id, story.first_ordinal, story.last_ordinal) for story in stories] == [
        ("v1", 0, 4),
        ("v2", 0, 4),
    ]
    assert len({story.story_id for story in stories}) == 2


def test_each_sample_video_gives_its_one_story_whole(sample_stories: list[Story]) -> None:
    assert len(sample_stories) == 10
    assert len({story.video_id for story in sample_stories}) == 10
    for story in sample_stories:
        opening = story.text.lower()
        assert opening.startswith(("i have to tell you a quick story", "this takes me back"))
        assert MIN_SENTENCES <= story.last_ordinal - story.first_ordinal + 1 <= MAX_SENTENCES
        assert story.times
