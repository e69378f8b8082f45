"""A profile reads single sentences and what is known of the videos; a creator's wishes can be taken back."""

from datetime import date

import pytest

from pipelines.database import Database
from pipelines.models import Channel, ControlAction, Segment, StyleControl, Video
from pipelines.voice.pipeline import measure_channel, profile_channel
from pipelines.voice.store import sentences_at, video_records
from tests.pipelines.voice.channels import made_channel


@pytest.fixture(scope="module")
def segments(db: Database) -> list[Segment]:
    rows = made_channel(["What is it?", "It is the sea.", "You can see it from here."], ["And why is that so?"] * 3)
    db.merge(Channel, [Channel("c", "C", "folder"), Channel("d", "D", "folder")])
    videos = [
        Video(f"v{n}", "c", f"Video {n}", f"{n}.srt", "srt", f"sha{n}", b"", date(2020 + n, 1, 1)) for n in range(2)
    ]
    db.merge(Video, videos)
    db.merge(Segment, rows)
    return rows


def test_only_the_sentences_asked_for_are_read(db: Database, segments: list[Segment]) -> None:
    read = sentences_at(db, "c")
    assert read([("v0", 1), ("v1", 2), ("v1", 99)]) == {("v0", 1): segments[1], ("v1", 2): segments[5]}
    assert read([]) == {}
    assert sentences_at(db, "d")([("v0", 1)]) == {}, "another channel's sentences are not read"


def test_a_profile_read_from_the_database_is_the_one_from_memory(db: Database, segments: list[Segment]) -> None:
    rows = measure_channel(segments, [])
    assert profile_channel("c", rows, sentences_at(db, "c")) == profile_channel("c", rows, segments)


def test_videos_are_known_by_title_path_and_date(db: Database, segments: list[Segment]) -> None:
    assert [(row.title, row.published_on) for row in video_records(db, "c")] == [
        ("Video 0", date(2020, 1, 1)),
        ("Video 1", date(2021, 1, 1)),
    ]


def test_a_wish_is_deleted_by_what_it_says_and_never_all_at_once_by_mistake(
    db: Database, segments: list[Segment]
) -> None:
    wishes = [StyleControl(f"w{n}", "c", "phrase", f"so {n}", ControlAction.BAN) for n in range(2)]
    db.merge(StyleControl, wishes)
    assert db.delete(StyleControl, channel_key="c", target="so 1") == 1
    assert db.read(StyleControl, channel_key="c") == wishes[:1]
    with pytest.raises(ValueError, match="at least one column"):
        db.delete(StyleControl)
