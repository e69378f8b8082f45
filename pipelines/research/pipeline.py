"""The research stage: library → documents → passages → brief, and whether the library covers the topic."""

from collections.abc import Sequence

from pipelines.embeddings import Embedder
from pipelines.models import BriefSentence, Gap, Passage, Project, ResearchDocument, ResearchQuery
from pipelines.research.brief import extractive_brief
from pipelines.research.coverage import Coverage, topic_coverage
from pipelines.research.gaps import gaps, unanswered_queries
from pipelines.research.library import LibraryError, fingerprint, read_documents, read_library
from pipelines.research.passages import cut_passages
from pipelines.research.questions import SubQuestion
from pipelines.research.rounds import ask_in_rounds

__all__ = [
    "Coverage",
    "LibraryError",
    "ask_in_rounds",
    "coverage",
    "cut_passages",
    "find_gaps",
    "fingerprint",
    "read_documents",
    "read_library",
    "write_brief",
]


def write_brief(
    project: Project,
    documents: Sequence[ResearchDocument],
    passages: Sequence[Passage],
    queries: Sequence[ResearchQuery],
    embedder: Embedder,
    questions: Sequence[SubQuestion] = (),
) -> list[BriefSentence]:
    """Return the project's cited brief: verbatim sentences of what `queries` found, whoever asked the questions."""
    return extractive_brief(project, documents, passages, queries, embedder, questions)


def find_gaps(
    project: Project,
    passages: Sequence[Passage],
    brief: Sequence[BriefSentence],
    queries: Sequence[ResearchQuery],
    embedder: Embedder,
) -> list[Gap]:
    """Return the questions about the project's topic that its corpus cannot answer."""
    open_ = gaps(project, passages, brief, embedder.embed([project.topic])[0])
    return [*open_, *unanswered_queries(project, queries, len(open_))]


def coverage(project: Project, passages: Sequence[Passage], embedder: Embedder) -> Coverage:
    """Return whether the project's library speaks about its topic at all."""
    return topic_coverage(project.topic, embedder.embed([project.topic])[0], passages)
