"""Questions that different people would ask about a subject.

Interviewing a subject from several perspectives finds more of it than asking once (Shao et al. 2024, "STORM"). There a
language model invents the people; here they are fixed, and the subjects come from the library's own headings.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipelines.models import Passage, Perspective, Project
from pipelines.research.lexical import stems
from pipelines.research.questions import in_sentence_case, is_question, subject_of

# Not questions but what stands around answers: a subject may be singular, plural or a clause.
_WANTED = {
    Perspective.BEGINNER: "{subject} in simple words: what it means, with an example",
    Perspective.SCEPTIC: "{subject}: how it is known, evidence, doubts, limits, what remains open",
    Perspective.PRACTITIONER: "{subject} in practice: how it is measured, done or used, step by step",
}
_FOR_VIEWER = "{subject}: what it means for {audience}"


@dataclass(frozen=True)
class PerspectiveQuery:
    """A query, who asks it, and what gave rise to it."""

    perspective: Perspective
    text: str
    origin: str


def opening_queries(project: Project) -> list[PerspectiveQuery]:
    """Return the queries about the topic itself: one of each perspective, the viewer first."""
    subject = project.topic.partition(":")[0].strip() or project.topic
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
        return [PerspectiveQuery(Perspective.BEGINNER, f"{subject.rstrip('?')}?", f"heading: {heading}")]
    # “Evidence” alone asks for anything: the heading above says of what.
    parts = [in_sentence_case(part, casing) for part in (subject_of(above), subject) if part]
    return _about(", ".join(parts), f"heading: {heading}")


def _about(subject: str, origin: str) -> list[PerspectiveQuery]:
    return [
        PerspectiveQuery(perspective, wanted.format(subject=subject), origin) for perspective, wanted in _WANTED.items()
    ]


def headings_of(passages: Iterable[Passage]) -> list[str]:
    """Return the heading paths of passages in their order, each once."""
    return list(dict.fromkeys(passage.heading for passage in passages if passage.heading))
