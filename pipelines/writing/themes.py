"""Themes of a topic: facts that stand under one heading, in reading order, and what to call them."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.models import VerifiedFact
from pipelines.sentences import normalised_words
from pipelines.writing import spoken_forms, verbs
from pipelines.writing.speech import SpokenFact

_STOP = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "and",
        "or",
        "in",
        "on",
        "at",
        "to",
        "for",
        "from",
        "by",
        "with",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "it",
        "its",
        "they",
        "their",
        "this",
        "that",
        "these",
        "as",
        "how",
        "what",
        "why",
        "we",
        "our",
        "you",
        "your",
        "do",
        "does",
        "did",
        "can",
        "could",
        "will",
        "would",
        "not",
        "no",
        "has",
        "have",
        "had",
        "than",
        "then",
        "so",
        "but",
        "about",
        "into",
        "which",
        "who",
        "when",
        "where",
    ]
)
_BARE_HEADINGS = re.compile(
    r"(?i)^(?:introduction|overview|summary|conclusion|notes|background|references|key .*|learning .*|chapter .*|preface|.*solution.*|try it.*|example.*|)$"
)


@dataclass(frozen=True)
class Theme:
    """Facts under one heading of one document, in reading order."""

    key: tuple[str, str]  # document id, heading
    title: str
    facts: tuple[SpokenFact, ...]
    relevance: float

    @property
    def n_words(self) -> int:
        """Spoken words of all facts."""
        return sum(fact.n_words for fact in self.facts)


def stems(text: str) -> frozenset[str]:
    """Return the content words of a text, cut to a crude stem, for comparing topics."""
    return frozenset(_stem(word) for word in normalised_words(text) if word not in _STOP and len(word) > 2)


def _stem(word: str) -> str:
    word = word.removesuffix("'s")
    for suffix in ("ations", "ation", "ings", "ing", "ies", "ed", "es", "s", "al", "ly"):
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word[: -len(suffix)]
    return word


def themes_of(spoken: Sequence[SpokenFact], topic: str) -> list[Theme]:
    """Group facts by heading, in reading order, each with its relevance to the topic (0..about 2)."""
    groups: dict[tuple[str, str], list[SpokenFact]] = defaultdict(list)
    for fact in sorted(spoken, key=lambda item: item.fact.ordinal):
        groups[(fact.fact.document_id, fact.fact.heading)].append(fact)
    wanted = stems(topic)
    return [
        Theme(key, title_of(key[1], facts, topic), tuple(facts), _relevance(key[1], facts, wanted))
        for key, facts in groups.items()
    ]


def _relevance(heading: str, facts: Sequence[SpokenFact], wanted: frozenset[str]) -> float:
    said = Counter(stem for fact in facts for stem in stems(fact.fact.text) & wanted)
    share = sum(min(1.0, count / len(facts)) for count in said.values()) / max(1, len(wanted))
    mean = sum(fact.fact.relevance for fact in facts) / len(facts)
    return mean + 0.5 * share + 0.4 * len(stems(heading) & wanted) / max(1, len(wanted)) + 0.25 * math.log(len(facts))


def title_of(heading: str, facts: Sequence[SpokenFact], topic: str) -> str:
    """Return what a theme is about: its last heading that says something, else the subject met most often, else the topic."""
    for part in reversed([piece.strip() for piece in heading.split(" > ")]):
        if not _BARE_HEADINGS.match(part) and 1 <= len(part.split()) <= 11:
            return re.sub(r"^(?:\d+[.)]|Step \d+:?|Part \d+:?)\s*", "", part).rstrip(".:")
    subjects = Counter(fact.subject for fact in facts if fact.subject and fact.subject.lower() not in {"it", "they"})
    return subjects.most_common(1)[0][0] if subjects else topic


def fact_weight(fact: VerifiedFact) -> float:
    """Return how much a fact is worth telling: relevance, then what other sources add."""
    confirmed = 0.4 if fact.verdict.value == "SUPPORTED" else 0.0
    return fact.relevance + confirmed + 0.1 * min(3, fact.independent_sources - 1)


def phrase(title: str) -> str | None:
    """Return a title as a noun phrase for the middle of a sentence, or None where it is a question or a clause.

    Title case goes, names stay: `The Principle of Equivalence` → `the principle of equivalence`.
    """
    if (
        title.endswith("?")
        or ":" in title
        or re.match(r"(?i)(?:how|why|what|when|who|is|are|was|does|do|can|if)\b", title)
    ):
        return None
    if re.search(r"\d", title):
        return None  # a signpost states no figure
    tokens = title.split()
    if any(verbs.is_auxiliary(token) for token in tokens) or len(tokens) > 8:
        return None
    if len(tokens) > 2 and any(
        verbs.number(t) == "singular" and verbs.is_finite(t) and t.islower() for t in tokens[1:]
    ):
        return None
    return title


def as_question(title: str) -> str | None:
    """Return a title that asks something as a question: `How stars die` → `How do stars die?` is left to speech as it is."""
    if (
        title.endswith("?")
        and not re.search(r"\d", title)
        and len(title.split()) <= 14
        and any(verbs.is_auxiliary(token) for token in title.split())
    ):
        return spoken_forms.capitalised(title)
    return None


def cased(title: str, texts: Sequence[str]) -> str:
    """Lower the title case of a phrase where the sources write its words in lower case."""
    known = Counter(word for text in texts for word in re.findall(r"(?<=[a-z,] )[\w’'-]+", text))
    tokens = []
    for token in title.split():
        low = token.lower()
        is_name = known[token] > known[low] or (len(token) > 1 and token.isupper())
        tokens.append(token if is_name and low not in _STOP else low)
    return " ".join(tokens)
