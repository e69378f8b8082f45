"""A document's credibility as a number whose every part can be looked at, and overruled by a person with a reason.

A weighted mean of five components, each in 0..1 with its reason, or None where nothing is known. What is not known has no
part in the mean; it lowers `known`, the share of the weight that stands behind the number. The weights are a stated
judgement, not fitted: nothing here has been compared with labelled documents. The number orders sources for a reader. It
is no probability, and no verdict rests on it.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.models import CredibilityOverride, ResearchDocument
from pipelines.sentences import counted

WEIGHTS = {"type": 0.35, "author": 0.15, "date": 0.15, "citations": 0.15, "corroboration": 0.20}
LEAST_KNOWN = 0.4  # share of the weight; with less behind it no number is given
HALF_AGE_YEARS = 15.0  # a document so much older than the newest counts half
MANY_CITATIONS = 100  # count as much as any more
LEAST_FACTS = 5  # fewer facts of a document say nothing of how often others confirm it

# How much editing and reviewing a genre goes through before it appears, from nothing to peer review.
GENRES = {
    "journal-article": 0.9, "journalarticle": 0.9, "article": 0.85, "review": 0.95, "book": 0.8, "book-chapter": 0.8,
    "monograph": 0.85, "textbook": 0.85, "proceedings-article": 0.8, "conference": 0.8, "thesis": 0.7, "dissertation": 0.7,
    "report": 0.7, "encyclopedia": 0.7, "preprint": 0.6, "posted-content": 0.6, "technical article": 0.55, "news": 0.5,
    "video": 0.35, "blog": 0.3,
}  # fmt: skip
_INSTITUTION = re.compile(
    r"\b(university|institute|institut|academy|observatory|museum|society|laborator(?:y|ies)|college|agency|nasa|esa|"
    r"cern|openstax|press)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(1[5-9]|20)\d\d\b")


@dataclass(frozen=True)
class Component:
    """One part of the number. `value` None: not known, and why."""

    name: str
    weight: float
    value: float | None
    reason: str


@dataclass(frozen=True)
class Credibility:
    """A document's credibility. `value` is that of the override, where there is one; `computed` stays beside it."""

    source_path: str
    value: float | None
    computed: float | None
    known: float  # share of the weight that the computed value rests on
    components: tuple[Component, ...]
    override: CredibilityOverride | None = None


def credibility(
    document: ResearchDocument,
    newest_year: int | None,
    confirmed: tuple[int, int] | None = None,
    override: CredibilityOverride | None = None,
) -> Credibility:
    """Return the credibility of a document.

    Args:
        document: what it and its source state of it.
        newest_year: of the project's documents; age is counted from there, so that no clock decides.
        confirmed: of its facts, how many another independent source states, and how many there are.
        override: a person's judgement, if there is one.
    """
    components = (
        _of_type(document),
        _of_author(document),
        _of_date(document, newest_year),
        _of_citations(document),
        _of_corroboration(confirmed),
    )
    parts = [(component.weight, component.value) for component in components if component.value is not None]
    known = sum(weight for weight, _ in parts)
    computed = round(sum(weight * value for weight, value in parts) / known, 3) if known >= LEAST_KNOWN else None
    value = override.value if override else computed
    return Credibility(document.source_path, value, computed, round(known, 3), components, override)


def newest_year(documents: Sequence[ResearchDocument]) -> int | None:
    """Return the latest year that a document states, None where none does."""
    return max((year for document in documents if (year := _year(document))), default=None)


def latest_overrides(overrides: Sequence[CredibilityOverride]) -> dict[str, CredibilityOverride]:
    """Return the last judgement of each document by its `source_path`; earlier ones stay in the table."""
    return {row.source_path: row for row in sorted(overrides, key=lambda row: (row.decided_at, row.override_id))}


def _component(name: str, value: float | None, reason: str) -> Component:
    return Component(name, WEIGHTS[name], None if value is None else round(value, 3), reason)


def _of_type(document: ResearchDocument) -> Component:
    genre = (document.genre or "").lower()
    if genre in GENRES:
        return _component("type", GENRES[genre], f"it is of the kind “{genre}”")
    if document.publisher and _INSTITUTION.search(document.publisher):
        return _component("type", 0.7, f"published by an institution: {document.publisher}")
    if document.publisher:
        return _component("type", 0.45, f"published by {document.publisher}, kind not stated")
    return _component(
        "type", None, f"kind {genre!r} is not known here" if genre else "neither kind nor publisher is stated"
    )


def _of_author(document: ResearchDocument) -> Component:
    if document.author:
        return _component("author", 1.0, f"signed by {document.author}")
    if document.publisher and _INSTITUTION.search(document.publisher):
        return _component("author", 0.6, "no author, but an institution answers for it")
    return _component("author", 0.2, "nobody signs it")


def _of_date(document: ResearchDocument, newest: int | None) -> Component:
    year = _year(document)
    if year is None or newest is None:
        return _component("date", None, "no date is stated")
    age = max(0, newest - year)
    return _component("date", 0.5 ** (age / HALF_AGE_YEARS), f"from {year}, {age} years before the newest source")


def _of_citations(document: ResearchDocument) -> Component:
    if document.cited_by is None:
        return _component("citations", None, "its source counts no citations")
    value = min(1.0, math.log1p(document.cited_by) / math.log1p(MANY_CITATIONS))
    return _component("citations", value, f"cited by {document.cited_by} works, as {document.source} counts")


def _of_corroboration(confirmed: tuple[int, int] | None) -> Component:
    if confirmed is None or confirmed[1] < LEAST_FACTS:
        n_facts = 0 if confirmed is None else confirmed[1]
        return _component(
            "corroboration", None, f"{counted(n_facts, 'fact')} of it checked so far, {LEAST_FACTS} are needed"
        )
    others, n_facts = confirmed
    return _component(
        "corroboration", others / n_facts, f"{others} of {counted(n_facts, 'fact')} stated by another source too"
    )


def _year(document: ResearchDocument) -> int | None:
    match = _YEAR.search(document.published_on or "")
    return int(match.group()) if match else None
