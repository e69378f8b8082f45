"""The stage on real files: a planted contradiction is refuted, roundings are not, and a rerun makes the same rows."""

from pathlib import Path

import pytest

from pipelines import settings
from pipelines.embeddings import Embedder, load_embedder
from pipelines.facts import corroboration
from pipelines.facts.pipeline import extract_claims, find_evidence, verify_claims
from pipelines.models import Passage, Project, ResearchDocument, Verdict
from pipelines.research.library import read_library
from pipelines.research.passages import cut_passages

SAMPLES = Path(__file__).resolve().parents[3] / "samples" / "library"
FILES = ("expanding-universe-museum-guide-2005.md", "cosmic-numbers-data-sheet.md", "open-questions-briefing.pdf")
PROJECT = Project("c/big-bang", "c", "The Big Bang", str(SAMPLES), 10)


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return load_embedder(settings.state_dir())


@pytest.fixture(scope="module")
def library(embedder: Embedder) -> tuple[list[ResearchDocument], list[Passage]]:
    documents = [document for document in read_library(PROJECT) if document.source_path in FILES]
    return documents, cut_passages(documents, embedder)


def test_outdated_values_are_refuted_and_current_ones_are_not(
    library: tuple[list[ResearchDocument], list[Passage]], embedder: Embedder
) -> None:
    documents, passages = library
    claims = extract_claims(PROJECT, documents, passages)
    evidence = find_evidence(PROJECT, claims, documents, passages, embedder)
    facts = verify_claims(PROJECT, claims, evidence, documents, embedder)
    refuted = [fact.text for fact in facts if not fact.is_usable]
    assert any("13.7 billion" in text for text in refuted)
    assert all("WMAP" in text for text in refuted)
    texts = {document.document_id: document.text for document in documents}
    assert all(texts[row.document_id][row.start : row.end] == row.quote for row in evidence)
    source = {claim.claim_id: claim.document_id for claim in claims}
    assert all(row.document_id != source[row.claim_id] for row in evidence)
    rows = {row.evidence_id for row in evidence}
    assert all(set(fact.evidence_ids) <= rows for fact in facts)
    assert all(fact.independent_sources > 1 for fact in facts if fact.verdict is Verdict.SUPPORTED)
    again = find_evidence(PROJECT, extract_claims(PROJECT, documents, passages), documents, passages, embedder)
    assert again == evidence


def test_an_empty_library_gives_no_facts(embedder: Embedder) -> None:
    assert extract_claims(PROJECT, [], []) == []
    assert find_evidence(PROJECT, [], [], [], embedder) == []
    assert verify_claims(PROJECT, [], [], [], embedder) == []


def test_a_copy_by_another_publisher_is_the_same_voice() -> None:
    text = "The universe is 13.8 billion years old and it has been expanding ever since it began."
    documents = [
        ResearchDocument(name, "c/p", name, f"{name}.md", "md", "", body, publisher=name)
        for name, body in (
            ("a", text),
            ("b", text),
            ("c", "Memory fades with time unless it is rehearsed now and then."),
        )
    ]
    voice = corroboration.voices(documents)
    assert voice["a"] == voice["b"] != voice["c"]
