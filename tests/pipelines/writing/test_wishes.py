"""What a creator asked of their style is held against the script: bans refuse it, what has no effect is said."""

from dataclasses import replace

import pytest

from pipelines.models import ControlAction, ScriptSentence, SentenceKind, StyleControl
from pipelines.writing.wishes import banned_places, not_met

LINE = ScriptSentence(
    "s1", "c/p", 0, "b", "So, let’s dive in!", SentenceKind.RHETORIC, (), None, None, False, "", 2.0, None, "offline-1"
)


def wish(action: ControlAction, target: str, kind: str = "phrase") -> StyleControl:
    return StyleControl(target, "c", kind, target, action)


def test_a_banned_phrase_is_found_as_words_and_the_creators_own_words_are_free() -> None:
    banned = [wish(ControlAction.BAN, "let's dive in")]
    assert banned_places([LINE], banned) == [(LINE, "let's dive in")]
    assert banned_places([replace(LINE, text="Let’s dive inside.")], banned) == []
    assert banned_places([replace(LINE, is_placeholder=True)], banned) == []
    assert banned_places([LINE], [wish(ControlAction.LOWER, "let's dive in")]) == []


@pytest.mark.parametrize(
    ("control", "said"),
    [
        (wish(ControlAction.RAISE, "analogies", "trait"), "asked to raise analogies"),
        (wish(ControlAction.LOWER, "word_length", "trait"), "asked to lower word_length"),
        (wish(ControlAction.PIN, "questions", "trait"), "asked to pin questions"),
        (wish(ControlAction.RAISE, "here is the thing"), "no sentence says it"),
    ],
)
def test_what_the_offline_writer_cannot_follow_is_said_with_a_remedy(control: StyleControl, said: str) -> None:
    [(message, remedy)] = not_met([LINE], [control])
    assert said in message
    assert f"lectern style clear c {control.target!r}" in remedy


@pytest.mark.parametrize(
    "control",
    [
        wish(ControlAction.RAISE, "questions", "trait"),
        wish(ControlAction.PIN, "contraction_share", "trait"),
        wish(ControlAction.BAN, "questions", "trait"),
        wish(ControlAction.RAISE, "let's dive in"),
        wish(ControlAction.LOWER, "here is the thing"),
    ],
)
def test_nothing_is_said_of_what_is_followed(control: StyleControl) -> None:
    assert list(not_met([LINE], [control])) == []


def test_a_language_model_is_told_of_every_trait() -> None:
    drafted = replace(LINE, engine="claude")
    assert list(not_met([drafted], [wish(ControlAction.RAISE, "analogies", "trait")])) == []
