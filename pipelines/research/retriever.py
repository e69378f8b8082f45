"""The component that finds passages of a project for a query."""

from haystack import component

from pipelines.database import Database
from pipelines.embeddings import Embedder
from pipelines.models import Passage, RetrievedPassage
from pipelines.research import store
from pipelines.research.retrieval import DENSE_WEIGHT, PassageIndex

DEFAULT_TOP_K = 10


@component
class HybridRetriever:
    """Finds a project's passages by exact vector search in Postgres and BM25, fused with `dense_weight`."""

    def __init__(self, db: Database, embedder: Embedder, project_key: str, dense_weight: float = DENSE_WEIGHT) -> None:
        if not 0 <= dense_weight <= 1:
            raise ValueError(f"dense_weight is {dense_weight}; give a share between 0 and 1.")
        self._db = db
        self._embedder = embedder
        self._project_key = project_key
        self._dense_weight = dense_weight
        self._index = PassageIndex([])

    @component.output_types(passages=list[RetrievedPassage])
    def run(self, query: str, top_k: int = DEFAULT_TOP_K) -> dict[str, list[RetrievedPassage]]:
        """Return the `top_k` best passages for `query`, best first. A project without passages gives an empty list."""
        vector = self._embedder.embed([query])[0]
        found = store.similarities(self._db, self._project_key, vector)
        index = self._current_index(frozenset(found))
        if not index.passages:
            return {"passages": []}
        column = store.similarity_column(found, [passage.passage_id for passage in index.passages])
        return {"passages": index.fuse(query, column, top_k)}

    def _current_index(self, passage_ids: frozenset[str]) -> PassageIndex:
        """Return the lexical index of exactly these passages, built again when the project's passages have changed.

        A passage's id depends on its text, so equal ids are equal texts.
        """
        if {passage.passage_id for passage in self._index.passages} != passage_ids:
            rows = self._db.read(Passage, project_key=self._project_key)
            passages = [row for row in rows if row.passage_id in passage_ids]
            self._index = PassageIndex(passages, self._dense_weight)
        return self._index
