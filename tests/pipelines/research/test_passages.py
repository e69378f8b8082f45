"""Protects: a passage is verbatim, whole sentences under one heading, and is embedded once."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.embeddings import Embedder
from pipelines.models import Passage, ResearchDocument
from pipelines.research.passages import MAX_WORDS, _drafts, cut_passages
from pipelines.research.readers.blocks import Block, assemble, heading, item, paragraph
from pipelines.sentences import split, words

BLOCKS = st.lists(
    st.builds(
        lambda make, text: make(text),
        st.sampled_from([paragraph, item, lambda t: heading(t, 2)]),
        st.text(max_size=120),
    ),
    max_size=12,
)


def document(text: str, headings: tuple[tuple[int, str], ...] = ()) -> ResearchDocument:
    return ResearchDocument("d", "p", "T", "t.md", "md", "0", text, headings=headings)


@given(BLOCKS)
@settings(max_examples=60, deadline=None)
def test_a_passage_is_verbatim_in_its_document_whatever_the_text(blocks: list[Block]) -> None:
    text, headings = assemble(blocks)
    drafts = list(_drafts(document(text, headings)))
    assert "\x00" not in text
    assert all(draft.text == text[draft.start : draft.end] and draft.text.strip() == draft.text for draft in drafts)
    assert all(one.end <= other.start for one, other in pairwise(drafts))


def test_passages_are_whole_sentences_of_one_section(
    documents: list[ResearchDocument], passages: list[Passage]
) -> None:
    by_id = {document.document_id: document for document in documents}
    for passage in passages:
        source = by_id[passage.document_id]
        spans = {(span.start, span.end) for span in split(source.text)}
        assert {start for start, _ in spans} >= {passage.start}
        assert {end for _, end in spans} >= {passage.end}
        assert not any(passage.start < offset < passage.end for offset, _ in source.headings)


def test_long_sections_are_divided_evenly() -> None:
    text = " ".join(f"Sentence number {number} says a little more than nothing." for number in range(60))
    sizes = [len(words(draft.text)) for draft in _drafts(document(text))]
    assert max(sizes) <= MAX_WORDS
    assert min(sizes) >= 60


def test_sections_around_the_subject_are_left_out() -> None:
    text = "Stars shine.\n\nWhy do they?\n\nSmith 2001."
    headings = ((0, "Stars"), (14, "Stars > Review Questions"), (28, "Stars > References"))
    assert [draft.text for draft in _drafts(document(text, headings))] == ["Stars shine."]


def test_a_known_passage_keeps_its_vector(
    documents: list[ResearchDocument], passages: list[Passage], embedder: Embedder
) -> None:
    marked = [replace(passage, embedding=(1.0,)) for passage in passages[:-1]]
    again = cut_passages(documents, embedder, known=marked)
    assert [passage.embedding for passage in again[:-1]] == [(1.0,)] * len(marked)
    assert again[-1] == passages[-1]


def test_a_reprinted_passage_is_marked_as_a_copy_of_the_first(
    documents: list[ResearchDocument], passages: list[Passage], embedder: Embedder
) -> None:
    reprint = replace(documents[0], document_id="reprint", source_path="zz.md")
    cut = cut_passages([*documents, reprint], embedder, known=passages)
    own = [passage for passage in passages if passage.document_id == documents[0].document_id]
    copies = [passage for passage in cut if passage.document_id == "reprint"]
    assert [passage.copy_of for passage in copies] == [passage.passage_id for passage in own]
    assert all(passage.copy_of is None for passage in cut[: len(passages)])


def test_a_passage_has_sixty_four_numbers_for_each_of_its_tokens(passages: list[Passage]) -> None:
    assert all(passage.tokens and len(passage.tokens) % 64 == 0 for passage in passages)
    assert all(len(passage.tokens) >= 64 * len(words(passage.text)) for passage in passages if len(passage.text) < 900)
