"""The contradiction ledger: every pair of a library's claims that differ about one thing, with both quotes."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from pipelines.facts import age, conflicts, frames
from pipelines.facts.conflicts import Found
from pipelines.models import Claim, ConflictOutcome, Contradiction, ResearchDocument, content_id
from pipelines.settings import OFFLINE_ENGINE

MAX_SHARE = 0.2  # a word in more of the claims than this brings no two together by itself
MIN_COMMON = 20  # claims; in a small library every word may


def ledger(project_key: str, claims: Sequence[Claim], documents: Sequence[ResearchDocument]) -> list[Contradiction]:
    """Return the conflicts first, then the pairs of two scopes, each in reading order of the first statement.

    Claims of one document are set against each other, too. Of pairs with equal values of one thing the first is kept.
    """
    by_id = {document.document_id: document for document in documents}
    rows: dict[tuple[str, ...], Contradiction] = {}
    for one, two in candidates(claims):
        found = conflicts.between(one.text, two.text)
        if found:
            values = tuple(sorted(_digits(value) for value in (found.value, found.other_value)))
            key = (*values, *sorted(frames.content(found.same)), found.outcome.value)
            rows.setdefault(
                key, _row(project_key, one, two, _with_years(found, by_id[one.document_id], by_id[two.document_id]))
            )
    ordered = sorted(rows.values(), key=lambda row: row.outcome is not ConflictOutcome.CONFLICT)
    return [replace(row, ordinal=ordinal) for ordinal, row in enumerate(ordered)]


def _digits(value: str) -> str:
    """Return the digits of a value, or the value itself: "500 km/s/Mpc" is "500 kilometres per second per megaparsec"."""
    return " ".join(re.findall(r"\d[\d.,]*", value)) or value


def candidates(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Yield the pairs of claims in reading order that share two content words, one of which is not everywhere."""
    ordered = sorted(claims, key=lambda claim: claim.ordinal)
    stems = [frames.content(claim.text) for claim in ordered]
    counts = Counter(stem for found in stems for stem in found)
    common = max(MIN_COMMON, MAX_SHARE * len(ordered))
    places: dict[str, list[int]] = defaultdict(list)
    for at, found in enumerate(stems):
        for stem in found:
            if counts[stem] <= common:
                places[stem].append(at)
    pairs = {pair for held in places.values() for pair in combinations(held, 2)}
    for left, right in sorted(pairs):
        one, two = ordered[left], ordered[right]
        is_one_place = one.document_id == two.document_id and one.start == two.start
        if not is_one_place and len(stems[left] & stems[right]) >= conflicts.MIN_SHARED:
            yield one, two


def _with_years(found: Found, one: ResearchDocument, two: ResearchDocument) -> Found:
    """Add the years of publication where they are far apart: the older source may simply be overtaken."""
    years = [age.year_of(document) for document in (one, two)]
    if None in years or abs((years[0] or 0) - (years[1] or 0)) < age.DATED_YEARS:
        return found
    return replace(found, reason=f"{found.reason}; published in {years[0]} and {years[1]}: the older may be overtaken")


def _row(project_key: str, one: Claim, two: Claim, found: Found) -> Contradiction:
    return Contradiction(
        contradiction_id=content_id(project_key, one.claim_id, two.claim_id, found.kind),
        project_key=project_key,
        ordinal=0,
        kind=found.kind,
        outcome=found.outcome,
        same=found.same,
        value=found.value,
        other_value=found.other_value,
        reason=found.reason,
        claim_id=one.claim_id,
        document_id=one.document_id,
        quote=one.quote,
        start=one.start,
        end=one.end,
        other_claim_id=two.claim_id,
        other_document_id=two.document_id,
        other_quote=two.quote,
        other_start=two.start,
        other_end=two.end,
        engine=OFFLINE_ENGINE,
    )
