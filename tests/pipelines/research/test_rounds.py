"""Protects: rounds of queries end, say why, and account for every passage once."""

from dataclasses import replace

import pytest

from pipelines.embeddings import Embedder
from pipelines.models import Passage, Perspective, Project, ResearchQuery
from pipelines.research.rounds import ask_in_rounds


@pytest.fixture(scope="module")
def asked(big_bang: Project, passages: list[Passage], embedder: Embedder) -> list[ResearchQuery]:
    return ask_in_rounds(big_bang, passages, embedder)


def test_later_rounds_ask_about_sections_that_were_not_asked_about(
    asked: list[ResearchQuery], passages: list[Passage]
) -> None:
    rounds = [query.round for query in asked]
    assert rounds == sorted(rounds)
    assert rounds[-1] > 1
    by_round: dict[int, set[str]] = {}
    for query in asked:
        by_round.setdefault(query.round, set()).add(query.origin)
    headings = {f"heading: {passage.heading}" for passage in passages}
    for number, origins in by_round.items():
        assert number == 1 or origins <= headings
        assert not any(origins & earlier for other, earlier in by_round.items() if other < number)
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
