"""Speech made up for a test, and the moves found in it."""

from pipelines.models import Move, Segment
from pipelines.voice.moves.tagger import tag_moves


def segments(*texts: str, is_punctuated: bool = True, video: str = "v") -> list[Segment]:
    """Return one video whose sentences last two seconds each."""
    return [
        Segment(f"{video}-{n}", "c", video, n, text, 2.0 * n, 2.0 * n + 1.9, is_punctuated=is_punctuated)
        for n, text in enumerate(texts)
    ]


def tagged(*texts: str, is_punctuated: bool = True) -> list[set[Move]]:
    """Return the moves of each sentence of one video."""
    found: list[set[Move]] = [set() for _ in texts]
    for move in tag_moves(segments(*texts, is_punctuated=is_punctuated)):
        found[move.ordinal].add(move.move)
    return found
