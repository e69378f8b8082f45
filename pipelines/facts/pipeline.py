"""Facts: check-worthy claims, what other sources say of them, and a verdict for each. No model is needed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pipelines.embeddings import Embedder
from pipelines.facts import age, corroboration
from pipelines.facts import claims as claims_module
from pipelines.facts import evidence as evidence_module
from pipelines.facts.verification import verifier as verifier_module
from pipelines.facts.verification.verifier import Judge
from pipelines.models import (
    Claim,
    Evidence,
    Passage,
    Project,
    ResearchDocument,
    Verdict,
    VerifiedFact,
    content_id,
)
from pipelines.research.retrieval import PassageIndex
from pipelines.settings import DEFAULT_SUPPORT_PRECISION, OFFLINE_ENGINE

_HEADING_SHARE = 0.3  # of a fact's relevance; the rest is its own wording

Vectors = NDArray[np.float32]


def extract_claims(project: Project, documents: Sequence[ResearchDocument], passages: Sequence[Passage]) -> list[Claim]:
    """Return the self-contained, check-worthy claims of a library in reading order, without a language model."""
    found: list[Claim] = []
    for document, own, unique, is_dated in claims_module.readings(documents, passages):
        found += claims_module.find(project.project_key, document, own, unique, is_dated)
    return [replace(claim, ordinal=ordinal) for ordinal, claim in enumerate(found)]


def find_evidence(
    project: Project,
    claims: Sequence[Claim],
    documents: Sequence[ResearchDocument],
    passages: Sequence[Passage],
    embedder: Embedder,
    verifier: Judge | None = None,
) -> list[Evidence]:
    """Return what other documents say for or against each claim, else the nearest sentence; in claim order.

    `verifier` judges each claim by each document; None: the offline one at its default precision.
    """
    if not claims or not passages:
        return []
    sentences = evidence_module.candidates(documents, passages, claims)
    sentence_vectors, claim_vectors = _embed_once(embedder, [s.wording for s in sentences], [c.text for c in claims])
    index = PassageIndex(passages)
    positions = evidence_module.positions_by_passage(sentences, passages)
    library = evidence_module.library(documents, sentences, sentence_vectors)
    verifier = verifier or verifier_module.load(DEFAULT_SUPPORT_PRECISION)
    old = age.dated(documents)
    is_only = len(documents) == 1
    found: list[Evidence] = []
    for claim, vector in zip(claims, claim_vectors, strict=True):
        retrieved = index.search_by_vector(claim.text, vector, evidence_module.PASSAGES_PER_CLAIM)
        allowed = {
            at for at, sentence in enumerate(sentences) if evidence_module.may_speak_of(claim, sentence, is_only)
        }
        pool = evidence_module.pool([hit.passage for hit in retrieved], positions, allowed)
        pool += evidence_module.nearest(vector, sentence_vectors, allowed - set(pool))
        rows = evidence_module.judged(claim, vector, pool, library, verifier)
        if claim.document_id in old and age.is_of_its_day(claim.text):
            newer = [at for at in pool if sentences[at].document_id not in old]
            rows += evidence_module.superseding(claim, vector, newer, library)
        found += evidence_module.decisive(rows)
    return found


def _embed_once(embedder: Embedder, first: Sequence[str], second: Sequence[str]) -> tuple[Vectors, Vectors]:
    """Embed two lists, equal texts once; return the vectors of each, shapes (len, 384)."""
    distinct = list(dict.fromkeys([*first, *second]))
    vectors = embedder.embed(distinct)
    place = {text: position for position, text in enumerate(distinct)}
    return vectors[[place[text] for text in first]], vectors[[place[text] for text in second]]


def verify_claims(
    project: Project,
    claims: Sequence[Claim],
    evidence: Sequence[Evidence],
    documents: Sequence[ResearchDocument],
    embedder: Embedder,
) -> list[VerifiedFact]:
    """Return one fact per claim that is not a repetition of a better worded one, in reading order.

    `independent_sources` counts the voices (publisher, author, text) that state it, its own included.
    """
    if not claims:
        return []
    headings = [claim.heading or project.topic for claim in claims]
    claim_vectors, heading_vectors = _embed_once(embedder, [claim.text for claim in claims], headings)
    topic = embedder.embed([project.topic])[0]
    relevance = (1 - _HEADING_SHARE) * (claim_vectors @ topic) + _HEADING_SHARE * (heading_vectors @ topic)
    best = corroboration.same_claims(claims, claim_vectors)
    by_id = {document.document_id: document for document in documents}
    voice = corroboration.voices(documents)
    rows: dict[str, list[Evidence]] = {}
    for row in evidence:
        rows.setdefault(best.get(row.claim_id, row.claim_id), []).append(row)
    support = {
        claim.claim_id: len(_supporting_voices(claim, rows.get(claim.claim_id, []), voice))
        for claim in claims
        if best[claim.claim_id] == claim.claim_id
    }
    support_of = {(claim.document_id, claim.start): support[best[claim.claim_id]] for claim in claims}
    old = age.dated(documents)
    facts = []
    for claim, near in zip(claims, relevance, strict=True):
        if best[claim.claim_id] != claim.claim_id:
            continue
        own_rows = _of_other_places(claim, rows.get(claim.claim_id, []))
        is_outvoted = corroboration.outvoted(claim, own_rows, support_of, support[claim.claim_id], by_id)
        verdict, probability = _verdict(own_rows, is_outvoted)
        is_stale = claim.document_id in old and age.is_of_its_day(claim.text) and verdict is not Verdict.SUPPORTED
        facts.append(
            _fact(
                claim,
                verdict,
                probability,
                n_voices=support[claim.claim_id],
                rows=own_rows,
                relevance=float(near) * (age.DISCOUNT if is_stale else 1.0),
            )
        )
    return facts


def _of_other_places(claim: Claim, rows: Sequence[Evidence]) -> list[Evidence]:
    """Return the rows that do not quote the claim itself, each place once for each verdict."""
    found = {
        (row.verdict, row.document_id, row.start): row
        for row in reversed(rows)
        if (row.document_id, row.start) != (claim.document_id, claim.start)
    }
    return [row for row in rows if found.get((row.verdict, row.document_id, row.start)) is row]


def _supporting_voices(claim: Claim, rows: Sequence[Evidence], voice: Mapping[str, int]) -> set[int]:
    """Return the independent sources that state a claim: its own, and those that the verifier found to support it."""
    return {voice[claim.document_id]} | {voice[row.document_id] for row in rows if row.verdict is Verdict.SUPPORTED}


def _verdict(rows: Sequence[Evidence], is_outvoted: bool) -> tuple[Verdict, float | None]:
    """Return the verdict of the other sources with its probability, that of the surest of them."""
    best = {
        verdict: max((row.probability for row in rows if row.verdict is verdict), default=None) for verdict in Verdict
    }
    if is_outvoted:
        return Verdict.REFUTED, best[Verdict.REFUTED]
    if best[Verdict.SUPPORTED] is not None:
        return Verdict.SUPPORTED, best[Verdict.SUPPORTED]
    return Verdict.NOT_ENOUGH_INFO, best[Verdict.NOT_ENOUGH_INFO]


def _fact(
    claim: Claim,
    verdict: Verdict,
    probability: float | None,
    *,
    n_voices: int,
    rows: Sequence[Evidence],
    relevance: float,
) -> VerifiedFact:
    return VerifiedFact(
        fact_id=content_id(claim.claim_id),
        project_key=claim.project_key,
        claim_id=claim.claim_id,
        document_id=claim.document_id,
        ordinal=claim.ordinal,
        heading=claim.heading,
        text=claim.text,
        quote=claim.quote,
        start=claim.start,
        end=claim.end,
        verdict=verdict,
        probability=probability,
        independent_sources=n_voices,
        evidence_ids=tuple(row.evidence_id for row in rows),
        relevance=round(min(1.0, max(0.0, relevance)), 4),
        engine=next((row.engine for row in rows if row.verdict is verdict), OFFLINE_ENGINE),
    )
