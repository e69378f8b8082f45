"""One claim against the documents that are handed over with it, without a library, a project or a database."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipelines.embeddings import Embedder
from pipelines.facts import confirmation, verdicts
from pipelines.facts import evidence as evidence_module
from pipelines.models import Claim, Evidence, Passage, ResearchDocument, Verdict, content_id
from pipelines.settings import OFFLINE_ENGINE


@dataclass(frozen=True)
class Source:
    """A document that a claim is checked against. `key` names it in the quotes."""

    key: str
    title: str
    text: str


@dataclass(frozen=True)
class Quote:
    """A sentence as it stands: `text` is the source's text from `start` to `end`."""

    key: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Finding:
    """What the sources say of a claim. `support` is the probability of SUPPORTED; the best quote comes first."""

    verdict: Verdict
    support: float
    quotes: tuple[Quote, ...]


def check(claim: str, sources: Sequence[Source], embedder: Embedder) -> Finding:
    """Judge `claim` by the sentences of `sources` alone."""
    documents = [_document(source) for source in sources]
    passages = [_passage(document) for document in documents]
    asked = _claim(claim)
    sentences = evidence_module.candidates(documents, passages, [])
    if not sentences:
        return Finding(Verdict.NOT_ENOUGH_INFO, 0.0, ())
    vectors = embedder.embed([claim, *(sentence.wording for sentence in sentences)])
    own, others = vectors[0], vectors[1:]
    everything = range(len(sentences))
    rarity = confirmation.rarity(sentence.wording for sentence in sentences)
    stating = evidence_module.confirmations(
        asked,
        own,
        everything,
        sentences_=sentences,
        sentence_vectors=others,
        runs_=evidence_module.runs(documents, sentences),
        weights=rarity,
    )
    judged = evidence_module.judged(
        asked,
        own,
        everything,
        sentences_=sentences,
        sentence_vectors=others,
        weights=verdicts.load_weights(),
        rarity=rarity,
    )
    rows = evidence_module.merged(stating, judged)
    verdict, support = _verdict(rows)
    order = np.argsort(-(others @ own), kind="stable")[:3]
    quotes = [Quote(row.document_id, row.quote, row.start, row.end) for row in rows]
    quotes += [
        Quote(sentences[at].document_id, sentences[at].quote, sentences[at].start, sentences[at].end) for at in order
    ]
    return Finding(verdict, support, tuple(dict.fromkeys(quotes))[:3])


def _verdict(rows: Sequence[Evidence]) -> tuple[Verdict, float]:
    against = max((row.probability for row in rows if row.verdict is Verdict.REFUTED), default=0.0)
    behind = max((row.probability for row in rows if row.verdict is Verdict.SUPPORTED), default=0.0)
    if against > behind:
        return Verdict.REFUTED, 0.0
    return (Verdict.SUPPORTED, behind) if behind else (Verdict.NOT_ENOUGH_INFO, 0.2)


def _document(source: Source) -> ResearchDocument:
    return ResearchDocument(
        document_id=source.key,
        project_key="",
        title=source.title,
        source_path=source.key,
        media_type="txt",
        sha256=content_id(source.text),
        text=source.text,
        author="",
        publisher="",
    )


def _passage(document: ResearchDocument) -> Passage:
    return Passage(
        passage_id=document.document_id,
        project_key="",
        document_id=document.document_id,
        ordinal=0,
        heading="",
        text=document.text,
        start=0,
        end=len(document.text),
        embedding=(),
    )


def _claim(text: str) -> Claim:
    return Claim(
        claim_id="claim",
        project_key="",
        document_id="",
        passage_id="",
        ordinal=0,
        heading="",
        text=text,
        quote=text,
        start=0,
        end=len(text),
        check_worthiness=1.0,
        engine=OFFLINE_ENGINE,
    )
