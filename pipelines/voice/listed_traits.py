"""Traits that are lists: signature phrases, terms, and how videos open and close."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from pipelines.models import Span, Trait
from pipelines.voice import openings, phrases, tally, terms
from pipelines.voice.channel_statistics import (
    MAX_SPANS,
    NEWEST,
    ChannelStatistics,
    blank_trait,
    most_common,
    places_of,
    with_interval,
)
from pipelines.voice.intervals import draws, intervals
from pipelines.voice.places import Sentences, span

_LISTED_EDGES = 12  # newest videos whose first and last sentences are shown


def phrase_traits(channel: ChannelStatistics, read: Sentences) -> list[Trait]:
    """Return the traits `catch_phrases` and `terminology`, each with its list and the places where it is said."""
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
    channel: ChannelStatistics,
    name: str,
    label: str,
    rows: Sequence[tuple[dict[str, Any], tuple[Span, ...]]],
    reason: str,
) -> Trait:
    trait = replace(blank_trait(channel.key, "lexical", name, label, "per 1,000 words"), n_videos=len(channel.features))
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
    known = read(sorted({place for term in found for place in places_of([(term.place, term.n_sentences)])}))
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


def edge_traits(channel: ChannelStatistics, counts: Mapping[str, Mapping[str, int]]) -> list[Trait]:
    """Return the traits `opening_move` and `closing_move`; their evidence is chosen with that of the others."""
    return [
        _edge_trait(channel, "opening", "openings", "opening_move", "How you open", counts.get("opening", {})),
        _edge_trait(channel, "closing", "closings", "closing_move", "How you close", counts.get("closing", {})),
    ]


def _edge_trait(
    channel: ChannelStatistics, edge: str, family: str, name: str, label: str, counts: Mapping[str, int]
) -> Trait:
    n_videos = counts.get("videos", 0)
    moves = Counter({move: count for move, count in counts.items() if move != "videos"})
    groups = [row.edges[edge] for row in channel.features if row.edges.get(edge)]
    detail: dict[str, Any] = {
        "moves": [{"text": row["text"], "n_videos": row["count"]} for row in most_common(moves, len(moves))],
        "lines": [{"text": text, "n_videos": count} for text, count in openings.recurring_lines(groups[-NEWEST:])],
        "sentences": groups[-_LISTED_EDGES:],
    }
    trait = replace(blank_trait(channel.key, family, name, label, "share of videos"), n_videos=n_videos, detail=detail)
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
    return with_interval(trait, bounds[0])
