"""Intervals of values and of paired differences, the test that decides, and its power.

Observations come in groups: the cases of one source are alike. So whole sources are drawn, or swapped, everywhere.
All randomness is seeded: the same scores give the same figures.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, TypeVar

import numpy as np
from scipy import optimize, stats

CONFIDENCE = 0.95
ALPHA = 1 - CONFIDENCE
POWER = 0.8
RESAMPLES = 2000
STATISTIC_RESAMPLES = 500  # each draw computes the statistic anew
EXACT_SOURCES = 12  # up to so many differing sources, every one of the 2^k ways to swap them is tried
FLIPS = 10_000
ENOUGH_EXCEEDANCES = 200  # a p-value of about 200 / draws is known well enough; see `_sequential_p`
MOST_SOURCES_NEEDED = 100_000
_SEED = 20240229
T = TypeVar("T")
Statistic = Callable[[Sequence[T]], float | None]
Floats = np.ndarray[Any, np.dtype[Any]]


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


@dataclass(frozen=True)
class Difference:
    """Candidate minus baseline over `n` pairs from `n_sources`, of which `n_differing` differ at all.

    `p`: two-sided, of the hypothesis that the sides could be swapped in any source. `effect_size`: the difference over
    the spread of the sources' differences, as Cohen's d of paired values. `standard_error` None or 0: the sources show
    no spread, so there is no interval. `value` None: there is no pair.
    """

    value: float | None
    low: float | None
    high: float | None
    p: float | None
    standard_error: float | None
    effect_size: float | None
    n: int
    n_sources: int
    n_differing: int

    @property
    def smallest_p(self) -> float:
        """The smallest p that so many differing sources can give, whatever they show."""
        return smallest_p(self.n_differing)


def share(successes: int, n: int) -> Estimate:
    """Estimate a share of independent yes-or-no observations by Wilson's score interval (Wilson, JASA 22, 1927)."""
    if n == 0:
        return Estimate(None, None, None, 0, 0, "Wilson")
    interval = stats.binomtest(successes, n).proportion_ci(confidence_level=CONFIDENCE, method="wilson")
    return Estimate(successes / n, float(interval.low), float(interval.high), n, n, "Wilson")


def clustered_share(values: Sequence[float], clusters: Sequence[Hashable]) -> Estimate:
    """Estimate a share of yes-or-no observations (1 and 0) that come in groups.

    Wilson's interval with the number of independent observations that would be as sure: n over the design effect, which
    is the variance between groups over that of independent answers (Korn and Graubard, Survey Methodology 24, 1998).
    Where all answers are equal the groups are counted. Every observation a group of its own: plain Wilson.
    """
    sums, sizes = _by_cluster(values, clusters)
    n, g = len(values), len(sums)
    if n in {0, g}:
        return share(round(sum(values)), n)
    mean = float(sums.sum() / n)
    if g == 1:
        return Estimate(mean, None, None, n, 1, "Wilson")
    if mean in {0.0, 1.0}:
        effective = float(g)
    else:
        variance = float(np.sum((sums - mean * sizes) ** 2)) * g / (g - 1) / n**2
        effective = min(float(n), mean * (1 - mean) / variance) if variance else float(n)
    t = _t_quantile(sizes)
    centre = (mean + t**2 / (2 * effective)) / (1 + t**2 / effective)
    half = t / (1 + t**2 / effective) * np.sqrt(mean * (1 - mean) / effective + t**2 / (4 * effective**2))
    return Estimate(mean, max(0.0, float(centre - half)), min(1.0, float(centre + half)), n, g, "Wilson")


def clustered_mean(
    values: Sequence[float], clusters: Sequence[Hashable], bounds: tuple[float, float] = (0.0, 1.0)
) -> Estimate:
    """Estimate a mean of bounded observations that come in groups, by a bootstrap that draws whole groups.

    The observations of one video or document are alike, so that drawing them one by one would promise too narrow an
    interval (Cameron, Gelbach and Miller, Review of Economics and Statistics 90, 2008). The percentile interval of few
    groups is too narrow as well: it is widened by Student's t over the normal quantile, times sqrt(g / (g - 1)). Groups
    of unequal size count as fewer (`_t_quantile`). Groups that are all equal have no spread to draw from; they say what
    g equal yes-or-no answers would say.
    """
    sums, sizes = _by_cluster(values, clusters)
    n, g = len(values), len(sums)
    if n == 0:
        return Estimate(None, None, None, 0, 0, "bootstrap")
    mean = float(np.mean(values))
    if g == 1:
        return Estimate(mean, None, None, n, 1, "bootstrap")
    low, high = _widened(mean, _drawn_means(sums, sizes), sizes)
    if low == high:
        doubt = 1.0 - (share(g, g).low or 0.0)
        low, high = mean - (mean - bounds[0]) * doubt, mean + (bounds[1] - mean) * doubt
    return Estimate(mean, max(low, bounds[0]), min(high, bounds[1]), n, g, "bootstrap")


