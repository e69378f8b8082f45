"""What a script must satisfy, as pure functions: used by the review, by asset checks and by evaluations."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

from pipelines.models import ResearchDocument, ScriptSentence, SentenceKind, Story, VerifiedFact
from pipelines.sentences import normalised_words

MAX_VERBATIM_WORDS = 11
"""Longest run of words that may stand as it does in a source; 12 or more must be quoted and attributed."""

LENGTH_TOLERANCE = 0.10
_SPELLED = {
    word: str(value)
    for value, word in enumerate(
        [
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ],
        start=2,
    )
} | {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90"}
_MAGNITUDES = frozenset(
    ["hundred", "thousand", "million", "billion", "trillion", "half", "quarter", "dozen", "double", "twice"]
)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_QUOTED = re.compile(r"“[^”]*”")


class SourceIndex:
    """Every run of `size` words of some texts, for asking how long a text repeats one of them.

    Comparison is by `normalised_words`: case and punctuation do not count.
    """

    def __init__(self, sources: Iterable[str], size: int = 4):
        self.texts = tuple(sources)
        self._words: list[list[str]] = [normalised_words(source) for source in self.texts]
        self._places: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
        self._size = size
        self._runs: dict[str, tuple[int, int]] = {}  # drafts ask for the same texts many times
        for source, words in enumerate(self._words):
            for start in range(len(words) - size + 1):
                self._places[tuple(words[start : start + size])].append((source, start))

    @cached_property
    def common_words(self) -> frozenset[str]:
        """Words that the sources write in lower case more often than not inside a sentence: no names."""
        inside = Counter(word for text in self.texts for word in re.findall(r"(?<=[a-z,] )[\w’'-]+", text))
        return frozenset(word for word in inside if word.islower() and inside[word] >= inside[word.capitalize()])

    def longest_run(self, text: str) -> tuple[int, int]:
        """Return (first word, words) of the longest run of `text` in a source; runs shorter than `size` count as 0."""
        if text in self._runs:
            return self._runs[text]
        spoken = normalised_words(text)
        best = (0, 0)
        for start in range(len(spoken) - self._size + 1):
            for source, place in self._places.get(tuple(spoken[start : start + self._size]), ()):
                words, length = self._words[source], self._size
                while (
                    start + length < len(spoken)
                    and place + length < len(words)
                    and spoken[start + length] == words[place + length]
                ):
                    length += 1
                if length > best[1]:
                    best = (start, length)
        self._runs[text] = best
        return best


def indexed(documents: Iterable[ResearchDocument], facts: Iterable[VerifiedFact]) -> SourceIndex:
    """Return the index of a project's documents and quotes; the last one is kept: a script is judged many times by the same."""
    return _indexed((*(document.text for document in documents), *(fact.quote for fact in facts)))


@lru_cache(maxsize=2)
def _indexed(texts: tuple[str, ...]) -> SourceIndex:
    return SourceIndex(texts)


def verbatim_run(text: str, sources: Iterable[str] | SourceIndex) -> int:
    """Return the number of words in the longest run of `text` that stands in one of `sources`."""
    index = sources if isinstance(sources, SourceIndex) else SourceIndex(sources, size=1)
    return index.longest_run(text)[1]


def untyped(sentences: Sequence[ScriptSentence]) -> list[ScriptSentence]:
    """Return the sentences whose kind does not agree with what they cite, and the unsupported ones."""
    return [sentence for sentence in sentences if not _is_typed(sentence)]


def _is_typed(sentence: ScriptSentence) -> bool:
    match sentence.kind:
        case SentenceKind.SOURCED | SentenceKind.BELIEF:
            return bool(sentence.fact_ids) and sentence.story_id is None
        case SentenceKind.STORY:
            return sentence.is_placeholder != (sentence.story_id is not None) and not sentence.fact_ids
        case SentenceKind.RHETORIC | SentenceKind.OWN:
            return not sentence.fact_ids and sentence.story_id is None
        case _:
            return False


