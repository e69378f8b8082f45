"""Intervals that respect videos: sentences of one video are alike, so whole videos are drawn again, not sentences."""

import functools

import numpy as np
from numpy.typing import NDArray

from pipelines.voice.formulas import Vector

RESAMPLES = 1000
MIN_VIDEOS = 4
_LEVEL = 0.95
_MIN_KNOWN = 0.9  # share of resamples that must have a value
_SEED = 20240229


@functools.lru_cache(maxsize=4)
def draws(n_videos: int) -> Vector:
    """Return how often each video is drawn in each resample, shape (`RESAMPLES`, `n_videos`). Seeded."""
    picks = np.random.default_rng(_SEED).integers(0, n_videos, (RESAMPLES, n_videos))
    flat = picks + n_videos * np.arange(RESAMPLES)[:, None]
    return np.bincount(flat.ravel(), minlength=RESAMPLES * n_videos).reshape(RESAMPLES, n_videos).astype(np.float64)


def intervals(resampled: Vector, n_videos: NDArray[np.int64]) -> Vector:
    """Return the 95 % interval of each value out of its resamples, as (low, high); NaN where there is none to be had.

    Expanded percentiles (Hesterberg 2015, The American Statistician 69:371): with few videos plain percentiles are too
    narrow, so they are moved outwards as far as Student's t is wider than the normal distribution.

    Args:
        resampled: shape (values, resamples), NaN where a resample gives no value.
        n_videos: in which each value was measured.
    """
    ranked = np.sort(resampled, axis=1)  # NaN last
    known = (~np.isnan(ranked)).sum(axis=1)
    tails = np.array([_expanded_tail(int(n)) if n >= MIN_VIDEOS else np.nan for n in n_videos])
    tails[known < _MIN_KNOWN * resampled.shape[1]] = np.nan
    return np.stack([_quantile(ranked, known, tails), _quantile(ranked, known, 1 - tails)], axis=1)


def _quantile(ranked: Vector, known: NDArray[np.int64], level: Vector) -> Vector:
    place = np.nan_to_num(level) * np.maximum(known - 1, 0)
    below = np.floor(place).astype(np.int64)
    row = np.arange(len(ranked))
    low, high = ranked[row, below], ranked[row, np.minimum(below + 1, np.maximum(known - 1, 0))]
    found: Vector = np.where(np.isnan(level), np.nan, low + (place - below) * (high - low))
    return found


@functools.cache
def _expanded_tail(n: int) -> float:
    from scipy.special import ndtr, stdtrit  # importing scipy.stats takes a second

    return float(ndtr(stdtrit(n - 1, (1 - _LEVEL) / 2) * np.sqrt(n / (n - 1))))
