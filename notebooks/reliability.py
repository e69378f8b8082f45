"""How true probabilities are and how well a score ranks: bins, curves and areas, each with its n and its interval.

`guesses` has a row a text: `probability` that it is the creator's, `is_own`, `source` (texts of one are alike), and `score`.
The creator's texts and the others weigh the same, as the probability assumes.
"""

from dataclasses import dataclass
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import theme
from matplotlib.axes import Axes

from evals import statistics
from evals.statistics import Estimate

BINS = (0.0, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 1.0)
_ENDS, _TICKS = (0.0005, 0.9995), (0.001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999)
FEWEST_IN_BIN = 5
_RESAMPLES, _SHOWN, _SEED = 400, 120, 20240229


@dataclass(frozen=True)
class Bin:
    """The texts whose probability lies in one bin: its mean, and the share that was the creator's, in per cent.

    `low` and `high` None: fewer than five texts, of which nothing can be said.
    """

    at: float
    share: float
    low: float | None
    high: float | None
    n_own: int
    n_other: int


def bins(guesses: pd.DataFrame) -> list[Bin]:
    """Return the bins that are not empty, each with its 95 % interval over sources."""
    place = np.digitize(guesses["probability"], BINS[1:-1])
    resampled = [_shares(guesses.iloc[rows], place[rows]) for rows in _resamples(guesses)]
    shares, found = _shares(guesses, place), []
    for index in sorted(set(place)):
        inside = guesses[place == index]
        n_own = int(inside["is_own"].sum())
        low = high = None
        if len(inside) >= FEWEST_IN_BIN:
            low, high = np.nanpercentile([row[index] for row in resampled], (2.5, 97.5))
            if low == high:  # all of one kind: there is no spread to draw from, and g equal sources are no certainty
                n_sources = inside["source"].nunique()
                equal = statistics.share(n_sources if n_own else 0, n_sources)
                low, high = 100 * (equal.low or 0.0), 100 * (1.0 if equal.high is None else equal.high)
        at = 100 * float(inside["probability"].mean())
        found.append(Bin(at, float(shares[index]), low, high, n_own, len(inside) - n_own))
    return found


def draw_bins(guesses: pd.DataFrame, own: str = "you, unseen", others: str = "other speakers") -> None:
    """Draw how often a probability is right, with the number of texts at each dot, and how the probabilities spread.

    Probabilities stand on a scale of odds, because most of them lie near 0 or 100 %.
    """
    _, (left, right) = plt.subplots(1, 2, figsize=(theme.WIDTH, 3.6), sharex=True)
    line = np.linspace(_logit(_ENDS[0]), _logit(_ENDS[1]), 200)
    left.plot(line, 100 / (1 + np.exp(-line)), color=theme.GREY, linewidth=1.4)
    for one in bins(guesses):
        _draw_bin(left, one)
    left.set(xlabel="the score says, %", ylabel="it was so, %", ylim=(-12, 112))
    left.set_xticks([_logit(share) for share in _TICKS], [f"{100 * share:g}" for share in _TICKS])
    left.grid()
    edges = np.linspace(_logit(_ENDS[0]), _logit(_ENDS[1]), 25)
    for is_own, colour, name in ((False, theme.GREY, others), (True, theme.BLUE, own)):
        chosen = _logit(guesses.loc[guesses["is_own"] == is_own, "probability"].to_numpy())
        weights = np.full(len(chosen), 100 / max(1, len(chosen)))
        right.hist(chosen, bins=edges, weights=weights, color=colour, alpha=0.6, label=f"{name} ({len(chosen)})")
    right.set(xlabel="the score says, %", ylabel="% of texts")
    right.grid(axis="y")
    right.legend(loc="upper left")


def _draw_bin(axes: Axes, one: Bin) -> None:
    at, is_told = _logit(one.at / 100), one.low is not None
    if is_told:
        axes.plot([at, at], [one.low, one.high], color=theme.SKY, linewidth=4, alpha=0.6)
    colour = theme.BLUE if is_told else theme.SOFT
    axes.plot(at, one.share, "o", color=colour, markersize=6, markerfacecolor=colour if is_told else "white")
    is_below = one.share < 50
    beside = (one.high if is_below else one.low) if is_told else one.share
    axes.annotate(
        f"{one.n_own + one.n_other}",
        (at, beside),
        (0, 5 if is_below else -5),
        textcoords="offset points",
        ha="center",
        va="bottom" if is_below else "top",
        fontsize=8,
        color=theme.SOFT,
    )