def unresolved_citations(
    sentences: Sequence[ScriptSentence], facts: Sequence[VerifiedFact], stories: Sequence[Story]
) -> list[tuple[ScriptSentence, str]]:
    """Return (sentence, id) for each cited id that is not a usable fact or a story of the bank."""
    fact_ids = {fact.fact_id for fact in facts if fact.is_usable}
    story_ids = {story.story_id for story in stories}
    dangling = [(s, fact_id) for s in sentences for fact_id in s.fact_ids if fact_id not in fact_ids]
    return dangling + [(s, s.story_id) for s in sentences if s.story_id is not None and s.story_id not in story_ids]


def numbers(text: str) -> set[str]:
    """Return the numbers of a text in one notation: `1,000` → `1000`, `three` → `3`, `million` as it is."""
    found = {match.replace(",", "") for match in _NUMBER.findall(text)}
    for word in re.split(r"[^a-z]+", text.lower()):
        if word in _SPELLED:
            found.add(_SPELLED[word])
        elif word.removesuffix("s") in _MAGNITUDES:
            found.add(word.removesuffix("s"))
    if re.search(r"(?i)\b(?:an?|one|two)[ -]thirds?\b", text):
        found.add("third")  # "Third, …" only counts the script's points
    return found


def unsourced_numbers(
    sentences: Sequence[ScriptSentence], facts: Sequence[VerifiedFact]
) -> list[tuple[ScriptSentence, str]]:
    """Return (sentence, number) for each number that the cited facts do not state.

    Rhetoric may count in words ("three things to keep"), because that counts the script and not the world; a digit in
    it is unsourced. What a creator says in their own story is theirs to say, and what people believe is judged by
    `beliefs.misplaced`.
    """
    by_id = {fact.fact_id: fact for fact in facts}
    missing = []
    for sentence in sentences:
        if sentence.kind in {SentenceKind.STORY, SentenceKind.BELIEF, SentenceKind.OWN}:
            continue
        cited = [by_id[fact_id] for fact_id in sentence.fact_ids if fact_id in by_id]
        stated = {number for fact in cited for number in numbers(f"{fact.text} {fact.quote}")}
        spoken = numbers(sentence.text)
        if sentence.kind is SentenceKind.RHETORIC:
            spoken = {number for number in spoken if re.search(r"\d", sentence.text)}
        missing += [(sentence, number) for number in sorted(spoken - stated)]
    return missing


def verbatim_places(sentences: Sequence[ScriptSentence], index: SourceIndex) -> list[tuple[ScriptSentence, int]]:
    """Return (sentence, words) for each run of 12 or more source words, over consecutive sentences too.

    Text between quotation marks in a sentence that names its source does not count; neither does the creator's own.
    """
    spoken = [s for s in sentences if not s.is_placeholder and s.kind is not SentenceKind.STORY]
    return [
        (sentence, run)
        for position, sentence in enumerate(spoken)
        if (run := _run_at(spoken, position, index)) > MAX_VERBATIM_WORDS
    ]


def _run_at(spoken: Sequence[ScriptSentence], position: int, index: SourceIndex) -> int:
    window = " ".join(unquoted(sentence.text) for sentence in spoken[max(0, position - 2) : position + 1])
    before = sum(len(normalised_words(unquoted(s.text))) for s in spoken[max(0, position - 2) : position])
    start, run = index.longest_run(window)
    return run if start + run > before else 0


def unquoted(text: str) -> str:
    """Return `text` without what it quotes from a source that it names ("As X puts it: “…”")."""
    return _QUOTED.sub(" § ", text) if re.match(r"As .+ puts it: “", text) else text


def spoken_words(sentences: Sequence[ScriptSentence]) -> int:
    """Return the number of words that are spoken: placeholders are not."""
    return sum(len(normalised_words(sentence.text)) for sentence in sentences if not sentence.is_placeholder)


def spoken_minutes(sentences: Sequence[ScriptSentence], words_per_minute: float) -> float:
    """Return the length of a script in minutes at a pace.

    Raises:
        ValueError: the pace is not above zero.
    """
    if words_per_minute <= 0:
        raise ValueError(f"a pace of {words_per_minute:g} words per minute has no minutes: give a positive number")
    return spoken_words(sentences) / words_per_minute
