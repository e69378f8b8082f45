"""What a search asks about next: sections of the library, near the topic and unlike what was asked about.

Survey articles are planned by reading the tables of contents of related ones (Shao et al. 2024, "STORM"). Here they are
those of the project's own documents.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from pipelines.models import Passage
from pipelines.research.lexical import stems
from pipelines.research.questions import subject_of
from pipelines.sentences import words

MIN_RELEVANCE = 0.5  # of the most relevant section's similarity to the topic
NOVELTY_WEIGHT = 0.4
MIN_STEMS_PRESENT = 0.6  # of a heading, in its own section: one that is a joke or a mere label asks about nothing

_ADVERBIAL = re.compile(r"(from|to|on|in|at|after|before|into|towards?|up to|for|by|when|if|with)\b", re.IGNORECASE)
_FRAMES = re.compile(
    r"(key (concepts|terms|takeaways|ideas)( and summary)?|(chapter )?(summary|review)|glossary|introduction|overview|"
    r"in brief|conclusions?|abstract|preface|reading the .*|where we are|a picture to remember|what to expect|"
    r"linkages.*|(further )?examples?( of .*)?|history in one paragraph|background|"
    r"see for yourself|making connections|the (question|answer|problem|idea))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Subject:
    """A section whose heading says what it is about, and the mean direction of its passages, shape (384,)."""

    document_id: str
    heading: str
    centroid: NDArray[np.float64]


def subjects_of(passages: Sequence[Passage]) -> list[Subject]:
    """Return the sections worth asking about, in the order of `passages`; a heading that comes twice is asked once."""
    found: dict[str, Subject] = {}
    for (document_id, heading), group in groupby(passages, key=lambda p: (p.document_id, p.heading)):
        section = list(group)
        if is_informative(section):
            found.setdefault(heading, Subject(document_id, heading, _centroid(section)))
    return list(found.values())


def next_subjects(
    subjects: Sequence[Subject], topic: NDArray[np.float32], asked: Collection[str], n_most: int
) -> list[Subject]:
    """Return up to `n_most` subjects with none of the headings `asked`, best first.

    Chosen by maximal marginal relevance (Carbonell and Goldstein 1998). `topic` is the topic's embedding, shape (384,).
    """
    if not subjects:
        return []
    centroids = np.asarray([subject.centroid for subject in subjects])
    relevance = centroids @ topic
    is_open = relevance >= MIN_RELEVANCE * relevance.max()
    is_open &= np.asarray([subject.heading not in asked for subject in subjects])
    told = [row for row, subject in enumerate(subjects) if subject.heading in asked]
    chosen: list[int] = []
    while len(chosen) < min(n_most, int(is_open.sum())):
        said = [*told, *chosen]
        overlap = (centroids @ centroids[said].T).max(axis=1) if said else np.zeros(len(centroids))
        value = np.where(is_open, relevance - NOVELTY_WEIGHT * overlap, -np.inf)
        value[chosen] = -np.inf
        chosen.append(int(value.argmax()))
    return [subjects[row] for row in chosen]


def is_informative(section: Sequence[Passage]) -> bool:
    """Whether the heading that these passages share says what they are about."""
    subject = subject_of(section[0].heading)
    if not subject or _FRAMES.fullmatch(subject) or _ADVERBIAL.match(subject) or len(words(subject)) > 14:
        return False
    wanted = set(stems(subject))
    present = {stem for passage in section for stem in stems(passage.text)}
    return bool(wanted) and len(wanted & present) >= MIN_STEMS_PRESENT * len(wanted)


def _centroid(section: Sequence[Passage]) -> NDArray[np.float64]:
    mean = np.mean([passage.embedding for passage in section], axis=0)
    unit: NDArray[np.float64] = mean / np.linalg.norm(mean)
    return unit
