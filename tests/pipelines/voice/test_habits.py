"""Habits: shares counted over videos, and nothing where too little was said."""

from dataclasses import replace

from pipelines.models import VoiceFeatures
from pipelines.voice.habits import habits_of

VIDEO = VoiceFeatures(
    "v1", "maya", 1000, 50, None, {},
    {
        "speech": {"sentences": 50, "words": 1000},
        "lengths": {"sentences": 50, "words": 1000},
        "shape": {"contracted": 30, "contractible": 40},
        "openers": {"and": 10, "so": 5},
        "function_words": {"the": 60},
        "markers": {"actually": 4},
    },
)  # fmt: skip


def test_shares_are_of_sentences_and_of_words_over_all_videos() -> None:
    habits = habits_of([VIDEO, replace(VIDEO, video_id="v2", counts={**VIDEO.counts, "openers": {"and": 20}})])
    assert habits.are_known
    assert habits.openers == {"and": 0.3, "so": 0.05}
    assert habits.words["actually"] == 0.004
    assert (habits.sentence_words, habits.contracted) == (20.0, 0.75)
    assert habits.allowed("actually", 1000) == 4


def test_a_channel_of_automatic_captions_has_no_openers_or_lengths() -> None:
    counts = {name: row for name, row in VIDEO.counts.items() if name not in {"lengths", "openers"}}
    habits = habits_of([replace(VIDEO, counts=counts)])
    assert (habits.openers, habits.sentence_words) == ({}, None)
    assert habits.words["the"] == 0.06


def test_a_few_sentences_say_nothing() -> None:
    habits = habits_of([replace(VIDEO, counts={"speech": {"sentences": 5, "words": 60}})])
    assert not habits.are_known
    assert habits.words == {}
