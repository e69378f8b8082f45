"""The component that finds passages of a project for a query."""

from pathlib import Path

import numpy as np
from haystack import component

from pipelines.database import Database
from pipelines.embeddings import Embedder
from pipelines.models import RetrievedPassage
from pipelines.research import kept_words, late_interaction, store
from pipelines.research.lexical import LexicalIndex
from pipelines.research.retrieval import DEPTH, best_rows, rank, searched_words

DEFAULT_TOP_K = 10


@component
class HybridRetriever:
    """Finds a project's passages by exact vector search in Postgres and BM25, reranked by late interaction.

    The index of words is read or built with the first query, and again when the project's passages have changed. It is
    kept in `folder`, if there is one.
    """

    def __init__(self, db: Database, embedder: Embedder, project_key: str, folder: Path | None = None) -> None:
        self._db = db
        self._file = kept_words.place(folder, project_key) if folder else None
        self._embedder = embedder
        self._project_key = project_key
        self._digest: str | None = None
        self._ids: list[str] = []
        self._position: dict[str, int] = {}
        self._lexical = LexicalIndex([])

    @component.output_types(passages=list[RetrievedPassage])
    def run(self, query: str, top_k: int = DEFAULT_TOP_K) -> dict[str, list[RetrievedPassage]]:
        """Return the `top_k` best passages for `query`, best first. A project without passages gives an empty list."""
        self._refresh()
        if not self._ids:
            return {"passages": []}
        encoded = self._embedder.encode(query)
        depth = max(DEPTH, top_k)
        lexical = self._lexical.scores(query)
        by_words = [self._ids[row] for row in best_rows(lexical, depth, above=0.0)]
        passages, similarities = store.candidates(self._db, self._project_key, encoded.vector, depth, by_words)
        # A passage that was written since the words were read has no place among them yet.
        places = [self._position.get(passage.passage_id) for passage in passages]
        found = np.asarray([0.0 if place is None else lexical[place] for place in places])
        tokens = late_interaction.query_tokens(encoded, self._lexical.rarity)
        return {"passages": rank(passages, similarities, found, float(lexical.max()), tokens, top_k)}

    def _refresh(self) -> None:
        digest = store.content_digest(self._db, self._project_key)
        if digest is None or digest != self._digest:
            kept = kept_words.load(self._file, digest) if self._file and digest else None
            self._ids, self._lexical = kept or self._built(digest)
            self._position = {passage_id: row for row, passage_id in enumerate(self._ids)}
            self._digest = digest

    def _built(self, digest: str | None) -> tuple[list[str], LexicalIndex]:
        rows = store.searched(self._db, self._project_key)
        ids = [row["passage_id"] for row in rows]
        index = LexicalIndex([searched_words(row["heading"], row["text"]) for row in rows])
        # Rows that were written since the digest was read are other rows than it speaks of.
        if self._file and digest and store.content_digest(self._db, self._project_key) == digest:
            kept_words.keep(self._file, digest, ids, index)
        return ids, index
