"""Per-video measurements → a channel's traits, each with its range over videos and the timed spans that show it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from pipelines.models import Segment, Span, Trait, VoiceFeatures, content_id
from pipelines.sentences import normalised_words
from pipelines.voice import openings, phrases, words
from pipelines.voice.measures import PAUSE_MAX_S, PAUSE_MIN_S, add_counts, answered_questions
from pipelines.voice.traits import KINDS, NO_TIMES, Strength, TraitKind

MAX_SPANS = 4
_EVIDENCE_SENTENCES = 60  # looked at per video, where any sentence shows a trait more or less
_QUOTE_WORDS = (5, 30)  # a quote of this length is read at a glance


def traits_of(channel_key: str, features: Sequence[VoiceFeatures], segments: Sequence[Segment]) -> list[Trait]:
    """Return every trait of a channel, by family in the order of the catalogue.

    Args:
        channel_key: the channel.
        features: one row per video.
        segments: the channel's sentences; videos in order, sentences in order within.
    """
    videos = _by_video(segments)
    counts = add_counts(row.counts for row in features)
    measured = [_measured(channel_key, kind, features, videos, counts) for kind in KINDS]
    return [*measured, *_phrase_traits(channel_key, segments, videos), *_edge_traits(channel_key, videos)]


def _by_video(segments: Sequence[Segment]) -> list[list[Segment]]:
    videos: dict[str, list[Segment]] = defaultdict(list)
    for segment in segments:
        videos[segment.video_id].append(segment)
    return [sorted(video, key=lambda segment: segment.ordinal) for video in videos.values()]


def _measured(
    channel_key: str,
    kind: TraitKind,
    features: Sequence[VoiceFeatures],
    videos: Sequence[Sequence[Segment]],
    counts: dict[str, dict[str, int]],
) -> Trait:
    values = [value for row in features if (value := row.measures.get(kind.name)) is not None]
    detail = _detail(kind, counts)
    if not values:
        has_times = any(row.duration_s is not None for row in features)
        reason = NO_TIMES if kind.family == "pacing" and not has_times else kind.absent
        return _trait(channel_key, kind.family, kind.name, kind.label, kind.unit, [], reason, detail, ())
    spans = _evidence(kind, float(np.median(values)), videos)
    return _trait(channel_key, kind.family, kind.name, kind.label, kind.unit, values, None, detail, spans)


def _trait(
    channel_key: str, family: str, name: str, label: str, unit: str, values: Sequence[float], reason: str | None,
    detail: dict[str, Any], evidence: Sequence[Span],
) -> Trait:  # fmt: skip
    low, middle, high = (
        (float(value) for value in np.percentile(values, (10, 50, 90))) if values else (None, None, None)
    )
    return Trait(
        content_id(channel_key, name), channel_key, family, name, label, middle, unit, low, high, len(values),
        reason, detail, tuple(evidence),
    )  # fmt: skip


def _detail(kind: TraitKind, counts: dict[str, dict[str, int]]) -> dict[str, Any]:
    families = {"discourse_markers": "markers", "hedges": "hedges", "function_word_share": "function_words"}
    if kind.name in families:
        top = Counter(counts.get(families[kind.name], {}))
        return {"words": [{"text": text, "count": count} for text, count in _most_common(top, 20)]}
    if kind.name == "sentence_length_mean":
        openers = Counter(counts.get("openers", {}))
        return {"openers": [{"text": text, "count": count} for text, count in _most_common(openers, 14)]}
    return {}


def _most_common(counts: Counter[str], n: int) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:n]


def _evidence(kind: TraitKind, value: float, videos: Sequence[Sequence[Segment]]) -> list[Span]:
    if kind.name == "answered_questions":
        pairs = [(video[index], video[index + 1]) for video in videos for index in answered_questions(video)]
        return _varied([(min(_quotability(part, kind.name) for part in pair), _joined(*pair)) for pair in pairs])
    if kind.name in ("pauses_per_minute", "pause_length"):
        return _around_pauses(kind.name, value, videos)
    if kind.name == "sentence_length_spread":
        return _around_changes(videos)
    strength = kind.strength or _nearness(kind.name, value)
    sampled = [video[:: max(1, len(video) // _EVIDENCE_SENTENCES)] for video in videos]
    quotes = [
        (quotability * strength(segment), segment)
        for video in (sampled if kind.strength is None else videos)
        for segment in video
        if (quotability := _quotability(segment, kind.name))
    ]
    return _varied([(score, _span(segment)) for score, segment in quotes if score > 0])


def _nearness(name: str, value: float) -> Strength:
    """Return how near one sentence alone comes to the channel's value; a small constant where one cannot show it."""

    def strength(segment: Segment) -> float:
        tokens = normalised_words(segment.text)
        if name in ("sentence_length_mean", "sentence_length_median"):
            return 1 / (1 + abs(len(tokens) - value))
        if len(tokens) < 8:
            return 0.0
        if name == "word_length":
            return 1 / (1 + 10 * abs(sum(map(len, tokens)) / len(tokens) - value))
        if name == "function_word_share":
            return 1 / (1 + 100 * abs(sum(map(words.is_function_word, tokens)) / len(tokens) - value))
        if name == "type_token_ratio":
            return len(set(tokens)) / 30
        if name.startswith("words_per_minute"):
            if segment.start_s is None or segment.end_s is None or segment.end_s <= segment.start_s:
                return 0.0
            return 1 / (1 + abs(60 * len(tokens) / (segment.end_s - segment.start_s) - value))
        return 0.0

    return strength


