"""A story told in one of the last videos is not told again, and the review says what was left out or is told again."""

import functools
from dataclasses import replace

import pytest

from pipelines.models import (
    PhraseFrame,
    Project,
    ResearchDocument,
    ReviewFinding,
    ScriptSentence,
    SentenceKind,
    Story,
    Telling,
    VerifiedFact,
)
from pipelines.writing import pipeline

PACE = 155.0
TEXT = (
    "When I was twelve I asked my uncle about the Big Bang. He drew the galaxies on a balloon, and he blew it up until "
    "the whole universe was the size of the kitchen. It burst, and we laughed."
)


def _story(since: int, project_key: str | None = None) -> Story:
    telling = Telling("Why ice floats", None if project_key else "v1", project_key, 3, 40.0, 0.2, since)
    return Story("balloon", "slow-light", "v1", 3, 5, 40.0, 60.0, 0.2, TEXT, tellings=(telling,))


@pytest.fixture(scope="module")
def write(project: Project, facts: list[VerifiedFact], frames: list[PhraseFrame], documents: list[ResearchDocument]):  # type: ignore[no-untyped-def]
    """A function that writes a script with one story in the bank and reviews it."""
    facts = facts[:60]

    @functools.cache
    def _write(story: Story, gap: int = 3) -> tuple[list[ScriptSentence], list[ReviewFinding]]:
        planned = replace(project, story_gap=gap, minutes=1.5)
        voice = lambda texts: [0.5 for _ in texts]  # noqa: E731
        outline = pipeline.make_outline(planned, facts, frames, [story], PACE, pipeline.load_frameworks())
        hooks = pipeline.write_hooks(planned, outline, facts, frames, voice)
        script = pipeline.draft_script(planned, outline, hooks, facts, frames, [story], documents, PACE, voice)
        return script, pipeline.review_script(planned, outline, script, facts, [story], documents, PACE)

    return _write


def _tells(script: list[ScriptSentence]) -> bool:
    return any(sentence.story_id == "balloon" for sentence in script)


def _about_stories(found: list[ReviewFinding]) -> list[tuple[str, str]]:
    return [(finding.rule, finding.message) for finding in found if finding.rule.startswith("story-")]


def test_a_story_of_long_ago_is_told(write) -> None:  # type: ignore[no-untyped-def]
    script, found = write(_story(since=3))
    assert _tells(script)
    assert _about_stories(found) == []


def test_a_story_of_the_last_videos_is_left_out_and_the_review_says_so(write) -> None:  # type: ignore[no-untyped-def]
    script, found = write(_story(since=2))
    assert not _tells(script)
    [(rule, message)] = _about_stories(found)
    assert rule == "story-left-out"
    assert "in “Why ice floats”, 2 videos ago" in message


def test_the_project_says_how_long_ago_is_long_enough(write) -> None:  # type: ignore[no-untyped-def]
    assert _tells(write(_story(since=2), gap=2)[0])
    assert _tells(write(_story(since=0), gap=0)[0])


def test_a_story_of_another_script_is_left_out(write) -> None:  # type: ignore[no-untyped-def]
    script, found = write(_story(since=0, project_key="slow-light/ice"))
    assert not _tells(script)
    assert "in the script “Why ice floats”" in _about_stories(found)[0][1]


def test_a_script_that_tells_a_recent_story_all_the_same_is_warned(
    write, project: Project, facts: list[VerifiedFact], documents: list[ResearchDocument]
) -> None:  # type: ignore[no-untyped-def]
    script, _ = write(_story(since=3))
    found = pipeline.review_script(project, [], script, facts, [_story(since=0)], documents, PACE)
    [(rule, message)] = _about_stories(found)
    assert rule == "story-told-recently"
    assert message == "This story was told in “Why ice floats”, the last video."
    warned = next(finding for finding in found if finding.rule == rule)
    assert next(s for s in script if s.sentence_id == warned.sentence_id).kind is SentenceKind.STORY
