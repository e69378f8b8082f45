"""The SQL of the research stage."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pgvector import Vector

from pipelines.database import Database
from pipelines.models import Passage

_CANDIDATES = """
WITH nearest AS (
    SELECT passage_id FROM passages WHERE project_key = %(project)s AND copy_of IS NULL
    ORDER BY embedding <=> %(vector)s::vector FETCH FIRST %(depth)s ROWS WITH TIES
)
SELECT passage_id, document_id, ordinal, heading, text, "start", "end", tokens,
       1 - (embedding <=> %(vector)s::vector) AS similarity
FROM passages
WHERE passage_id IN (SELECT passage_id FROM nearest UNION SELECT unnest(%(named)s::text[]))
ORDER BY passage_id
"""
_SEARCHED = """
SELECT passage_id, heading, text FROM passages WHERE project_key = %s AND copy_of IS NULL ORDER BY passage_id
"""
_CONTENT = "SELECT content_sha256 FROM partition_writes WHERE asset = 'passages' AND partition_key = %s"


def candidates(
    db: Database, project_key: str, query_vector: NDArray[np.float32], depth: int, named: Sequence[str]
) -> tuple[list[Passage], NDArray[np.float64]]:
    """Return the `depth` passages nearest to the query, by exact search, and those named, with their similarities.

    Where the last of the nearest are equal there are more. The passages come without their vectors, by id.
    """
    values = {
        "project": project_key, "vector": Vector(query_vector).to_text(), "depth": depth, "named": list(named)
    }  # fmt: skip
    rows = db.query(_CANDIDATES, values)
    similarities = np.asarray([row.pop("similarity") for row in rows], dtype=np.float64)
    return [Passage(project_key=project_key, embedding=(), **row) for row in rows], similarities


_COPIES_IN_USE = """
SELECT source, locator, title, sha256, is_own, stated - 'cited_by' AS stated
FROM source_copies LEFT JOIN source_policies USING (project_key)
WHERE project_key = %s AND withdrawn IS NULL AND (is_own OR only_own IS NOT TRUE)
ORDER BY source, locator
"""


def copies_in_use(db: Database, project_key: str) -> list[str]:
    """Return one line per fetched copy that the project's documents are made of: what it is and the digest of its bytes.

    Counts of citations are left out: they grow by the day, and no script is to be written anew for that.
    """
    return [
        "\x1f".join([*(str(row[name]) for name in row if name != "stated"), *map(str, sorted(row["stated"].items()))])
        for row in db.query(_COPIES_IN_USE, (project_key,))
    ]


def searched(db: Database, project_key: str) -> list[dict[str, Any]]:
    """Return id, heading and text of every passage of the project that is no copy, by id."""
    return db.query(_SEARCHED, (project_key,))


def content_digest(db: Database, project_key: str) -> str | None:
    """Return the digest of the project's passages as they were written last; None if they never were."""
    rows = db.query(_CONTENT, (project_key,))
    return str(rows[0]["content_sha256"]) if rows else None
