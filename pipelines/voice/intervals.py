"""Intervals that respect videos: sentences of one video are alike, so whole videos are drawn again, not sentences."""

import functools

import numpy as np
from numpy.typing import NDArray

from pipelines.voice.formulas import Vector

RESAMPLES = 1000
MIN_VIDEOS = 4
LEVEL = 0.95
_SEED = 20240229


@functools.lru_cache(maxsize=4)
def draws(n_videos: int) -> Vector:
    """Return how often each video is drawn in each resample, shape (`RESAMPLES`, `n_videos`). Seeded."""
    picks = np.random.default_rng(_SEED).integers(0, n_videos, (RESAMPLES, n_videos))
    flat = picks + n_videos * np.arange(RESAMPLES)[:, None]
    return np.bincount(flat.ravel(), minlength=RESAMPLES * n_videos).reshape(RESAMPLES, n_videos).astype(np.float64)


def interval(resampled: NDArray[np.float64], n_videos: int) -> tuple[float, float] | None:
    """Return the 95 % interval of a value out of its resamples; None where hardly any resample has a value.

    Expanded percentiles (Hesterberg 2015, The American Statistician 69:371): with few videos plain percentiles are too
    narrow, so they are moved outwards as far as Student's t is wider than the normal distribution.
    """
    known = resampled[~np.isnan(resampled)]
    if n_videos < MIN_VIDEOS or len(known) < 0.9 * len(resampled):
        return None
    tail = _expanded_tail(n_videos)
    low, high = np.quantile(known, (tail, 1 - tail))
    return float(low), float(high)


@functools.cache
def _expanded_tail(n: int) -> float:
    from scipy.special import ndtr, stdtrit  # importing scipy.stats takes a second

    t = stdtrit(n - 1, (1 - LEVEL) / 2) * np.sqrt(n / (n - 1))
    return float(ndtr(t))
