"""A channel's stories: what each video tells, read once, and tellings of one story put together."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from pipelines.embeddings import Embedder
from pipelines.models import Segment, Story, StoryPassage, StoryTime, Telling, Video, VideoStories, content_id
from pipelines.voice.by_video import read_changed
from pipelines.voice.retellings import grouped
from pipelines.voice.reuse import videos_since
from pipelines.voice.stories import find_stories
from pipelines.voice.story_points import NO_POINT


def read_videos(segments: Sequence[Segment], known: Sequence[VideoStories], embedder: Embedder) -> list[VideoStories]:
    """Return one row per video, in the order of `segments`; a video that is unchanged is not read again.

    Args:
        segments: the channel's sentences, those of one video together and in order.
        known: rows of an earlier call; one with an equal `source_digest` is returned as it is.
        embedder: gives each story, and its point, the vector by which they are found.
    """
    return read_changed(segments, known, partial(_read_video, embedder))


def _read_video(embedder: Embedder, video: Sequence[Segment], digest: str) -> VideoStories:
    passages = tuple(_embedded(passage, embedder) for passage in find_stories(video))
    return VideoStories(video[0].video_id, video[0].channel_key, passages, digest)


def _embedded(passage: StoryPassage, embedder: Embedder) -> StoryPassage:
    return replace(
        passage,
        embedding=_vector(passage.text, embedder),
        point_embedding=_vector(passage.point, embedder) if passage.point else (),
    )


def _vector(text: str, embedder: Embedder) -> tuple[float, ...]:
    return tuple(round(float(value), 6) for value in embedder.embed([text])[0])


def story_bank(channel_key: str, read: Sequence[VideoStories], videos: Sequence[Video]) -> list[Story]:
    """Return the channel's stories, each once with all its tellings, in the order in which they were first told.

    A story keeps the words, the id and the place of its first telling, so that a script which cites it goes on citing
    it when it is told again. A point that only a later telling states is taken from there.
    """
    order = {video.video_id: place for place, video in enumerate(videos)}
    passages = sorted(
        (passage for row in read for passage in row.passages if passage.video_id in order),
        key=lambda passage: (order[passage.video_id], passage.first_ordinal),
    )
    since = videos_since(videos)
    by_id = {video.video_id: video for video in videos}
    return [_story(channel_key, group, by_id, since) for group in grouped(passages)]


def _story(
    channel_key: str, group: Sequence[StoryPassage], videos: Mapping[str, Video], since: Mapping[str, int]
) -> Story:
    first = group[0]
    pointed = next((passage for passage in group if passage.point), first)
    return Story(
        story_id=content_id(channel_key, first.video_id, first.first_ordinal, first.text),
        channel_key=channel_key,
        video_id=first.video_id,
        first_ordinal=first.first_ordinal,
        last_ordinal=first.last_ordinal,
        start_s=first.start_s,
        end_s=first.end_s,
        position=first.position,
        text=first.text,
        people=_distinct(group, "people"),
        places=_distinct(group, "places"),
        times=tuple(_dated(time, videos[first.video_id]) for time in first.times),
        point=pointed.point,
        point_reason=None if pointed.point else NO_POINT,
        turn=next((passage.turn for passage in group if passage.turn), None),
        tellings=tuple(_telling(passage, videos[passage.video_id], since[passage.video_id]) for passage in group),
        embedding=first.embedding,
        point_embedding=pointed.point_embedding,
    )


def _distinct(group: Sequence[StoryPassage], name: str) -> tuple[str, ...]:
    wordings = [wording for passage in group for wording in getattr(passage, name)]
    return tuple({wording.lower(): wording for wording in reversed(wordings)}.values())[::-1]


def _dated(time: StoryTime, video: Video) -> StoryTime:
    if time.year is not None or time.years_ago is None or video.published_on is None:
        return time
    return replace(time, year=video.published_on.year - time.years_ago)


def _telling(passage: StoryPassage, video: Video, since: int) -> Telling:
    return Telling(
        title=video.title,
        video_id=passage.video_id,
        project_key=None,
        first_ordinal=passage.first_ordinal,
        start_s=passage.start_s,
        position=passage.position,
        videos_since=since,
    )
