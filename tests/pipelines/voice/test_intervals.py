"""Intervals hold the truth about as often as they say, and are absent where videos are too few."""

import numpy as np

from pipelines.voice.intervals import MIN_VIDEOS, draws, intervals


def test_the_interval_of_a_mean_holds_the_truth_in_about_95_of_100_channels() -> None:
    generator = np.random.default_rng(7)
    n = 12
    channels = generator.normal(10, 3, (300, n))
    bounds = intervals(channels @ draws(n).T / n, np.full(300, n))
    held = ((bounds[:, 0] <= 10) & (bounds[:, 1] >= 10)).mean()
    assert 0.91 <= held <= 0.98


def test_too_few_videos_or_values_give_no_interval() -> None:
    resampled = np.ones((2, 1000))
    assert np.isnan(intervals(resampled, np.array([MIN_VIDEOS - 1, MIN_VIDEOS]))[0]).all()
    resampled[1, :500] = np.nan
    assert np.isnan(intervals(resampled, np.array([20, 20]))[1]).all()


def test_every_resample_draws_as_many_videos_as_there_are_and_always_the_same() -> None:
    assert (draws(9).sum(1) == 9).all()
    assert (draws(9) == draws.__wrapped__(9)).all()