def _around_pauses(name: str, value: float, videos: Sequence[Sequence[Segment]]) -> list[Span]:
    """Return pairs of sentences with a pause between them, those nearest to the typical length first."""
    pairs = []
    for video in videos:
        for first, second in pairwise(video):
            if first.end_s is not None and second.start_s is not None:
                gap_s = second.start_s - first.end_s
                if PAUSE_MIN_S <= gap_s <= PAUSE_MAX_S:
                    nearness = 1 / (1 + abs(gap_s - value)) if name == "pause_length" else gap_s
                    pairs.append((nearness * _quotability(first, name), _joined(first, second)))
    return _varied(pairs)


def _around_changes(videos: Sequence[Sequence[Segment]]) -> list[Span]:
    """Return neighbouring sentences of very different length."""
    pairs = []
    for video in videos:
        for first, second in pairwise(video):
            lengths = sorted((len(first.text.split()), len(second.text.split())))
            if lengths[0] >= 2 and lengths[1] <= _QUOTE_WORDS[1]:
                pairs.append((float(lengths[1] - lengths[0]), _joined(first, second)))
    return _varied(pairs)


def _quotability(segment: Segment, name: str) -> float:
    n_words = len(segment.text.split())
    if "sentence" in name:
        return 1.0 if n_words >= 2 else 0.0
    if _QUOTE_WORDS[0] <= n_words <= _QUOTE_WORDS[1]:
        return 1.0
    return 0.3 if n_words > 2 else 0.0


def _varied(quotes: Iterable[tuple[float, Span]]) -> list[Span]:
    """Return the best quotes, one per video before a second from any; equal ones in reading order."""
    taken: Counter[str] = Counter()
    ranked = []
    for score, span in sorted(quotes, key=lambda item: -item[0]):
        ranked.append((taken[span.video_id], -score, span))
        taken[span.video_id] += 1
    return [span for _, _, span in sorted(ranked, key=lambda item: item[:2])[:MAX_SPANS]]


def _span(segment: Segment) -> Span:
    return Span(segment.video_id, segment.segment_id, segment.text, segment.start_s, segment.end_s)


def _joined(first: Segment, second: Segment) -> Span:
    return Span(first.video_id, first.segment_id, f"{first.text} {second.text}", first.start_s, second.end_s)


def _phrase_traits(channel_key: str, segments: Sequence[Segment], videos: Sequence[Sequence[Segment]]) -> list[Trait]:
    rows = (
        (
            "catch_phrases",
            "Catch phrases",
            phrases.catch_phrases(segments),
            "no wording recurs over several videos more than in ordinary speech",
        ),
        ("terminology", "Terms you use", phrases.terminology(segments), "no term recurs over several videos"),
    )
    return [_phrase_trait(channel_key, name, label, found, reason, videos) for name, label, found, reason in rows]


def _phrase_trait(
    channel_key: str, name: str, label: str, found: Sequence[phrases.RecurringPhrase], reason: str,
    videos: Sequence[Sequence[Segment]],
) -> Trait:  # fmt: skip
    listed = [{"text": f.text, "count": f.count, "n_videos": f.n_videos, "keyness": round(f.keyness, 1)} for f in found]
    patterns = [f" {phrase.text} " for phrase in found[:8]]
    padded = [[f" {_plain(segment.text)} " for segment in video] for video in videos]
    rates = [
        1000 * sum(text.count(f" {f.text} ") for text in texts for f in found) / n_words
        for texts in padded
        if (n_words := sum(len(text.split()) for text in texts))
    ]
    quotes: list[tuple[float, Span]] = []
    for rank, pattern in enumerate(patterns):
        hits = [
            s
            for video, texts in zip(videos, padded, strict=True)
            for s, text in zip(video, texts, strict=True)
            if pattern in text
        ]
        quoted = {span.video_id for _, span in quotes}
        fresh = [segment for segment in hits if segment.video_id not in quoted] or hits
        best = _varied([(_quotability(segment, name), _span(segment)) for segment in fresh])
        quotes += [(1.0 / (1 + rank), span) for span in best[:1]]
    seen: dict[str, tuple[float, Span]] = {span.segment_id: (score, span) for score, span in reversed(quotes)}
    return _trait(
        channel_key, "lexical", name, label, "per 1,000 words", rates if found else [], None if found else reason,
        {"phrases": listed}, _varied(seen.values()),
    )  # fmt: skip


def _plain(text: str) -> str:
    return " ".join(normalised_words(text))


def _edge_traits(channel_key: str, videos: Sequence[Sequence[Segment]]) -> list[Trait]:
    rows = (
        ("openings", "opening_move", "How you open", openings.opening(videos)),
        ("closings", "closing_move", "How you close", openings.closing(videos)),
    )
    return [_edge_trait(channel_key, *row) for row in rows]


def _edge_trait(channel_key: str, family: str, name: str, label: str, edge: openings.Edge) -> Trait:
    n_videos = len(edge.sentences)
    first = "Most often" if edge.moves else ""
    detail = {
        "moves": [{"text": move, "n_videos": count} for move, count in edge.moves],
        "lines": [{"text": text, "n_videos": count} for text, count in openings.recurring_lines(edge)],
        "sentences": [[segment.text for segment in group] for group in edge.sentences],
    }
    if not edge.moves:
        reason = "no video shows its beginning or end" if not n_videos else "no move recurs"
        return _trait(channel_key, family, name, label, "share of videos", [], reason, detail, ())
    move, count = edge.moves[0]
    spans = [_span(segment) for segment in edge.shown_by[move][:MAX_SPANS]]
    share = count / n_videos
    return Trait(
        content_id(channel_key, name), channel_key, family, name, f"{label}: {first.lower()} it {move}", share,
        "share of videos", None, None, n_videos, None, detail, tuple(spans),
    )  # fmt: skip
