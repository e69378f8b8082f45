"""The SQL of the voice stage."""

import numpy as np
from numpy.typing import NDArray
from pgvector import Vector

from pipelines.database import Database

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
