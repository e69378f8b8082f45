"""What a fact takes as known: a thing or a name that its document introduced a few sentences before.

"A person sits in a sealed box. … Nobody inside the box feels gravity." Alone, the second sentence leaves a listener asking
which box. A definite noun phrase counts where the sentences before it bring the same noun with an indefinite article or a
number (given and new: Prince, "Toward a taxonomy of given-new information", 1981); parts and unique things ("the surface",
"the Sun") do not, since nothing introduces them. A name counts where the document has named it before and few people know it.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from wordfreq import zipf_frequency

from pipelines.models import ResearchDocument, ScriptSentence, SentenceKind, VerifiedFact
from pipelines.sentences import normalised_words, split
from pipelines.writing.themes import stems

_LOOKS_BACK = 8  # sentences in which a thing may have been introduced
_KNOWN_TO_MOST = 2.6  # Zipf frequency from which a name needs no introduction
_COMMON = 3  # sections that speak of a thing, from which on it belongs to the topic
_DEFINITE = re.compile(r"\b[Tt]he ((?:[a-z][a-z-]+ ){0,2}[a-z][a-z-]+)(?: (\w+))?")
_IDENTIFIED = frozenset(
    "of that which who whose where with between from for in on at inside around near called known".split()
)
_NAMES = re.compile(r"(?<!^)(?<![.!?:“\"] )\b(?:[A-Z][\w’'-]*\w ?)+")
_NAMES_ITSELF = re.compile(r"\b(?:called|named|known as)\b")
_CALENDAR = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|\w+day)$"
)


def understood(facts: Sequence[VerifiedFact], documents: Sequence[ResearchDocument], topic: str) -> list[VerifiedFact]:
    """Return the facts that can be understood where only facts are told, in the order given.

    What a fact takes as known must be told by a fact in front of it in the same section, or be spoken of in several sections.
    """
    needs = taken_as_known(facts, documents)
    sections: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for fact in facts:
        for stem in stems(fact.text):
            sections[stem].add((fact.document_id, fact.heading))
    common = {stem for stem, places in sections.items() if len(places) >= _COMMON} | stems(topic)
    kept: set[str] = set()
    told: dict[tuple[str, str], set[str]] = defaultdict(lambda: set(common))
    for fact in sorted(facts, key=lambda fact: (fact.document_id, fact.start)):
        here = told[fact.document_id, fact.heading]
        if needs[fact.fact_id] <= here:
            kept.add(fact.fact_id)
            here |= stems(fact.text)
    return [fact for fact in facts if fact.fact_id in kept]


def taken_as_known(facts: Sequence[VerifiedFact], documents: Sequence[ResearchDocument]) -> dict[str, frozenset[str]]:
    """Return fact id → stems of the things and names in it that its document introduces further up."""
    readers = {document.document_id: _Reader(document.text) for document in documents}
    return {
        fact.fact_id: readers[fact.document_id].needs(fact) if fact.document_id in readers else frozenset()
        for fact in facts
    }


def unintroduced(
    script: Sequence[ScriptSentence], known_before: Mapping[str, frozenset[str]], topic: str
) -> list[tuple[ScriptSentence, str]]:
    """Return (sentence, word) where a script speaks of what its fact takes as known, and has not spoken of it before."""
    said = set(stems(topic))
    found = []
    for line in script:
        needed = frozenset().union(*(known_before.get(fact_id, frozenset()) for fact_id in line.fact_ids))
        word = next((word for word in normalised_words(line.text) if stems(word) & (needed - said)), None)
        if word is not None and line.kind is SentenceKind.SOURCED:
            found.append((line, word))
        said |= stems(line.text)
    return found


class _Reader:
    """A document as its reader has met it up to a place."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._spans = split(text)
        self._starts = [span.start for span in self._spans]

    def needs(self, fact: VerifiedFact) -> frozenset[str]:
        """Return the stems of what a fact takes as known."""
        before = self._before(fact.start)
        things = (thing for thing in _definite(fact.text) if _introduces(before, thing))
        named = (name for name in _names(fact.text) if name in self._text[: fact.start])
        return frozenset(stem for word in (*things, *named) for stem in stems(word))

    def _before(self, start: int) -> str:
        place = bisect_left(self._starts, start)
        return " ".join(span.text for span in self._spans[max(0, place - _LOOKS_BACK) : place])


def _definite(text: str) -> Iterator[str]:
    """Yield the words of the definite noun phrases that nothing behind them identifies."""
    for match in _DEFINITE.finditer(text):
        words = match.group(1).split()
        for word, following in zip(words, [*words[1:], match.group(2) or ""], strict=True):
            if following in _IDENTIFIED:
                break
            yield word


def _introduces(before: str, thing: str) -> bool:
    """Whether a text brings the thing as new: with an indefinite article or a number."""
    new = (
        rf"\b(?:[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ss]everal|[Aa]nother) (?:[a-z-]+ ){{0,3}}{re.escape(thing)}s?\b"
    )
    return re.search(new, before) is not None


def _names(text: str) -> Iterator[str]:
    """Yield the names of one word that few people know; a full name introduces itself, and so does a naming."""
    for match in _NAMES.finditer(text):
        name = re.sub(r"['’]s$", "", match.group().strip())
        is_alone = len(name.split()) == 1 and len(name) > 2 and not _NAMES_ITSELF.search(text[: match.start()])
        if is_alone and not _CALENDAR.match(name) and zipf_frequency(name, "en") < _KNOWN_TO_MOST:
            yield name
