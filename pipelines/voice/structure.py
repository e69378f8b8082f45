"""The structure of a whole video: hook, promise, sections, recap, calls to action, farewell."""

import functools
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from pathlib import Path
from statistics import median

from pipelines.models import DiscourseMove, Move, PartKind, Segment, VideoPart, content_id
from pipelines.voice import cohesion, words
from pipelines.voice.moves.wording import spoken_words

OPENING_SHARE = 0.2  # of a video's words in which hook and promise lie …
OPENING_SENTENCES = 40  # … and no later than this in a long talk
ENDING_SHARE = 0.3  # in which the recap lies
FAREWELL_SENTENCES = 8
PROMISE_SENTENCES = 8
SHORTEST_SECTION = 5  # sentences
LONG_PAUSE_S = 1.5
_ANNOUNCES = re.compile(
    r"\b(?:today|(?:this|the next|today's) (?:video|episode|talk|lecture|lesson|series)|(?:want|like|going|gonna) to "
    r"(?:start|begin|talk|show|tell|explain|look|cover|share|discuss|walk|go (?:over|through)|explore"
    r"|find out|give|do)"
    r"|by the end|let's (?:start|begin|find out|talk|look|dive|jump)|let me (?:show|tell|start|explain))\b"
)
_POSES = re.compile(r"^(?:so|but|and so|now|but so) (?:what|how|why|where|who|is|are|do|does|did|can|if)\b")
_SUMS_UP = re.compile(
    r"\b(?:things to (?:keep|remember|take)|sum(?:marize|marise|mary)?(?: it)?(?: all)? up|(?:to|in|quick|let's|me) "
    r"(?:recap|summar\w+|review|conclude|conclusion)|(?:key |main )?takeaways?|what (?:have"
    r"|did) we (?:learn\w*|seen?)|bottom line|all in all"
    r"|to wrap up|in short|what we(?:'ve| have) (?:learned|seen|covered)|if you (?:forget|remember) )\b"
)
_SIGNS_OFF = re.compile(
    r"\b(?:(?:that's|that is|that's all) (?:it|all|the \w+ (?:we've|i've) got)(?: for (?:now|today|tonight"
    r"|this))?|thank(?:s| you)"
    r"|see you|bye|goodbye|take care|take your time|until next|next (?:time|week|video|one)"
    r"|keep (?:looking|on)|stay (?:curious|tuned|safe)"
    r"|cheers|good ?night|in the next (?:video|one|episode)|^i'm \w+|this is \w+ \w+$|have a (?:great|good|nice))\b"
)


@dataclass(frozen=True)
class PartSummary:
    """Where one kind of part falls in a channel's videos. Shares are of the words of a video."""

    kind: PartKind
    n_videos: int  # that have it
    n_all: int  # videos looked at
    per_video: float  # parts of the kind in a video that has it, median
    begins_at: float  # median over videos, of the first such part
    share: float  # of the video, all such parts together, median
    low: float  # 10th and
    high: float  # 90th percentile of `share`


def read_structure(
    segments: Sequence[Segment], moves: Sequence[DiscourseMove], known: Sequence[VideoPart] = ()
) -> list[VideoPart]:
    """Return the parts of each video, in order; a video that is unchanged since `known` was made is not read again.

    Args:
        segments: whole videos, each in order.
        moves: of the same videos.
    """
    by_video: dict[tuple[str, str], list[VideoPart]] = {}
    for part in known:
        by_video.setdefault((part.video_id, part.source_digest), []).append(part)
    made: dict[str, list[DiscourseMove]] = {}
    for move in moves:
        made.setdefault(move.video_id, []).append(move)
    parts: list[VideoPart] = []
    for video_id, group in groupby(segments, key=lambda segment: segment.video_id):
        video = list(group)
        digest = _digest(video, made.get(video_id, []))
        parts += by_video.get((video_id, digest)) or _parts(video, made.get(video_id, []), digest)
    return parts


