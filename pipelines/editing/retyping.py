"""What a sentence rests on once a person has reworded it, and why it may no longer rest on what it cites.

A person's sentence is held against its facts by the rules that a model's is: numbers (`rules`), contradictions, and names,
negations, direction and doubt (`faithful`). What departs from its facts is unsupported, and never silently kept as sourced.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.facts import checkable, claims, conflicts
from pipelines.facts.frames import content
from pipelines.models import ScriptSentence, SentenceKind, VerifiedFact
from pipelines.sentences import normalised_words
from pipelines.writing import faithful, rules

_THE_CREATORS = frozenset({SentenceKind.STORY, SentenceKind.OWN})
_NEGATIONS = frozenset("no not never none nothing nobody nowhere neither nor without cannot".split())
SHARED = 0.3
"""Least share of a sentence's content words that its facts must have for it to be about what they say."""
COVERED = 0.6
"""The same for a fact to be proposed as what an uncited sentence rests on."""
_WORTH_CHECKING = 0.5


@dataclass(frozen=True)
class Doubt:
    """Why a sentence cannot rest on what it cites, and what to do about it."""

    message: str
    remedy: str


def retyped(sentence: ScriptSentence, before: ScriptSentence, facts: Sequence[VerifiedFact]) -> ScriptSentence:
    """Return a reworded sentence with the kind that its new words have.

    Citations stay on a sentence that became unsupported: words that agree with them again make it sourced again.
    What a creator puts in the place of a placeholder is their own to say, and so are the words of their stories.
    """
    if before.is_placeholder and sentence.text != before.text:
        return replace(sentence, is_placeholder=False, kind=SentenceKind.OWN, fact_ids=(), story_id=None)
    if sentence.kind in _THE_CREATORS or sentence.is_placeholder:
        return sentence
    if sentence.kind is SentenceKind.BELIEF and _likeness(sentence.text, before.text) >= COVERED:
        return sentence
    if sentence.fact_ids:
        sound = before.text if before.kind is SentenceKind.SOURCED else None
        is_sound = doubt(sentence.text, sentence.fact_ids, facts, sound) is None
        return replace(sentence, kind=SentenceKind.SOURCED if is_sound else SentenceKind.UNSUPPORTED)
    if not states_something(sentence.text):
        return replace(sentence, kind=SentenceKind.RHETORIC)
    if (
        states_something(before.text)
        and before.kind is SentenceKind.RHETORIC
        and not _digits(sentence.text) - _digits(before.text)
    ):
        return sentence  # it was rhetoric to whoever wrote it, and says no more now
    return replace(sentence, kind=SentenceKind.UNSUPPORTED)


def cited(sentence: ScriptSentence, fact_ids: Sequence[str], facts: Sequence[VerifiedFact]) -> ScriptSentence:
    """Return the sentence resting on `fact_ids`: sourced where they bear it out, else unsupported; rhetoric with none."""
    bare = replace(sentence, fact_ids=tuple(dict.fromkeys(fact_ids)), story_id=None, is_placeholder=False)
    if not bare.fact_ids:
        is_claim = states_something(bare.text)
        return replace(bare, kind=SentenceKind.UNSUPPORTED if is_claim else SentenceKind.RHETORIC)
    is_sound = doubt(bare.text, bare.fact_ids, facts) is None
    return replace(bare, kind=SentenceKind.SOURCED if is_sound else SentenceKind.UNSUPPORTED)


def doubt(text: str, fact_ids: Sequence[str], facts: Sequence[VerifiedFact], before: str | None = None) -> Doubt | None:
    """Return the first reason why `text` does not follow from the facts it cites, None where none was found.

    `before` is a wording that did follow: what it says otherwise than its facts is allowed, and a negation is compared with it.
    """
    by_id = {fact.fact_id: fact for fact in facts if fact.is_usable}
    rests_on = [by_id[fact_id] for fact_id in fact_ids if fact_id in by_id]
    if not rests_on:
        return Doubt("It cites no fact that can be used.", "Cite one, say it as your own, or cut it.")
    said = " ".join(f"{fact.text} {fact.quote}" for fact in rests_on)
    extra = rules.numbers(text) - rules.numbers(said)
    if extra:
        return Doubt(
            f"{_listed(extra)} stands in no fact that it cites.", "Correct the number, or cite the fact that states it."
        )
    if any(conflicts.contradicts(text, fact.text) for fact in rests_on):
        return Doubt("It says the opposite of a fact that it cites.", "Say what the fact says, or cite another.")
    if before is not None and _likeness(text, before) >= COVERED and is_negated(text) != is_negated(before):
        return Doubt(
            "A “not” came or went, and its facts are what they were.", "Undo that, or cite the fact that says so."
        )
    known = faithful.departures(before, rests_on) if before is not None else []
    for departure in faithful.departures(text, rests_on):
        if departure not in known:
            return Doubt(
                f"{departure[:1].upper()}{departure[1:]}.", "Say what its facts say, or cite the one that says this."
            )
    about = content(text)
    if about and len(about & content(said)) < SHARED * len(about):
        return Doubt(
            "It is about something that its facts do not speak of.", "Cite the fact that it comes from, or cut it."
        )
    return None


def states_something(text: str) -> bool:
    """Whether a sentence that cites nothing states something about the world that a source would have to bear out."""
    if text.rstrip("\"'”’) ").endswith("?"):
        return False
    if _digits(text):
        return True
    is_claim = checkable.is_about_the_world(text) and checkable.rejection(text, frozenset()) is None
    return is_claim and claims.check_worthiness(text) >= _WORTH_CHECKING


def proposed(text: str, facts: Sequence[VerifiedFact], top: int = 3) -> list[VerifiedFact]:
    """Return usable facts that may bear `text` out, the nearest first: they have its numbers and most of its words."""
    about = content(text)
    if not about:
        return []
    shares = {
        fact.fact_id: len(about & content(f"{fact.text} {fact.quote}")) / len(about)
        for fact in facts
        if fact.is_usable and not rules.numbers(text) - rules.numbers(f"{fact.text} {fact.quote}")
    }
    near = [
        fact
        for fact in facts
        if shares.get(fact.fact_id, 0.0) >= COVERED and not conflicts.contradicts(text, fact.text)
    ]
    return sorted(near, key=lambda fact: (-shares[fact.fact_id], fact.ordinal))[:top]


def _digits(text: str) -> set[str]:
    return {number for number in rules.numbers(text) if number[0].isdigit() and number in text.replace(",", "")}


def is_negated(text: str) -> bool:
    """Whether an odd number of negations stands in `text`."""
    words = normalised_words(text)
    return sum(word in _NEGATIONS or word.endswith("n't") for word in words) % 2 == 1


def _likeness(text: str, other: str) -> float:
    """Return the share of content words that two texts have in common, 0..1."""
    mine, theirs = content(text), content(other)
    return len(mine & theirs) / max(1, len(mine | theirs))


def _listed(numbers: set[str]) -> str:
    return ", ".join(sorted(numbers))