def _logit(share: Any) -> Any:
    """Logarithm of the odds; what is nearer to 0 or 1 than the ends of the scale stands at its end."""
    held = np.clip(share, *_ENDS)
    return np.log(held / (1 - held))


def area(guesses: pd.DataFrame) -> Estimate:
    """Return the area under the ROC curve with its 95 % interval over sources."""
    groups = [
        list(zip(group["score"], group["is_own"], strict=True))
        for _, group in guesses.groupby(["is_own", "source"], sort=False)
    ]
    return statistics.clustered_statistic(groups, _area)


def draw_roc(guesses: pd.DataFrame, marks: dict[str, float]) -> None:
    """Draw the ROC curve over pale ones of resampled sources; `marks` names scores at which the line may be drawn."""
    _, axes = plt.subplots(figsize=(4.6, 4.3))
    for rows in _resamples(guesses)[:_SHOWN]:
        axes.plot(*_curve(guesses.iloc[rows]), color=theme.SKY, linewidth=0.8, alpha=0.12)
    axes.plot([0, 100], [0, 100], color=theme.RULE, linewidth=1.2)
    axes.plot(*_curve(guesses), color=theme.BLUE, linewidth=2)
    for rank, ((name, score), colour) in enumerate(zip(marks.items(), (theme.VERMILION, theme.GREEN), strict=False)):
        passed = guesses["score"] >= score
        at = [100 * float(passed[guesses["is_own"] == is_own].mean()) for is_own in (False, True)]
        axes.plot(*at, "o", color=colour, markerfacecolor="none", markersize=6 + 4 * rank, label=name, zorder=3)
    axes.set(xlabel="% of the others that pass", ylabel="% of the creator’s that pass", xlim=(-3, 103), ylim=(-3, 103))
    axes.set_aspect("equal")
    axes.grid()
    axes.legend(loc="lower right")


def equal_error(guesses: pd.DataFrame) -> tuple[float, float]:
    """Return the score at which as many others pass as the creator's fail, and that share."""
    scores = np.sort(guesses["score"].unique())
    own, others = (guesses.loc[guesses["is_own"] == is_own, "score"].to_numpy() for is_own in (True, False))
    missed = np.array([(own < score).mean() for score in scores])
    passed = np.array([(others >= score).mean() for score in scores])
    best = int(np.argmin(np.abs(missed - passed)))
    return float(scores[best]), float((missed[best] + passed[best]) / 2)


def _curve(guesses: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Per cent of the others and of the creator's that score at least so much, from the highest score down."""
    ordered = guesses.sort_values("score", ascending=False)
    last = ordered["score"].ne(ordered["score"].shift(-1)).to_numpy()
    own = ordered["is_own"].to_numpy()
    with np.errstate(invalid="ignore"):
        shares = [100 * np.cumsum(part) / part.sum() for part in (~own, own)]
    return tuple(np.concatenate([[0.0], share[last]]) for share in shares)  # type: ignore[return-value]


def _area(pairs: list[tuple[float, bool]]) -> float | None:
    own, others = ([score for score, is_own in pairs if is_own is wanted] for wanted in (True, False))
    if not own or not others:
        return None
    gaps = np.subtract.outer(own, others)
    return float((gaps > 0).mean() + 0.5 * (gaps == 0).mean())


def _shares(guesses: pd.DataFrame, place: np.ndarray) -> np.ndarray:
    """Per cent of the creator's in each bin, as if there were as many of theirs as of others."""
    own = guesses["is_own"].to_numpy()
    counts = [np.bincount(place[part], minlength=len(BINS) - 1) / max(part.sum(), 1) for part in (own, ~own)]
    with np.errstate(invalid="ignore"):
        return 100 * counts[0] / (counts[0] + counts[1])


def _resamples(guesses: pd.DataFrame) -> list[np.ndarray]:
    """Row numbers of as many sources as there are, drawn with replacement."""
    groups = guesses.reset_index(drop=True).groupby(["is_own", "source"], sort=False).indices
    clusters = list(groups.values())
    generator = np.random.default_rng(_SEED)
    return [
        np.concatenate([clusters[place] for place in generator.integers(0, len(clusters), len(clusters))])
        for _ in range(_RESAMPLES)
    ]
