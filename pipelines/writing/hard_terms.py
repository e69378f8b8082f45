"""Terms above an audience's level, and where a script uses them first and explains them."""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from pipelines.models import Concept, ScriptSentence
from pipelines.writing import coherence, difficulty, terms
from pipelines.writing.audience import Level
from pipelines.writing.rules import SourceIndex
from pipelines.writing.themes import stems

_WORD = re.compile(r"(?<![\w'’])[A-Za-z][a-z]{3,}(?:-[a-z]+)*(?![\w'’])")
_VERY = 0.08  # of difficulty above the level, from which a word stops a listener
_EXPLAINED_BY = re.compile(
    r"(?i)\b(?:called|known as|means|refers to|that is|in other words|stands for|meaning)\b|:|\bthat['’]s an?\b"
)


@dataclass(frozen=True)
class HardTerm:
    """A term that needs an explanation. `difficulty` is that of its hardest word; None where all of its words are plain."""

    term: str
    key: frozenset[str]  # stems
    difficulty: float | None
    above: float | None  # by which the difficulty is above the level

    @property
    def excess(self) -> float:
        """How much the term asks of the audience, 0..1: a term of plain words that say nothing of it as much as a very hard word."""
        return 1.0 if self.above is None else min(1.0, self.above / _VERY)


def in_text(text: str, level: Level, concepts: Sequence[Concept], index: SourceIndex, topic: str) -> list[HardTerm]:
    """Return the terms of a text that are above a level, in their order.

    They are the hard words that are no names, and the several-word terms of the glossary (`concepts`) where the audience
    does not know terms. `index` tells names from other words; what the topic names is explained by all of the script.
    """
    found = [
        HardTerm(concept.term, key, hardest, hardest and hardest - level.hardest)
        for concept in concepts
        if (key := stems(concept.term))
        and len(key) > 1
        and not level.knows_terms
        and not key <= stems(topic)
        and terms.uses(text, key)
        for hardest in [_hardest(concept.term, level)]
    ]
    covered = frozenset[str]().union(*(term.key for term in found)) | stems(topic)
    for match in _WORD.finditer(text):
        word = match.group()
        if not stems(word) or stems(word) <= covered or _is_name(word, match.start(), index):
            continue
        hardness = max(difficulty.of_word(part) for part in word.split("-"))
        if hardness >= level.hardest:
            found.append(HardTerm(word.lower(), stems(word), hardness, hardness - level.hardest))
            covered |= stems(word)
    return sorted(found, key=lambda term: _place(text, term.key))


def _hardest(term: str, level: Level) -> float | None:
    hardness = max((difficulty.of_word(word) for word in re.findall(r"[A-Za-z]+", term)), default=0.0)
    return hardness if hardness >= level.hardest else None


def _is_name(word: str, start: int, index: SourceIndex) -> bool:
    """Whether a word is a name: written large inside a sentence, or at its beginning and never small in the sources."""
    if word.islower():
        return False
    return start > 0 or word.lower() not in index.common_words


def _place(text: str, key: frozenset[str]) -> int:
    places = [match.start() for match in re.finditer(r"\w+", text) if stems(match.group()) & key]
    return min(places, default=len(text))


def unexplained(
    script: Sequence[ScriptSentence],
    level: Level,
    concepts: Sequence[Concept],
    index: SourceIndex,
    topic: str,
    explaining: Mapping[frozenset[str], Set[str]],
) -> list[tuple[ScriptSentence, HardTerm]]:
    """Return (first use, term) for each term above a level that is nowhere explained at or before its first use.

    `explaining` are a term's stems → the facts that say what it is, beside what a sentence shows by its form. The sentence
    right behind the first use may still explain it. The opening may tease with a term, and is not looked at.
    """
    spoken = [line for line in script if not line.is_placeholder]
    body = [line for line in spoken if line.fact_ids and spoken and line.beat_id != spoken[0].beat_id]
    seen = set[frozenset[str]]()
    found = []
    for line in body:
        for term in in_text(line.text, level, concepts, index, topic):
            if any(term.key <= key for key in seen):
                continue
            seen.add(term.key)
            place = spoken.index(line)
            says = explaining.get(term.key, frozenset())
            so_far = range(min(place + 2, len(spoken)))
            if not any(_explains(spoken, at, term.key) or says & set(spoken[at].fact_ids) for at in so_far):
                found.append((line, term))
    return found


def _explains(spoken: Sequence[ScriptSentence], place: int, key: frozenset[str]) -> bool:
    text = spoken[place].text
    defined = coherence.explained(spoken, place)
    if defined is not None and key <= stems(defined):
        return True
    return key <= stems(text) and _EXPLAINED_BY.search(text) is not None
