"""Protects: every sentence of a brief is verbatim in a cited passage and can stand alone."""

import pytest

from pipelines.embeddings import Embedder
from pipelines.models import Passage, Project, ResearchDocument
from pipelines.research.pipeline import write_brief
from pipelines.research.standalone import is_standalone


def test_the_brief_answers_several_questions_from_several_documents(
    big_bang: Project, documents: list[ResearchDocument], passages: list[Passage], embedder: Embedder
) -> None:
    brief = write_brief(big_bang, documents, passages, embedder)
    by_id = {passage.passage_id: passage for passage in passages}
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
    assert write_brief(big_bang, documents, passages, embedder) == brief


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
