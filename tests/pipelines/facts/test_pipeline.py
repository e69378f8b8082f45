"""The stage on real files: a planted contradiction is refuted, roundings are not, and a rerun makes the same rows."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from pipelines import settings
from pipelines.embeddings import Embedder, EncodedText, Vectors, load_embedder
from pipelines.facts import corroboration
from pipelines.facts.pipeline import extract_claims, find_evidence, verify_claims
from pipelines.facts.verification import verifier
from pipelines.models import Evidence, Passage, Project, ResearchDocument, Verdict, VerifiedFact
from pipelines.research.library import read_library
from pipelines.research.passages import cut_passages
from pipelines.settings import DEFAULT_SUPPORT_PRECISION

BALANCED = 0.8  # a wanted precision that leaves fewer true second sources undecided than the default
SAMPLES = Path(__file__).resolve().parents[3] / "samples" / "library"
FILES = ("expanding-universe-museum-guide-2005.md", "cosmic-numbers-data-sheet.md", "open-questions-briefing.pdf")
PROJECT = Project("c/big-bang", "c", "The Big Bang", str(SAMPLES), 10)


class RememberingEmbedder(Embedder):
    """The real one, which runs each text once in this module."""

    def __init__(self, inner: Embedder) -> None:
        self._inner = inner
        self._known: dict[str, Vectors] = {}

    def encode(self, text: str) -> EncodedText:
        return self._inner.encode(text)

    def embed(self, texts: Sequence[str]) -> Vectors:
        missing = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known |= dict(zip(missing, self._inner.embed(missing), strict=True))
        return np.stack([self._known[text] for text in texts])


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return RememberingEmbedder(load_embedder(settings.state_dir()))


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


Sample = tuple[list[VerifiedFact], dict[str, Evidence], dict[str, ResearchDocument]]


@pytest.fixture(scope="module")
def facts_and_evidence(embedder: Embedder) -> Sample:
    return _sample(embedder, BALANCED)


def _sample(embedder: Embedder, precision: float) -> Sample:
    documents = read_library(PROJECT)
    passages = cut_passages(documents, embedder)
    claims = extract_claims(PROJECT, documents, passages)
    evidence = find_evidence(PROJECT, claims, documents, passages, embedder, verifier.load(precision))
    facts = verify_claims(PROJECT, claims, evidence, documents, embedder)
    return facts, {row.evidence_id: row for row in evidence}, {document.document_id: document for document in documents}


@pytest.mark.parametrize(
    ("words", "least_sources"),
    [
        ("13.8 billion years", 2),
        ("2.725 kelvin", 3),
        ("380,000 years", 5),
        ("Penzias and Robert Wilson detected", 3),
        ("one quarter helium", 3),
        ("Hubble showed in 1929", 2),
        ("about 68 percent of the energy", 3),
        ("27 percent of the energy", 3),
        ("67.4 kilometres", 2),
        ("lithium that the theory predicts", 2),
    ],
)
def test_a_key_fact_told_in_several_documents_is_confirmed(
    facts_and_evidence: Sample, words: str, least_sources: int
) -> None:
    facts, rows, _ = facts_and_evidence
    best = max((fact for fact in facts if words in fact.text), key=lambda fact: fact.independent_sources)
    assert best.verdict is Verdict.SUPPORTED
    assert best.independent_sources >= least_sources
    confirming = {rows[key].document_id for key in best.evidence_ids if rows[key].verdict is Verdict.SUPPORTED}
    assert len(confirming - {best.document_id}) == best.independent_sources - 1


def test_every_planted_contradiction_is_refuted_with_both_quotes_and_nothing_else_is(
    facts_and_evidence: Sample,
) -> None:
    facts, rows, documents = facts_and_evidence
    refuted = [fact for fact in facts if not fact.is_usable]
    assert len(refuted) == 6
    for words in (
        "10 and 20 billion",
        "between 50 and 100",
        "slowing down",
        "13.7 billion",
        "23 percent",
        "200 million",
    ):
        fact = next(fact for fact in refuted if words in fact.text)
        against = [rows[key] for key in fact.evidence_ids if rows[key].verdict is Verdict.REFUTED]
        assert against
        for row in against:
            assert documents[row.document_id].text[row.start : row.end] == row.quote
            assert row.document_id != fact.document_id


def test_what_only_a_dated_document_says_of_its_day_matters_less(embedder: Embedder) -> None:
    facts, _, documents = _sample(embedder, DEFAULT_SUPPORT_PRECISION)
    of_1994 = [fact for fact in facts if documents[fact.document_id].source_path.startswith("age-of-the-universe")]
    hypothesis = next(fact for fact in of_1994 if "should be brought back" in fact.text)
    timeless = next(fact for fact in of_1994 if "larger Hubble constant" in fact.text)
    assert hypothesis.relevance < 0.6 * timeless.relevance
    assert all("younger than its own stars" not in fact.text for fact in of_1994)


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
