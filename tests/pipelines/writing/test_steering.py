"""What a creator bans is not in their next draft; what they raise, lower or pin shifts the writer's choices."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from pipelines.models import (
    ControlAction,
    FrameForm,
    FrameFunction,
    PhraseFrame,
    Project,
    ResearchDocument,
    ScriptSentence,
    SentenceKind,
    StyleControl,
    VerifiedFact,
)
from pipelines.sentences import normalised_words
from pipelines.voice import pace
from pipelines.writing import pipeline
from pipelines.writing.phrasing import Phrasebook
from pipelines.writing.steering import Steering

PACE = 155.0
Draft = Callable[..., list[ScriptSentence]]


def wish(action: ControlAction, target: str, kind: str = "phrase", value: float | None = None) -> StyleControl:
    return StyleControl(f"{kind}-{target}", "slow-light", kind, target, action, value)


def trait(action: ControlAction, target: str) -> StyleControl:
    return wish(action, target, "trait")


def _neutral(texts: Sequence[str]) -> list[float | None]:
    return [0.5 for _ in texts]


@pytest.fixture(scope="module")
def draft(
    project: Project, facts: list[VerifiedFact], frames: list[PhraseFrame], documents: list[ResearchDocument]
) -> Draft:
    def write(*controls: StyleControl, minutes: float = 2.0) -> list[ScriptSentence]:
        short = replace(project, minutes=minutes)
        outline = pipeline.make_outline(short, facts, frames, [], PACE, pipeline.load_frameworks(), controls)
        hooks = pipeline.write_hooks(short, outline, facts, frames, _neutral, controls)
        return pipeline.draft_script(short, outline, hooks, facts, frames, [], documents, PACE, _neutral, controls)

    return write


@pytest.fixture(scope="module")
def plain(draft: Draft) -> list[ScriptSentence]:
    return draft()


def said(script: Sequence[ScriptSentence]) -> str:
    return " | ".join(" ".join(normalised_words(line.text)) for line in script)


def test_a_frame_that_the_draft_uses_is_gone_when_it_is_banned(draft: Draft, plain: list[ScriptSentence]) -> None:
    used = [line.text for line in plain if line.frame_id and line.kind is SentenceKind.RHETORIC]
    assert used
    wording = " ".join(normalised_words(used[0]))
    assert wording in said(plain)
    assert wording not in said(draft(wish(ControlAction.BAN, wording)))


def test_turns_and_facts_that_hold_a_banned_phrase_are_said_otherwise_or_left_out(
    draft: Draft, plain: list[ScriptSentence]
) -> None:
    turn = next(line.text for line in plain if line.text.startswith("And by the end"))
    fact = next(line.text for line in plain if line.kind is SentenceKind.SOURCED)
    words = [" ".join(normalised_words(turn)[:4]), " ".join(normalised_words(fact)[:4])]
    text = said(draft(*[wish(ControlAction.BAN, wording) for wording in words]))
    assert all(wording in said(plain) for wording in words)
    assert not any(wording in text for wording in words)


def test_a_script_without_questions_can_be_had(draft: Draft, plain: list[ScriptSentence]) -> None:
    assert any(line.text.endswith("?") for line in plain)
    assert not any(line.text.endswith("?") for line in draft(trait(ControlAction.BAN, "questions")))


def test_fewer_contractions_are_said_when_they_are_lowered(draft: Draft) -> None:
    def contracted(script: Sequence[ScriptSentence]) -> int:
        return sum(line.text.count("’s") + line.text.count("'s ") + line.text.count("'re ") for line in script)

    pinned = replace(trait(ControlAction.PIN, "contraction_share"), value=0.0)
    more = draft(trait(ControlAction.RAISE, "contraction_share"), minutes=5.0)
    assert contracted(draft(pinned, minutes=5.0)) < contracted(more)


def test_longer_sentences_are_made_when_they_are_raised(draft: Draft) -> None:
    def mean_length(script: Sequence[ScriptSentence]) -> float:
        spoken = [len(line.text.split()) for line in script if not line.is_placeholder]
        return sum(spoken) / len(spoken)

    longer, shorter = (
        mean_length(draft(trait(action, "sentence_length_mean")))
        for action in (ControlAction.RAISE, ControlAction.LOWER)
    )
    assert longer > shorter + 0.5


def frame(text: str, n_videos: int) -> PhraseFrame:
    return PhraseFrame(text, "c", FrameFunction.SIGNPOST, FrameForm.SENTENCE, text, n_videos, n_videos)


@pytest.mark.parametrize(
    ("controls", "first"),
    [
        ((), "Let's slow down."),
        ((wish(ControlAction.PIN, "look at this"),), "Look at this."),
        ((wish(ControlAction.LOWER, "slow down"),), "Look at this."),
        ((wish(ControlAction.BAN, "slow down"),), "Look at this."),
    ],
)
def test_pinned_frames_come_first_and_lowered_ones_last(controls: tuple[StyleControl, ...], first: str) -> None:
    book = Phrasebook([frame("Let's slow down.", 9), frame("Look at this.", 2)], Steering(controls))
    found = book.sentence(FrameFunction.SIGNPOST)
    assert found is not None
    assert found.text == first


def test_a_phrase_is_banned_as_words_and_not_as_letters() -> None:
    steering = Steering((wish(ControlAction.BAN, "in fact"),))
    assert not steering.allows("In fact, it floats.")
    assert steering.allows("In factories it floats.")


def test_the_pace_is_pinned_or_moved() -> None:
    pinned = wish(ControlAction.PIN, "words_per_minute", "trait", 171.0)
    assert pace.speaking_pace([], [pinned]) == (171.0, "pinned by the creator")
    raised, reason = pace.speaking_pace([], [trait(ControlAction.RAISE, "words_per_minute")])
    assert raised == pytest.approx(165)
    assert "raised" in reason
