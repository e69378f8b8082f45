"""Traits of each series of a channel, against the channel's other videos."""

from collections.abc import Mapping, Sequence

import numpy as np

from pipelines.models import SeriesTrait, VoiceFeatures, content_id
from pipelines.voice.formulas import Totals, per_video
from pipelines.voice.intervals import draws, intervals
from pipelines.voice.traits import FAMILIES, KINDS


def series_traits(channel_key: str, features: Sequence[VoiceFeatures], series: Mapping[str, str]) -> list[SeriesTrait]:
    """Return every trait of every series that can be measured in the series and outside it, series by series.

    A trait differs where the 95 % interval of the difference, by bootstrap over the videos of either side, leaves 0 out.

    Args:
        channel_key: the channel.
        features: one row per video.
        series: video id → series.
    """
    ordered = sorted(features, key=lambda row: row.video_id)
    totals = per_video([row.counts for row in ordered], FAMILIES)
    found = []
    for name in sorted({series[row.video_id] for row in ordered if row.video_id in series}):
        inside = np.array([series.get(row.video_id) == name for row in ordered])
        if not inside.all():
            found += _compared(channel_key, name, totals, inside)
    return found


def _compared(
    channel_key: str, series: str, totals: Totals, inside: "np.ndarray[tuple[int], np.dtype[np.bool_]]"
) -> list[SeriesTrait]:
    own, rest = (Totals(totals.values[part], totals.columns) for part in (inside, ~inside))
    n_own, n_rest = len(own.values), len(rest.values)
    own_draws, rest_draws = own.weighted(draws(n_own)), rest.weighted(draws(n_rest)[::-1])  # independent of each other
    differences = np.stack([kind.formula.of(own_draws) - kind.formula.of(rest_draws) for kind in KINDS])
    bounds = intervals(differences, np.full(len(KINDS), min(n_own, n_rest)))
    values = [kind.formula.of(Totals(part.values.sum(0), part.columns)) for kind in KINDS for part in (own, rest)]
    rows = []
    for place, kind in enumerate(KINDS):
        value, other = float(values[2 * place]), float(values[2 * place + 1])
        if np.isnan(value) or np.isnan(other):
            continue
        low, high = (None if np.isnan(bound) else float(bound) for bound in bounds[place])
        rows.append(
            SeriesTrait(
                content_id(channel_key, series, kind.name), channel_key, series, kind.name, kind.label, kind.unit, value,
                other, low, high, n_own, low is not None and high is not None and not low <= 0 <= high,
            )
        )  # fmt: skip
    return rows
