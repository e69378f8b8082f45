"""The words beside the numbers: they agree with them, and say why two numbers seem not to agree."""

import pytest

from pipelines.models import VoiceScore
from pipelines.voice.verdict import differences, in_a_word, meaning


def score(probability: float, value: float, low: float = 0.4, high: float = 0.6, n_words: int = 800) -> VoiceScore:
    return VoiceScore(
        value, low, high, None, n_words, {"questions": -0.6, "address": -0.36, "connectives": 0.04}, probability
    )


@pytest.mark.parametrize(
    ("probability", "value", "words"),
    [
        (0.95, 0.9, "sounds like you."),
        (0.95, 0.7, "a little diluted"),
        (0.85, 0.45, "like you in part"),
        (0.5, 0.3, "cannot be told"),
        (0.1, 0.1, "somebody else"),
    ],
)
def test_the_verdict_follows_the_numbers(probability: float, value: float, words: str) -> None:
    assert words in in_a_word(score(probability, value))


def test_numbers_that_seem_to_disagree_are_explained_and_others_are_not() -> None:
    assert "the one is high and the other low" in meaning(score(0.85, 0.45))[0]
    assert "the one is low and the other high" in meaning(score(0.4, 0.7))[0]
    assert meaning(score(0.95, 0.9)) == []


def test_a_wide_interval_and_a_short_text_are_said() -> None:
    assert "covers most of the scale" in meaning(score(0.95, 0.9, 0.1, 1.0))[0]
    assert "120 words are few" in meaning(score(0.95, 0.9, n_words=120))[0]


def test_only_what_pulls_away_is_named() -> None:
    assert differences(score(0.5, 0.3)) == (
        "What keeps it from your usual talk lies in questions (60%), speaking to the viewer (36%)."
    )
    assert "no more than your own videos" in differences(score(0.99, 1.0))
