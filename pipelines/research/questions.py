"""The sub-questions that a brief answers, taken from the library's own sections."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from pipelines.models import Passage
from pipelines.research.lexical import stems
from pipelines.sentences import words

MAX_SECTIONS = 16
MIN_RELEVANCE = 0.5  # of the most relevant section's similarity to the topic
NOVELTY_WEIGHT = 0.4

_NUMBERING = re.compile(
    r"^(?:\d+(?:\.\d+)*[.)]?|(?:station|part|chapter|lecture|section|step|route|lesson) [\w.]+:)\s+", re.I
)
_WHEN = re.compile(
    r"^[^:]*\b(?:seconds?|minutes?|hours?|days?|years?|centur(?:y|ies)|\d+)\b[^:]*:\s+(?=\S)", re.IGNORECASE
)
_ADVERBIAL = re.compile(r"(from|to|on|in|at|after|before|into|towards?|up to|for|by|when|if|with)\b", re.IGNORECASE)
_ASKS = re.compile(
    r"(how|why|what|where|when|who|which|is|are|was|were|did|does|do|can|could|so what)\b", re.IGNORECASE
)
_FRAMES = re.compile(
    r"(key (concepts|terms|takeaways|ideas)( and summary)?|(chapter )?(summary|review)|glossary|introduction|overview|"
    r"in brief|conclusions?|abstract|preface|reading the .*|where we are|a picture to remember|what to expect|"
    r"linkages.*|(further )?examples?( of .*)?|history in one paragraph|background|"
    r"see for yourself|making connections|the (question|answer|problem|idea))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class SubQuestion:
    """One question of a brief and the section that raised it."""

    text: str
    document_id: str
    heading: str


def sub_questions(passages: Sequence[Passage], topic_vector: NDArray[np.float32]) -> list[SubQuestion]:
    """Return up to sixteen sub-questions, best first: of the sections nearest the topic and unlike each other.

    Sections are chosen by maximal marginal relevance (Carbonell and Goldstein 1998). A heading counts only if its words
    occur in its own section: a heading that is a joke or a mere label makes no question.
    """
    sections = [(key, list(group)) for key, group in groupby(passages, key=lambda p: (p.document_id, p.heading))]
    sections = [(key, group) for key, group in sections if is_informative(group)]
    if not sections:
        return []
    centroids = np.asarray([_centroid(group) for _, group in sections])
    casing = words_inside_sentences(passages)
    questions: dict[str, SubQuestion] = {}
    for row in _diverse(centroids, topic_vector):
        (document_id, heading), _ = sections[row]
        subject = subject_of(heading)
        question = SubQuestion(question_text(subject, casing), document_id, heading)
        questions.setdefault(question.text.lower(), question)
    return list(questions.values())


def subject_of(heading: str) -> str:
    """Return the last part of a heading path without its numbering or the time that a timeline puts before it."""
    return _WHEN.sub("", _NUMBERING.sub("", heading.rpartition(" > ")[2])).strip()


def question_text(subject: str, casing: Counter[str]) -> str:
    """Return a question about `subject`; one that is a question already stays as it is."""
    statement = subject.removesuffix("?")
    if is_question(subject):
        return f"{statement[0].upper()}{statement[1:]}?"
    return f"What is known about {in_sentence_case(statement, casing)}?"


def is_question(subject: str) -> bool:
    """Whether a subject is a question already, with or without its mark."""
    return _ASKS.match(subject) is not None and len(words(subject)) > 2


def in_sentence_case(subject: str, casing: Counter[str]) -> str:
    """Lower the capitals of a title, except in words that the library itself writes with a capital."""

    def lowered(match: re.Match[str]) -> str:
        word = match.group()
        is_name = casing[word] > casing[word.lower()] or (len(word) > 1 and not word[1:].islower())
        return word if is_name else word.lower()

    return re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)?", lowered, subject)


def words_inside_sentences(passages: Sequence[Passage]) -> Counter[str]:
    """Count words as they are written inside sentences, where a capital means a name."""
    return Counter(
        word for passage in passages for word in re.findall(r"(?<=[a-z,;] )[^\W\d_]+(?:['’][^\W\d_]+)?", passage.text)
    )


def is_informative(group: Sequence[Passage]) -> bool:
    """Whether the heading that these passages share says what they are about."""
    subject = subject_of(group[0].heading)
    if not subject or _FRAMES.fullmatch(subject) or _ADVERBIAL.match(subject) or len(words(subject)) > 14:
        return False
    wanted = set(stems(subject))
    present = {stem for passage in group for stem in stems(passage.text)}
    return bool(wanted) and len(wanted & present) >= 0.6 * len(wanted)


def _centroid(group: Sequence[Passage]) -> NDArray[np.float64]:
    mean = np.mean([passage.embedding for passage in group], axis=0)
    unit: NDArray[np.float64] = mean / np.linalg.norm(mean)
    return unit


def _diverse(centroids: NDArray[np.float64], topic_vector: NDArray[np.float32]) -> list[int]:
    relevance = centroids @ topic_vector
    floor = MIN_RELEVANCE * relevance.max()
    chosen: list[int] = []
    while len(chosen) < min(MAX_SECTIONS, len(centroids)):
        overlap = (centroids @ centroids[chosen].T).max(axis=1) if chosen else np.zeros(len(centroids))
        value = relevance - NOVELTY_WEIGHT * overlap
        value[chosen] = -np.inf
        value[relevance < floor] = -np.inf
        best = int(value.argmax())
        if not np.isfinite(value[best]):
            break
        chosen.append(best)
    return chosen
