from collections import Counter
from dataclasses import replace

import pytest

from pipelines.models import (
    FrameForm,
    Hook,
    OutlineBeat,
    PhraseFrame,
    Project,
    ResearchDocument,
    ScriptSentence,
    SentenceKind,
    Severity,
    Story,
    VerifiedFact,
)
from pipelines.writing import pipeline, rules
from pipelines.writing.hooks import promises

PACE = 155.0


def _neutral(texts: object) -> list[float | None]:
    return [0.5 for _ in texts]  # type: ignore[attr-defined]


def _write(
    project: Project,
    facts: list[VerifiedFact],
    frames: list[PhraseFrame],
    stories: list[Story],
    documents: list[ResearchDocument],
) -> tuple[list[OutlineBeat], list[Hook], list[ScriptSentence]]:
    outline = pipeline.make_outline(project, facts, frames, stories, PACE, pipeline.load_frameworks())
    hooks = pipeline.write_hooks(project, outline, facts, frames, _neutral)
    script = pipeline.draft_script(project, outline, hooks, facts, frames, stories, documents, PACE, _neutral)
    return outline, hooks, script


@pytest.fixture(scope="module")
def written(
    project: Project,
    facts: list[VerifiedFact],
    frames: list[PhraseFrame],
    foreign_story: Story,
    documents: list[ResearchDocument],
) -> tuple[list[OutlineBeat], list[Hook], list[ScriptSentence]]:
    return _write(project, facts, frames, [foreign_story], documents)


def test_the_script_is_as_long_as_planned(
    project: Project, written: tuple[list[OutlineBeat], list[Hook], list[ScriptSentence]]
) -> None:
    assert rules.spoken_minutes(written[2], PACE) == pytest.approx(project.minutes, rel=0.10)
    assert sum(beat.minutes for beat in written[0]) == pytest.approx(project.minutes, rel=0.02)


def test_nothing_in_the_script_blocks_it(
    project: Project, facts: list[VerifiedFact], foreign_story: Story, documents: list[ResearchDocument],
    written: tuple[list[OutlineBeat], list[Hook], list[ScriptSentence]],
) -> None:  # fmt: skip
    outline, _, script = written
    found = pipeline.review_script(project, outline, script, facts, [foreign_story], documents, PACE)
    assert [finding.message for finding in found if finding.severity is Severity.BLOCKING] == []
    assert all(sentence.kind is not SentenceKind.UNSUPPORTED for sentence in script)


def test_hooks_are_of_different_kinds_and_the_best_comes_first(
    written: tuple[list[OutlineBeat], list[Hook], list[ScriptSentence]],
) -> None:
    _, hooks, script = written
    assert len({hook.kind for hook in hooks}) == len(hooks) >= 5
    assert [hook.ordinal for hook in hooks] == list(range(len(hooks)))
    assert hooks[0].score == max(hook.score for hook in hooks)
    assert [sentence.text for sentence in script[: len(hooks[0].sentences)]] == list(hooks[0].sentences)
    assert all(paying is not None for _, paying in promises.payments(hooks[0], script))


def test_writing_twice_gives_the_same_script(
    project: Project, facts: list[VerifiedFact], frames: list[PhraseFrame], foreign_story: Story,
    documents: list[ResearchDocument], written: tuple[list[OutlineBeat], list[Hook], list[ScriptSentence]],
) -> None:  # fmt: skip
    assert _write(project, facts[::-1], frames[::-1], [foreign_story], documents) == written


def test_no_story_is_told_that_does_not_fit_and_the_creator_is_asked_for_one(
    written: tuple[list[OutlineBeat], list[Hook], list[ScriptSentence]],
) -> None:
    told = [sentence for sentence in written[2] if sentence.kind is SentenceKind.STORY]
    assert told
    assert all(s.is_placeholder and s.text.startswith("[Your story:") and s.seconds == 0 for s in told)


def test_a_fitting_story_is_told_in_the_creators_own_words(
    project: Project,
    facts: list[VerifiedFact],
    frames: list[PhraseFrame],
    foreign_story: Story,
    documents: list[ResearchDocument],
) -> None:
    story = replace(
        foreign_story,
        text="I first heard of the Big Bang on the radio. A galaxy was a smudge of light to me, and the universe was our street.",
    )
    _, _, script = _write(project, facts, frames, [story], documents)
    told = [sentence for sentence in script if sentence.kind is SentenceKind.STORY]
    assert told
    assert all(sentence.story_id == story.story_id and sentence.text in story.text for sentence in told)


def test_too_few_facts_make_a_shorter_script_and_a_finding_that_says_so(
    project: Project, facts: list[VerifiedFact], frames: list[PhraseFrame], documents: list[ResearchDocument]
) -> None:
    outline, _, script = _write(project, facts[:12], frames, [], documents)
    assert rules.spoken_minutes(script, PACE) < 0.9 * project.minutes
    found = pipeline.review_script(project, outline, script, facts[:12], [], documents, PACE)
    assert any(finding.rule == "length" and "too few facts" in finding.message for finding in found)


def test_no_facts_at_all_give_no_sourced_sentence_and_no_error(project: Project, frames: list[PhraseFrame]) -> None:
    outline, hooks, script = _write(project, [], frames, [], [])
    assert hooks == []
    assert all(sentence.kind is not SentenceKind.SOURCED for sentence in script)
    assert all(beat.fact_ids == () for beat in outline)


def test_a_frame_rests_before_it_comes_back_and_is_heard_three_times_at_most(
    frames: list[PhraseFrame], written: tuple[list[OutlineBeat], list[Hook], list[ScriptSentence]]
) -> None:
    said_alone = {frame.frame_id for frame in frames if frame.form is FrameForm.SENTENCE}
    last: dict[str, int] = {}
    times: Counter[str] = Counter()
    for sentence in written[2]:
        if sentence.frame_id:
            rest = 25 if sentence.frame_id in said_alone else 12
            assert sentence.ordinal - last.get(sentence.frame_id, -rest) >= rest
            last[sentence.frame_id] = sentence.ordinal
            times[sentence.frame_id] += 1
    assert max(times.values()) <= 3


def test_every_framework_is_complete() -> None:
    frameworks = pipeline.load_frameworks()
    assert {"gagne", "merrill", "5e", "problem-solution", "myth-buster"} <= {f.framework_id for f in frameworks}
    assert all(sum(beat.share for beat in f.beats) == pytest.approx(1.0) for f in frameworks)
