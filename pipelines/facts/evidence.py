"""What the sentences of a library say of a claim, document by document: for it, against it, or neither."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines import sentences
from pipelines.facts import age, conflicts, misconceptions, wording
from pipelines.facts.verification import selection as verification
from pipelines.facts.verification.verifier import Judge
from pipelines.models import Claim, Evidence, Passage, ResearchDocument, Verdict, content_id
from pipelines.settings import OFFLINE_ENGINE

PASSAGES_PER_CLAIM = 12
NEAREST_SENTENCES = 60  # by cosine, looked at beside those of the best passages
SENTENCES_PER_DOCUMENT = 3  # the best of each, looked at for a contradiction
MIN_WORDS = 4
MIN_SIMILARITY = 0.55  # of the one sentence that is kept when nothing supports or refutes
FAR_AWAY = 2000  # characters between a claim and a sentence of the same document

Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class Candidate:
    """A sentence of the library. `wording` is what it says (pronouns named where a claim did), `quote` what stands there."""

    document_id: str
    passage_id: str
    quote: str
    wording: str
    start: int
    end: int


def candidates(
    documents: Sequence[ResearchDocument], passages: Sequence[Passage], claims: Sequence[Claim]
) -> list[Candidate]:
    """Return every sentence of the passages once, in reading order."""
    texts = {document.document_id: document.text for document in documents}
    resolved = {(claim.document_id, claim.start): claim for claim in claims if claim.text.endswith(".")}
    found: dict[tuple[str, int], Candidate] = {}
    for passage in passages:
        for span in sentences.split(texts[passage.document_id][passage.start : passage.end]):
            start, end = passage.start + span.start, passage.start + span.end
            if len(sentences.words(span.text)) < MIN_WORDS or (passage.document_id, start) in found:
                continue
            if misconceptions.is_belief(span.text):
                continue  # what people think is no evidence of what is the case
            claim = resolved.get((passage.document_id, start))
            whole = claim is not None and len(claim.text) >= 0.7 * len(span.text)
            said = claim.text if claim is not None and whole else wording.clean(span.text)
            found[passage.document_id, start] = Candidate(
                passage.document_id, passage.passage_id, span.text, said, start, end
            )
    return list(found.values())


@dataclass(frozen=True)
class Library:
    """The sentences of a library in reading order. `places` of neighbours in one paragraph or table follow each other."""

    sentences: tuple[Candidate, ...]
    vectors: Vectors  # (sentences, 384)
    places: tuple[int, ...]
    texts: Mapping[str, str]  # of each document, as its title
    titles: Mapping[str, str]

    def quoted(self, positions: Sequence[int]) -> Candidate:
        """Return the sentences at `positions`, neighbours in order, as one."""
        first, last = self.sentences[positions[0]], self.sentences[positions[-1]]
        quote = self.texts[first.document_id][first.start : last.end]
        return Candidate(first.document_id, first.passage_id, quote, quote, first.start, last.end)


def library(documents: Sequence[ResearchDocument], sentences_: Sequence[Candidate], vectors: Vectors) -> Library:
    """Return the sentences of `documents` with their vectors, ready to be judged by."""
    texts = {document.document_id: document.text for document in documents}
    titles = {document.document_id: document.title for document in documents}
    places: list[int] = []
    for at, after in enumerate(sentences_):
        before = sentences_[at - 1] if at else after
        is_table = " | " in before.quote and " | " in after.quote
        is_parted = "\n\n" in texts[after.document_id][before.end : after.start] and not is_table
        is_neighbour = before.document_id == after.document_id and not is_parted
        places.append((places[-1] if places else 0) + (1 if is_neighbour else 2))
    return Library(tuple(sentences_), vectors, tuple(places), texts, titles)


def judged(
    claim: Claim, claim_vector: Vectors, pool: Sequence[int], library_: Library, verifier: Judge
) -> list[Evidence]:
    """Judge a claim by each document that has sentences at the positions in `pool`; keep what decides, else the nearest one."""
    by_document: dict[str, list[int]] = {}
    for position in sorted(pool):
        by_document.setdefault(library_.sentences[position].document_id, []).append(position)
    rows: list[Evidence] = []
    nearest_rows: list[tuple[float, Evidence]] = []
    for positions in by_document.values():
        found = _by_document(claim, claim_vector, positions, library_, verifier)
        rows += [row for row in found if row.verdict is not Verdict.NOT_ENOUGH_INFO]
        best_cosine = float((library_.vectors[positions] @ claim_vector).max())
        nearest_rows += [(best_cosine, row) for row in found if row.verdict is Verdict.NOT_ENOUGH_INFO]
    best, nearest_row = max(nearest_rows, key=lambda row: row[0], default=(0.0, None))
    return rows or ([nearest_row] if nearest_row and best >= MIN_SIMILARITY else [])


def _by_document(
    claim: Claim, claim_vector: Vectors, positions: Sequence[int], library_: Library, verifier: Judge
) -> list[Evidence]:
    """Return what one document says: what contradicts the claim, else what supports it, else its best sentence."""
    cosines = {at: float(library_.vectors[at] @ claim_vector) for at in positions}
    sentences_ = [library_.sentences[at] for at in positions]
    title = library_.titles[sentences_[0].document_id]
    judgement = verifier.judge(
        claim.text,
        [
            verification.Candidate(sentence.wording, title, library_.places[at], cosines[at])
            for at, sentence in zip(positions, sentences_, strict=True)
        ],
    )
    best = [positions[at] for at in judgement.order[:SENTENCES_PER_DOCUMENT]]
    against = [
        _row(claim, library_.sentences[at], Verdict.REFUTED, max(conflicts.PRECISION, judgement.refuted))
        for at in best
        if conflicts.contradicts(claim.text, library_.sentences[at].wording)
    ]
    if against:
        return against
    if judgement.verdict is Verdict.SUPPORTED:
        quoted = library_.quoted([positions[at] for at in judgement.restated] or best[:1])
        return [_row(claim, quoted, Verdict.SUPPORTED, judgement.supported, judgement.engine)]
    first = library_.sentences[best[0]]
    if judgement.verdict is Verdict.REFUTED and judgement.engine != OFFLINE_ENGINE:
        return [_row(claim, first, Verdict.REFUTED, judgement.refuted, judgement.engine)]
    return [_row(claim, first, Verdict.NOT_ENOUGH_INFO, judgement.supported, judgement.engine)]


def superseding(
    claim: Claim,
    claim_vector: Vectors,
    newer: Sequence[int],
    library_: Library,
) -> list[Evidence]:
    """Return a row for the nearest sentence of each newer document that replaces what a dated claim says."""
    cosines = {position: float(library_.vectors[position] @ claim_vector) for position in newer}
    found: dict[str, Evidence] = {}
    for position in sorted(newer, key=lambda at: (-cosines[at], at)):
        candidate = library_.sentences[position]
        if candidate.document_id not in found and age.is_superseded(claim.text, candidate.wording, cosines[position]):
            found[candidate.document_id] = _row(claim, candidate, Verdict.REFUTED, age.PRECISION)
    return list(found.values())


def decisive(rows: Sequence[Evidence]) -> list[Evidence]:
    """Return each row once; the nearest sentence is left out where others decide."""
    once = list({row.evidence_id: row for row in rows}.values())
    deciding = [row for row in once if row.verdict is not Verdict.NOT_ENOUGH_INFO]
    return deciding or once


def may_speak_of(claim: Claim, candidate: Candidate, is_only_document: bool) -> bool:
    """Whether a sentence may be evidence: from another document, or far away in a library of one document."""
    if candidate.document_id != claim.document_id:
        return True
    return is_only_document and abs(candidate.start - claim.start) >= FAR_AWAY


def positions_by_passage(sentences_: Sequence[Candidate], passages: Sequence[Passage]) -> Mapping[str, tuple[int, ...]]:
    """Return the positions of the sentences that lie in each passage, overlapping passages included."""
    by_document: dict[str, list[int]] = {}
    for position, candidate in enumerate(sentences_):
        by_document.setdefault(candidate.document_id, []).append(position)
    return {
        passage.passage_id: tuple(
            position
            for position in by_document.get(passage.document_id, [])
            if passage.start <= sentences_[position].start < passage.end
        )
        for passage in passages
    }


def pool(retrieved: Sequence[Passage], positions: Mapping[str, tuple[int, ...]], allowed: Collection[int]) -> list[int]:
    """Return the positions of the sentences of the best passages, without doubles."""
    found = [position for passage in retrieved for position in positions[passage.passage_id] if position in allowed]
    return list(dict.fromkeys(found))


def nearest(claim_vector: Vectors, sentence_vectors: Vectors, allowed: Collection[int]) -> list[int]:
    """Return the positions of the sentences nearest to a claim, nearest first."""
    order = np.argsort(-(sentence_vectors @ claim_vector), kind="stable")[:NEAREST_SENTENCES]
    return [position for position in order.tolist() if position in allowed]


def _row(
    claim: Claim, candidate: Candidate, verdict: Verdict, probability: float, engine: str = OFFLINE_ENGINE
) -> Evidence:
    return Evidence(
        evidence_id=content_id(claim.claim_id, candidate.document_id, candidate.start, verdict),
        project_key=claim.project_key,
        claim_id=claim.claim_id,
        document_id=candidate.document_id,
        passage_id=candidate.passage_id,
        verdict=verdict,
        probability=round(probability, 3),
        quote=candidate.quote,
        start=candidate.start,
        end=candidate.end,
        engine=engine,
    )