@functools.cache
def _code_digest() -> str:
    folder = Path(__file__).parent
    return hashlib.sha256(
        b"".join((folder / name).read_bytes() for name in ("structure.py", "cohesion.py"))
    ).hexdigest()


def _digest(video: Sequence[Segment], moves: Sequence[DiscourseMove]) -> str:
    return content_id(
        _code_digest(), *(s.segment_id for s in video), *(s.text for s in video), *(m.move_id for m in moves)
    )


@dataclass(frozen=True)
class _Video:
    """A video with what its structure is read from; all lists run over its sentences."""

    segments: Sequence[Segment]
    plain: Sequence[str]  # normalised words
    moves: Sequence[frozenset[Move]]
    said: Sequence[float]  # share of the words said before; one more than sentences


def _read(segments: Sequence[Segment], moves: Sequence[DiscourseMove]) -> _Video:
    spoken = [spoken_words(segment.text) for segment in segments]
    total = sum(map(len, spoken)) or 1
    by_ordinal: dict[int, set[Move]] = {}
    for move in moves:
        by_ordinal.setdefault(move.ordinal, set()).add(move.move)
    return _Video(
        segments,
        [" ".join(said) for said in spoken],
        [frozenset(by_ordinal.get(segment.ordinal, ())) for segment in segments],
        [count / total for count in accumulate((len(said) for said in spoken), initial=0)],
    )


def _parts(segments: Sequence[Segment], moves: Sequence[DiscourseMove], digest: str) -> list[VideoPart]:
    video = _read(segments, moves)
    spans = list(_spans(video))
    spans += [(PartKind.CALL_TO_ACTION, first, last) for first, last in _calls(video)]
    return _rows(video, spans, digest)


