"""Per-video measurements → a channel's traits, each with interval, percentile, stability, drift and timed evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from pipelines.models import Span, Trait, VoiceFeatures
from pipelines.voice import drift, others
from pipelines.voice.channel_statistics import (
    LISTED,
    MAX_SPANS,
    NEWEST,
    WORD_LISTS,
    ChannelStatistics,
    blank_trait,
    gathered,
    most_common,
    places_of,
    with_interval,
)
from pipelines.voice.formulas import Totals
from pipelines.voice.intervals import intervals
from pipelines.voice.listed_traits import edge_traits, phrase_traits
from pipelines.voice.pacing import PARTS
from pipelines.voice.places import Place, Sentences, span
from pipelines.voice.series import VideoRecord
from pipelines.voice.traits import KINDS, NO_TIMES, TraitKind


def traits_of(
    channel_key: str, features: Sequence[VoiceFeatures], read: Sentences, records: Sequence[VideoRecord] = ()
) -> list[Trait]:
    """Return every trait of a channel, by family in the order of the catalogue; empty without videos.

    The result depends on the set of rows alone, not on their order or on when each was measured.

    Args:
        channel_key: the channel.
        features: one row per video.
        read: reads the few sentences that are quoted.
        records: titles and dates of the videos; without them there is no stability and no drift.
    """
    if not features:
        return []
    channel = gathered(channel_key, features, records)
    counts = {family: channel.totals.named(family) for family in LISTED}
    measured = _measured(channel, counts)
    edges = edge_traits(channel, counts)
    shown = {trait.name: trait.name for trait in measured if trait.value} | {
        trait.name: f"{trait.family.removesuffix('s')}:{trait.detail['most']}" for trait in edges if trait.value
    }
    quotes = _quotes(channel, shown, read)
    by_name = [replace(trait, evidence=quotes.get(trait.name, ())) for trait in (*measured, *edges)]
    return [*by_name[: len(KINDS)], *phrase_traits(channel, read), *by_name[len(KINDS) :]]


def _measured(channel: ChannelStatistics, counts: Mapping[str, Mapping[str, int]]) -> list[Trait]:
    measures = np.stack([kind.formula.of(channel.totals) for kind in KINDS], axis=1)
    n_videos = (~np.isnan(measures)).sum(0)
    pooled = Totals(channel.totals.values.sum(0), channel.totals.columns)
    bounds = intervals(np.stack([kind.formula.of(channel.resampled) for kind in KINDS]), n_videos)
    trends = drift.trends({kind.name: kind.formula for kind in KINDS}, channel.totals, channel.time)
    has_times = any(row.duration_s is not None for row in channel.features)
    traits = []
    for column, kind in enumerate(KINDS):
        trait = blank_trait(channel.key, kind.family, kind.name, kind.label, kind.unit)
        trait = replace(trait, n_videos=int(n_videos[column]), detail=_detail(kind, counts))
        value, known = float(kind.formula.of(pooled)), measures[~np.isnan(measures[:, column]), column]
        if np.isnan(value) or not len(known):
            reason = NO_TIMES if kind.family == "pacing" and not has_times else kind.absent
            traits.append(replace(trait, reason=reason))
            continue
        low, high = (float(bound) for bound in np.percentile(known, (10, 90)))
        trait = replace(trait, value=value, low=min(low, value), high=max(high, value))
        trait = with_interval(trait, bounds[column])
        traits.append(_with_drift(channel, kind, _compared(channel, kind, trait), trends.get(kind.name, {})))
    return traits


def _compared(channel: ChannelStatistics, kind: TraitKind, trait: Trait) -> Trait:
    spread = others.spread(kind, is_punctuated=channel.is_punctuated)
    if spread is None or trait.value is None:
        reason = others.NO_TIMED_SPEAKERS if kind.family == "pacing" else "nobody else was measured in this form"
        return replace(trait, reasons=trait.reasons | {"percentile": reason})
    among = {"middle": [spread.at(25), spread.at(50), spread.at(75)]}
    if trait.interval_low is not None and trait.interval_high is not None:
        among["percentiles"] = [spread.percentile(trait.interval_low), spread.percentile(trait.interval_high)]
    percentile = spread.percentile(trait.value)
    return replace(trait, percentile=percentile, n_speakers=spread.n_speakers, detail=trait.detail | {"others": among})


def _with_drift(channel: ChannelStatistics, kind: TraitKind, trait: Trait, trend: dict[str, Any]) -> Trait:
    spread = others.spread(kind, is_punctuated=channel.is_punctuated)
    stable, why_not = drift.stability(
        kind.formula, channel.totals, channel.yearly, channel.time, spread.deviation if spread else None
    )
    years = drift.by_year(kind.formula, channel.yearly, channel.time)
    reasons = trait.reasons | ({"stability": why_not} if why_not else {})
    if not trend:
        reasons |= {"drift": channel.time.reason or f"measured in fewer than {drift.MIN_VIDEOS} videos"}
    return replace(trait, stability=stable, drift={"years": years, **trend}, reasons=reasons)


def _detail(kind: TraitKind, counts: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    if kind.name in WORD_LISTS:
        return {"words": most_common(counts.get(WORD_LISTS[kind.name], {}), 20)}
    if kind.name == "sentence_length_mean":
        openers = most_common(counts.get("openers", {}), 14)
        return {"openers": openers, "words": _histogram(counts.get("lengths_of", {}))}
    if kind.name == "pause_length":
        return {"tenths_of_a_second": _histogram(counts.get("pauses", {}))}
    if kind.name == "words_per_minute":
        return {"fifths": _along(counts.get("fifths", {}))}
    return {}


def _histogram(counts: Mapping[str, int]) -> list[list[int]]:
    """Return [size, how many] by size."""
    return [[int(size), count] for size, count in sorted(counts.items(), key=lambda item: int(item[0]))]


def _along(fifths: Mapping[str, int]) -> list[float]:
    """Return the pace of each fifth of a video, pauses included."""
    parts = range(1, PARTS + 1)
    return [round(60_000 * fifths[f"words{n}"] / fifths[f"ms{n}"], 1) for n in parts if fifths.get(f"ms{n}")]


def _quotes(channel: ChannelStatistics, shown: Mapping[str, str], read: Sentences) -> dict[str, tuple[Span, ...]]:
    """Return trait → the quotes that show it best, one of each video before a second of any; of equals the newest.

    `shown` maps a trait's name to the key of its examples.
    """
    wanted = frozenset(shown.values())
    ranked: dict[str, list[tuple[int, float, int, Place, int]]] = {name: [] for name in wanted}
    for age, row in enumerate(reversed(channel.features[-NEWEST:])):
        for name in wanted.intersection(row.examples):
            for rank, (ordinal, n, strength) in enumerate(row.examples[name]):
                ranked[name].append((rank, -strength, age, (row.video_id, ordinal), n))
    chosen = {name: [(place, n) for *_, place, n in sorted(found)[:MAX_SPANS]] for name, found in ranked.items()}
    known = read(sorted({place for found in chosen.values() for place in places_of(found)}))
    return {
        trait: tuple(quote for place, n in chosen[name] if (quote := span(place, n, known)) is not None)
        for trait, name in shown.items()
    }
