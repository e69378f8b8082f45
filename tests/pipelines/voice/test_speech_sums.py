"""Sums of a channel's speech: exact under adding up, the same after storage."""

from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipelines.voice import other_speakers, speech_sums
from pipelines.voice.spoken_words import spoken_words
from tests.pipelines.voice.channel import sample_profile, sample_segments


def sums() -> list[speech_sums.SpeechSum]:
    return [speech_sums.unpack(row.speech) for row in sample_profile().features]


@given(st.randoms(use_true_random=False), st.integers(1, 9))
def test_sums_are_the_same_in_any_order_and_grouping(random: Random, cut: int) -> None:
    size = other_speakers.stored().vocabulary.size
    videos = sums()
    whole = speech_sums.add_speech(videos, size)
    random.shuffle(videos)
    parts = [speech_sums.add_speech(part, size) for part in (videos[:cut], videos[cut:]) if part]
    again = speech_sums.add_speech(parts, size)
    assert (again.n_words, again.n_segments) == (whole.n_words, whole.n_segments)
    assert np.array_equal(again.indices, whole.indices)
    assert np.array_equal(again.totals, whole.totals)


def test_storing_changes_nothing() -> None:
    speech = speech_sums.sum_speech(
        spoken_words(" ".join(s.text for s in sample_segments()[:80])).words, other_speakers.stored()
    )
    again = speech_sums.unpack(speech_sums.pack(speech))
    assert np.array_equal(speech.indices, again.indices)
    assert np.array_equal(speech.totals, again.totals)
    assert (speech.n_words, speech.n_segments) == (again.n_words, again.n_segments)