def _spans(video: _Video) -> Iterator[tuple[PartKind, int, int]]:
    """Parts that follow each other, as first and last sentence: the edges of the talk first, then what lies between."""
    n = len(video.plain)
    farewell = _farewell(video)
    recap = _recap(video, farewell)
    end = recap or farewell
    starts = _section_starts(video)
    promise = _promise(video, end)
    if promise:
        opening, body = promise[0], promise[1] + 1
    else:
        body = next((start for start in starts if 0 < start <= min(_opening(video), end - 1)), 0)
        opening = body
    if opening:
        yield PartKind.HOOK, 0, opening - 1
    if promise:
        yield PartKind.PROMISE, *promise
    firsts = [body, *(start for start in starts if body + SHORTEST_SECTION // 2 < start < end - 1)]
    for first, after in zip(firsts, [*firsts[1:], end], strict=True):
        if first < after:
            yield PartKind.SECTION, first, after - 1
    if recap:
        yield PartKind.RECAP, recap, farewell - 1
    if farewell < n:
        yield PartKind.FAREWELL, farewell, n - 1


def _rows(video: _Video, spans: Sequence[tuple[PartKind, int, int]], digest: str) -> list[VideoPart]:
    numbers: dict[PartKind, int] = {}
    rows = []
    for kind, first, last in sorted(spans, key=lambda span: (span[1], span[2], span[0])):
        numbers[kind] = numbers.get(kind, 0) + 1
        opening, closing = video.segments[first], video.segments[last]
        rows.append(
            VideoPart(
                part_id=content_id(digest, kind, numbers[kind]),
                channel_key=opening.channel_key,
                video_id=opening.video_id,
                kind=kind,
                number=numbers[kind],
                first_ordinal=opening.ordinal,
                last_ordinal=closing.ordinal,
                start_s=opening.start_s,
                end_s=closing.end_s,
                begins_at=video.said[first],
                ends_at=video.said[last + 1],
                source_digest=digest,
            )
        )
    return rows


def _promise(video: _Video, end: int) -> tuple[int, int] | None:
    """First and last sentence in which the talk says, or asks, what it is about."""
    opening = range(min(_opening(video), end))
    announced = next(
        (i for i in opening if Move.SIGNPOST in video.moves[i] and _ANNOUNCES.search(video.plain[i])), None
    )
    asked = [i for i in opening if Move.QUESTION in video.moves[i]]
    posed = next((i for i in asked if _POSES.search(video.plain[i])), asked[0] if asked else None)
    first = announced if announced is not None else posed
    if first is None:
        return None
    last = next((i for i in asked if first < i <= first + PROMISE_SENTENCES), first) if announced is not None else first
    while last + 1 < end and Move.QUESTION in video.moves[last + 1]:
        last += 1
    return first, last


def _opening(video: _Video) -> int:
    """Number of sentences in which hook and promise lie."""
    return min(OPENING_SENTENCES, sum(said < OPENING_SHARE for said in video.said[:-1]))


def _farewell(video: _Video) -> int:
    """Index of the sentence with which the farewell begins; the number of sentences where there is none."""
    n = len(video.plain)
    tail = range(max(n - FAREWELL_SENTENCES, n // 2 + 1), n)
    return next((index for index in tail if _SIGNS_OFF.search(video.plain[index])), n)


def _recap(video: _Video, end: int) -> int | None:
    """Index of the sentence with which the summary before `end` begins."""
    ending = (index for index in range(1, end) if video.said[index] > 1 - ENDING_SHARE)
    return next((index for index in ending if _SUMS_UP.search(video.plain[index])), None)


def _calls(video: _Video) -> Iterator[tuple[int, int]]:
    """Runs of calls to action, which one other sentence may interrupt."""
    calls = [index for index, moves in enumerate(video.moves) if Move.CALL_TO_ACTION in moves]
    run: list[int] = []
    for index in calls:
        if run and index - run[-1] > 2:
            yield run[0], run[-1]
            run = []
        run.append(index)
    if run:
        yield run[0], run[-1]


def _section_starts(video: _Video) -> list[int]:
    content = [
        [_stem(word) for word in plain.split() if not words.is_function_word(word) and len(word) > 2]
        for plain in video.plain
    ]
    return cohesion.boundaries(content, [_cue(video, index) for index in range(len(content))], SHORTEST_SECTION)


def _stem(word: str) -> str:
    word = word.removesuffix("'s")
    return re.sub(r"(?:ies|es|s|ed|ing|ly)$", "", word) if len(word) > 4 else word


def _cue(video: _Video, index: int) -> float:
    """What speaks for a section to begin with a sentence beside its vocabulary, in nats."""
    moves, before = video.moves[index], video.moves[index - 1] if index else frozenset()
    earlier, later = video.segments[index - 1].end_s if index else None, video.segments[index].start_s
    pause = 0.0 if earlier is None or later is None else later - earlier
    return (
        2.0 * (Move.SIGNPOST in moves)
        + 1.0 * (Move.QUESTION in moves and Move.QUESTION not in before)
        + 3.0 * (Move.STORY in moves and Move.STORY not in before)
        - 2.0 * (Move.STORY in moves and Move.STORY in before)
        - 3.0 * (Move.ANSWER in moves)
        - 1.0 * (Move.QUESTION in before)
        + 2.0 * (pause > LONG_PAUSE_S)
    )


def summarise(parts: Sequence[VideoPart]) -> list[PartSummary]:
    """Return where each kind of part falls over the videos of a channel, kinds in the order of a talk."""
    by_video: dict[str, list[VideoPart]] = {}
    for part in parts:
        by_video.setdefault(part.video_id, []).append(part)
    summaries = []
    for kind in PartKind:
        having = [of_kind for rows in by_video.values() if (of_kind := [row for row in rows if row.kind is kind])]
        if not having:
            continue
        shares = sorted(sum(row.ends_at - row.begins_at for row in rows) for rows in having)
        summaries.append(
            PartSummary(
                kind=kind,
                n_videos=len(having),
                n_all=len(by_video),
                per_video=median(len(rows) for rows in having),
                begins_at=median(min(row.begins_at for row in rows) for rows in having),
                share=median(shares),
                low=_percentile(shares, 0.1),
                high=_percentile(shares, 0.9),
            )
        )
    return summaries


def _percentile(ordered: Sequence[float], share: float) -> float:
    return ordered[round(share * (len(ordered) - 1))]
