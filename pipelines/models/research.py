"""Source documents, their passages, and what they say together."""

from dataclasses import dataclass


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


@dataclass(frozen=True)
class RetrievedPassage:
    """A passage with the scores that brought it up."""

    passage: Passage
    score: float
    vector_score: float
    lexical_score: float


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


@dataclass(frozen=True)
class Gap:
    """One row per question that a project's corpus cannot answer, with what was looked for."""

    gap_id: str
    project_key: str
    ordinal: int
    question: str
    looked_for: str
    nearest: str | None  # the one sentence that comes near an answer
    reason: str
    engine: str
