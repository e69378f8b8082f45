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
    probability: float  # of `verdict`; where that is NOT_ENOUGH_INFO, of SUPPORTED: too little to say so
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
    probability: (
        float | None
    )  # as of the evidence: of SUPPORTED where undecided; None where no other passage speaks of it
    independent_sources: int  # documents by different publishers or authors that state it, its own included
    evidence_ids: tuple[str, ...]
    relevance: float  # to the project's topic
    engine: str  # that judged the evidence for the verdict; the claim's row names the one that found the claim

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


class AsideKind(StrEnum):
    """What a sentence is that makes no claim."""

    OPINION = "opinion"
    RHETORIC = "rhetoric"  # questions, instructions, talk to the reader, pictures of thought
    STORY = "story"
    EXERCISE = "exercise"
    CAPTION = "caption"  # speaks of a figure, a table or another part of the text
    BELIEF = "belief"  # what people think, not what is the case
    UNASSERTED = "unasserted"  # said under a condition, inside a theory, or of today's state only
    UNRESOLVED = "unresolved"  # points at something that is not named in it
    FRAGMENT = "fragment"  # a list, a heading, a formula, a torn line
    THIN = "thin"  # says too little, or too much for one claim
    REPEATED = "repeated"


@dataclass(frozen=True)
class Aside:
    """One row per sentence of a source, or part of one, that makes no claim, with the reason."""

    aside_id: str
    project_key: str
    document_id: str
    passage_id: str
    ordinal: int
    kind: AsideKind
    reason: str
    quote: str
    start: int
    end: int
    engine: str


@dataclass(frozen=True)
class Misconception:
    """One row per belief that a source reports as people's belief, with what the source says instead.

    It is never a fact. `belief` is None where a source only says that something is contrary to what people believe;
    the `correction` fields are None where no source corrects it.
    """

    misconception_id: str
    project_key: str
    document_id: str
    ordinal: int
    belief: str | None
    quote: str
    start: int
    end: int
    correction: str | None
    correction_quote: str | None
    correction_start: int | None
    correction_end: int | None
    engine: str


@dataclass(frozen=True)
class Concept:
    """One row per term of a project's glossary, in teaching order: what comes later may need what comes before.

    The definition and its place are None where the library uses the term and nowhere says what it is.
    """

    concept_id: str
    project_key: str
    ordinal: int
    term: str
    definition: str | None
    document_id: str | None
    quote: str | None
    start: int | None
    end: int | None
    n_mentions: int
    first_mention: int  # words of the library before it


class LinkKind(StrEnum):
    """What says that one concept needs another."""

    DEFINITION = "definition"
    SECTION = "section"  # of rows that an earlier version stored


@dataclass(frozen=True)
class ConceptLink:
    """One row per edge of the concept map: `term` is explained with `needs`, as the quote shows. There is no cycle."""

    link_id: str
    project_key: str
    concept_id: str
    needs_id: str
    term: str
    needs: str
    kind: LinkKind
    document_id: str
    quote: str
    start: int
    end: int
