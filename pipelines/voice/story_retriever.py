"""The component that finds stories of a channel for a query."""

from haystack import component

from pipelines.database import Database
from pipelines.embeddings import Embedder
from pipelines.models import RetrievedStory, Story, StoryAspect
from pipelines.voice import reuse, store
from pipelines.voice.story_search import DENSE_WEIGHT, ranked

DEFAULT_TOP_K = 5


@component
class StoryRetriever:
    """Finds a channel's stories by exact vector search in Postgres and BM25, fused with `dense_weight`."""

    def __init__(self, db: Database, embedder: Embedder, channel_key: str, dense_weight: float = DENSE_WEIGHT) -> None:
        if not 0 <= dense_weight <= 1:
            raise ValueError(f"dense_weight is {dense_weight}; give a share between 0 and 1.")
        self._db = db
        self._embedder = embedder
        self._channel_key = channel_key
        self._dense_weight = dense_weight

    @component.output_types(stories=list[RetrievedStory])
    def run(
        self,
        query: str,
        stories: list[Story],
        by: StoryAspect = StoryAspect.MEANING,
        not_told_in_last: int = 0,
        top_k: int = DEFAULT_TOP_K,
    ) -> dict[str, list[RetrievedStory]]:
        """Return the best of `stories` for `query`, without those told in the last `not_told_in_last` videos."""
        vector = self._embedder.embed([query])[0]
        found = store.similarities(self._db, self._channel_key, vector, by_point=by is StoryAspect.POINT)
        allowed = reuse.may_be_told(stories, not_told_in_last)
        return {"stories": ranked(allowed, found, query, by, self._dense_weight)[:top_k]}
