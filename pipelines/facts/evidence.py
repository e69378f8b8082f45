"""The sentences that speak of a claim: those of its best passages, ranked half by word coverage, half by cosine."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines import sentences
from pipelines.facts import age, confirmation, contradictions, misconceptions, wording
from pipelines.facts.verification import selection as verification
from pipelines.facts.verification.verifier import Judge
from pipelines.models import Claim, Evidence, Passage, ResearchDocument, Verdict, content_id
from pipelines.settings import OFFLINE_ENGINE

PASSAGES_PER_CLAIM = 12
NEAREST_SENTENCES = 60  # by cosine, looked at beside those of the best passages
SENTENCES_PER_DOCUMENT = 3  # the best of each, looked at for a contradiction
MIN_WORDS = 4
MAX_RUN = 3  # neighbouring sentences that may confirm a claim together
LENGTH_COST = 0.3  # of each further sentence, beside the share of the claim that it adds
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
class Run:
    """One to three neighbouring sentences of a paragraph. `positions` are those of its sentences, `whole` quotes it."""

    positions: tuple[int, ...]
    whole: Candidate


def runs(documents: Sequence[ResearchDocument], sentences_: Sequence[Candidate]) -> Mapping[int, tuple[Run, ...]]:
    """Return, for the position of each sentence, the runs that begin with it, shortest first."""
    texts = {document.document_id: document.text for document in documents}
    found: dict[int, tuple[Run, ...]] = {}
    for position, first in enumerate(sentences_):
        own = [Run((position,), first)]
        for last in range(position + 1, min(position + MAX_RUN, len(sentences_))):
            before, after = sentences_[last - 1], sentences_[last]
            if after.document_id != first.document_id:
                break
            is_table = " | " in before.quote and " | " in after.quote
            if "\n\n" in texts[first.document_id][before.end : after.start] and not is_table:
                break
            quote = texts[first.document_id][first.start : after.end]
            whole = Candidate(first.document_id, first.passage_id, quote, quote, first.start, after.end)
            own.append(Run(tuple(range(position, last + 1)), whole))
        found[position] = tuple(own)
    return found


def confirmations(
    claim: Claim,
    claim_vector: Vectors,
    pool: Sequence[int],
    *,
    sentences_: Sequence[Candidate],
    sentence_vectors: Vectors,
    runs_: Mapping[int, tuple[Run, ...]],
    weights: Mapping[str, float],
) -> list[Evidence]:
    """Return one row for each document that states the claim in other words: its best run."""
    best: dict[str, tuple[float, Run]] = {}
    for position in pool:
        for run in runs_[position]:
            vector = sentence_vectors[list(run.positions)].sum(axis=0)
            cosine = float(vector @ claim_vector / np.linalg.norm(vector))
            said = [sentences_[at].wording for at in run.positions]
            stated = confirmation.confirms(claim.text, said, cosine, weights)
            score = stated + 0.1 * cosine - LENGTH_COST * (len(run.positions) - 1)
            if stated and score > best.get(run.whole.document_id, (-1.0, run))[0]:
                best[run.whole.document_id] = (score, run)
    return [
        _row(claim, run.whole, Verdict.SUPPORTED, confirmation.PRECISION)
        for _, run in sorted(best.values(), key=lambda item: (-item[0], item[1].positions))
    ]


def judged(
    claim: Claim,
    claim_vector: Vectors,
    pool: Sequence[int],
    *,
    sentences_: Sequence[Candidate],
    sentence_vectors: Vectors,
    titles: Mapping[str, str],
    verifier: Judge,
    rarity: Mapping[str, float],
) -> list[Evidence]:
    """Judge a claim by each document that has sentences at the positions in `pool`; keep what decides, else the nearest one."""
    by_document: dict[str, list[int]] = {}
    for position in sorted(pool):
        by_document.setdefault(sentences_[position].document_id, []).append(position)
    rows: list[Evidence] = []
    undecided: list[tuple[float, Evidence]] = []
    for document_id, positions in by_document.items():
        cosines = {at: float(sentence_vectors[at] @ claim_vector) for at in positions}
        asked = [
            verification.Candidate(sentences_[at].wording, titles[document_id], at, cosines[at]) for at in positions
        ]
        judgement = verifier.judge(claim.text, asked)
        best = [positions[at] for at in judgement.order[:SENTENCES_PER_DOCUMENT]]
        against = [
            _row(claim, sentences_[at], Verdict.REFUTED, max(probability, round(judgement.refuted, 3)))
            for at in best
            if (probability := contradictions.probability(claim.text, sentences_[at].wording, cosines[at])) is not None
        ]
        first = sentences_[best[0]]
        may_support = not against and confirmation.may_confirm(claim.text, [first.wording], rarity)
        if judgement.verdict is Verdict.SUPPORTED and may_support:
            rows.append(_row(claim, first, Verdict.SUPPORTED, round(judgement.supported, 3), judgement.engine))
        if judgement.verdict is Verdict.REFUTED and judgement.engine != OFFLINE_ENGINE and not against:
            against = [_row(claim, first, Verdict.REFUTED, round(judgement.refuted, 3), judgement.engine)]
        rows += against
        open_row = _row(claim, first, Verdict.NOT_ENOUGH_INFO, round(judgement.neither, 3), judgement.engine)
        undecided.append((cosines[best[0]], open_row))
    nearest_row = max(undecided, key=lambda row: row[0], default=(0.0, None))
    return rows or ([nearest_row[1]] if nearest_row[1] and nearest_row[0] >= MIN_SIMILARITY else [])


def repetitions(claim: Claim, others: Sequence[Claim]) -> list[Evidence]:
    """Return a row for each other document that makes the same claim, quoting it there."""
    elsewhere = {other.document_id: other for other in reversed(others) if other.document_id != claim.document_id}
    return [
        _row(
            claim,
            Candidate(other.document_id, other.passage_id, other.quote, other.text, other.start, other.end),
            Verdict.SUPPORTED,
            confirmation.PRECISION,
        )
        for other in sorted(elsewhere.values(), key=lambda other: other.ordinal)
    ]


def superseding(
    claim: Claim,
    claim_vector: Vectors,
    newer: Sequence[int],
    *,
    sentences_: Sequence[Candidate],
    sentence_vectors: Vectors,
) -> list[Evidence]:
    """Return a row for the nearest sentence of each newer document that replaces what a dated claim says."""
    cosines = {position: float(sentence_vectors[position] @ claim_vector) for position in newer}
    found: dict[str, Evidence] = {}
    for position in sorted(newer, key=lambda at: (-cosines[at], at)):
        candidate = sentences_[position]
        if candidate.document_id not in found and age.is_superseded(claim.text, candidate.wording, cosines[position]):
            found[candidate.document_id] = _row(claim, candidate, Verdict.REFUTED, contradictions.PRECISION)
    return list(found.values())


def merged(stating: Sequence[Evidence], judged_rows: Sequence[Evidence]) -> list[Evidence]:
    """Return both lists as one: a document that states the claim is quoted once, and needs no nearest sentence."""
    stated = {row.document_id for row in stating}
    rest = list({row.evidence_id: row for row in judged_rows if row.document_id not in stated}.values())
    if stating or any(row.verdict is not Verdict.NOT_ENOUGH_INFO for row in rest):
        rest = [row for row in rest if row.verdict is not Verdict.NOT_ENOUGH_INFO]
    return [*stating, *rest]


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
        probability=probability,
        quote=candidate.quote,
        start=candidate.start,
        end=candidate.end,
        engine=engine,
    )
