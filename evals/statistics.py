"""Intervals for means and shares. All randomness is seeded, so the same scores give the same interval."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from scipy import stats

CONFIDENCE = 0.95
RESAMPLES = 2000
STATISTIC_RESAMPLES = 500  # each draw computes the statistic anew
_SEED = 20240229
T = TypeVar("T")


@dataclass(frozen=True)
class Estimate:
    """A value with its 95 % interval over `n` observations in `n_clusters` independent groups.

    `value` None: nothing was observed. `low` and `high` None: one group says nothing about the spread.
    """

    value: float | None
    low: float | None
    high: float | None
    n: int
    n_clusters: int
    method: str


def share(successes: int, n: int) -> Estimate:
    """Estimate a share of independent yes-or-no observations by Wilson's score interval (Wilson, JASA 22, 1927)."""
    if n == 0:
        return Estimate(None, None, None, 0, 0, "Wilson")
    interval = stats.binomtest(successes, n).proportion_ci(confidence_level=CONFIDENCE, method="wilson")
    return Estimate(successes / n, float(interval.low), float(interval.high), n, n, "Wilson")


def clustered_mean(
    values: Sequence[float], clusters: Sequence[Hashable], bounds: tuple[float, float] = (0.0, 1.0)
) -> Estimate:
    """Estimate a mean of bounded observations that come in groups, by a bootstrap that draws whole groups.

    The observations of one video or document are alike, so that drawing them one by one would promise too narrow an
    interval (Cameron, Gelbach and Miller, Review of Economics and Statistics 90, 2008). The percentile interval of few
    groups is too narrow as well: it is widened by Student's t over the normal quantile, times sqrt(g / (g - 1)).
    Groups that are all equal have no spread to draw from; they say what g equal yes-or-no answers would say.
    """
    grouped: dict[Hashable, list[float]] = defaultdict(list)
    for value, cluster in zip(values, clusters, strict=True):
        grouped[cluster].append(value)
    n, g = len(values), len(grouped)
    if n == 0:
        return Estimate(None, None, None, 0, 0, "bootstrap")
    mean = float(np.mean(values))
    if g == 1:
        return Estimate(mean, None, None, n, 1, "bootstrap")
    low, high = _widened_bootstrap(mean, list(grouped.values()))
    if low == high:
        doubt = 1.0 - (share(g, g).low or 0.0)
        low, high = mean - (mean - bounds[0]) * doubt, mean + (bounds[1] - mean) * doubt
    return Estimate(mean, max(low, bounds[0]), min(high, bounds[1]), n, g, "bootstrap")


def clustered_statistic(groups: Sequence[Sequence[T]], statistic: Callable[[Sequence[T]], float | None]) -> Estimate:
    """Estimate a statistic of all observations together, such as an F1, by a bootstrap that draws whole groups.

    Percentile interval, widened for few groups as in `clustered_mean`. Draws in which the statistic is None are left
    out.
    """
    every = [item for group in groups for item in group]
    value = statistic(every) if every else None
    n, g = len(every), len(groups)
    if value is None or g < 2:
        return Estimate(value, None, None, n, g, "bootstrap")
    draws = np.random.default_rng(_SEED).integers(0, g, size=(STATISTIC_RESAMPLES, g))
    drawn = [statistic([item for index in draw for item in groups[index]]) for draw in draws]
    low, high = _widened(value, [one for one in drawn if one is not None], g)
    return Estimate(value, max(low, 0.0), min(high, 1.0), n, g, "bootstrap")


def _widened_bootstrap(mean: float, groups: Sequence[Sequence[float]]) -> tuple[float, float]:
    g = len(groups)
    sums = np.array([sum(group) for group in groups])
    sizes = np.array([len(group) for group in groups])
    draws = np.random.default_rng(_SEED).integers(0, g, size=(RESAMPLES, g))
    means = sums[draws].sum(axis=1) / sizes[draws].sum(axis=1)
    return _widened(mean, means, g)


def _widened(value: float, drawn: Sequence[float] | np.ndarray[Any, Any], g: int) -> tuple[float, float]:
    quantile = (1 + CONFIDENCE) / 2
    low, high = (float(bound) for bound in np.quantile(drawn, [1 - quantile, quantile]))
    widening = float(stats.t.ppf(quantile, g - 1) / stats.norm.ppf(quantile) * np.sqrt(g / (g - 1)))
    return value - widening * (value - low), value + widening * (high - value)
