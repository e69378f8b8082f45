"""What the voice stage asks the database."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from pgvector import Vector

from pipelines.database import Database
from pipelines.models import Project, ScriptSentence, Story
from pipelines.voice.reuse import with_scripts

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
    """Return the channel's stories with the tellings of its projects' scripts, but for the project being written."""
    projects = [row for row in db.read(Project, channel_key=channel_key) if row.project_key != written_for]
    scripts = {row.project_key: db.read(ScriptSentence, project_key=row.project_key) for row in projects}
    return with_scripts(stories, projects, scripts)
