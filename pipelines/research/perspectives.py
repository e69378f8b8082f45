"""Questions that different people would ask about a subject.

Interviewing a subject from several perspectives finds more of it than asking once (Shao et al. 2024, "STORM"). There a
language model invents the people; here they are fixed, and the subjects come from the library's own headings.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.models import Passage, Perspective, Project, ResearchQuery
from pipelines.research.lexical import stems
from pipelines.research.questions import (
    SubQuestion,
    in_sentence_case,
    is_question,
    question_text,
    subject_of,
    words_inside_sentences,
)

# Not questions but what stands around answers: a subject may be singular, plural or a clause.
_WANTED = {
    Perspective.BEGINNER: "{subject} in simple words: what it means, with an example",
    Perspective.SCEPTIC: "{subject}: how it is known, evidence, doubts, limits, what remains open",
    Perspective.PRACTITIONER: "{subject} in practice: how it is measured, done or used, step by step",
}
_FOR_VIEWER = "{subject}: what it means for {audience}"
_HEADING = "heading: "


@dataclass(frozen=True)
class PerspectiveQuery:
    """A query, who asks it, and what gave rise to it."""

    perspective: Perspective
    text: str
    origin: str


def opening_queries(project: Project) -> list[PerspectiveQuery]:
    """Return the queries about the topic itself: one of each perspective, the viewer first."""
    subject = _topic_of(project)
    queries = _about(subject, f"topic: {project.topic}")
    audience = project.audience.strip().rstrip(".")
    if not stems(audience):
        return queries
    text = _FOR_VIEWER.format(subject=subject, audience=audience)
    return [PerspectiveQuery(Perspective.VIEWER, text, f"audience: {audience}"), *queries]


def heading_queries(heading: str, casing: Counter[str]) -> list[PerspectiveQuery]:
    """Return the queries about the subject of a heading path. One that is a question is asked as it stands."""
    above, _, _ = heading.rpartition(" > ")
    subject = subject_of(heading)
    if is_question(subject):
        return [PerspectiveQuery(Perspective.BEGINNER, f"{subject.rstrip('?')}?", _HEADING + heading)]
    # “Evidence” alone asks for anything: the heading above says of what.
    parts = [in_sentence_case(part, casing) for part in (subject_of(above), subject) if part]
    return _about(", ".join(parts), _HEADING + heading)


def _about(subject: str, origin: str) -> list[PerspectiveQuery]:
    return [
        PerspectiveQuery(perspective, wanted.format(subject=subject), origin) for perspective, wanted in _WANTED.items()
    ]


def heading_asked_about(query: ResearchQuery) -> str:
    """Return the heading path that gave rise to a query; of one about the topic itself an empty text."""
    return query.origin.removeprefix(_HEADING) if query.origin.startswith(_HEADING) else ""


def sub_questions(project: Project, queries: Sequence[ResearchQuery], passages: Sequence[Passage]) -> list[SubQuestion]:
    """Return what the queries that found something asked about, each subject once, in the order in which it was asked.

    A heading that stands in several documents belongs to the first in the order of `passages`.
    """
    casing = words_inside_sentences(passages)
    document_of = {passage.heading: passage.document_id for passage in reversed(passages)}
    found: dict[str, SubQuestion] = {}
    for query in queries:
        heading = heading_asked_about(query)
        if query.passage_ids and (not heading or heading in document_of):
            subject = subject_of(heading) or _topic_of(project)
            question = SubQuestion(question_text(subject, casing), document_of[heading] if heading else "", heading)
            found.setdefault(" ".join(stems(question.text)), question)
    return list(found.values())


def _topic_of(project: Project) -> str:
    """Return the topic without its subtitle."""
    return project.topic.partition(":")[0].strip() or project.topic
