"""Measuring a channel again costs nothing where nothing changed; the pace is measured or marked as assumed."""

from dataclasses import replace

from pipelines.voice.pipeline import measure_channel, score_sentences, sentence_voice, speaking_pace
from tests.pipelines.voice.channel import sample_profile, sample_segments


def test_unchanged_videos_are_returned_as_they_are_and_a_changed_one_is_measured_again() -> None:
    known = sample_profile().features
    assert all(new is old for new, old in zip(measure_channel(sample_segments(), known), known, strict=True))
    first = sample_segments()[0]
    changed = [replace(first, text="Quite another sentence."), *sample_segments()[1:]]
    again = measure_channel(changed, known)
    assert [new is old for new, old in zip(again, known, strict=True)] == [False] + [True] * (len(known) - 1)


def test_the_pace_is_measured_with_its_reason() -> None:
    pace, reason = speaking_pace(sample_profile().traits)
    assert 140 < pace < 175
    assert reason.startswith("measured: 8 videos")


def test_without_timed_transcripts_the_pace_is_assumed() -> None:
    assert speaking_pace([]) == (150.0, "assumed: no timed transcripts")


def test_a_bound_voice_scores_as_the_profile_does() -> None:
    profile = sample_profile()
    voice = sentence_voice(profile.traits, profile.features)
    assert voice(["So what is actually going on?"]) == score_sentences(["So what is actually going on?"], profile)


def test_no_segments_are_no_rows() -> None:
    assert measure_channel([], []) == []
