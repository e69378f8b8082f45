"""What the voice stage asks the database."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import numpy as np
from numpy.typing import NDArray
from pgvector import Vector

from pipelines.database import Database
from pipelines.editing.store import standing_script
from pipelines.models import Project, Segment, Story
from pipelines.voice.places import Place, Sentences
from pipelines.voice.reuse import with_scripts
from pipelines.voice.series import VideoRecord

_BY_MEANING = """
SELECT story_id, 1 - (embedding <=> %s::vector) AS similarity
FROM stories WHERE channel_key = %s AND embedding IS NOT NULL
"""
_BY_POINT = """
SELECT story_id, 1 - (point_embedding <=> %s::vector) AS similarity
FROM stories WHERE channel_key = %s AND point_embedding IS NOT NULL
"""


def similarities(
    db: Database, channel_key: str, query_vector: NDArray[np.float32], *, by_point: bool
) -> dict[str, float]:
    """Return the exact cosine similarity of the channel's stories, or of their points, to the query, by story id."""
    rows = db.query(_BY_POINT if by_point else _BY_MEANING, (Vector(query_vector).to_text(), channel_key))
    return {row["story_id"]: float(row["similarity"]) for row in rows}


def told_in_scripts(
    db: Database, channel_key: str, stories: Sequence[Story], written_for: str | None = None
) -> list[Story]:
    """Return the channel's stories with the tellings of its projects' scripts as they stand, but for the project being written."""
    projects = [row for row in db.read(Project, channel_key=channel_key) if row.project_key != written_for]
    scripts = {row.project_key: standing_script(db, row.project_key) for row in projects}
    return with_scripts(stories, projects, scripts)


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
