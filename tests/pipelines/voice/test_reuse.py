"""The reuse guard counts by the channel's order, and a script counts until its video is there."""

from dataclasses import replace

import pytest

from pipelines.models import Project, ScriptSentence, SentenceKind, Story, Telling, Video, VideoStatus
from pipelines.voice import reuse

VIDEOS = [Video(f"v{n}", "c", f"Video {n}", f"{n}.srt", "srt", "", b"", ordinal=n) for n in range(5)]
PROJECT = Project("c/the-big-bang", "c", "The Big Bang", "library", 8.0)


def _telling(since: int, title: str = "A video", project_key: str | None = None) -> Telling:
    return Telling(title, None if project_key else "v", project_key, 3, 12.0, 0.2, since)


def _story(*since: int) -> Story:
    return Story("s1", "c", "v", 3, 6, 12.0, 30.0, 0.2, "I fell in.", tellings=tuple(map(_telling, since)))


def _line(ordinal: int, story_id: str | None) -> ScriptSentence:
    kind = SentenceKind.STORY if story_id else SentenceKind.RHETORIC
    return ScriptSentence(
        f"l{ordinal}", PROJECT.project_key, ordinal, "b", "I fell in.", kind, (), story_id, None, False, "", 4.0, None, "offline-1"
    )  # fmt: skip


def test_videos_are_counted_back_from_the_last_usable_one() -> None:
    videos = [*VIDEOS[:3], replace(VIDEOS[3], status=VideoStatus.FAILED), VIDEOS[4]]
    assert reuse.videos_since(videos) == {"v0": 3, "v1": 2, "v2": 1, "v4": 0}


@pytest.mark.parametrize(("since", "gap", "is_recent"), [(0, 1, True), (2, 3, True), (3, 3, False), (0, 0, False)])
def test_a_story_is_recent_within_the_last_so_many_videos(since: int, gap: int, is_recent: bool) -> None:
    assert reuse.told_recently(_story(since), gap) is is_recent
    assert (reuse.may_be_told([_story(since)], gap) == []) is is_recent


def test_the_newest_telling_decides() -> None:
    assert reuse.told_recently(_story(9, 1), 3)
    assert reuse.when_told(_story(9, 1)) == "in “A video”, one video ago"
    assert reuse.when_told(_story(0)) == "in “A video”, the last video"


def test_a_story_whose_tellings_are_not_known_may_be_told() -> None:
    assert reuse.may_be_told([_story()], 3) == [_story()]


def test_a_script_that_tells_a_story_is_its_newest_telling() -> None:
    script = [_line(0, None), _line(1, "s1"), _line(2, "s1")]
    [story] = reuse.with_scripts([_story(9)], [PROJECT], {PROJECT.project_key: script})
    assert reuse.told_recently(story, 1)
    assert story.last_told == Telling("The Big Bang", None, PROJECT.project_key, 1, 4.0, 1 / 3, 0)
    assert reuse.when_told(story) == "in the script “The Big Bang”"


def test_a_script_that_was_filmed_counts_as_its_video_only() -> None:
    filmed = replace(_story(9), tellings=(_telling(4, "The big bang"),))
    assert reuse.with_scripts([filmed], [PROJECT], {PROJECT.project_key: [_line(0, "s1")]}) == [filmed]


def test_a_script_that_tells_none_changes_nothing() -> None:
    assert reuse.with_scripts([_story(9)], [PROJECT], {PROJECT.project_key: [_line(0, None)]}) == [_story(9)]
