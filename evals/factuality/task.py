"""Verify every case's claim against the sample library, as if a document of its own had stated it."""

from collections.abc import Mapping, Sequence

from evals.cases import Case, Output
from pipelines import settings
from pipelines.embeddings import load_embedder
from pipelines.facts.pipeline import find_evidence, verify_claims
from pipelines.facts.verification import verifier
from pipelines.models import Claim, Evidence, Project, ResearchDocument, content_id
from pipelines.research.pipeline import cut_passages, read_library

PROJECT = Project(
    project_key="slow-light/the-big-bang",
    channel_key="slow-light",
    topic="the big bang",
    library=str(settings.ROOT / "samples" / "library"),
    minutes=8.0,
)


def engine() -> str:
    """Name of the engine under test: verification is deterministic, no model is asked."""
    return settings.OFFLINE_ENGINE


def answer(cases: Sequence[Case], tag: str) -> Mapping[str, Output]:
    """Return per case the verdict, its probability and whether each quote of its evidence stands in its document."""
    embedder = load_embedder(settings.state_dir())
    library = read_library(PROJECT)
    passages = cut_passages(library, embedder)
    stated = {case.case_id: _document(case) for case in cases}
    claims = {case.case_id: _claim(case, stated[case.case_id], ordinal) for ordinal, case in enumerate(cases)}
    documents = [*library, *stated.values()]
    judge = verifier.load(settings.support_precision())
    evidence = find_evidence(PROJECT, list(claims.values()), documents, passages, embedder, judge)
    texts = {document.document_id: document.text for document in library}
    outputs = {}
    for case_id, claim in claims.items():
        own = [row for row in evidence if row.claim_id == claim.claim_id]
        # One claim at a time: together, two cases about one thing would be taken for one claim.
        facts = verify_claims(PROJECT, [claim], own, [*library, stated[case_id]], embedder)
        if facts:
            outputs[case_id] = {
                "verdict": facts[0].verdict.value,
                "probability": facts[0].probability,
                "quotes_verbatim": [_is_verbatim(row, texts) for row in own],
            }
    return outputs


def _document(case: Case) -> ResearchDocument:
    text = case.input["claim"]
    return ResearchDocument(
        document_id=content_id("case", case.case_id),
        project_key=PROJECT.project_key,
        title=f"Case {case.case_id}",
        source_path=f"cases/{case.case_id}.txt",
        media_type="txt",
        sha256=content_id(text),
        text=text,
        author=f"author of {case.case_id}",
        publisher=f"publisher of {case.case_id}",
    )


def _claim(case: Case, document: ResearchDocument, ordinal: int) -> Claim:
    return Claim(
        claim_id=content_id("claim", case.case_id),
        project_key=PROJECT.project_key,
        document_id=document.document_id,
        passage_id=content_id("passage", case.case_id),
        ordinal=ordinal,
        heading="",
        text=document.text,
        quote=document.text,
        start=0,
        end=len(document.text),
        check_worthiness=1.0,
        engine=engine(),
    )


def _is_verbatim(row: Evidence, texts: Mapping[str, str]) -> bool:
    return bool(row.quote) and texts.get(row.document_id, "")[row.start : row.end] == row.quote