def clustered_statistic(
    groups: Sequence[Sequence[T]], statistic: Statistic[T], bounds: tuple[float, float] = (0.0, 1.0)
) -> Estimate:
    """Estimate a statistic of all observations together, such as an F1, by a bootstrap that draws whole groups.

    Percentile interval, widened for few groups as in `clustered_mean`. Draws in which the statistic is None are left
    out.
    """
    drawn = [statistic(_joined(groups, draw)) for draw in _statistic_draws(groups)]
    return _statistic_estimate(groups, statistic, drawn, bounds)


def paired_difference(
    differences: Sequence[float], sources: Sequence[Hashable], largest: float = float("inf")
) -> Difference:
    """Estimate the mean of paired differences, one a case and none beyond `largest`, by a bootstrap of whole sources.

    The interval is the standard error of the bootstrap times Student's t; on differences it holds the truth more nearly
    as often as it says than percentiles do, which few sources and many ties make coarse. The p flips the sign of whole
    sources' differences (Fisher, The Design of Experiments, 1935).
    """
    sums, sizes = _by_cluster(differences, sources)
    if len(sums) == 0:
        return Difference(None, None, None, None, None, None, 0, 0, 0)
    value = float(sums.sum() / len(differences))
    error = _standard_error(_drawn_means(sums, sizes), len(sums)) if len(sums) > 1 else None
    return _difference(value, error, sign_flip_p(sums), sizes, int(np.count_nonzero(sums)), largest)


def pooled_comparison(
    groups: Sequence[tuple[Sequence[T], Sequence[T]]],
    statistic: Statistic[T],
    bounds: tuple[float, float] = (0.0, 1.0),
    *,
    is_tested: bool = True,
) -> tuple[Estimate, Estimate, Difference]:
    """Estimate a statistic of all observations, such as an F1, on both sides, and test the difference.

    Args:
        groups: for each source what the statistic is computed on, as (baseline's, candidate's).
        statistic: None where its observations decide nothing; such draws are left out of the interval, and count
            against a difference in the test.
        bounds: of the statistic.
        is_tested: whether a p is wanted, which takes most of the time.

    The intervals draw whole sources, the same ones on both sides; the p swaps whole sources between the sides.
    """
    sides = [[before for before, _ in groups], [after for _, after in groups]]
    drawn = [[statistic(_joined(side, draw)) for draw in _statistic_draws(side)] for side in sides]
    baseline, candidate = (
        _statistic_estimate(side, statistic, values, bounds) for side, values in zip(sides, drawn, strict=True)
    )
    sizes = np.array([len(after) for after in sides[1]])
    differing = [index for index, (before, after) in enumerate(groups) if list(before) != list(after)]
    if baseline.value is None or candidate.value is None:
        nothing = Difference(None, None, None, None, None, None, int(sizes.sum()), len(groups), len(differing))
        return baseline, candidate, nothing
    value = candidate.value - baseline.value
    known = [after - before for before, after in zip(*drawn, strict=True) if before is not None and after is not None]
    error = _standard_error(np.array(known), len(groups)) if len(known) > 1 else None
    p = _swap_p(groups, differing, statistic, abs(value)) if is_tested else None
    return baseline, candidate, _difference(value, error, p, sizes, len(differing), bounds[1] - bounds[0])


