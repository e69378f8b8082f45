"""What a profile reads from the database besides whole tables: a few sentences, and what is known of the videos."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from pipelines.database import Database
from pipelines.models import Segment
from pipelines.voice.places import Place, Sentences
from pipelines.voice.series import VideoRecord


def sentences_at(db: Database, channel_key: str) -> Sentences:
    """Return a reader of single sentences of a channel."""

    def read(places: Iterable[Place]) -> Mapping[Place, Segment]:
        wanted = list(places)
        rows = db.query(
            "SELECT s.segment_id, s.channel_key, s.video_id, s.ordinal, s.text, s.start_s, s.end_s, s.speaker, s.is_punctuated"
            " FROM segments s JOIN unnest(%s::text[], %s::int[]) AS wanted (video_id, ordinal)"
            " ON s.video_id = wanted.video_id AND s.ordinal = wanted.ordinal WHERE s.channel_key = %s",
            ([video_id for video_id, _ in wanted], [ordinal for _, ordinal in wanted], channel_key),
        )
        found = [Segment(**row) for row in rows]
        return {(segment.video_id, segment.ordinal): segment for segment in found}

    return read


def video_records(db: Database, channel_key: str) -> list[VideoRecord]:
    """Return title, path and date of a channel's videos, without their bytes."""
    rows = db.query(
        "SELECT video_id, title, source_path, published_on FROM videos WHERE channel_key = %s ORDER BY video_id",
        (channel_key,),
    )
    return [VideoRecord(**row) for row in rows]


def versions_stored_at(db: Database, channel_key: str) -> dict[int, datetime]:
    """Return version number → when a run stored it."""
    rows = db.query("SELECT number, stored_at FROM creator_dna_versions WHERE channel_key = %s", (channel_key,))
    return {row["number"]: row["stored_at"] for row in rows}
