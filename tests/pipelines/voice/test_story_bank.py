"""Videos are read once, and a story that is told again keeps its id."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from pipelines import settings
from pipelines.embeddings import Embedder, Vectors, load_embedder
from pipelines.models import Segment, StoryTime, Video
from pipelines.voice import by_video
from pipelines.voice.story_bank import read_videos, story_bank
from tests.pipelines.voice.channel import KEY, sample_segments

TOLD = [
    "I have to tell you a story about my uncle.",
    "Three years ago I rode my bike down a mountain.",
    "I hit a rock and I flew over the handlebars.",
    "My uncle ran down and he asked me what day it was.",
    "I laughed, and I said that I had no idea.",
    "What I learned was that a helmet is worth its price.",
]
AGAIN = [
    "I once rode down a mountain on my bike, you may remember it.",
    "There was a rock, and I flew right over the handlebars and landed on my back.",
    "My uncle came running, and he asked me which day it was.",
    "I had no idea, and I laughed about it.",
]
VIDEOS = [
    Video("v1", KEY, "The first", "1.srt", "srt", "", b"", date(2020, 5, 1), ordinal=0),
    Video("v2", KEY, "The second", "2.srt", "srt", "", b"", date(2021, 5, 1), ordinal=1),
    Video("v3", KEY, "The third", "3.srt", "srt", "", b"", date(2022, 5, 1), ordinal=2),
]


class CountingEmbedder(Embedder):
    """The real encoder, counting the texts that it was given."""

    def __init__(self) -> None:
        self.n_texts = 0
        self._real = load_embedder(settings.state_dir())

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.n_texts += len(texts)
        return self._real.embed(texts)


@pytest.fixture(scope="module")
def embedder() -> CountingEmbedder:
    return CountingEmbedder()


def _segments(video_id: str, texts: Sequence[str]) -> list[Segment]:
    return [Segment(f"{video_id}-{n}", KEY, video_id, n, text, 4.0 * n, 4.0 * n + 3) for n, text in enumerate(texts)]


def _channel(*second: str) -> list[Segment]:
    return [*_segments("v1", TOLD), *_segments("v2", second or AGAIN), *_segments("v3", ["Water is wet."])]


def test_an_unchanged_video_is_not_read_again(embedder: CountingEmbedder) -> None:
    read = read_videos(_channel(), [], embedder)
    assert [len(row.passages) for row in read] == [1, 1, 0]
    before = embedder.n_texts
    assert read_videos(_channel(), read, embedder) == read
    assert embedder.n_texts == before
    changed = read_videos(_channel("Nothing happened here at all."), read, embedder)
    assert (changed[0], changed[2]) == (read[0], read[2])
    assert changed[1].passages == ()


def test_changed_code_reads_every_video_again(embedder: CountingEmbedder, monkeypatch: pytest.MonkeyPatch) -> None:
    read = read_videos(_channel(), [], embedder)
    monkeypatch.setattr(by_video, "stage_version", lambda stage: "another")
    assert all(
        new.source_digest != old.source_digest
        for new, old in zip(read_videos(_channel(), read, embedder), read, strict=True)
    )


def test_a_story_told_again_is_one_story_with_two_tellings(embedder: CountingEmbedder) -> None:
    [story] = story_bank(KEY, read_videos(_channel(), [], embedder), VIDEOS)
    assert [(telling.title, telling.videos_since) for telling in story.tellings] == [
        ("The first", 2),
        ("The second", 1),
    ]
    assert story.text == " ".join(TOLD)
    assert story.point == TOLD[-1]
    assert story.times == (StoryTime("Three years ago", year=2017, years_ago=3),)


def test_a_new_telling_leaves_the_id_as_it_was(embedder: CountingEmbedder) -> None:
    [alone] = story_bank(KEY, read_videos(_channel("Nothing."), [], embedder), VIDEOS)
    [told_twice] = story_bank(KEY, read_videos(_channel(), [], embedder), VIDEOS)
    assert told_twice.story_id == alone.story_id


def test_the_order_of_the_rows_does_not_matter(embedder: CountingEmbedder) -> None:
    read = read_videos(_channel(), [], embedder)
    assert story_bank(KEY, read[::-1], VIDEOS) == story_bank(KEY, read, VIDEOS)


def test_a_video_that_is_gone_has_told_nothing(embedder: CountingEmbedder) -> None:
    read = read_videos(_channel(), [], embedder)
    [story] = story_bank(KEY, read, [replace(video, ordinal=n) for n, video in enumerate(VIDEOS[1:])])
    assert story.text == " ".join(AGAIN)


def test_vectors_are_of_length_one(embedder: CountingEmbedder) -> None:
    read = read_videos(sample_segments(), [], embedder)
    vectors = np.array([passage.embedding for row in read for passage in row.passages])
    assert vectors.shape == (10, 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
