"""The difference between two groups of different subjects, its test and its power: an A/B test in production.

The subjects are those whom chance dealt to the groups, so the test deals them anew: it asks for nothing to be normal.
All randomness is seeded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import Any

import numpy as np
from scipy import optimize, stats

from evals.statistics import ALPHA

POWER = 0.8
EXACT_DEALS = 20_000  # up to so many ways to deal, each is tried
DEALS = 10_000
MOST_SUBJECTS = 100_000
_SEED = 20240229
Floats = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class Unpaired:
    """Candidate minus baseline of the mean over subjects.

    `low`, `high`: 95 % interval by Welch's standard error (Biometrika 34, 1947) and the degrees of freedom of the smaller side,
    which hold whatever the spreads are (Mickey and Brown, Annals of Mathematical Statistics 37, 1966); Welch's own are too
    many where one side has three. None where a side has fewer than two subjects, or neither shows any spread. `p`: two-sided, None where a side has fewer than two. `spreads`: standard deviations, baseline first.
    """

    value: float | None
    low: float | None
    high: float | None
    p: float | None
    means: tuple[float | None, float | None]
    spreads: tuple[float, float]
    sizes: tuple[int, int]

    @property
    def smallest_p(self) -> float:
        """The smallest p that groups of these sizes can give, whatever they show."""
        return smallest_p(*self.sizes)


def unpaired_difference(baseline: Sequence[float], candidate: Sequence[float]) -> Unpaired:
    """Estimate the difference of two means over different subjects, and test it.

    The p deals the subjects to the groups anew and counts how often Welch's t comes out as far from 0: exact where the
    groups are alike, and right for large groups of unequal spread, too (Chung and Romano, Annals of Statistics 41, 2013).
    """
    sides = np.array(baseline, dtype=float), np.array(candidate, dtype=float)
    sizes = len(sides[0]), len(sides[1])
    means = tuple(float(side.mean()) if len(side) else None for side in sides)
    before, after = means
    value = None if before is None or after is None else after - before
    if min(sizes) < 2 or value is None:
        return Unpaired(value, None, None, None, (before, after), (0.0, 0.0), sizes)
    spreads = float(sides[0].std(ddof=1)), float(sides[1].std(ddof=1))
    error, _ = _welch(spreads, sizes)
    half = float(stats.t.ppf(1 - ALPHA / 2, min(sizes) - 1)) * error if error else None
    low, high = (None, None) if half is None else (value - half, value + half)
    return Unpaired(value, low, high, _dealt_p(np.concatenate(sides), sizes[1]), (before, after), spreads, sizes)


def smallest_p(n_baseline: int, n_candidate: int) -> float:
    """Return the smallest two-sided p that dealing so many subjects can give. Equal groups can swap their names."""
    deals = comb(n_baseline + n_candidate, n_candidate)
    exact = (2 if n_baseline == n_candidate else 1) / deals
    return 1.0 if min(n_baseline, n_candidate) < 2 else max(exact, 0.0 if deals <= EXACT_DEALS else 1 / (DEALS + 1))


def power(difference: float, spreads: tuple[float, float], sizes: tuple[int, int], alpha: float = ALPHA) -> float:
    """Return how likely Welch's test finds a difference between groups of these standard deviations and sizes."""
    error, freedom = _welch(spreads, sizes)
    if not error:
        return 1.0 if difference else 0.0
    critical = stats.t.ppf(1 - alpha / 2, freedom)
    return float(stats.nct.sf(critical, freedom, abs(difference) / error))


def minimum_detectable(difference: Unpaired, alpha: float = ALPHA) -> float | None:
    """Return the smallest difference that these groups would show with power 0.8; None where they have no spread."""
    if difference.p is None or not any(difference.spreads):
        return None
    error, _ = _welch(difference.spreads, difference.sizes)
    return float(
        optimize.brentq(
            lambda size: power(size, difference.spreads, difference.sizes, alpha) - POWER, 0.0, 1000 * error, xtol=1e-9
        )
    )


def subjects_needed(difference: Unpaired, alpha: float = ALPHA) -> int | None:
    """Return how many subjects, in all and dealt in the same shares, would show the observed difference with power 0.8.

    None: no difference, no spread or no test yet, or it would take more than 100,000.
    """
    if difference.p is None or not difference.value or not any(difference.spreads):
        return None
    observed, share = difference.value, difference.sizes[1] / sum(difference.sizes)

    def is_enough(total: int) -> bool:
        sizes = max(2, round(total * (1 - share))), max(2, round(total * share))
        return smallest_p(*sizes) <= alpha and power(observed, difference.spreads, sizes, alpha) >= POWER

    low, high = 3, MOST_SUBJECTS
    if not is_enough(high):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if is_enough(middle) else (middle, high)
    return high


def fewest_candidates(n_baseline: int, alpha: float = ALPHA) -> int:
    """Return how many subjects the candidate needs beside so many of the baseline's for a p of `alpha` to be possible."""
    return next(n for n in range(2, 10_000) if n_baseline < 2 or smallest_p(n_baseline, n) <= alpha)


def _welch(spreads: tuple[float, float], sizes: tuple[int, int]) -> tuple[float, float]:
    """Standard error of the difference, and its degrees of freedom."""
    parts = [spread**2 / size for spread, size in zip(spreads, sizes, strict=True)]
    total = sum(parts)
    if not total:
        return 0.0, float(sum(sizes) - 2)
    return float(np.sqrt(total)), total**2 / sum(part**2 / (size - 1) for part, size in zip(parts, sizes, strict=True))


def _dealt_p(values: Floats, n_candidate: int) -> float:
    """The last `n_candidate` of `values` are the candidate's."""
    n = len(values)
    observed = float(_statistics(values, np.arange(n - n_candidate, n)[None, :])[0])
    reached = observed * (1 - 1e-9)
    deals = comb(n, n_candidate)
    if deals <= EXACT_DEALS:
        every = np.array(list(combinations(range(n), n_candidate)))
        return float(np.mean(_statistics(values, every) >= reached))
    generator = np.random.default_rng(_SEED)
    drawn = np.array([generator.permutation(n)[:n_candidate] for _ in range(DEALS)])
    exceeding = int(np.sum(_statistics(values, drawn) >= reached))
    return (exceeding + 1) / (DEALS + 1)  # the deal that was observed is one more (Phipson and Smyth 2010)


def _statistics(values: Floats, candidates: np.ndarray[Any, np.dtype[Any]]) -> Floats:
    """Welch's |t| of each deal; a deal without any spread is as far from 0 as can be, or at 0 where the means are equal."""
    n, size = len(values), candidates.shape[1]
    taken = values[candidates]
    sums, squares = taken.sum(axis=1), (taken**2).sum(axis=1)
    others = values.sum() - sums, (values**2).sum() - squares
    gap = np.abs(sums / size - others[0] / (n - size))
    scale = float(np.abs(values).max()) or 1.0
    gap[gap < 1e-12 * scale] = 0.0
    variances = np.maximum(squares - sums**2 / size, 0) / (size - 1) / size
    variances += np.maximum(others[1] - others[0] ** 2 / (n - size), 0) / (n - size - 1) / (n - size)
    variances[variances < 1e-24 * scale**2] = 0.0
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Floats = np.where(gap == 0, 0.0, gap / np.sqrt(variances))
    return found
