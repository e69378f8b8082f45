"""The discriminant behind the score: equal to its textbook form, and made of nothing that may not be passed on."""

import json

import numpy as np
import pytest

from pipelines.settings import ROOT
from pipelines.voice import other_speakers


def test_the_identity_gives_what_solving_with_the_covariance_gives() -> None:
    rng = np.random.default_rng(1)
    others = other_speakers.stored()
    rows = rng.normal(size=(6, 9))
    weights = np.full(6, 1 / 6)
    small = other_speakers.OtherSpeakers(
        others.vocabulary, np.ones(9), np.arange(0, 55, 9), np.tile(np.arange(9), 6), rows.ravel(), weights,
        weights @ rows, other_speakers.inner_inverse(rows @ rows.T, weights, 0.1), 0.1, 6, (), (), 0.0,
    )  # fmt: skip
    direction = rng.normal(size=9)
    centred = rows - weights @ rows
    covariance = (centred * weights[:, None]).T @ centred + 0.1 * np.eye(9)
    assert small.whitened(direction) == pytest.approx(np.linalg.solve(covariance, direction))


def test_a_row_as_if_unseen_is_a_row_left_out_of_the_covariance() -> None:
    rng = np.random.default_rng(2)
    others = other_speakers.stored()
    rows = rng.normal(size=(7, 12))
    weights = np.full(7, 1 / 7)
    mean = weights @ rows
    small = other_speakers.OtherSpeakers(
        others.vocabulary, np.ones(12), np.arange(0, 85, 12), np.tile(np.arange(12), 7), rows.ravel(), weights,
        mean, other_speakers.inner_inverse(rows @ rows.T, weights, 0.1), 0.1, 7, (), (), 0.0,
    )  # fmt: skip
    direction = rng.normal(size=12)
    found = small.unseen(small.along(small.whitened(direction)))
    centred = (rows - mean) * np.sqrt(weights)[:, None]
    rest = np.delete(centred, 3, axis=0)
    expected = (rows[3] - mean) @ np.linalg.solve(rest.T @ rest + 0.1 * np.eye(12), direction)
    assert found[3] == pytest.approx(expected)


def test_the_stored_numbers_hold_no_sentence() -> None:
    with np.load(other_speakers.BACKGROUND) as stored:
        names = bytes(stored["names"]).decode().split("\n")
        head = json.loads(bytes(stored["head"]).decode())
    assert max(len(name.split()) for name in names) <= 4, "an n-gram has three words; letters may hold spaces"
    assert set(head["sources"].values()) == {"CC BY-SA 4.0, Changelog Media", "MIT"}
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    assert all(source in notice for source in head["sources"])
