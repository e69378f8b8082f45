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
class Edges:
    """The first and the last sentences of one video; none where the transcript is an excerpt that begins later."""

    opening: tuple[Segment, ...]
    closing: tuple[Segment, ...]


def edges(segments: Sequence[Segment]) -> Edges:
    """Return how one video begins and ends. A transcript whose first sentence is minutes in shows no beginning."""
    is_whole = bool(segments) and (segments[0].start_s is None or segments[0].start_s < _START_WITHIN_S)
    return Edges(tuple(segments[:N_SENTENCES]) if is_whole else (), tuple(segments[-N_SENTENCES:]))


def moves_of(found: Edges) -> list[tuple[str, str, int]]:
    """Return (edge, move, ordinal of the sentence that makes it) for each move, once."""
    return [
        (edge, move, segment.ordinal)
        for edge, group, moves, question in (
            ("opening", found.opening, OPENING_MOVES, "asks a question"),
            ("closing", found.closing, CLOSING_MOVES, "leaves a question"),
        )
        for move, segment in _first_of_each(group, moves, question).items()
    ]


def edge_counts(found: Edges) -> dict[str, dict[str, int]]:
    """Return the additive counts `opening` and `closing`: 1 for the video, and 1 for each move that it makes there."""
    counts = {name: {"videos": 1} for name, group in (("opening", found.opening), ("closing", found.closing)) if group}
    for edge, move, _ in moves_of(found):
        counts[edge][move] = 1
    return counts


def kept(found: Edges) -> dict[str, list[str]]:
    """Return the sentences of both edges."""
    return {
        "opening": [segment.text for segment in found.opening],
        "closing": [segment.text for segment in found.closing],
    }


def _first_of_each(group: Sequence[Segment], moves: Mapping[str, re.Pattern[str]], question: str) -> dict[str, Segment]:
    seen: dict[str, Segment] = {}
    for segment in group:
        lowered = segment.text.lower().replace("’", "'")
        for name, pattern in moves.items():
            if pattern.search(lowered):
                seen.setdefault(name, segment)
        if words.is_question(segment.text, segment.is_punctuated) and not words.is_tag_question(segment.text):
            seen.setdefault(question, segment)
    return seen


def recurring_lines(groups: Sequence[Sequence[str]]) -> list[tuple[str, int]]:
    """Return the wordings that begin a sentence in several of the videos' edges → number of videos, best first."""
    counts: Counter[str] = Counter()
    for group in groups:
        found = set()
        for text in group:
            tokens = normalised_words(text)
            found |= {" ".join(tokens[:size]) for size in range(2, min(len(tokens), 9) + 1)}
        counts.update(found)
    least = max(2, round(0.2 * len(groups)))
    ranked = sorted(
        ((t, n) for t, n in counts.items() if n >= least), key=lambda item: (-item[1] * len(item[0].split()), item[0])
    )
    lines: list[tuple[str, int]] = []
    for text, count in ranked:
        if not any(text.startswith(other) or other.startswith(text) for other, _ in lines):
            lines.append((text, count))
    return lines[:6]
