"""The discriminant behind the score: equal to its textbook form, exact under adding up, the same after storage."""

import json
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.settings import ROOT
from pipelines.voice import fidelity
from pipelines.voice.spoken_words import spoken_words
from tests.pipelines.voice.channel import sample_profile, sample_segments


def sums() -> list[fidelity.SpeechSum]:
    return [fidelity.unpack(row.speech) for row in sample_profile().features]


def test_the_identity_gives_what_solving_with_the_covariance_gives() -> None:
    rng = np.random.default_rng(1)
    others = fidelity.other_speakers()
    rows = rng.normal(size=(6, 9))
    weights = np.full(6, 1 / 6)
    small = fidelity.OtherSpeakers(
        others.vocabulary, np.ones(9), np.arange(0, 55, 9), np.tile(np.arange(9), 6), rows.ravel(), weights,
        weights @ rows, fidelity.inner_inverse(rows @ rows.T, weights, 0.1), 0.1, 6, (), (), 0.0,
    )  # fmt: skip
    direction = rng.normal(size=9)
    centred = rows - weights @ rows
    covariance = (centred * weights[:, None]).T @ centred + 0.1 * np.eye(9)
    assert small.whitened(direction) == pytest.approx(np.linalg.solve(covariance, direction))


def test_a_row_as_if_unseen_is_a_row_left_out_of_the_covariance() -> None:
    rng = np.random.default_rng(2)
    others = fidelity.other_speakers()
    rows = rng.normal(size=(7, 12))
    weights = np.full(7, 1 / 7)
    mean = weights @ rows
    small = fidelity.OtherSpeakers(
        others.vocabulary, np.ones(12), np.arange(0, 85, 12), np.tile(np.arange(12), 7), rows.ravel(), weights,
        mean, fidelity.inner_inverse(rows @ rows.T, weights, 0.1), 0.1, 7, (), (), 0.0,
    )  # fmt: skip
    direction = rng.normal(size=12)
    found = small.unseen(small.along(small.whitened(direction)))
    centred = (rows - mean) * np.sqrt(weights)[:, None]
    rest = np.delete(centred, 3, axis=0)
    expected = (rows[3] - mean) @ np.linalg.solve(rest.T @ rest + 0.1 * np.eye(12), direction)
    assert found[3] == pytest.approx(expected)


@given(st.randoms(use_true_random=False), st.integers(1, 9))
def test_sums_are_the_same_in_any_order_and_grouping(random: Random, cut: int) -> None:
    size = fidelity.other_speakers().vocabulary.size
    videos = sums()
    whole = fidelity.add_speech(videos, size)
    random.shuffle(videos)
    parts = [fidelity.add_speech(part, size) for part in (videos[:cut], videos[cut:]) if part]
    again = fidelity.add_speech(parts, size)
    assert (again.n_words, again.n_segments) == (whole.n_words, whole.n_segments)
    assert np.array_equal(again.indices, whole.indices)
    assert np.array_equal(again.totals, whole.totals)


def test_storing_changes_nothing() -> None:
    speech = fidelity.sum_speech(
        spoken_words(" ".join(s.text for s in sample_segments()[:80])).words, fidelity.other_speakers()
    )
    again = fidelity.unpack(fidelity.pack(speech))
    assert np.array_equal(speech.indices, again.indices)
    assert np.array_equal(speech.totals, again.totals)
    assert (speech.n_words, speech.n_segments) == (again.n_words, again.n_segments)


def test_the_stored_numbers_hold_no_sentence() -> None:
    with np.load(fidelity.BACKGROUND) as stored:
        names = bytes(stored["names"]).decode().split("\n")
        head = json.loads(bytes(stored["head"]).decode())
    assert max(len(name.split()) for name in names) <= 4, "an n-gram has three words; letters may hold spaces"
    assert set(head["sources"].values()) == {"CC BY-SA 4.0, Changelog Media", "MIT"}
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    assert all(source in notice for source in head["sources"])
