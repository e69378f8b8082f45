"""The argument of a script: nothing said twice, what it is before how it works, a term explained before it is used."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence, Set

from pipelines.models import Beat
from pipelines.writing import terms
from pipelines.writing.rules import numbers
from pipelines.writing.runs import Kind, Run, central
from pipelines.writing.speech import SpokenFact
from pipelines.writing.themes import fact_weight, stems

_SAME = 0.5  # cosine of content words, each by its rarity in the library
_SAME_NUMBERS = 0.35  # the same where both state the same numbers
_RELATED = 0.2  # cosine below which containing each other's words is chance
_FEW = 4  # content words that a statement must have to be contained in another
_CONTAINED = 0.85  # share of the rarer words of one statement that stand in the other
_CLEARLY_MORE = 1.3  # times the words of a statement, each by its rarity, that one which replaces it has
_STAGES = (
    Kind.DEFINITION,
    Kind.HISTORY,
    Kind.MECHANISM,
    Kind.EVIDENCE,
    Kind.MISCONCEPTION,
    Kind.OPEN_QUESTION,
)
"""What builds on what, where a framework does not say: what it is, how it was met with, how it works, how we know, limits."""

_ABOUT = 0.85  # share of the most relevant document's relevance from which a document is about the topic
_SOON = 15  # facts: a term may be named that long before the section that explains it
_OFF_SHARE = 0.35  # cost of a word over or under a beat's share, where a word in a beat that did not ask for it costs 1


class Sameness:
    """Whether two statements say the same, by the words that they share, each by its rarity among all of them."""

    def __init__(self, texts: Sequence[str]):
        counts = Counter(stem for text in texts for stem in stems(text))
        self._weights = {stem: math.log(1 + len(texts) / count) for stem, count in counts.items()}
        self._norms: dict[frozenset[str], float] = {}
        self._known: dict[tuple[str, str], bool] = {}  # a draft that is mended asks for the same pairs many times

    def texts(self, one: str, other: str) -> bool:
        """Whether one of two statements can go: equal meaning, or equal numbers on the same thing."""
        if (one, other) not in self._known:
            self._known[one, other] = self._are_same(one, other)
        return self._known[one, other]

    def _are_same(self, one: str, other: str) -> bool:
        mine, theirs = stems(one), stems(other)
        shared = mine & theirs
        if not shared:
            return False
        cosine = self._norm(shared) / math.sqrt(self._known_norm(mine) * self._known_norm(theirs))
        if cosine >= _SAME or (cosine >= _RELATED and self._is_contained(mine, theirs)):
            return True
        if cosine < _SAME_NUMBERS:
            return False
        counted = numbers(one)
        return bool(counted) and counted == numbers(other)

    def facts(self, one: SpokenFact, other: SpokenFact) -> bool:
        """Whether one of two facts can go: they say the same, or what the same term is."""
        defined = terms.defined_by(one)
        if defined is not None and defined == terms.defined_by(other):
            return True
        return self.texts(one.fact.text, other.fact.text) and not _is_contrast(one, other)

    def says_more(self, one: SpokenFact, other: SpokenFact) -> bool:
        """Whether the first of two facts that say the same says all of the second, and clearly more."""
        mine, theirs = stems(one.fact.text), stems(other.fact.text)
        weight = self._weight(theirs)
        return self._weight(mine) >= _CLEARLY_MORE * weight and self._weight(mine & theirs) >= _CONTAINED * weight

    def _known_norm(self, words: frozenset[str]) -> float:
        if words not in self._norms:
            self._norms[words] = self._norm(words)
        return self._norms[words]

    def _norm(self, words: frozenset[str]) -> float:
        return sum(self._weights.get(stem, 1.0) ** 2 for stem in words)

    def _is_contained(self, mine: frozenset[str], theirs: frozenset[str]) -> bool:
        smaller = min(self._weight(mine), self._weight(theirs))
        return min(len(mine), len(theirs)) >= _FEW and self._weight(mine & theirs) >= _CONTAINED * smaller

    def _weight(self, words: frozenset[str]) -> float:
        return sum(self._weights.get(stem, 1.0) for stem in words)


def _is_contrast(one: SpokenFact, other: SpokenFact) -> bool:
    """Whether two facts say alike things of what their sections set apart: the theorem for means, the theorem for sums."""
    mine, theirs = (stems(fact.fact.heading.rpartition(" > ")[2]) for fact in (one, other))
    said = [stems(fact.fact.text) for fact in (one, other)]
    return bool((mine - theirs) & (said[0] - said[1])) and bool((theirs - mine) & (said[1] - said[0]))


def distinct(facts: Sequence[SpokenFact]) -> list[SpokenFact]:
    """Drop facts that say what a weightier fact says, or what a fact says that says more, keeping the order."""
    same = Sameness([fact.fact.text for fact in facts])
    kept: list[SpokenFact] = []
    for fact in sorted(facts, key=lambda item: (-fact_weight(item.fact), item.fact.ordinal)):
        known = [other for other in kept if same.facts(fact, other)]
        if all(same.says_more(fact, other) for other in known):
            kept = [*(other for other in kept if other not in known), fact]
    return sorted(kept, key=lambda item: item.fact.ordinal)


def in_order(runs: Sequence[Run], content: Sequence[Beat], topic: str, lead: SpokenFact | None = None) -> list[Run]:
    """Order runs: the overview, then by what the beats ask for, the overview's document first, then reading order.

    Where a `lead` says what the topic is, its document is the overview's, and no run needs to be put in front.
    """
    overview = central(runs, topic) or (None if lead else opening(runs))
    home = lead.fact.document_id if lead else overview.document_id if overview else ""

    def place(run: Run) -> tuple[bool, int, int, bool, int]:
        stage = preferred(run.kind, content), _STAGES.index(run.kind)
        return (run is not overview, *stage, run.document_id != home, run.ordinal)

    return sorted(runs, key=place)


def opening(runs: Sequence[Run]) -> Run | None:
    """Return the first run in reading order of the documents that are about the topic; None without runs."""
    relevance: dict[str, list[float]] = {}
    for run in runs:
        relevance.setdefault(run.document_id, []).extend(fact.fact.relevance for fact in run.facts)
    means = {document: sum(values) / len(values) for document, values in relevance.items()}
    about = [run for run in runs if means[run.document_id] >= _ABOUT * max(means.values())]
    explaining = [run for run in about if run.kind in {Kind.DEFINITION, Kind.MECHANISM}]
    return min(explaining or about, key=lambda run: run.ordinal, default=None)


def preferred(kind: Kind, content: Sequence[Beat]) -> int:
    """Return the number of the first beat that asks for a kind; a kind that none asks for goes to the middle."""
    asking = [number for number, beat in enumerate(content) if kind.value in beat.must_contain]
    return asking[0] if asking else len(content) // 2


def dealt(runs: Sequence[Run], content: Sequence[Beat]) -> dict[str, list[Run]]:
    """Deal ordered runs out to beats: each to one that asks for its kind, as far as the shares of time allow it.

    The cheapest of all cuts of the sequence, by dynamic programming. A beat for which there is nothing stays empty.
    """
    total, shares = sum(run.n_words for run in runs), sum(beat.share for beat in content)
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}  # runs dealt → cost, ends of the beats so far
    for number, beat in enumerate(content):
        budget = total * beat.share / shares
        following: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, ends) in best.items():
            for end in range(start, len(runs) + 1):
                option = (cost + _cost(runs[start:end], beat, budget, is_first=number == 0), (*ends, end))
                if end not in following or option < following[end]:
                    following[end] = option
        best = following
    ends = best[len(runs)][1]
    return {beat.name: list(runs[start:end]) for beat, start, end in zip(content, (0, *ends), ends, strict=False)}


def _cost(runs: Sequence[Run], beat: Beat, budget: float, is_first: bool) -> float:
    misplaced = sum(
        run.n_words
        for place, run in enumerate(runs)
        if run.kind.value not in beat.must_contain and not (is_first and place == 0)
    )
    return misplaced + _OFF_SHARE * abs(sum(run.n_words for run in runs) - budget)


def introduced(runs: Mapping[str, Sequence[Sequence[SpokenFact]]], topic: str) -> dict[str, list[list[SpokenFact]]]:
    """Move each definition in front of the first fact that uses its term, where that comes earlier in the script."""
    told = {beat_id: [list(run) for run in beat] for beat_id, beat in runs.items()}
    flat = [fact for beat in told.values() for run in beat for fact in run]
    for fact in flat:
        key = terms.defined_by(fact)
        if key is None or key <= stems(topic) or not terms.is_technical(key, _term_text(fact)):
            continue
        user = next(other for other in flat if other is fact or terms.uses(" ".join(other.sentences), key))
        distance = _at(flat, fact) - _at(flat, user)
        opens_section = any(run[0] is fact for beat in told.values() for run in beat if run)
        if distance == 0 or (opens_section and distance < _SOON):
            continue
        for run in (run for beat in told.values() for run in beat):
            if any(other is fact for other in run):
                run[:] = [other for other in run if other is not fact]
        home = next(run for beat in told.values() for run in beat if any(other is user for other in run))
        home.insert(next(place for place, other in enumerate(home) if other is user), fact)
    return {beat_id: [run for run in beat if run] for beat_id, beat in told.items()}


def without_early(
    runs: Mapping[str, Sequence[Sequence[SpokenFact]]], topic: str, pinned: Set[str] = frozenset()
) -> dict[str, list[list[SpokenFact]]]:
    """Leave out each fact that uses a term before the fact that gives it its name, which cannot be told earlier by itself.

    Facts whose ids are `pinned` stay.
    """
    flat = [fact for beat in runs.values() for run in beat for fact in run]
    named: dict[frozenset[str], int] = {}
    for place, fact in enumerate(flat):
        key = terms.named_by(fact)
        if key and not key <= stems(topic) and terms.is_technical(key, " ".join(sorted(key))):
            named.setdefault(key, place)
    early = {
        fact.fact.fact_id
        for place, fact in enumerate(flat)
        for key, naming in named.items()
        if place < naming and fact.fact.fact_id not in pinned and terms.uses(" ".join(fact.sentences), key)
    }
    kept = {
        beat_id: [[fact for fact in run if fact.fact.fact_id not in early] for run in beat]
        for beat_id, beat in runs.items()
    }
    return {beat_id: [run for run in beat if run] for beat_id, beat in kept.items()}


def _at(facts: Sequence[SpokenFact], fact: SpokenFact) -> int:
    return next(place for place, other in enumerate(facts) if other is fact)


def _term_text(fact: SpokenFact) -> str:
    found = terms.definition(fact.sentences[0])
    return found.term if found else fact.sentences[0]
