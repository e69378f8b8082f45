"""How traits change over a channel's time: values by year, a trend with its interval, and stability."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from pipelines.voice.formulas import Formula, Totals, Vector, divided
from pipelines.voice.intervals import draws, intervals

MIN_VIDEOS = 6
MIN_YEAR_VIDEOS = 2
MIN_SPAN_YEARS = 0.5
_FALSE_DISCOVERIES = 0.05


@dataclass(frozen=True)
class Timeline:
    """When each video came out."""

    at: Vector  # in units of `unit`
    unit: str  # year, or 10 videos
    years: tuple[int, ...]  # that have at least two videos
    membership: Vector  # years × videos: 1 where a video is of a year
    reason: str | None  # why no trend can be told


def timeline(published: Sequence[date | None], numbers: Sequence[int | None]) -> Timeline:
    """Return the timeline of videos: by date where all have one, else by the number that their names carry."""
    years = np.array([day.year if day else 0 for day in published])
    kept = tuple(int(year) for year in np.unique(years) if year and (years == year).sum() >= MIN_YEAR_VIDEOS)
    membership = np.array([years == year for year in kept], dtype=np.float64).reshape(len(kept), len(published))
    at, unit, reason = _clock(published, numbers)
    return Timeline(at, unit, kept, membership, reason)


def _clock(published: Sequence[date | None], numbers: Sequence[int | None]) -> tuple[Vector, str, str | None]:
    n = len(published)
    days = [day.toordinal() / 365.25 for day in published if day]
    if n < MIN_VIDEOS:
        return np.zeros(n), "year", f"{n} video{'s' if n > 1 else ''}; a trend needs {MIN_VIDEOS}"
    if len(days) == n:
        is_short = max(days) - min(days) < MIN_SPAN_YEARS
        return np.array(days), "year", "the videos are of less than half a year" if is_short else None
    if None not in numbers and len(set(numbers)) == n:
        return np.argsort(np.argsort(np.array(numbers))) / 10.0, "10 videos", None
    return np.zeros(n), "year", f"{n - len(days)} of {n} videos have no date, and their names no number"


def trends(formulas: Mapping[str, Formula], videos: Totals, time: Timeline) -> dict[str, dict[str, Any]]:
    """Return the trend of each trait that has one: slope per `per`, its 95 % interval, and whether it drifts.

    Weighted least squares over videos, a video by the chances it gives to see the trait; intervals by bootstrap over
    videos. A trait drifts where its slope stands out at a false discovery rate of 5 % over all traits (Benjamini and
    Hochberg 1995), so that with fifty traits two or three do not drift by chance.
    """
    if time.reason is not None:
        return {}
    values = np.stack([formula.of(videos) for formula in formulas.values()])
    weights = np.stack([formula.weight(videos) for formula in formulas.values()])
    usable = ~np.isnan(values) & (weights > 0)
    values, weights, at = np.where(usable, values, 0.0), np.where(usable, weights, 0.0), time.at - time.at.mean()
    sums = np.stack([weights, weights * at, weights * at**2, weights * values, weights * at * values], axis=1)
    flat = sums.reshape(-1, sums.shape[2]) @ draws(sums.shape[2]).T  # as one matrix: ten times faster than in layers
    resampled = _slope(flat.reshape(*sums.shape[:2], -1))
    slopes, n = _slope(sums.sum(2)), usable.sum(1)
    bounds = intervals(resampled, np.where(n >= MIN_VIDEOS, n, 0))
    found: dict[str, dict[str, Any]] = {}
    for row, name in enumerate(formulas):
        if not np.isnan(slopes[row]) and not np.isnan(bounds[row]).any():
            error = float(np.nanstd(resampled[row]))
            p = _p_value(slopes[row] / error, int(n[row]) - 2) if error else 1.0
            low, high = (float(bound) for bound in bounds[row])
            found[name] = {"slope": float(slopes[row]), "low": low, "high": high, "per": time.unit, "p": p}
    return _marked(found)


def _slope(sums: Vector) -> Vector:
    weight, at, squares, value, products = np.moveaxis(sums, 1, 0)
    return divided(weight * products - at * value, weight * squares - at**2)


def _p_value(t: float, degrees: int) -> float:
    from scipy.special import stdtr

    return float(2 * stdtr(degrees, -abs(t)))


def _marked(found: Mapping[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    ranked = sorted((trend["p"], name) for name, trend in found.items())
    passed = [rank for rank, (p, _) in enumerate(ranked, start=1) if p <= _FALSE_DISCOVERIES * rank / len(ranked)]
    drifting = {name for _, name in ranked[: max(passed, default=0)]}
    return {name: trend | {"drifts": name in drifting} for name, trend in found.items()}


def by_year(formula: Formula, yearly: Totals, time: Timeline) -> list[dict[str, Any]]:
    """Return value and number of videos of each year that has at least two, in order; `yearly` has a row a year."""
    values = formula.of(yearly)
    n_videos = time.membership.sum(1)
    return [
        {"year": year, "value": float(value), "n_videos": int(n)}
        for year, value, n in zip(time.years, values, n_videos, strict=True)
        if not np.isnan(value)
    ]


def stability(
    formula: Formula, videos: Totals, yearly: Totals, time: Timeline, speaker_sd: float | None
) -> tuple[float | None, str | None]:
    """Return (how stable a trait is over years, why it cannot be said).

    An intraclass correlation: the variance between speakers over that plus the variance between this creator's years. The
    noise that a year's value has from its few videos is taken off. 1: years do not differ. 0.5: years of this creator
    differ as much as people do.
    """
    if len(time.years) < 2:
        return None, f"needs two years with {MIN_YEAR_VIDEOS} dated videos each"
    if not speaker_sd:
        return None, "no other speakers to compare the change with"
    per_video, weight = formula.of(videos), formula.weight(videos)
    values = formula.of(yearly)
    known = ~np.isnan(values)
    if known.sum() < 2:
        return None, f"measured in fewer than two years with {MIN_YEAR_VIDEOS} dated videos each"
    member = time.membership[known] * np.where(np.isnan(per_video), 0.0, weight)
    share = divided(member, member.sum(1, keepdims=True))
    apart = np.nan_to_num(per_video)[None, :] - values[known][:, None]
    n = np.maximum(time.membership[known].sum(1), 2)
    noise = float(np.mean((share**2 * apart**2).sum(1) * n / (n - 1)))
    between = max(float(values[known].var(ddof=1)) - noise, 0.0)
    return round(speaker_sd**2 / (speaker_sd**2 + between), 3), None
