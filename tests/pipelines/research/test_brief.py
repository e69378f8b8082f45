"""Protects: a brief rests on what the queries found, own sources first; every sentence is verbatim and stands alone."""

from dataclasses import dataclass, replace

import pytest

from pipelines.embeddings import Embedder
from pipelines.models import BriefSentence, Passage, Project, ResearchDocument, ResearchQuery
from pipelines.research.lexical import stems
from pipelines.research.pipeline import ask_in_rounds, write_brief
from pipelines.research.questions import SubQuestion
from pipelines.research.standalone import is_standalone


@dataclass(frozen=True)
class Sample:
    """The samples' library and what the rounds of queries found in it."""

    project: Project
    documents: list[ResearchDocument]
    passages: list[Passage]
    queries: list[ResearchQuery]
    embedder: Embedder

    def brief(self, *questions: SubQuestion) -> list[BriefSentence]:
        return write_brief(self.project, self.documents, self.passages, self.queries, self.embedder, questions)


@pytest.fixture(scope="module")
def sample(big_bang: Project, documents: list[ResearchDocument], passages: list[Passage], embedder: Embedder) -> Sample:
    return Sample(big_bang, documents, passages, ask_in_rounds(big_bang, passages, embedder), embedder)


def test_the_brief_answers_several_questions_from_several_documents(sample: Sample) -> None:
    brief = sample.brief()
    by_id = {passage.passage_id: passage for passage in sample.passages}
    counts = [
        sum(row.question == question for row in brief) for question in dict.fromkeys(row.question for row in brief)
    ]
    assert 4 <= len(counts) <= 8
    assert all(2 <= count <= 4 for count in counts)
    assert len({by_id[row.passage_ids[0]].document_id for row in brief}) >= 5
    assert [row.ordinal for row in brief] == list(range(len(brief)))
    assert len({row.sentence_id for row in brief}) == len(brief)
    for row in brief:
        assert row.text in by_id[row.passage_ids[0]].text
        assert is_standalone(row.text)
    assert brief[0].question == "What is known about the Big Bang?"
    assert sample.brief() == brief


def test_a_sentence_from_another_section_names_what_is_asked_about(sample: Sample) -> None:
    """Near in meaning is not enough: what is asked of one particle is not answered with what is known of another."""
    by_id = {passage.passage_id: passage for passage in sample.passages}
    section = next(passage for passage in sample.passages if passage.heading.endswith("Stars without metals"))
    question = SubQuestion("What is known about stars without metals?", section.document_id, section.heading)
    brief = sample.brief(question)
    elsewhere = [row for row in brief if by_id[row.passage_ids[0]].heading != section.heading]
    assert brief
    assert all({"star", "metal"} <= set(stems(row.text)) for row in elsewhere)


@pytest.mark.parametrize("n_queries", [0, 4, None])
def test_nothing_is_cited_that_no_query_found(sample: Sample, n_queries: int | None) -> None:
    asked = sample.queries[:n_queries]
    found = {passage_id for query in asked for passage_id in query.passage_ids}
    brief = replace(sample, queries=asked).brief()
    assert bool(brief) is bool(found)
    assert {passage_id for row in brief for passage_id in row.passage_ids} <= found


def test_a_question_of_somebody_else_is_answered_from_the_finds_too(sample: Sample) -> None:
    dawn = next(passage for passage in sample.passages if passage.heading.endswith("Stars without metals"))
    question = SubQuestion("What were the first stars like?", dawn.document_id, dawn.heading)
    brief = sample.brief(question)
    assert {row.question for row in brief} == {question.text}
    assert {i for row in brief for i in row.passage_ids} <= {i for query in sample.queries for i in query.passage_ids}


def test_what_a_search_found_fills_in_where_own_sources_say_too_little(sample: Sample) -> None:
    """The same library, once with half of its documents found by a search: those lose sentences to the others."""
    found_by_search = {document.document_id for document in sample.documents[::2]}
    mixed = [replace(d, priority=int(d.document_id in found_by_search)) for d in sample.documents]
    document_of = {passage.passage_id: passage.document_id for passage in sample.passages}

    def from_search(brief: list[BriefSentence]) -> float:
        return sum(document_of[row.passage_ids[0]] in found_by_search for row in brief) / len(brief)

    before = sample.brief()
    after = replace(sample, documents=mixed).brief()
    assert 0 < from_search(after) < 0.7 * from_search(before)
    only_own = [p for p in sample.passages if p.document_id not in found_by_search]
    assert from_search(replace(sample, passages=only_own).brief()) == 0


@pytest.mark.parametrize(
    "sentence",
    [
        "It was released about 380,000 years after the beginning.",
        "However, the temperature fell to roughly two trillion kelvin.",
        "We saw that the core collapses when it has enough mass.",
        "Before leaving, she carefully notes that two weeks have passed.",
        "The results are shown in Figure 3 for every one of them.",
        "Construct a histogram with five or six intervals on the axis.",
        "Theorists therefore expect the first stars to have been massive.",
        "The sampling distribution is X ~ N(μ, σ) for large samples of it.",
        "the merging of two black holes that had been in orbit for years",
    ],
)
def test_sentences_that_need_their_neighbours_are_refused(sentence: str) -> None:
    assert not is_standalone(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The cosmic microwave background was released about 380,000 years after the Big Bang.",
        "In 1929 Edwin Hubble showed that his galaxies recede in proportion to their distance.",
        "Measurements in the nearby universe give about 73 kilometres per second per megaparsec.",
    ],
)
def test_complete_statements_are_accepted(sentence: str) -> None:
    assert is_standalone(sentence)
