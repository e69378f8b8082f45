"""Claims, the evidence for and against them, and the verdict."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What the evidence in *other* documents says of a claim."""

    SUPPORTED = "SUPPORTED"
    REFUTED = "REFUTED"
    NOT_ENOUGH_INFO = "NOT_ENOUGH_INFO"


@dataclass(frozen=True)
class Claim:
    """One row per check-worthy, self-contained claim found in a passage."""

    claim_id: str
    project_key: str
    document_id: str
    passage_id: str
    ordinal: int  # reading order over documents and passages
    heading: str
    text: str  # self-contained: pronouns resolved where that was safe
    quote: str  # the source sentence, verbatim
    start: int  # offset of the quote in the document's text
    end: int
    check_worthiness: float
    engine: str


@dataclass(frozen=True)
class Evidence:
    """One row per piece of evidence for or against a claim, from a passage of another document or section."""

    evidence_id: str
    project_key: str
    claim_id: str
    document_id: str
    passage_id: str
    verdict: Verdict
    probability: float
    quote: str  # verbatim sentence
    start: int
    end: int
    engine: str


@dataclass(frozen=True)
class VerifiedFact:
    """One row per claim with its verdict.

    Every fact is stated by the document it was quoted from. `verdict` says what the *other* sources add: SUPPORTED
    (confirmed), REFUTED (contradicted), NOT_ENOUGH_INFO (stands on its own source alone).
    """

    fact_id: str
    project_key: str
    claim_id: str
    document_id: str
    ordinal: int
    heading: str
    text: str
    quote: str
    start: int
    end: int
    verdict: Verdict
    probability: float | None  # of `verdict`; None where no other passage speaks of it
    independent_sources: int  # documents by different publishers or authors that state it, its own included
    evidence_ids: tuple[str, ...]
    relevance: float  # to the project's topic
    engine: str

    @property
    def is_usable(self) -> bool:
        """Whether a script may state it: quoted from a source and not contradicted by another."""
        return self.verdict is not Verdict.REFUTED


class ConflictKind(StrEnum):
    """What two statements disagree about."""

    NUMBER = "number"
    DATE = "date"
    STANCE = "stance"


class ConflictOutcome(StrEnum):
    """What setting two statements against each other gave."""

    CONFLICT = "conflict"
    TWO_SCOPES = "two scopes"  # they differ, and so do the conditions under which they are said to hold


@dataclass(frozen=True)
class Contradiction:
    """One row per pair of statements that differ about one thing, each with its verbatim quote.

    `document_id`, `quote`, `start` and `end` are those of the statement that comes first in reading order, the names
    with `other_` those of the other. `same` says what was found to be the same, `reason` why the pair is a conflict or
    speaks of two scopes.
    """

    contradiction_id: str
    project_key: str
    ordinal: int
    kind: ConflictKind
    outcome: ConflictOutcome
    same: str
    value: str  # what the first says: "13.8 billion years"
    other_value: str
    reason: str
    claim_id: str
    document_id: str
    quote: str
    start: int
    end: int
    other_claim_id: str
    other_document_id: str
    other_quote: str
    other_start: int
    other_end: int
    engine: str
