"""Per-video measurements → a channel's traits, each with interval, percentile, stability, drift and timed evidence."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from pipelines.models import Span, Trait, VoiceFeatures, content_id
from pipelines.voice import drift, openings, others, phrases, tally, terms
from pipelines.voice.formulas import Totals, Vector, per_video
from pipelines.voice.intervals import MIN_VIDEOS, draws, intervals
from pipelines.voice.places import Place, Sentences, span
from pipelines.voice.series import VideoRecord, order_number
from pipelines.voice.traits import FAMILIES, KINDS, NO_TIMES, TraitKind

MAX_SPANS = 4
_LISTED_EDGES = 12  # newest videos whose first and last sentences are shown
_NEWEST = 60  # videos that evidence and recurring first and last lines are taken from: how the creator speaks now
_WORD_LISTS = {"discourse_markers": "markers", "hedges": "hedges"}
_LISTED = frozenset({*_WORD_LISTS.values(), "openers", "opening", "closing"})
FEW_VIDEOS = f"an interval over videos needs at least {MIN_VIDEOS} of them"


@dataclass(frozen=True)
class _Channel:
    """A channel while its profile is made. Everything is in the order of `features`: the oldest video first."""

    key: str
    features: tuple[VoiceFeatures, ...]
    totals: Totals  # a row a video
    resampled: Totals  # a row a resample
    yearly: Totals  # a row a year that has several videos
    time: drift.Timeline
    is_punctuated: bool


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
    channel = _gathered(channel_key, features, records)
    counts = {family: channel.totals.named(family) for family in _LISTED}
    measured = _measured(channel, counts)
    edges = _edge_traits(channel, counts)
    shown = {trait.name: trait.name for trait in measured if trait.value} | {
        trait.name: f"{trait.family.removesuffix('s')}:{trait.detail['most']}" for trait in edges if trait.value
    }
    quotes = _quotes(channel, shown, read)
    by_name = [replace(trait, evidence=quotes.get(trait.name, ())) for trait in (*measured, *edges)]
    return [*by_name[: len(KINDS)], *_phrase_traits(channel, read), *by_name[len(KINDS) :]]


def _gathered(channel_key: str, features: Sequence[VoiceFeatures], records: Sequence[VideoRecord]) -> _Channel:
    known = {record.video_id: record for record in records}
    blank = VideoRecord("", "", "")

    def when(row: VoiceFeatures) -> tuple[str, int, str]:
        record = known.get(row.video_id, blank)
        return str(record.published_on or "9999"), order_number(record) or 0, row.video_id

    ordered = sorted(features, key=when)
    found = [known.get(row.video_id, blank) for row in ordered]
    totals = per_video([row.counts for row in ordered], FAMILIES | _LISTED)
    n_sentences = sum(row.n_sentences for row in ordered)
    marked = sum(row.counts.get("lengths", {}).get("sentences", 0) for row in ordered)
    time = drift.timeline([record.published_on for record in found], [order_number(record) for record in found])
    return _Channel(
        key=channel_key,
        features=tuple(ordered),
        totals=totals,
        resampled=totals.weighted(draws(len(ordered))),
        yearly=totals.weighted(time.membership),
        time=time,
        is_punctuated=2 * marked > n_sentences,
    )


def _measured(channel: _Channel, counts: Mapping[str, Mapping[str, int]]) -> list[Trait]:
    measures = np.stack([kind.formula.of(channel.totals) for kind in KINDS], axis=1)
    n_videos = (~np.isnan(measures)).sum(0)
    pooled = Totals(channel.totals.values.sum(0), channel.totals.columns)
    bounds = intervals(np.stack([kind.formula.of(channel.resampled) for kind in KINDS]), n_videos)
    trends = drift.trends({kind.name: kind.formula for kind in KINDS}, channel.totals, channel.time)
    has_times = any(row.duration_s is not None for row in channel.features)
    traits = []
    for column, kind in enumerate(KINDS):
        trait = _trait(channel.key, kind.family, kind.name, kind.label, kind.unit)
        trait = replace(trait, n_videos=int(n_videos[column]), detail=_detail(kind, counts))
        value, known = float(kind.formula.of(pooled)), measures[~np.isnan(measures[:, column]), column]
        if np.isnan(value) or not len(known):
            reason = NO_TIMES if kind.family == "pacing" and not has_times else kind.absent
            traits.append(replace(trait, reason=reason))
            continue
        low, high = (float(bound) for bound in np.percentile(known, (10, 90)))
        trait = replace(trait, value=value, low=min(low, value), high=max(high, value))
        trait = _with_interval(trait, bounds[column])
        traits.append(_with_drift(channel, kind, _compared(channel, kind, trait), trends.get(kind.name, {})))
    return traits


def _with_interval(trait: Trait, bounds: Vector) -> Trait:
    if np.isnan(bounds).any() or trait.value is None:
        return replace(trait, reasons=trait.reasons | {"interval": FEW_VIDEOS})
    low, high = (float(bound) for bound in bounds)
    return replace(trait, interval_low=min(low, trait.value), interval_high=max(high, trait.value))


def _compared(channel: _Channel, kind: TraitKind, trait: Trait) -> Trait:
    spread = others.spread(kind, is_punctuated=channel.is_punctuated)
    if spread is None or trait.value is None:
        reason = others.NO_TIMED_SPEAKERS if kind.family == "pacing" else "nobody else was measured in this form"
        return replace(trait, reasons=trait.reasons | {"percentile": reason})
    among = {"middle": [spread.at(25), spread.at(50), spread.at(75)]}
    if trait.interval_low is not None and trait.interval_high is not None:
        among["percentiles"] = [spread.percentile(trait.interval_low), spread.percentile(trait.interval_high)]
    percentile = spread.percentile(trait.value)
    return replace(trait, percentile=percentile, n_speakers=spread.n_speakers, detail=trait.detail | {"others": among})


def _with_drift(channel: _Channel, kind: TraitKind, trait: Trait, trend: dict[str, Any]) -> Trait:
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
    if kind.name in _WORD_LISTS:
        return {"words": _listed(counts.get(_WORD_LISTS[kind.name], {}), 20)}
    if kind.name == "sentence_length_mean":
        return {"openers": _listed(counts.get("openers", {}), 14)}
    return {}


def _listed(counts: Mapping[str, int], n: int) -> list[dict[str, Any]]:
    best = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:n]
    return [{"text": text, "count": count} for text, count in best]


def _trait(channel_key: str, family: str, name: str, label: str, unit: str) -> Trait:
    return Trait(
        content_id(channel_key, name), channel_key, family, name, label, None, unit, None, None, 0, None
    )  # fmt: skip


def _quotes(channel: _Channel, shown: Mapping[str, str], read: Sentences) -> dict[str, tuple[Span, ...]]:
    """Return trait → the quotes that show it best, one of each video before a second of any; of equals the newest.

    `shown` maps a trait's name to the key of its examples.
    """
    wanted = frozenset(shown.values())
    ranked: dict[str, list[tuple[int, float, int, Place, int]]] = {name: [] for name in wanted}
    for age, row in enumerate(reversed(channel.features[-_NEWEST:])):
        for name in wanted.intersection(row.examples):
            for rank, (ordinal, n, strength) in enumerate(row.examples[name]):
                ranked[name].append((rank, -strength, age, (row.video_id, ordinal), n))
    chosen = {name: [(place, n) for *_, place, n in sorted(found)[:MAX_SPANS]] for name, found in ranked.items()}
    known = read(sorted({place for found in chosen.values() for place in _places(found)}))
    return {
        trait: tuple(quote for place, n in chosen[name] if (quote := span(place, n, known)) is not None)
        for trait, name in shown.items()
    }


def _places(found: Iterable[tuple[Place, int]]) -> list[Place]:
    return [(video_id, ordinal + offset) for (video_id, ordinal), n in found for offset in range(n)]


def _phrase_traits(channel: _Channel, read: Sentences) -> list[Trait]:
    video_ids = [row.video_id for row in channel.features]
    n_words = [row.n_words for row in channel.features]
    said = tally.Corpus([row.terms for row in channel.features])
    found_terms = terms.terminology(said, video_ids, n_words, read)
    found = phrases.signature_phrases(
        tally.Corpus([row.phrases for row in channel.features]),
        video_ids,
        n_words,
        said,
        read,
    )
    phrase_rows, term_rows = _phrase_rows(found, read), _term_rows(found_terms, read)
    return [
        _list_trait(channel, "catch_phrases", "Catch phrases", phrase_rows, "no wording recurs over several videos more than in ordinary speech"),
        _list_trait(channel, "terminology", "Terms you use", term_rows, "no term recurs over several videos"),
    ]  # fmt: skip


def _list_trait(
    channel: _Channel, name: str, label: str, rows: Sequence[tuple[dict[str, Any], tuple[Span, ...]]], reason: str
) -> Trait:
    trait = replace(_trait(channel.key, "lexical", name, label, "per 1,000 words"), n_videos=len(channel.features))
    if not rows:
        return replace(trait, reason=reason)
    total = sum(row.n_words for row in channel.features)
    evidence = {spans[0].segment_id: spans[0] for _, spans in rows[:8] if spans}
    return replace(
        trait,
        value=1000 * sum(row["count"] for row, _ in rows) / total,
        detail={"phrases": [row for row, _ in rows]},
        evidence=tuple(evidence.values())[:MAX_SPANS],
        reasons={"interval": "each phrase has its own", "percentile": "the phrases are this channel's own"},
    )


def _phrase_rows(
    found: Sequence[phrases.SignaturePhrase], read: Sentences
) -> list[tuple[dict[str, Any], tuple[Span, ...]]]:
    known = read(sorted({place for phrase in found for place in phrase.places}))
    rows = []
    for phrase in found:
        spans = tuple(quote for place in phrase.places if (quote := span(place, 1, known)) is not None)
        row = {
            "text": phrase.text, "count": phrase.count, "n_videos": phrase.n_videos, "is_line": phrase.is_line, "per_million": phrase.per_million,
            "log_odds": round(phrase.log_odds, 2), "low": round(phrase.low, 2), "high": round(phrase.high, 2),
            "z": round(phrase.z, 1), "spans": [_as_json(quote) for quote in spans],
        }  # fmt: skip
        rows.append((row, spans))
    return rows


def _term_rows(found: Sequence[terms.Term], read: Sentences) -> list[tuple[dict[str, Any], tuple[Span, ...]]]:
    known = read(sorted({place for term in found for place in _places([(term.place, term.n_sentences)])}))
    rows: list[tuple[dict[str, Any], tuple[Span, ...]]] = []
    for term in found:
        quote = span(term.place, term.n_sentences, known)
        row = {
            "text": term.text, "count": term.count, "n_videos": term.n_videos, "per_million": term.per_million,
            "introduction": term.introduction, "n_explained": term.n_explained,
            "spans": [_as_json(quote)] if quote else [],
        }  # fmt: skip
        rows.append((row, (quote,) if quote else ()))
    return rows


def _as_json(quote: Span) -> dict[str, Any]:
    return {
        "video_id": quote.video_id, "segment_id": quote.segment_id, "text": quote.text, "start_s": quote.start_s,
        "end_s": quote.end_s,
    }  # fmt: skip


def _edge_traits(channel: _Channel, counts: Mapping[str, Mapping[str, int]]) -> list[Trait]:
    return [
        _edge_trait(channel, "opening", "openings", "opening_move", "How you open", counts.get("opening", {})),
        _edge_trait(channel, "closing", "closings", "closing_move", "How you close", counts.get("closing", {})),
    ]


def _edge_trait(channel: _Channel, edge: str, family: str, name: str, label: str, counts: Mapping[str, int]) -> Trait:
    n_videos = counts.get("videos", 0)
    moves = Counter({move: count for move, count in counts.items() if move != "videos"})
    groups = [row.edges[edge] for row in channel.features if row.edges.get(edge)]
    detail: dict[str, Any] = {
        "moves": [{"text": row["text"], "n_videos": row["count"]} for row in _listed(moves, len(moves))],
        "lines": [{"text": text, "n_videos": count} for text, count in openings.recurring_lines(groups[-_NEWEST:])],
        "sentences": groups[-_LISTED_EDGES:],
    }
    trait = replace(_trait(channel.key, family, name, label, "share of videos"), n_videos=n_videos, detail=detail)
    if not moves:
        return replace(trait, reason="no move recurs" if n_videos else "no video shows its beginning or end")
    most = detail["moves"][0]["text"]
    made = np.array([row.counts.get(edge, {}).get(most, 0) for row in channel.features], dtype=np.float64)
    shown = np.array([row.counts.get(edge, {}).get("videos", 0) for row in channel.features], dtype=np.float64)
    weights = draws(len(made))
    trait = replace(
        trait, label=f"{label}: most often it {most}", value=moves[most] / n_videos, detail=detail | {"most": most}
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        bounds = intervals(((weights @ made) / (weights @ shown))[None, :], np.array([n_videos]))
    return _with_interval(trait, bounds[0])
