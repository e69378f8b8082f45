"""Questions in words, made of headings: of what a section speaks, and how one asks about it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.models import Passage
from pipelines.sentences import words

_NUMBERING = re.compile(
    r"^(?:\d+(?:\.\d+)*[.)]?|(?:station|part|chapter|lecture|section|step|route|lesson) [\w.]+:)\s+", re.I
)
_WHEN = re.compile(
    r"^[^:]*\b(?:seconds?|minutes?|hours?|days?|years?|centur(?:y|ies)|\d+)\b[^:]*:\s+(?=\S)", re.IGNORECASE
)
_INTRODUCES = re.compile(r"^(?:introducing|(?:an )?introduction to|about)\s+(?=\S)", re.IGNORECASE)
_VERBS = "is|are|was|were|did|does|do|can|could|will|would|should|has|have"
# “How old is the universe” asks; “How memory functions” names a subject.
_ASKS = re.compile(rf"(?:(?:{_VERBS})|(?:so )?(?:how|why|what|where|when|who|which)(?: \S+)?? (?:{_VERBS}))\b", re.I)


@dataclass(frozen=True)
class SubQuestion:
    """One question of a brief and the section that raised it; no document and heading: the topic itself."""

    text: str
    document_id: str
    heading: str


def subject_of(heading: str) -> str:
    """Return the last part of a heading path without its numbering, “Introducing”, or the time before it in a timeline."""
    bare = _INTRODUCES.sub("", _NUMBERING.sub("", heading.rpartition(" > ")[2]).strip())
    return _WHEN.sub("", bare).strip()


def question_text(subject: str, casing: Counter[str]) -> str:
    """Return a question about `subject`; one that is a question already stays as it is."""
    statement = subject.removesuffix("?")
    if is_question(subject):
        return f"{statement[0].upper()}{statement[1:]}?"
    return f"What is known about {in_sentence_case(statement, casing)}?"


def is_question(subject: str) -> bool:
    """Whether a subject is a question already, with or without its mark."""
    return len(words(subject)) > 2 and (subject.endswith("?") or _ASKS.match(subject) is not None)


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
