"""Protects: what the creator chose answers first, unless it does not answer."""

from pipelines.models import Passage, RetrievedPassage
from pipelines.research.own_first import own_first


def hit(document: str, score: float, similarity: float) -> RetrievedPassage:
    passage = Passage(f"{document}{score}", "c/p", document, 0, "", "Text.", 0, 5, ())
    return RetrievedPassage(passage, score, similarity, 0.0)


HITS = [hit("web", 0.9, 0.8), hit("mine", 0.8, 0.7), hit("web", 0.7, 0.6), hit("mine", 0.6, 0.5), hit("mine", 0.2, 0.1)]


def shown(top_k: int, found: set[str]) -> list[tuple[str, float]]:
    return [(one.passage.document_id, one.score) for one in own_first(HITS, found, top_k)]


def test_own_passages_that_answer_come_first_each_group_best_first() -> None:
    assert shown(5, {"web"}) == [("mine", 0.8), ("mine", 0.6), ("web", 0.9), ("web", 0.7), ("mine", 0.2)]
    assert shown(1, {"web"}) == [("mine", 0.8)]


def test_where_nothing_was_found_by_a_search_the_best_is_first() -> None:
    assert shown(5, set()) == [(one.passage.document_id, one.score) for one in HITS]
