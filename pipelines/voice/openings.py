"""How a creator begins and ends: the first and last sentences of each video and what they do."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipelines.models import Segment
from pipelines.sentences import normalised_words
from pipelines.voice import words

N_SENTENCES = 4
_START_WITHIN_S = 120.0  # a transcript that begins later is an excerpt

OPENING_MOVES: Mapping[str, re.Pattern[str]] = {
    "greets": re.compile(r"^(?:hey|hello|hi|welcome|good (?:morning|evening)|what's up)\b|\bwelcome (?:back|to)\b"),
    "sets a scene": re.compile(
        r"\b(?:picture (?:this|a|an|the)|imagine|you(?:'re| are) (?:standing|sitting|looking|walking)"
        r"|suppose you)\b"
    ),
    "announces the topic": re.compile(
        r"\b(?:today,? (?:i|we)|in this (?:video|episode|talk|lecture|series)|on this episode"
        r"|this (?:is|week)|i(?:'m| am) going to"
        r"|(?:i|we) want to|i'd like to|we(?:'re| are) (?:going to|here))\b"
    ),
    "tells a story": re.compile(
        r"\b(?:when i was|years? ago|last (?:year|week|month|summer|night)|one day|i (?:once|remember"
        r"|was)|the other day)\b"
    ),
    "challenges a belief": re.compile(
        r"\b(?:you(?:'ve| have)? (?:probably|always|may have|might)|most (?:people|of us)"
        r"|everybody knows|we(?:'re| are) (?:all )?taught|but (?:here's|actually))\b"
    ),
    "gives a number": re.compile(r"\b\d{2,}|\b(?:hundred|thousand|million|billion|percent)\b"),
}
CLOSING_MOVES: Mapping[str, re.Pattern[str]] = {
    "thanks": re.compile(r"\bthank(?:s| you)\b"),
    "asks to act": re.compile(
        r"\b(?:subscribe|comments?|like (?:and|this)|share|support|patreon|sign up|check out|follow"
        r"|link|let me know)\b"
    ),
    "points ahead": re.compile(
        r"\b(?:next (?:time|video|one|week|part|chapter)|see you|in the next|stay tuned|until|coming up)\b"
    ),
    "says goodbye": re.compile(
        r"\b(?:bye|goodbye|take care|good night|cheers|keep (?:looking|on)|that's (?:it|all))\b"
    ),
    "sums up": re.compile(
        r"\b(?:so (?:that's|there|the|what|in)|in (?:short|summary|the end)|remember|the (?:point"
        r"|lesson|takeaway))\b"
    ),
}


@dataclass(frozen=True)
class Edge:
    """The first or last sentences of the videos that show them, and the videos in which each move is made."""

    sentences: tuple[tuple[Segment, ...], ...]  # per video
    moves: tuple[tuple[str, int], ...]  # (move, number of videos), most frequent first
    shown_by: Mapping[str, tuple[Segment, ...]]  # move → one sentence a video that makes it


def opening(videos: Sequence[Sequence[Segment]]) -> Edge:
    """Return how the videos begin. Transcripts whose first sentence is minutes in are excerpts and left out."""
    whole = [video for video in videos if video and (video[0].start_s is None or video[0].start_s < _START_WITHIN_S)]
    return _edge([tuple(video[:N_SENTENCES]) for video in whole], OPENING_MOVES, "asks a question")


def closing(videos: Sequence[Sequence[Segment]]) -> Edge:
    """Return how the videos end."""
    return _edge([tuple(video[-N_SENTENCES:]) for video in videos if video], CLOSING_MOVES, "leaves a question")


def _edge(groups: Sequence[tuple[Segment, ...]], moves: Mapping[str, re.Pattern[str]], question: str) -> Edge:
    shown: dict[str, list[Segment]] = {}
    for group in groups:
        seen: dict[str, Segment] = {}
        for segment in group:
            lowered = segment.text.lower().replace("’", "'")
            for name, pattern in moves.items():
                if pattern.search(lowered):
                    seen.setdefault(name, segment)
            if words.is_question(segment.text, segment.is_punctuated) and not words.is_tag_question(segment.text):
                seen.setdefault(question, segment)
        for name, segment in seen.items():
            shown.setdefault(name, []).append(segment)
    counts = sorted(((name, len(found)) for name, found in shown.items()), key=lambda item: (-item[1], item[0]))
    return Edge(tuple(groups), tuple(counts), {name: tuple(found) for name, found in shown.items()})


def recurring_lines(edge: Edge) -> list[tuple[str, int]]:
    """Return the wordings that begin a sentence in several of the videos' edges → number of videos, best first."""
    counts: Counter[str] = Counter()
    for group in edge.sentences:
        found = set()
        for segment in group:
            tokens = normalised_words(segment.text)
            found |= {" ".join(tokens[:size]) for size in range(2, min(len(tokens), 9) + 1)}
        counts.update(found)
    least = max(2, round(0.2 * len(edge.sentences)))
    ranked = sorted(
        ((t, n) for t, n in counts.items() if n >= least), key=lambda item: (-item[1] * len(item[0].split()), item[0])
    )
    kept: list[tuple[str, int]] = []
    for text, count in ranked:
        if not any(text.startswith(other) or other.startswith(text) for other, _ in kept):
            kept.append((text, count))
    return kept[:6]
