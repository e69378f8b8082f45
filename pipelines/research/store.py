"""The SQL of the research stage."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pgvector import Vector

from pipelines.database import Database
from pipelines.models import Passage

_NEAREST = """
SELECT passage_id FROM passages WHERE project_key = %s AND copy_of IS NULL
ORDER BY embedding <=> %s::vector FETCH FIRST %s ROWS WITH TIES
"""
_CANDIDATES = """
SELECT passage_id, document_id, ordinal, heading, text, "start", "end", tokens,
       1 - (embedding <=> %s::vector) AS similarity
FROM passages WHERE project_key = %s AND passage_id = ANY(%s) ORDER BY passage_id
"""
_SEARCHED = """
SELECT passage_id, heading, text FROM passages WHERE project_key = %s AND copy_of IS NULL ORDER BY passage_id
"""
_CONTENT = "SELECT content_sha256 FROM partition_writes WHERE asset = 'passages' AND partition_key = %s"


def nearest(db: Database, project_key: str, query_vector: NDArray[np.float32], depth: int) -> list[str]:
    """Return the ids of the `depth` passages nearest to the query, by exact search; more where the last ones are equal."""
    rows = db.query(_NEAREST, (project_key, Vector(query_vector).to_text(), depth))
    return [row["passage_id"] for row in rows]


def candidates(
    db: Database, project_key: str, query_vector: NDArray[np.float32], passage_ids: Sequence[str]
) -> tuple[list[Passage], NDArray[np.float64]]:
    """Return the passages of these ids, without their vectors, and their cosine similarity to the query."""
    rows = db.query(_CANDIDATES, (Vector(query_vector).to_text(), project_key, list(passage_ids)))
    similarities = np.asarray([row.pop("similarity") for row in rows], dtype=np.float64)
    return [Passage(project_key=project_key, embedding=(), **row) for row in rows], similarities


def searched(db: Database, project_key: str) -> list[dict[str, Any]]:
    """Return id, heading and text of every passage of the project that is no copy, by id."""
    return db.query(_SEARCHED, (project_key,))


def content_digest(db: Database, project_key: str) -> str | None:
    """Return the digest of the project's passages as they were written last; None if they never were."""
    rows = db.query(_CONTENT, (project_key,))
    return str(rows[0]["content_sha256"]) if rows else None
