"""The SQL of the research stage."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from pgvector import Vector

from pipelines.database import Database

_SIMILARITIES = """
SELECT passage_id, 1 - (embedding <=> %s::vector) AS similarity
FROM passages WHERE project_key = %s
"""


def similarities(db: Database, project_key: str, query_vector: NDArray[np.float32]) -> dict[str, float]:
    """Return the exact cosine similarity of every passage of the project to the query, by passage id."""
    rows = db.query(_SIMILARITIES, (Vector(query_vector).to_text(), project_key))
    return {row["passage_id"]: float(row["similarity"]) for row in rows}


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


def similarity_column(found: dict[str, float], passage_ids: Sequence[str]) -> NDArray[np.float64]:
    """Return the similarities in the order of `passage_ids`."""
    return np.asarray([found[passage_id] for passage_id in passage_ids], dtype=np.float64)
