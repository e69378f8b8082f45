"""Source documents, their passages, and what they say together."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class ResearchDocument:
    """One row per source document of a project."""

    document_id: str
    project_key: str
    title: str
    source_path: str
    media_type: str  # md, html, txt, pdf, docx
    sha256: str
    text: str  # plain text; all offsets point into it
    author: str | None = None
    published_on: str | None = None  # as stated: a year, a month or a day
    publisher: str | None = None
    licence: str | None = None
    url: str | None = None
    problem: str | None = None  # why the document could not be read; text is then empty
    headings: tuple[tuple[int, str], ...] = ()  # (offset, "H1 > H2"), in order


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
