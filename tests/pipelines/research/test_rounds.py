"""Protects: rounds of queries end, say why, and account for every passage once."""

from dataclasses import replace

import pytest

from pipelines.embeddings import Embedder
from pipelines.models import Passage, Perspective, Project, ResearchQuery
from pipelines.research.rounds import ask_in_rounds


@pytest.fixture(scope="module")
def asked(big_bang: Project, passages: list[Passage], embedder: Embedder) -> list[ResearchQuery]:
    return ask_in_rounds(big_bang, passages, embedder)


def test_later_rounds_ask_about_what_earlier_ones_found(asked: list[ResearchQuery], passages: list[Passage]) -> None:
    headings = {passage.passage_id: passage.heading for passage in passages}
    rounds = [query.round for query in asked]
    assert rounds == sorted(rounds)
    assert rounds[-1] > 1
    for query in asked:
        if query.round > 1:
            found = {headings[i] for earlier in asked if earlier.round < query.round for i in earlier.passage_ids}
            assert query.origin.removeprefix("heading: ") in found
    assert {query.perspective for query in asked} == set(Perspective)


def test_a_passage_is_new_once(asked: list[ResearchQuery]) -> None:
    new = [passage_id for query in asked for passage_id in query.new_passage_ids]
    assert len(new) == len(set(new))
    assert set(new) == {passage_id for query in asked for passage_id in query.passage_ids}


def test_only_the_last_query_says_why_the_search_ended(asked: list[ResearchQuery]) -> None:
    assert [query.stop_reason is not None for query in asked] == [False] * (len(asked) - 1) + [True]
    assert len({query.query_id for query in asked}) == len(asked)


def test_the_budget_is_kept(big_bang: Project, passages: list[Passage], embedder: Embedder) -> None:
    asked = ask_in_rounds(big_bang, passages, embedder, max_queries=6)
    assert len(asked) == 6
    assert "budget of 6 queries" in (asked[-1].stop_reason or "")


def test_a_library_about_something_else_is_said_to_be(
    big_bang: Project, passages: list[Passage], embedder: Embedder
) -> None:
    bread = replace(big_bang, topic="Sourdough bread", audience="")
    asked = ask_in_rounds(bread, passages, embedder)
    assert {query.round for query in asked} == {1}
    assert "near enough" in (asked[-1].stop_reason or "")
    assert not any(query.passage_ids for query in asked)


def test_without_passages_the_best_score_is_unknown(big_bang: Project, embedder: Embedder) -> None:
    assert {query.best_score for query in ask_in_rounds(big_bang, [], embedder)} == {None}
