"""Sentences of videos → the discourse moves they make."""

import functools
import hashlib
from collections.abc import Sequence
from itertools import accumulate, groupby
from pathlib import Path

from pipelines.models import DiscourseMove, Segment, content_id
from pipelines.voice.moves.narratives import mark_stories
from pipelines.voice.moves.questions import mark_questions
from pipelines.voice.moves.reading import read
from pipelines.voice.moves.runs import carry_on


def tag_moves(segments: Sequence[Segment]) -> list[DiscourseMove]:
    """Return the moves that sentences make, by video and ordinal.

    Args:
        segments: whole videos, each in order: answers and stories are seen from their neighbours.
    """
    tagged: list[DiscourseMove] = []
    for _, group in groupby(segments, key=lambda segment: segment.video_id):
        tagged += _tag_video(list(group))
    return tagged


def tag_channel(segments: Sequence[Segment], known: Sequence[DiscourseMove]) -> list[DiscourseMove]:
    """Return the moves of a channel; a video that is unchanged since `known` was made is not read again."""
    by_video: dict[tuple[str, str], list[DiscourseMove]] = {}
    for move in known:
        by_video.setdefault((move.video_id, move.source_digest), []).append(move)
    tagged: list[DiscourseMove] = []
    for video_id, group in groupby(segments, key=lambda segment: segment.video_id):
        video = list(group)
        tagged += by_video.get((video_id, source_digest(video))) or _tag_video(video)
    return tagged


def _tag_video(video: Sequence[Segment]) -> list[DiscourseMove]:
    readings = read(video)
    mark_questions(readings)
    mark_stories(readings)
    carry_on(readings)
    digest = source_digest(video)
    said = list(accumulate((reading.n_words for reading in readings), initial=0))
    return [
        DiscourseMove(
            move_id=content_id(digest, reading.segment.ordinal, move),
            channel_key=reading.segment.channel_key,
            video_id=reading.segment.video_id,
            segment_id=reading.segment.segment_id,
            ordinal=reading.segment.ordinal,
            move=move,
            wording=hit.text,
            position=before / (said[-1] or 1),
            start_s=reading.segment.start_s,
            end_s=reading.segment.end_s,
            source_digest=digest,
        )
        for reading, before in zip(readings, said[:-1], strict=True)
        for move, hit in sorted(reading.found.items())
    ]


@functools.cache
def _code_digest() -> str:
    folder = Path(__file__).parent
    files = [*sorted(folder.glob("*.py")), *sorted(folder.parent.glob("stor*.py"))]
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def source_digest(video: Sequence[Segment]) -> str:
    """Return a digest of one video's sentences, their times, and the code that reads them."""
    parts: list[object] = [_code_digest()]
    for segment in video:
        parts += [segment.segment_id, segment.text, segment.start_s, segment.end_s]
    return content_id(*parts)
