"""Search the stories of the samples and of the development corpora, and put retellings to the stories they retell.

The queries were written by a person who had read the stories; those of the corpora name documents and offsets, and need
the corpora beside the repository. Retellings, and other stories that share their people and places, are of the samples.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from evals.cases import Case, MissingInputError, Output
from evals.suite import Answer
from evals.targets import Target
from pipelines import settings
from pipelines.embeddings import Embedder, load_embedder
from pipelines.models import Channel, Segment, Story, StoryAspect, StoryPassage, Video, VideoStories
from pipelines.sentences import split
from pipelines.transcripts.pipeline import read_channel, segment_channel
from pipelines.voice.story_bank import read_videos, story_bank
from pipelines.voice.story_search import ranked

ENGINES = ("offline",)
SAMPLES = settings.ROOT / "samples" / "channel"
CORPORA = settings.ROOT.parent / "shared" / "corpora" / "voice"
RETOLD = "retold"  # video id of a retelling


@dataclass(frozen=True)
class _Channel:
    """A channel as it was read; `files` maps video ids to file names without what follows the first dot."""

    videos: tuple[Video, ...]
    segments: tuple[Segment, ...]
    read: tuple[VideoStories, ...]
    stories: tuple[Story, ...]
    files: dict[str, str]


def reads(case: Case) -> list[Path]:
    """Return the transcripts of the case's channel; those of the samples are the repository's own."""
    folder = _folder(case)
    return sorted(folder.iterdir()) if folder != SAMPLES and folder.is_dir() else []


def prepare(cases: Sequence[Case], target: Target) -> Answer:
    """Return what gives the rank of a search case's story, and the file of the sample that a told story was put to."""
    embedder = load_embedder(settings.state_dir())

    def answer(case: Case, epoch: int) -> Output:
        folder = _folder(case)
        if case.metadata["kind"] != "search":
            return _retold(case.input["text"], embedder)
        if not folder.is_dir():
            raise MissingInputError(f"{folder} is not here")
        return {"rank": _rank(case, _channel(folder, embedder), embedder)}

    return answer


def _folder(case: Case) -> Path:
    is_sample = case.metadata["kind"] != "search" or case.input["channel"] == "samples"
    return SAMPLES if is_sample else CORPORA / case.input["channel"]


def _rank(case: Case, channel: _Channel, embedder: Embedder) -> int | None:
    """Return the place of the wanted story among the channel's, from 1; None where it was not found as a story."""
    by = StoryAspect(case.input["by"])
    query = embedder.embed([case.input["query"]])[0]
    similarities = {}
    for story in channel.stories:
        vector = story.embedding if by is StoryAspect.MEANING else story.point_embedding
        if vector:
            similarities[story.story_id] = float(query @ vector)
    hits = ranked(channel.stories, similarities, case.input["query"], by)
    return next(
        (place for place, hit in enumerate(hits, start=1) if _is_wanted(hit.story, case.expected, channel)), None
    )


def _is_wanted(story: Story, expected: dict[str, Any], channel: _Channel) -> bool:
    for telling in story.tellings:
        if channel.files.get(telling.video_id or "") != expected["document"].partition(".")[0]:
            continue
        if "start" not in expected:
            return True
        passage = _passage(channel, telling.video_id, telling.first_ordinal)
        start, end = _offsets(passage, channel)
        return bool(min(end, expected["end"]) > max(start, expected["start"]))
    return False


def _passage(channel: _Channel, video_id: str | None, first_ordinal: int) -> StoryPassage:
    return next(
        passage
        for row in channel.read
        if row.video_id == video_id
        for passage in row.passages
        if passage.first_ordinal == first_ordinal
    )


def _offsets(passage: StoryPassage, channel: _Channel) -> tuple[int, int]:
    raw = next(video.raw for video in channel.videos if video.video_id == passage.video_id).decode()
    own = [segment for segment in channel.segments if segment.video_id == passage.video_id]
    places = offsets(raw, own)
    return places[passage.first_ordinal][0], places[passage.last_ordinal][1]


def offsets(raw: str, segments: Sequence[Segment]) -> list[tuple[int, int]]:
    """Return where each sentence of a plain-text transcript starts and ends in its text, in characters."""
    places = []
    end = 0
    for segment in segments:
        start = None
        for token in segment.text.split():
            found = raw.find(token, end)
            if found >= 0:
                start = found if start is None else start
                end = found + len(token)
        places.append((end if start is None else start, end))
    return places


@cache
def _channel(folder: Path, embedder: Embedder) -> _Channel:
    channel = Channel("evaluated", "Slow Light" if folder == SAMPLES else folder.name.replace("_", " "), str(folder))
    videos = [video for video in read_channel(channel, []) if "/" not in video.source_path]
    segments = segment_channel(channel, videos, [])
    read = read_videos(segments, [], embedder)
    files = {video.video_id: video.source_path.partition(".")[0] for video in videos}
    stories = story_bank(channel.channel_key, read, videos)
    return _Channel(tuple(videos), tuple(segments), tuple(read), tuple(stories), files)


def _retold(text: str, embedder: Embedder) -> Output:
    """Read `text` as one more video of the sample channel and say which sample's story it was taken for."""
    samples = _channel(SAMPLES, embedder)
    spoken = [
        Segment(f"{RETOLD}-{place}", "evaluated", RETOLD, place, span.text, None, None)
        for place, span in enumerate(split(text))
    ]
    rows = [
        row for _, group in groupby(spoken, key=lambda s: s.video_id) for row in read_videos(list(group), [], embedder)
    ]
    again = Video(RETOLD, "evaluated", "Told again", "again.txt", "txt", "", b"")
    bank = story_bank("evaluated", [*samples.read, *rows], [*samples.videos, again])
    told = [story for story in bank if any(telling.video_id == RETOLD for telling in story.tellings)]
    homes = {samples.files.get(story.video_id) for story in told} - {None}
    return {"is_found": bool(told), "videos": sorted(name for name in homes if name)}
