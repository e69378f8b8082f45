"""A channel while its profile is made: the statistics of its videos in one order, and what its traits share."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from pipelines.models import Trait, VoiceFeatures, content_id
from pipelines.voice import drift
from pipelines.voice.formulas import Totals, Vector, per_video
from pipelines.voice.intervals import MIN_VIDEOS, draws
from pipelines.voice.places import Place
from pipelines.voice.series import VideoRecord, order_number
from pipelines.voice.traits import FAMILIES

MAX_SPANS = 4
NEWEST = 60  # videos that evidence and recurring first and last lines are taken from: how the creator speaks now
WORD_LISTS = {"discourse_markers": "markers", "hedges": "hedges"}
LISTED = frozenset({*WORD_LISTS.values(), "openers", "opening", "closing", "lengths_of", "pauses", "fifths"})
FEW_VIDEOS = f"an interval over videos needs at least {MIN_VIDEOS} of them"


@dataclass(frozen=True)
class ChannelStatistics:
    """A channel while its profile is made. Everything is in the order of `features`: the oldest video first."""

    key: str
    features: tuple[VoiceFeatures, ...]
    totals: Totals  # a row a video
    resampled: Totals  # a row a resample
    yearly: Totals  # a row a year that has several videos
    time: drift.Timeline
    is_punctuated: bool


def gathered(channel_key: str, features: Sequence[VoiceFeatures], records: Sequence[VideoRecord]) -> ChannelStatistics:
    """Return a channel's rows in one order, with their sums and resamples."""
    known = {record.video_id: record for record in records}
    blank = VideoRecord("", "", "")

    def when(row: VoiceFeatures) -> tuple[str, int, str]:
        record = known.get(row.video_id, blank)
        return str(record.published_on or "9999"), order_number(record) or 0, row.video_id

    ordered = sorted(features, key=when)
    found = [known.get(row.video_id, blank) for row in ordered]
    totals = per_video([row.counts for row in ordered], FAMILIES | LISTED)
    n_sentences = sum(row.n_sentences for row in ordered)
    marked = sum(row.counts.get("lengths", {}).get("sentences", 0) for row in ordered)
    time = drift.timeline([record.published_on for record in found], [order_number(record) for record in found])
    return ChannelStatistics(
        key=channel_key,
        features=tuple(ordered),
        totals=totals,
        resampled=totals.weighted(draws(len(ordered))),
        yearly=totals.weighted(time.membership),
        time=time,
        is_punctuated=2 * marked > n_sentences,
    )


def with_interval(trait: Trait, bounds: Vector) -> Trait:
    """Return a trait with its interval, or with the reason why it has none."""
    if np.isnan(bounds).any() or trait.value is None:
        return replace(trait, reasons=trait.reasons | {"interval": FEW_VIDEOS})
    low, high = (float(bound) for bound in bounds)
    return replace(trait, interval_low=min(low, trait.value), interval_high=max(high, trait.value))


def most_common(counts: Mapping[str, int], n: int) -> list[dict[str, Any]]:
    """Return the `n` largest counts, equal ones by name."""
    best = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:n]
    return [{"text": text, "count": count} for text, count in best]


def blank_trait(channel_key: str, family: str, name: str, label: str, unit: str) -> Trait:
    """Return a trait without a value."""
    return Trait(
        content_id(channel_key, name), channel_key, family, name, label, None, unit, None, None, 0, None
    )  # fmt: skip


def places_of(found: Iterable[tuple[Place, int]]) -> list[Place]:
    """Return the places of all sentences of some quotes, given as (place, number of sentences)."""
    return [(video_id, ordinal + offset) for (video_id, ordinal), n in found for offset in range(n)]
