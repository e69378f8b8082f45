"""Protects: search in Postgres finds what search in memory finds, within one project, and never stale passages."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pipelines.database import Database, Fence
from pipelines.embeddings import Embedder
from pipelines.models import Channel, Passage, Project
from pipelines.research import store
from pipelines.research.retrieval import PassageIndex, best_rows
from pipelines.research.retriever import HybridRetriever

QUERY = "How hot is the cosmic microwave background today?"


@pytest.fixture(scope="module")
def stored(db: Database, big_bang: Project, passages: list[Passage]) -> Database:
    db.merge(Channel, [Channel("maya", "Maya", "/x")])
    other = replace(big_bang, project_key="maya/other")
    db.merge(Project, [big_bang, other])
    db.replace(Passage, passages, big_bang.project_key, Fence("passages", "r", 1, "v", {}))
    foreign = [replace(p, passage_id=f"x{n}", project_key="maya/other") for n, p in enumerate(passages)]
    db.replace(Passage, foreign, "maya/other", Fence("passages", "r", 1, "v", {}))
    return db


def test_the_best_passage_answers_the_query(stored: Database, embedder: Embedder, big_bang: Project) -> None:
    found = HybridRetriever(stored, embedder, big_bang.project_key).run(QUERY, top_k=5)["passages"]
    assert len(found) == 5
    assert "2.725" in found[0].passage.text
    assert {hit.passage.project_key for hit in found} == {big_bang.project_key}
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)


def test_postgres_and_memory_agree(
    stored: Database, embedder: Embedder, big_bang: Project, passages: list[Passage]
) -> None:
    in_database = HybridRetriever(stored, embedder, big_bang.project_key).run(QUERY)["passages"]
    in_memory = PassageIndex(passages).search(embedder.encode(QUERY), 10)
    assert [hit.passage.passage_id for hit in in_database] == [hit.passage.passage_id for hit in in_memory]
    assert np.allclose([h.score for h in in_database], [h.score for h in in_memory], atol=1e-5)


def test_a_removed_passage_is_not_found_again(stored: Database, embedder: Embedder) -> None:
    retriever = HybridRetriever(stored, embedder, "maya/other")
    first = retriever.run(QUERY, top_k=1)["passages"][0].passage
    kept = [row for row in stored.read(Passage, project_key="maya/other") if row.passage_id != first.passage_id]
    stored.replace(Passage, kept, "maya/other", Fence("passages", "r", 2, "v", {}))
    assert first.passage_id not in {hit.passage.passage_id for hit in retriever.run(QUERY)["passages"]}


def test_another_process_reads_the_words_that_were_kept(
    stored: Database, embedder: Embedder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = HybridRetriever(stored, embedder, "maya/other", tmp_path).run(QUERY)
    [kept] = tmp_path.iterdir()
    monkeypatch.setattr(store, "searched", lambda *_: pytest.fail("the words were read again"))
    assert HybridRetriever(stored, embedder, "maya/other", tmp_path).run(QUERY) == first
    monkeypatch.undo()
    rows = stored.read(Passage, project_key="maya/other")
    best = first["passages"][0].passage.passage_id
    stored.replace(
        Passage, [row for row in rows if row.passage_id != best], "maya/other", Fence("passages", "r", 3, "v", {})
    )
    written = kept.read_bytes()
    again = HybridRetriever(stored, embedder, "maya/other", tmp_path).run(QUERY)["passages"]
    assert best not in {hit.passage.passage_id for hit in again}
    assert kept.read_bytes() != written


def test_a_project_without_passages_gives_nothing(stored: Database, embedder: Embedder) -> None:
    assert HybridRetriever(stored, embedder, "maya/none").run(QUERY) == {"passages": []}


def test_words_that_meaning_misses_are_found_by_the_lexical_side(passages: list[Passage], embedder: Embedder) -> None:
    found = PassageIndex(passages).search(embedder.encode("Humason mule driver"), 1)
    assert "mule driver" in found[0].passage.text


def test_a_copy_is_found_as_its_original(stored: Database, embedder: Embedder) -> None:
    rows = stored.read(Passage, project_key="maya/other")
    best = HybridRetriever(stored, embedder, "maya/other").run(QUERY, top_k=1)["passages"][0].passage
    copied = [replace(row, copy_of="x0") if row.passage_id == best.passage_id else row for row in rows]
    stored.replace(Passage, copied, "maya/other", Fence("passages", "r", 4, "v", {}))
    found = HybridRetriever(stored, embedder, "maya/other").run(QUERY)["passages"]
    assert best.passage_id not in {hit.passage.passage_id for hit in found}
    assert best.passage_id not in {
        hit.passage.passage_id for hit in PassageIndex(copied).search(embedder.encode(QUERY), 10)
    }


def test_late_interaction_brings_up_the_passage_that_answers(passages: list[Passage], embedder: Embedder) -> None:
    """The passage that says it stands behind others on the subject when only meaning and words are asked."""
    asked = embedder.encode("Which two teams announced in 1998 that the expansion is speeding up?")
    by_vector = PassageIndex(passages).search_by_vector(asked.text, asked.vector, 10)
    by_tokens = PassageIndex(passages).search(asked, 10)
    assert "1998" in by_tokens[0].passage.text
    assert [hit.passage for hit in by_vector] != [hit.passage for hit in by_tokens]


def test_passages_stored_before_tokens_were_are_ranked_by_meaning_and_words(
    passages: list[Passage], embedder: Embedder
) -> None:
    asked = embedder.encode(QUERY)
    old = PassageIndex([replace(passage, tokens=b"") for passage in passages])
    assert [hit.score for hit in old.search(asked, 5)] == [
        hit.score for hit in old.search_by_vector(asked.text, asked.vector, 5)
    ]


def test_the_best_rows_include_all_that_equal_the_last() -> None:
    scores = np.array([0.5, 0.2, 0.9, 0.5, 0.0])
    assert best_rows(scores, 2) == [0, 2, 3]
    assert best_rows(scores, 9, above=0.0) == [0, 1, 2, 3]
    assert best_rows(np.zeros(3), 2, above=0.0) == []
