"""Sentences of videos → the discourse moves they make."""

import functools
import hashlib
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from pipelines.models import DiscourseMove, Move, Segment, content_id
from pipelines.voice.moves import explaining, guiding
from pipelines.voice.moves.questions import asks, begins_answers
from pipelines.voice.moves.wording import Searcher, spoken_words
from pipelines.voice.stories import find_stories

WORDINGS = {
    Move.DEFINITION: explaining.DEFINITION,
    Move.EXAMPLE: explaining.EXAMPLE,
    Move.ANALOGY: explaining.ANALOGY,
    Move.SIGNPOST: guiding.SIGNPOST,
    Move.RECAP: guiding.RECAP,
    Move.ASIDE: guiding.ASIDE,
    Move.CALL_TO_ACTION: guiding.CALL_TO_ACTION,
}
_SEARCHER = Searcher(WORDINGS)
_SHOWN_WORDS = 8  # of a sentence whose move is not shown by a wording


def tag_moves(segments: Sequence[Segment]) -> list[DiscourseMove]:
    """Return the moves that sentences make, by video and ordinal.

    Args:
        segments: whole videos, each in order: answers and stories are seen from their neighbours.
    """
    tagged: list[DiscourseMove] = []
    for _, group in groupby(segments, key=lambda segment: segment.video_id):
        tagged += _tag_video(list(group))
    return tagged


def moves_of_sentence(text: str) -> dict[Move, str]:
    """Return the moves that wording alone gives away → the wording; question, answer and story are not among them."""
    return _SEARCHER.search(spoken_words(text))


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
    digest = source_digest(video)
    return [
        DiscourseMove(
            move_id=content_id(digest, segment.ordinal, move),
            channel_key=segment.channel_key,
            video_id=segment.video_id,
            segment_id=segment.segment_id,
            ordinal=segment.ordinal,
            move=move,
            wording=wording,
            position=index / len(video),
            start_s=segment.start_s,
            end_s=segment.end_s,
            source_digest=digest,
        )
        for index, (segment, found) in enumerate(zip(video, _read(video), strict=True))
        for move, wording in sorted(found.items())
    ]


def _read(video: Sequence[Segment]) -> Iterator[dict[Move, str]]:
    """Yield what each sentence does, with the wording that shows it."""
    questions = [asks(segment.text, segment.is_punctuated) for segment in video]
    answers = frozenset(begins_answers(video, questions))
    in_story = {
        ordinal
        for story in find_stories(video[0].channel_key, video)
        for ordinal in range(story.first_ordinal, story.last_ordinal + 1)
    }
    for index, segment in enumerate(video):
        found = moves_of_sentence(segment.text)
        begins = " ".join(segment.text.split()[:_SHOWN_WORDS])
        if questions[index]:
            found[Move.QUESTION] = begins
        if index in answers:
            found[Move.ANSWER] = begins
        if segment.ordinal in in_story:
            found[Move.STORY] = begins
        yield found


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
