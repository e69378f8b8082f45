"""Whether a sentence says what the facts that it cites say, as far as words show it.

A model may cite the right fact and say something else. Numbers are judged by `rules.unsourced_numbers`; here are names, subject,
negation, direction and doubt. The rules know words: they miss a change that a paraphrase hides, and are silent where a
sentence tells only a part of its facts.
"""

import re
from collections.abc import Sequence

from pipelines.facts import statements
from pipelines.facts.verification import comparison, opposites
from pipelines.facts.verification.reading import read
from pipelines.models import VerifiedFact

MIN_COVERAGE = 0.3  # of a sentence's words, weighted, that its facts and their headings must hold
MIN_WORDS = 3  # content words of a sentence that can be compared
DOUBTS = opposites.HEDGES | frozenset(
    "normally mostly typically times seems seem thought maybe guess probable chance can".split()
)
"""Words that keep a doubt, among them those that say it more freely than sources do."""

MOST = 0.7  # of a fact's words, weighted, from which a sentence tells all of it


def departures(text: str, facts: Sequence[VerifiedFact], known: str = "") -> list[str]:
    """Return what a sentence says otherwise than the facts that it cites, each in a few words; empty where nothing shows.

    `known` is what may be named anywhere: the topic, and who published the sources.
    """
    told = " ".join(f"{fact.text} {fact.quote} {fact.heading}" for fact in facts)
    said = read(told).words
    own = read(text)
    if not facts or len(own.words) < MIN_WORDS:
        return []
    found = [
        f"the name {name} is in none of the facts it cites"
        for name in _names(text, own.names - said - read(known).words, told)
    ]
    if comparison.coverage(own, said) < MIN_COVERAGE:
        return [*found, "it speaks of something that the facts it cites do not speak of"]
    found += [f"it says {word}, its facts say {other}" for word, other in _turned_round(text, facts)]
    is_denied = any(read(f"{fact.text} {fact.quote}").negations for fact in facts)
    if own.negations and not is_denied:
        found.append("it denies what the facts it cites do not deny")
    for fact in facts:
        stated = read(fact.text)
        if comparison.coverage(stated, own.words) < MOST:
            continue
        if stated.negations % 2 and not own.negations and not _in_brackets(fact.text):
            found.append("it leaves out what makes its fact a denial")
        lowered = frozenset(stated.lower)
        if lowered & opposites.HEDGES and not frozenset(own.lower) & DOUBTS and len(facts) == 1:
            found.append("it is more certain than its fact")
    return found


def _names(text: str, unknown: frozenset[str], told: str) -> list[str]:
    """Return unknown names as they are written; one that is a part of a written word, as Sun of MSun, is known."""
    lowered = told.lower()
    named = (word.strip(".,:;!?“”\"()’'") for word in text.split()) if unknown else ()
    return [
        word for word in named if read(f"x {word}").names & unknown and word.lower().removesuffix("’s") not in lowered
    ]


def _turned_round(text: str, facts: Sequence[VerifiedFact]) -> list[tuple[str, str]]:
    """Return (word, its opposite) where a sentence has a word that every one of its facts lacks, and one has the opposite of."""
    sentence = statements.read(text)
    stems = frozenset().union(*(statements.read(f"{fact.text} {fact.quote}").stems for fact in facts))
    pairs = [pair for fact in facts for pair in statements.opposites(sentence, statements.read(fact.text))]
    return [(word, other) for word, other in dict.fromkeys(pairs) if statements.stem(word) not in stems]


def _in_brackets(text: str) -> bool:
    """Whether all that a statement denies stands in brackets, which a speaker may leave out."""
    return not read(re.sub(r"\([^)]*\)", " ", text)).negations
