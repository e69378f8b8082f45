"""Source documents, their passages, and what they say together."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class RightsBasis(StrEnum):
    """On what ground a document's words may be used."""

    OWN = "own"  # the creator's own work
    LICENCE = "licence"  # under the licence that is named
    QUOTATION = "quotation"  # rights are reserved: short quotation with the source named, nothing more
    UNKNOWN = "unknown"  # nothing is stated


@dataclass(frozen=True)
class ResearchDocument:
    """One row per source document of a project."""

    document_id: str
    project_key: str
    title: str
    source_path: str
    media_type: str  # md, html, txt, pdf, docx, epub, or a format of subtitles
    sha256: str
    text: str  # plain text; all offsets point into it
    author: str | None = None
    published_on: str | None = None  # as stated: a year, a month or a day
    publisher: str | None = None
    licence: str | None = None
    url: str | None = None
    problem: str | None = None  # why the document could not be read; text is then empty
    headings: tuple[tuple[int, str], ...] = ()  # (offset, "H1 > H2"), in order
    source: str = "library"  # which source it came from
    priority: int = 0  # 0: the creator's own choice; 1: found by a search
    rights: RightsBasis = RightsBasis.UNKNOWN
    genre: str | None = None  # such as journal-article, preprint, book, encyclopedia
    cited_by: int | None = None  # works that cite it, as the source counts
    notes: tuple[str, ...] = ()  # what was left out of the text, or guessed


@dataclass(frozen=True)
class SourceCopy:
    """One row per document fetched for a project, as it came. The pipeline reads these rows, never the network."""

    copy_id: str
    project_key: str
    source: str  # which source reads it
    locator: str  # what that source knows it by: an address, a DOI, an id
    title: str
    media_type: str
    raw: bytes
    sha256: str
    is_own: bool  # named by the creator, not found by a search
    fetched_on: date  # when these bytes came first
    checked_on: date  # when they were last seen to stand
    found_by: str | None = None  # the search that found it
    withdrawn: str | None = None  # why the document stands no longer
    withdrawn_by: str | None = None  # the person who took it out; None: its own source did
    stated: dict[str, str] = field(default_factory=dict)  # what the source says of it


@dataclass(frozen=True)
class SourcePolicy:
    """One row per project that says where documents may be looked for. No row: nowhere but in its own sources."""

    project_key: str
    sources: tuple[str, ...] = ()
    only_own: bool = False  # what a search has found is not used, either


@dataclass(frozen=True)
class CredibilityOverride:
    """One row per judgement of a person that stands in place of a document's computed credibility."""

    override_id: str
    project_key: str
    source_path: str  # the document, whatever its content
    value: float
    reason: str
    decided_by: str
    decided_at: datetime


@dataclass(frozen=True)
class Passage:
    """One row per passage: a run of whole sentences under one heading."""

    passage_id: str
    project_key: str
    document_id: str
    ordinal: int
    heading: str
    text: str
    start: int  # offset into the document's text
    end: int
    embedding: tuple[float, ...]  # 384 numbers, length 1
    tokens: bytes = b""  # 64 numbers of one byte for each token that is no punctuation
    copy_of: str | None = None  # passage_id of the first passage in reading order that says the same in the same words


@dataclass(frozen=True)
class RetrievedPassage:
    """A passage with the scores that brought it up."""

    passage: Passage
    score: float
    vector_score: float
    lexical_score: float


class Perspective(StrEnum):
    """Who asks a question of the research."""

    VIEWER = "viewer"  # the audience that the project names
    BEGINNER = "beginner"
    SCEPTIC = "sceptic"
    PRACTITIONER = "practitioner"


@dataclass(frozen=True)
class ResearchQuery:
    """One row per query that the research put to its passages, with what it found."""

    query_id: str
    project_key: str
    round: int  # from 1; later rounds ask about the headings of what the round before found
    ordinal: int
    perspective: Perspective
    text: str
    origin: str  # what gave rise to it: the topic, the audience, or a heading path
    passage_ids: tuple[str, ...]  # near enough to the query, best first
    new_passage_ids: tuple[str, ...]  # those of them that no earlier query had found
    best_score: float | None  # cosine of the nearest passage; None: there is no passage
    stop_reason: str | None = None  # on the last query: why no other round followed


@dataclass(frozen=True)
class BriefSentence:
    """One row per sentence of a project's research brief, with the passage it rests on."""

    sentence_id: str
    project_key: str
    ordinal: int
    question: str  # sub-question that this sentence helps to answer
    text: str
    passage_ids: tuple[str, ...]
    engine: str
