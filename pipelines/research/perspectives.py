"""Questions that different people would ask about a subject.

Interviewing a subject from several perspectives finds more of it than asking once (Shao et al. 2024, "STORM"). There a
language model invents the people; here they are fixed, and the subjects come from the library's own headings.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.models import Passage, Perspective, Project
from pipelines.research.lexical import stems
from pipelines.research.questions import in_sentence_case, is_question, subject_of

# What each of them wants to know. The words after the subject are those in which sources answer.
_WANTED = {
    Perspective.BEGINNER: "What is {subject}, in simple words? Meaning, definition, example",
    Perspective.SCEPTIC: "How do we know about {subject}? Evidence, doubts, limits, criticism, what remains unknown",
    Perspective.PRACTITIONER: "How is {subject} used, measured or done in practice? Steps, methods, applications",
}
_FOR_VIEWER = "What does {subject} mean for {audience}?"


@dataclass(frozen=True)
class PerspectiveQuery:
    """A query, who asks it, and what gave rise to it."""

    perspective: Perspective
    text: str
    origin: str


def opening_queries(project: Project) -> list[PerspectiveQuery]:
    """Return the queries about the topic itself: one of each perspective, the viewer first."""
    queries = _about(project.topic, f"topic: {project.topic}")
    audience = project.audience.strip().rstrip(".")
    if not stems(audience):
        return queries
    text = _FOR_VIEWER.format(subject=project.topic, audience=audience)
    return [PerspectiveQuery(Perspective.VIEWER, text, f"audience: {audience}"), *queries]


def heading_queries(heading: str, casing: Counter[str]) -> list[PerspectiveQuery]:
    """Return the queries about the subject of a heading path. One that is a question is asked as it stands."""
    subject = subject_of(heading)
    if is_question(subject):
        return [PerspectiveQuery(Perspective.BEGINNER, f"{subject.rstrip('?')}?", f"heading: {heading}")]
    return _about(in_sentence_case(subject, casing), f"heading: {heading}")


def _about(subject: str, origin: str) -> list[PerspectiveQuery]:
    return [
        PerspectiveQuery(perspective, wanted.format(subject=subject), origin) for perspective, wanted in _WANTED.items()
    ]


def headings_of(passages: Sequence[Passage]) -> list[str]:
    """Return the heading paths of passages in their order, each once."""
    return list(dict.fromkeys(passage.heading for passage in passages if passage.heading))
