"""Which documents count as separate voices, which claims say the same, and which side of a contradiction stands."""

import re
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from pipelines.facts import age, quantities, statements
from pipelines.facts.verification import frame_swaps
from pipelines.models import Claim, Evidence, ResearchDocument, Verdict
from pipelines.sentences import normalised_words

SAME_CLAIM_COSINE = 0.9
_SHINGLE = 5
_NEAR_COPY = 0.5  # share of the shorter document's shingles
_MIN_TITLE_WORDS = 4

Vectors = NDArray[np.float32]


def voices(documents: Sequence[ResearchDocument]) -> dict[str, int]:
    """Return a voice number for each document; documents with one number are one independent source.

    One voice: the same author and publisher as far as stated, texts of which half of the 5-word shingles agree, or two
    that name each other as a source.
    """
    shingles = {document.document_id: _shingles(document.text) for document in documents}
    voice = {document.document_id: number for number, document in enumerate(documents)}
    for position, document in enumerate(documents):
        for earlier in documents[:position]:
            if _is_same_voice(document, earlier, shingles):
                old, new = voice[document.document_id], voice[earlier.document_id]
                voice = {key: new if number == old else number for key, number in voice.items()}
    return voice


def _is_same_voice(
    left: ResearchDocument, right: ResearchDocument, shingles: Mapping[str, frozenset[tuple[str, ...]]]
) -> bool:
    stated = [(left.publisher, right.publisher), (left.author, right.author)]
    known = [(a.casefold().strip(), b.casefold().strip()) for a, b in stated if a and b]
    if known and all(a == b for a, b in known):
        return True
    one, two = shingles[left.document_id], shingles[right.document_id]
    if one and two and len(one & two) >= _NEAR_COPY * min(len(one), len(two)):
        return True
    return _cites(left, right) and _cites(right, left)


def _cites(document: ResearchDocument, other: ResearchDocument) -> bool:
    """Whether a document gives the address of another, or its title where that is long enough to be no chance."""
    text = document.text.casefold()
    is_named = len(other.title.split()) >= _MIN_TITLE_WORDS and other.title.casefold() in text
    return is_named or bool(other.url and other.url.casefold() in text)


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = normalised_words(text)
    return frozenset(tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1))


def same_claims(claims: Sequence[Claim], vectors: Vectors) -> dict[str, str]:
    """Return claim id → id of the best worded claim that says the same (itself, for most).

    The same: cosine of at least 0.9, the same numbers, and no word swapped for another or its opposite. Best worded: more check-worthy, then shorter, then earlier.
    """
    order = sorted(range(len(claims)), key=lambda at: (-claims[at].check_worthiness, len(claims[at].text), at))
    kept: list[int] = []
    chosen: dict[str, str] = {}
    similar = vectors @ vectors.T
    for at in order:
        twin = next(
            (best for best in kept if similar[at, best] >= SAME_CLAIM_COSINE and _says_same(claims[at], claims[best])),
            at,
        )
        if twin == at:
            kept.append(at)
        chosen[claims[at].claim_id] = claims[twin].claim_id
    return chosen


def _says_same(left: Claim, right: Claim) -> bool:
    one, two = quantities.find(left.text), quantities.find(right.text)
    negations = [len(re.findall(r"\b(?:not|no|never|cannot)\b", claim.text.lower())) % 2 for claim in (left, right)]
    has_same_values = len(one) == len(two) and all(any(a.agrees_with(b) for b in two) for a in one)
    return (
        has_same_values
        and negations[0] == negations[1]
        and not frame_swaps.names_another_thing(left.text, right.text)
        and not statements.opposites(statements.read(left.text), statements.read(right.text))
    )


def outvoted(
    claim: Claim,
    rows: Sequence[Evidence],
    support_of: Mapping[tuple[str, int], int],
    own_support: int,
    documents: Mapping[str, ResearchDocument],
) -> bool:
    """Whether a contradicted claim loses: fewer independent voices than the other side, or as many and a much older source.

    Two current sources with as many voices are an open question, which the contradiction ledger shows.

    `support_of` maps (document, offset) of a sentence to the voices behind the claim made there.
    """
    against = [row for row in rows if row.verdict is Verdict.REFUTED]
    if not against:
        return False
    behind = (support_of.get((row.document_id, row.start), 1) for row in against)
    opposing = max(_voices_of(against, documents), *behind)
    if opposing != own_support:
        return opposing > own_support
    latest = max(_year(documents[row.document_id]) for row in against)
    return latest - _year(documents[claim.document_id]) >= age.DATED_YEARS


def _voices_of(rows: Sequence[Evidence], documents: Mapping[str, ResearchDocument]) -> int:
    return len({documents[row.document_id].publisher or row.document_id for row in rows})


def _year(document: ResearchDocument) -> int:
    match = re.search(r"\b(1[5-9]|20)\d\d\b", document.published_on or "")
    return int(match.group()) if match else 0
