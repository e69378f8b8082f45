"""Search results with the creator's own sources in front of what a search has found, as in the brief."""

from collections.abc import Collection, Sequence

from pipelines.models import RetrievedPassage
from pipelines.research.coverage import LEAST_ANSWER


def own_first(hits: Sequence[RetrievedPassage], found: Collection[str], top_k: int) -> list[RetrievedPassage]:
    """Return the first `top_k` of `hits`, which come best first: own passages that answer, then found ones, then the rest.

    `found` are the ids of the documents that a search has found. A passage too far from the query to answer it
    (`coverage.LEAST_ANSWER`) is not put in front for being the creator's own.
    """
    answering = [hit for hit in hits if hit.vector_score >= LEAST_ANSWER]
    rest = [hit for hit in hits if hit.vector_score < LEAST_ANSWER]
    ordered = sorted(answering, key=lambda hit: hit.passage.document_id in found)
    return [*ordered, *rest][:top_k]
