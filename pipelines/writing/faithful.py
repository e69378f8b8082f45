"""Whether a sentence says what the facts that it cites say, as far as words show it.

A model may cite the right fact and say something else. Numbers are judged by `rules.unsourced_numbers`; here are names, subject,
negation, direction and doubt. The rules know words: they miss a change that a paraphrase hides, and are silent where a
sentence tells only a part of its facts.
"""

import re
from collections.abc import Callable, Sequence

from pipelines.facts import statements
from pipelines.facts.verification import comparison, opposites
from pipelines.facts.verification.reading import Reading, read
from pipelines.models import ScriptSentence, VerifiedFact

MIN_COVERAGE = 0.3  # of a sentence's words, weighted, that its facts and their headings must hold
MIN_WORDS = 3  # content words of a sentence that can be compared
DOUBTS = opposites.HEDGES | frozenset(
    "normally mostly typically times seems seem thought maybe guess probable chance can idea proposed argued think".split()
)
"""Words that keep a doubt, among them those that say it more freely than sources do."""

MOST = 0.7  # of a fact's words, weighted, from which a sentence tells all of it


_CLAUSE = re.compile(r"[,;:—]\s|\b(?:but|though|although|whereas|while|and|because|that|which|who)\b")


def beside(sentences: Sequence[ScriptSentence], place: int) -> str:
    """Return what the sentences next to one say of the facts that it cites; what cites nothing does not part them."""
    own, told = set(sentences[place].fact_ids), []
    for around in (reversed(sentences[:place]), sentences[place + 1 :]):
        for other in around:
            if other.fact_ids and not own & set(other.fact_ids):
                break
            told.append(other.text if other.fact_ids else "")
    return " ".join(text for text in told if text)


def departures(text: str, facts: Sequence[VerifiedFact], known: str = "", beside: str = "") -> list[str]:
    """Return what a sentence says otherwise than the facts that it cites, each in a few words; empty where nothing shows.

    `known` is what may be named anywhere: the topic, and who published the sources. `beside` is what the sentences next to
    it say of the same facts: a fact told in two sentences may hold its denial or its doubt in the other one.
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
        loses_denial = _is_denial(stated) and not own.negations and not _in_brackets(fact.text)
        if loses_denial and not (read(beside).negations and not _tells(own, fact, _is_denial)):
            found.append("it leaves out what makes its fact a denial")
        loses_doubt = len(facts) == 1 and _is_doubt(stated) and not frozenset(own.lower) & DOUBTS
        if loses_doubt and not (frozenset(read(beside).lower) & DOUBTS and not _tells(own, fact, _is_doubt)):
            found.append("it is more certain than its fact")
    return found


def _is_denial(reading: Reading) -> bool:
    return reading.negations % 2 == 1


def _is_doubt(reading: Reading) -> bool:
    return not opposites.HEDGES.isdisjoint(reading.lower)


def _tells(own: Reading, fact: VerifiedFact, concerned: Callable[[Reading], bool]) -> bool:
    """Whether a sentence tells the very clause of a fact that denies or doubts, and not only what stands beside it."""
    clauses = [read(clause) for clause in _CLAUSE.split(fact.text)]
    return any(concerned(clause) and comparison.coverage(clause, own.words) >= MOST for clause in clauses)


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
