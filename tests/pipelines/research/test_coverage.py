"""Protects: a library is used for its own topic and refused for another."""

from dataclasses import replace

import pytest

from pipelines.embeddings import Embedder
from pipelines.models import Passage, Project
from pipelines.research.coverage import search_problem
from pipelines.research.pipeline import coverage, cut_passages, read_library
from pipelines.research.retrieval import PassageIndex
from tests.conftest import CORPORA


def test_the_samples_cover_the_big_bang(big_bang: Project, passages: list[Passage], embedder: Embedder) -> None:
    assert coverage(big_bang, passages, embedder).is_covered


@pytest.mark.parametrize(
    "topic", ["Medieval bread baking", "How memory works", "The central limit theorem", "Inflation and interest rates"]
)
def test_another_topic_is_refused_with_a_remedy(
    big_bang: Project, passages: list[Passage], embedder: Embedder, topic: str
) -> None:
    found = coverage(replace(big_bang, topic=topic), passages, embedder)
    assert not found.is_covered
    assert "Add sources" in found.reason


def test_no_passages_is_no_score(big_bang: Project, embedder: Embedder) -> None:
    assert coverage(big_bang, [], embedder).score is None


@pytest.mark.corpora
def test_words_in_common_are_not_a_topic_in_common(embedder: Embedder) -> None:
    library = CORPORA / "library" / "central-limit-theorem"
    project = Project("maya/clt", "maya", "The central limit theorem", str(library), 8)
    passages = cut_passages(read_library(project), embedder)
    assert coverage(project, passages, embedder).is_covered
    for topic in ("medieval bread baking", "Memory", "Black holes", "How to limit your central heating bill"):
        assert not coverage(replace(project, topic=topic), passages, embedder).is_covered


def test_a_search_that_finds_nothing_near_says_so_with_a_remedy() -> None:
    assert search_problem([0.2, 0.6]) is None
    assert "0.20" in (search_problem([0.2, 0.1]) or "")
    assert "in English" in (search_problem([0.2]) or "")
    assert "Add sources" in (search_problem([]) or "")


@pytest.mark.parametrize(
    "query", ["How do you knead a sourdough?", "Wie lange muss ein Sauerteig gehen?", "What did Caesar say in Gaul?"]
)
def test_what_the_samples_do_not_speak_of_is_noticed(passages: list[Passage], embedder: Embedder, query: str) -> None:
    hits = PassageIndex(passages).search(embedder.encode(query), 10)
    assert search_problem([hit.vector_score for hit in hits])
    known = PassageIndex(passages).search(embedder.encode("When did the first atoms form?"), 10)
    assert search_problem([hit.vector_score for hit in known]) is None
