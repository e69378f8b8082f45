"""What is heard in a talk, sentence by sentence: the marks by which the structure of a talk is recognised."""

import re
from collections.abc import Mapping, Sequence

from pipelines.models import DiscourseMove, Move, Segment
from pipelines.sentences import words

MARKS = frozenset(
    "question signpost definition example analogy story recap cause problem solution evidence misconception contrast history".split()
)
_OF_MOVES = {
    Move.QUESTION: "question",
    Move.SIGNPOST: "signpost",
    Move.DEFINITION: "definition",
    Move.EXAMPLE: "example",
    Move.ANALOGY: "analogy",
    Move.STORY: "story",
    Move.RECAP: "recap",
}
_WORDINGS = {
    "cause": r"because|therefore|that's why|that is why|the reason|as a result|which means|leads? to|caused?s?|so that",
    "problem": r"(?:the|a|this|that|big|real|main) problem|problems with|trouble|goes wrong|went wrong|breaks? down|fails?|failed|failure|struggl\w+|challenge|difficult\w*|danger\w*",
    "solution": r"solutions?|solves?|solved|fix(?:es|ed)?|the way (?:to|around|out)|instead of|work(?:s|ed)? around|what you (?:can|could|should) do|the answer (?:is|to)|the trick",
    "evidence": r"evidence|experiments?|stud(?:y|ies)|data|measur\w+|observ(?:ed|ation\w*)|researchers?|found that|results? show\w*|discovered|tested",
    "misconception": r"people (?:often )?(?:think|believe|say|assume)|you (?:might|may|probably) (?:think|have heard|believe)|myths?|misconceptions?|contrary to|turns out|isn't actually|not actually|common(?:ly)? (?:belief|mistake)|wrongly",
    "contrast": r"however|on the other hand|whereas|unlike|in contrast|compared (?:to|with)|the difference between|instead",
    "history": r"(?:in|since|around|by) (?:1[0-9]|20)\d\d|centur(?:y|ies)|decades? ago|years ago|back (?:in|then)|invented|originally",
}
_PATTERNS = {mark: re.compile(rf"(?i)\b(?:{wording})\b") for mark, wording in _WORDINGS.items()}


def heard(segments: Sequence[Segment], moves: Sequence[DiscourseMove]) -> list[tuple[float, str]]:
    """Return (position, mark) of everything that is heard in one video, in order.

    Args:
        segments: the sentences of the video, in order.
        moves: those of the same video.

    Returns:
        Positions are shares of the video's words that were said before the sentence, 0..1.
    """
    made: dict[int, set[str]] = {}
    for move in moves:
        if move.move in _OF_MOVES:
            made.setdefault(move.ordinal, set()).add(_OF_MOVES[move.move])
    total = sum(len(words(segment.text)) for segment in segments) or 1
    found, said = [], 0
    for segment in segments:
        found += [(said / total, mark) for mark in sorted(_of_text(segment.text) | made.get(segment.ordinal, set()))]
        said += len(words(segment.text))
    return found


def _of_text(text: str) -> set[str]:
    return {mark for mark, pattern in _PATTERNS.items() if pattern.search(text)}


def by_video(
    segments: Sequence[Segment], moves: Sequence[DiscourseMove]
) -> Mapping[str, tuple[list[Segment], list[DiscourseMove]]]:
    """Return video id → its sentences and moves, videos in the order of the sentences."""
    videos: dict[str, tuple[list[Segment], list[DiscourseMove]]] = {}
    for segment in segments:
        videos.setdefault(segment.video_id, ([], []))[0].append(segment)
    for move in moves:
        if move.video_id in videos:
            videos[move.video_id][1].append(move)
    return videos