def sign_flip_p(totals: Floats) -> float:
    """Return the two-sided p of the sum of the sources' `totals` when each might as well have the other sign.

    Exact up to 12 totals that are not 0. Beyond, 10,000 seeded draws, of which the observed one is counted as one more,
    so that p is never 0 (Phipson and Smyth, Statistical Applications in Genetics and Molecular Biology 9, 2010).
    """
    totals = totals[totals != 0]
    reached = abs(totals.sum()) - _tolerance(totals)
    if len(totals) <= EXACT_SOURCES:
        signs = np.array(list(product((1, -1), repeat=len(totals))))
        return float(np.mean(np.abs(signs @ totals) >= reached)) if len(totals) else 1.0
    generator = np.random.default_rng(_SEED)
    exceeding = 0
    for _ in range(10):  # in parts: a table of all draws by a thousand sources would take 80 MB
        signs = generator.integers(0, 2, size=(FLIPS // 10, len(totals)), dtype=np.int8) * 2 - 1
        exceeding += int(np.sum(np.abs(signs @ totals) >= reached))
    return (exceeding + 1) / (FLIPS + 1)


def smallest_p(n_differing: int) -> float:
    """Return the smallest two-sided p that swapping `n_differing` sources can give."""
    return min(1.0, 2.0 ** (1 - n_differing)) if n_differing <= EXACT_SOURCES else 1 / (FLIPS + 1)


def fewest_sources(n_metrics: int = 1, alpha: float = ALPHA) -> int:
    """Return how many sources must differ before any of `n_metrics` can be decided after Holm's adjustment."""
    return next(n for n in range(2, 64) if 2.0 ** (1 - n) * n_metrics <= alpha)


def holm(p_values: Sequence[float]) -> list[float]:
    """Adjust p-values for how many there are (Holm, Scandinavian Journal of Statistics 6, 1979); in order."""
    adjusted = [1.0] * len(p_values)
    largest = 0.0
    for rank, index in enumerate(sorted(range(len(p_values)), key=lambda at: p_values[at])):
        largest = max(largest, min(1.0, (len(p_values) - rank) * p_values[index]))
        adjusted[index] = largest
    return adjusted


def power(effect_size: float, n_sources: int, alpha: float = ALPHA) -> float:
    """Return how likely a paired t test of `n_sources` finds an effect (Cohen, Statistical Power Analysis, 1988)."""
    critical = stats.t.ppf(1 - alpha / 2, n_sources - 1)
    noncentrality = abs(effect_size) * np.sqrt(n_sources)
    # Only the near tail: the far one is the chance to find the opposite, which is no success.
    return float(stats.nct.sf(critical, n_sources - 1, noncentrality))


def minimum_detectable(difference: Difference, alpha: float = ALPHA) -> float | None:
    """Return the smallest difference that these sources would show with power 0.8.

    None: they have no spread to tell it from, or are so few that no difference could be shown, whatever its size.
    """
    n = difference.n_sources
    if not difference.standard_error or 2.0 ** (1 - n) > alpha:
        return None
    effect = optimize.brentq(lambda size: power(size, n, alpha) - POWER, 1e-6, 200 / np.sqrt(n), xtol=1e-6)
    return float(effect * np.sqrt(n) * difference.standard_error)


def sources_needed(difference: Difference, alpha: float = ALPHA) -> int | None:
    """Return how many sources would show the observed difference with power 0.8.

    None: nothing was observed, or it would take more than 100,000.
    """
    effect = abs(difference.effect_size or 0.0)
    least = fewest_sources(alpha=alpha)
    if not effect or power(effect, MOST_SOURCES_NEEDED, alpha) < POWER:
        return None
    low, high = least - 1, MOST_SOURCES_NEEDED
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if power(effect, middle, alpha) >= POWER else (middle, high)
    return high


def _by_cluster(values: Sequence[float], clusters: Sequence[Hashable]) -> tuple[Floats, Floats]:
    """Sum and number of the values of each cluster, in order of appearance."""
    totals: dict[Hashable, list[float]] = {}
    for value, cluster in zip(values, clusters, strict=True):
        totals.setdefault(cluster, []).append(value)
    return np.array([sum(group) for group in totals.values()]), np.array([len(group) for group in totals.values()])


def _draws(n_groups: int, n_draws: int) -> Floats:
    return np.random.default_rng(_SEED).integers(0, n_groups, size=(n_draws, n_groups))


def _statistic_draws(groups: Sequence[Sequence[T]]) -> Floats:
    """The groups that each draw takes; none where one group could only be drawn again and again."""
    return _draws(len(groups), STATISTIC_RESAMPLES if len(groups) > 1 else 0)


def _joined(groups: Sequence[Sequence[T]], draw: Floats) -> list[T]:
    return [item for index in draw for item in groups[index]]


def _statistic_estimate(
    groups: Sequence[Sequence[T]],
    statistic: Statistic[T],
    drawn: Sequence[float | None],
    bounds: tuple[float, float],
) -> Estimate:
    every = [item for group in groups for item in group]
    value = statistic(every) if every else None
    known = [one for one in drawn if one is not None]
    if value is None or not known:
        return Estimate(value, None, None, len(every), len(groups), "bootstrap")
    low, high = _widened(value, known, np.array([len(group) for group in groups]))
    return Estimate(value, max(low, bounds[0]), min(high, bounds[1]), len(every), len(groups), "bootstrap")


def _drawn_means(sums: Floats, sizes: Floats) -> Floats:
    draws = _draws(len(sums), RESAMPLES)
    means: Floats = sums[draws].sum(axis=1) / sizes[draws].sum(axis=1)
    return means


def _standard_error(drawn: Floats, n_groups: int) -> float:
    """Spread of the draws; a bootstrap of g groups sees (g - 1) / g of the variance."""
    error = float(np.std(drawn, ddof=1) * np.sqrt(n_groups / (n_groups - 1)))
    return error if error > 1e-12 else 0.0


def _t_quantile(sizes: Floats) -> float:
    """Student's t for groups of these sizes: g groups of unequal size are worth (sum n)^2 / sum n^2 equal ones.

    After Carter, Schnepel and Steigerwald, Review of Economics and Statistics 99, 2017.
    """
    effective = float(sizes.sum()) ** 2 / float((sizes.astype(float) ** 2).sum())
    return float(stats.t.ppf((1 + CONFIDENCE) / 2, max(1.0, effective - 1)))


def _widened(value: float, drawn: Sequence[float] | Floats, sizes: Floats) -> tuple[float, float]:
    quantile, g = (1 + CONFIDENCE) / 2, len(sizes)
    low, high = (float(bound) for bound in np.quantile(drawn, [1 - quantile, quantile]))
    widening = float(_t_quantile(sizes) / stats.norm.ppf(quantile) * np.sqrt(g / (g - 1)))
    return value - widening * (value - low), value + widening * (high - value)


def _difference(
    value: float, error: float | None, p: float | None, sizes: Floats, n_differing: int, largest: float
) -> Difference:
    g = len(sizes)
    half = _t_quantile(sizes) * error if error else None
    return Difference(
        value,
        None if half is None else max(value - half, -largest),
        None if half is None else min(value + half, largest),
        p,
        error,
        value / (error * float(np.sqrt(g))) if error else None,
        int(sizes.sum()),
        g,
        n_differing,
    )


def _tolerance(totals: Floats) -> float:
    """Sums that are equal by hand may differ in the last digits; they are ties all the same."""
    return 1e-9 * float(np.abs(totals).sum())


def _pooled_value(groups: Sequence[tuple[Sequence[T], Sequence[T]]], statistic: Statistic[T]) -> float | None:
    baseline = statistic([item for before, _ in groups for item in before])
    candidate = statistic([item for _, after in groups for item in after])
    return None if baseline is None or candidate is None else candidate - baseline


def _swap_p(
    groups: Sequence[tuple[Sequence[T], Sequence[T]]],
    differing: Sequence[int],
    statistic: Statistic[T],
    observed: float,
) -> float:
    def reaches(swapped: Sequence[bool]) -> bool:
        sides = list(groups)
        for index, is_swapped in zip(differing, swapped, strict=True):
            sides[index] = (groups[index][1], groups[index][0]) if is_swapped else groups[index]
        value = _pooled_value(sides, statistic)
        return value is None or abs(value) >= observed - 1e-9

    if not differing:
        return 1.0
    if len(differing) <= EXACT_SOURCES:
        # To swap all is to change the sign, so the first source stays and half of the ways are enough.
        ways = [reaches((False, *rest)) for rest in product((False, True), repeat=len(differing) - 1)]
        return sum(ways) / len(ways)
    generator = np.random.default_rng(_SEED)
    return _sequential_p(reaches((generator.random(len(differing)) < 0.5).tolist()) for _ in range(FLIPS))


def _sequential_p(exceedances: Iterator[bool]) -> float:
    """Return p from draws that stop once it is plain that p is large (Besag and Clifford, Biometrika 78, 1991)."""
    found, n = 0, 0
    for n, is_reached in enumerate(exceedances, start=1):
        found += is_reached
        if found == ENOUGH_EXCEEDANCES:
            return found / n
    return (found + 1) / (n + 1)
