"""How a trait changes over a channel's time: values by year, a trend with its interval, and stability."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipelines.voice.formulas import Formula, Totals, Vector, divided
from pipelines.voice.intervals import draws, interval

MIN_VIDEOS = 6
MIN_YEAR_VIDEOS = 2
MIN_SPAN_YEARS = 0.5
_FALSE_DISCOVERIES = 0.05


@dataclass(frozen=True)
class Timeline:
    """When each video came out. `at` is in `unit`; `years` is None for a video without a date."""

    at: Vector
    unit: str  # year, or 10 videos
    years: tuple[int | None, ...]
    reason: str | None  # why there is no timeline

    def ordered(self) -> bool:
        """Whether a trend can be told."""
        return self.reason is None


def timeline(published: Sequence[date | None], order: Sequence[int | None]) -> Timeline:
    """Return the timeline of videos: by date where all have one, else by the number that their names carry."""
    n = len(published)
    years = tuple(day.year if day else None for day in published)
    if n < MIN_VIDEOS:
        return Timeline(np.zeros(n), "", years, f"{n} videos; a trend needs {MIN_VIDEOS}")
    known = [day for day in published if day is not None]
    if len(known) == n:
        at = np.array([day.toordinal() / 365.25 for day in known])
        if np.ptp(at) < MIN_SPAN_YEARS:
            return Timeline(at, "year", years, "the videos are of less than half a year")
        return Timeline(at, "year", years, None)
    if all(number is not None for number in order) and len(set(order)) == n:
        ranks = np.argsort(np.argsort(np.array(order))).astype(np.float64)
        return Timeline(ranks / 10, "10 videos", years, None)
    missing = n - len(known)
    return Timeline(np.zeros(n), "", years, f"{missing} of {n} videos have no date, and their names no number")


def trend(formula: Formula, videos: Totals, time: Timeline) -> dict[str, Any]:
    """Return the trend of one trait: slope per unit of time, its 95 % interval and p; empty where it cannot be told.

    Weighted least squares over videos, a video by the chances it gives to see the trait; the interval is a bootstrap over
    videos. `drifts` is set by `marked`, which knows all traits.
    """
    value, weight = formula.of(videos), formula.weight(videos)
    usable = ~np.isnan(value) & (weight > 0)
    if not time.ordered() or usable.sum() < MIN_VIDEOS:
        return {}
    value, weight, at = np.where(usable, value, 0.0), np.where(usable, weight, 0.0), time.at - time.at.mean()
    sums = np.stack([weight, weight * at, weight * at**2, weight * value, weight * at * value], axis=-1)
    slope = float(_slope(sums.sum(0)))
    resampled = _slope(draws(len(value)) @ sums)
    bounds = interval(resampled, int(usable.sum()))
    if bounds is None or np.isnan(slope):
        return {}
    spread = float(np.nanstd(resampled))
    return {
        "slope": slope,
        "low": bounds[0],
        "high": bounds[1],
        "per": time.unit,
        "p": _p_value(slope / spread, int(usable.sum()) - 2) if spread else 1.0,
    }


def _slope(sums: NDArray[np.float64]) -> Vector:
    weight, at, squares, value, products = np.moveaxis(sums, -1, 0)
    return divided(weight * products - at * value, weight * squares - at**2)


def _p_value(t: float, degrees: int) -> float:
    from scipy.special import stdtr

    return float(2 * stdtr(degrees, -abs(t)))


def marked(trends: Mapping[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Add to each trend whether the trait drifts, at a false discovery rate of 5 % over all traits (Benjamini and
    Hochberg 1995), so that with fifty traits two or three do not drift by chance."""
    ranked = sorted((found["p"], name) for name, found in trends.items() if found)
    passed = [
        rank for rank, (p, _) in enumerate(ranked, start=1) if p <= _FALSE_DISCOVERIES * rank / max(len(ranked), 1)
    ]
    drifting = {name for _, name in ranked[: max(passed, default=0)]}
    return {name: found | {"drifts": name in drifting} if found else {} for name, found in trends.items()}


def by_year(formula: Formula, videos: Totals, time: Timeline) -> list[dict[str, Any]]:
    """Return value and number of videos of each year that has at least two, in order."""
    rows = []
    for year in sorted({year for year in time.years if year is not None}):
        members = np.array([other == year for other in time.years])
        if members.sum() >= MIN_YEAR_VIDEOS:
            value = float(formula.of(Totals(videos.values[members].sum(0), videos.columns)))
            if not np.isnan(value):
                rows.append({"year": year, "value": value, "n_videos": int(members.sum())})
    return rows


def stability(
    formula: Formula, videos: Totals, time: Timeline, speaker_sd: float | None
) -> tuple[float | None, str | None]:
    """Return (how stable a trait is over years, why it cannot be said).

    An intraclass correlation: the variance between speakers over that plus the variance between this creator's years. The
    noise that a year's value has from its few videos is taken off. 1: years do not differ. 0.5: years of this creator
    differ as much as people do.
    """
    years = by_year(formula, videos, time)
    if len(years) < 2:
        return None, f"needs two years with {MIN_YEAR_VIDEOS} dated videos each"
    if not speaker_sd:
        return None, "no other speakers to compare the change with"
    values = np.array([row["value"] for row in years])
    per_video, weight = formula.of(videos), formula.weight(videos)
    noise = []
    for row in years:
        members = np.array([year == row["year"] for year in time.years]) & ~np.isnan(per_video)
        share = weight[members] / max(weight[members].sum(), 1.0)
        noise.append(float((share**2 * (per_video[members] - row["value"]) ** 2).sum()) * 2)
    between = max(float(values.var(ddof=1)) - float(np.mean(noise)), 0.0)
    return round(speaker_sd**2 / (speaker_sd**2 + between), 3), None
