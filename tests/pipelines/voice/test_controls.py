"""A control is checked before it is kept; a refusal says what there is."""

import pytest

from pipelines.models import ControlAction
from pipelines.voice.controls import ControlError, control
from tests.pipelines.voice.channel import KEY, sample_profile

TRAITS = sample_profile().traits


def test_a_phrase_is_kept_as_its_words_and_a_trait_by_its_name() -> None:
    banned = control(KEY, ControlAction.BAN, "Let’s dive in!", TRAITS)
    assert (banned.kind, banned.target) == ("phrase", "let's dive in")
    raised = control(KEY, ControlAction.RAISE, "questions", TRAITS)
    assert (raised.kind, raised.target, raised.value) == ("trait", "questions", None)


def test_a_pinned_trait_keeps_its_value_of_now() -> None:
    [pace] = [trait for trait in TRAITS if trait.name == "words_per_minute"]
    assert control(KEY, ControlAction.PIN, "words_per_minute", TRAITS).value == pace.value
    with pytest.raises(ControlError, match="no profile yet"):
        control(KEY, ControlAction.PIN, "words_per_minute", [])


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("questionz", "Did you mean questions"),
        ("sentence_rhythm", "There is no trait"),
        ("…", "has 0 words"),
        ("a " * 20, "has 20 words"),
    ],
)
def test_what_is_no_trait_and_no_phrase_is_refused(target: str, message: str) -> None:
    with pytest.raises(ControlError, match=message):
        control(KEY, ControlAction.RAISE, target, TRAITS)


def test_a_trait_that_every_script_has_cannot_be_banned() -> None:
    with pytest.raises(ControlError, match="signposting"):
        control(KEY, ControlAction.BAN, "word_length", TRAITS)
