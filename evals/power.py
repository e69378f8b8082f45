"""What so many sources could have shown, and how many a decision would need."""

import numpy as np
from scipy import optimize, stats

from evals.statistics import ALPHA, Difference, fewest_sources

POWER = 0.8
MOST_SOURCES_NEEDED = 100_000


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
