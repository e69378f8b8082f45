"""Pace and pauses of one video as additive counts, in whole milliseconds so that sums are exact."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from pipelines.models import Segment

PAUSE_MIN_MS = 300  # below, a gap between two captions is typesetting
PAUSE_MAX_MS = 4000  # above, someone else speaks, music plays, or the video is cut
LONG_PAUSE_MS = 1000
MIN_SPEECH_MS = 20_000
MIN_WORDS = 30
PARTS = 5  # of a video, along which the pace is followed
_MAX_OVERLAP_MS = 50
_EMPHATIC = re.compile(
    r"\b(?:the (?:key|point|trick|crucial|important|amazing|beautiful|remarkable|whole point|real)\b|crucially|importantly"
    r"|here's the (?:thing|part|catch|key|kicker)|(?:really|very|so|absolutely) (?:important|crucial|matters?|beautiful"
    r"|amazing|cool|remarkable|strange|weird)|this is (?:why|how|where|what)\b|that's (?:why|exactly)\b)"
    r"|^(?:so |but |and |now )?remember\b"
)


def is_emphatic(lowered: str) -> bool:
    """Return whether a lower-cased sentence stresses its point by wording ("here's the thing", "that's why", "remember")."""
    return _EMPHATIC.search(lowered) is not None


def pacing_counts(
    segments: Sequence[Segment], n_words: Sequence[int], questions: Sequence[bool]
) -> dict[str, dict[str, int]]:
    """Return the additive counts of one video's timing, by family; empty where it has no times.

    `time`: milliseconds spoken and silent, and words; `fifths`: words and milliseconds, pauses included, of each fifth of
    the video. Only where captions leave gaps between sentences: `gaps` (milliseconds spoken, pauses, long ones, and how
    many sentences that stress a point or ask have a pause in front of or behind them) and `pauses` (how many of each
    length, in tenths of a second).

    Args:
        segments: all sentences of the video, in order.
        n_words: words of each.
        questions: whether each asks something.
    """
    spoken = [_spoken_ms(segments, place) for place in range(len(segments))]
    timed = [place for place, milliseconds in enumerate(spoken) if milliseconds]
    speech_ms, words = sum(spoken), sum(n_words[place] for place in timed)
    if speech_ms < MIN_SPEECH_MS or words < MIN_WORDS:
        return {}
    gaps = {place: gap for place in timed if (gap := _gap_after(segments, place, spoken[place])) is not None}
    silence_ms = sum(gap for gap in gaps.values() if 0 < gap <= PAUSE_MAX_MS)
    counts = {
        "time": {"speech": speech_ms, "total": speech_ms + silence_ms, "words": words},
        "fifths": _fifths(segments, n_words, spoken, gaps),
    }
    if len(gaps) >= 5 and sum(gap > _MAX_OVERLAP_MS for gap in gaps.values()) >= 0.05 * len(gaps):
        counts |= _pause_counts(segments, n_words, spoken, gaps, questions)
    return counts


def _spoken_ms(segments: Sequence[Segment], place: int) -> int:
    segment = segments[place]
    if segment.start_s is None or segment.end_s is None or segment.end_s <= segment.start_s:
        return 0
    end_s = segment.end_s
    following = segments[place + 1].start_s if place + 1 < len(segments) else None
    if following is not None:
        end_s = min(end_s, max(following, segment.start_s))
    return round(1000 * (end_s - segment.start_s))


def _gap_after(segments: Sequence[Segment], place: int, spoken_ms: int) -> int | None:
    """Milliseconds from the end of a sentence to the start of the next; None behind the last one."""
    start_s = segments[place].start_s
    following = segments[place + 1].start_s if place + 1 < len(segments) else None
    return None if following is None or start_s is None else round(1000 * (following - start_s)) - spoken_ms


def _fifths(
    segments: Sequence[Segment], n_words: Sequence[int], spoken: Sequence[int], gaps: dict[int, int]
) -> dict[str, int]:
    timed = [place for place, milliseconds in enumerate(spoken) if milliseconds]
    first, last = segments[timed[0]].start_s or 0.0, segments[timed[-1]].end_s or 0.0
    counts: Counter[str] = Counter()
    for place in timed:
        fifth = min(PARTS - 1, int(PARTS * ((segments[place].start_s or 0.0) - first) / max(last - first, 1.0)))
        gap = gaps.get(place, 0)
        counts[f"words{fifth + 1}"] += n_words[place]
        counts[f"ms{fifth + 1}"] += spoken[place] + (gap if 0 < gap <= PAUSE_MAX_MS else 0)
    return dict(sorted(counts.items()))


def _pause_counts(
    segments: Sequence[Segment],
    n_words: Sequence[int],
    spoken: Sequence[int],
    gaps: dict[int, int],
    questions: Sequence[bool],
) -> dict[str, dict[str, int]]:
    pauses = {place: gap for place, gap in gaps.items() if PAUSE_MIN_MS <= gap <= PAUSE_MAX_MS}
    emphatic = {place for place in gaps if is_emphatic(segments[place].text.lower().replace("’", "'"))}
    asked = {place for place in gaps if questions[place]}
    counts = {
        "speech": sum(spoken),
        "total": sum(spoken) + sum(gap for gap in gaps.values() if 0 < gap <= PAUSE_MAX_MS),
        "words": sum(n_words[place] for place, milliseconds in enumerate(spoken) if milliseconds),
        "places": len(gaps),
        "pauses": len(pauses),
        "long_pauses": sum(gap >= LONG_PAUSE_MS for gap in pauses.values()),
        "emphatic": len(emphatic),
        "emphatic_ms": sum(spoken[place] for place in emphatic),
        "emphatic_words": sum(n_words[place] for place in emphatic),
        "pause_after_emphatic": sum(place in pauses for place in emphatic),
        "pause_before_emphatic": sum(place - 1 in pauses for place in emphatic),
        "questions": len(asked),
        "pause_after_question": sum(place in pauses for place in asked),
    }
    tenths = Counter(str(round(gap / 100)) for gap in pauses.values())
    return {"gaps": counts, "pauses": dict(sorted(tenths.items()))}


def pause_spans(segments: Sequence[Segment]) -> list[tuple[int, int]]:
    """Return (place of the sentence in front, milliseconds) of every pause of a video."""
    found = []
    for place, (_, _following) in enumerate(pairwise(segments)):
        spoken = _spoken_ms(segments, place)
        gap = _gap_after(segments, place, spoken) if spoken else None
        if gap is not None and PAUSE_MIN_MS <= gap <= PAUSE_MAX_MS:
            found.append((place, gap))
    return found
