"""Whether neighbouring sentences state the whole of a claim in other words: every part of it must be found again.

Code checks that a reader can follow. They ask for agreement of every quantity, year and person, for most of the claim's
content words in every clause, for its subject in one sentence, and for no clash: another thing in the same frame, or a
negation, an opposite, a comparison, a hedge or a strict word on one side only. What they find is evidence for the classifier, which knows how often it is right.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipelines.facts import dates, quantities, references
from pipelines.facts.quantities import Quantity
from pipelines.facts.statements import STOP_WORDS
from pipelines.facts.verification import comparison, concepts, frame_swaps, opposites
from pipelines.facts.verification.concepts import SAYING_LITTLE
from pipelines.facts.verification.reading import Reading, read
from pipelines.facts.verification.selection import Candidate

LONGEST = 3  # neighbouring sentences that may state a claim together
LENGTH_COST = 0.3  # of each further sentence, beside the share of the claim that it adds
MIN_COVERAGE_WITH_QUANTITY = 0.5  # of the claim's weighted concepts, where a specific quantity agrees too
MIN_COVERAGE = 0.8  # where none does
MIN_CLAUSE_COVERAGE = 0.5  # of each part between commas that has something to say
MIN_CLAUSE_CONCEPTS = 3
MIN_SUBJECT_COVERAGE = 0.5  # of the claim's subject, in one sentence of the run; more than that
MEASURED_UNITS = frozenset({"km/s/mpc", "km/s", "kelvin", "percent", "light year", "solar mass", "year"})

_ORIGIN = re.compile(r"(?:ish|ese|[aeiou]n|ch)$")
_ASIDE = re.compile(
    r", (?:which|who|the name for) [^,\d]+(?:, [^,\d]+ and [^,\d]+)?,(?= \w)"
)  # says nothing that the claim rests on
_CLAUSE_BREAK = re.compile(r"[,;] ")
_PART_BREAK = re.compile(r"[,;|] | and |\. ")
_ONLY_ABOUT = re.compile(r"\bonly (?=about|roughly|an?\b|\d)")  # a comment on a number, not a part of it
_EVERYWHERE = frozenset({"universe", "sky"})  # a sentence about one may leave it unsaid
_AFTER_HEAD = re.compile(r" (?:of|in|on|from|for|at|with|between|to) ")
_RATIOS = frozenset("equal multiplied divided half twice double".split())  # their values are no quantities
_IS_A = re.compile(
    r"\b(?:is|was|are|were) (?:an?|the) (?P<what>[\w -]+?)(?= (?:of|in|on|at|that|which|who|where|from|for|with|by|to)\b|[.,;]|$)"
)
_OPENING_WORDS = 3  # of a sentence about something: "An explosion throws", "The old bridge"
_COMPARED = re.compile(r"\b(more|less|fewer|[a-z]{3,}er)\b(?: [\w-]+){0,4}? than\b")
_RUN = re.compile(r"(?:[A-Z][\w’'–-]*\.? )*[A-Z][\w’'–-]+")
_SPECIFIC_UNITS = MEASURED_UNITS - {"year"} | {"date"}


@dataclass(frozen=True)
class Stated:
    """A run of sentences that restates a claim. `coverage` is the share of its concepts, 0..1; 0 and no positions: none does."""

    coverage: float
    positions: tuple[int, ...]


NOTHING = Stated(0.0, ())


@dataclass(frozen=True)
class _Text:
    text: str
    concepts: frozenset[str]
    names: frozenset[str]
    quantities: tuple[Quantity, ...]


@lru_cache(maxsize=20_000)
def _read(text: str) -> _Text:
    return _Text(text, concepts.of(text), _names(text), quantities.find(text))


def find(claim: str, candidates: Sequence[Candidate]) -> Stated:
    """Return the run that states `claim` best. Neighbours are sentences of one title whose places follow each other."""
    plain = _ASIDE.sub("", claim)
    own = _read(plain)
    best, best_score = NOTHING, 0.0
    for first, opening in enumerate(candidates):
        for last in range(first, min(first + LONGEST, len(candidates))):
            closing = candidates[last]
            if (closing.title, closing.place) != (opening.title, opening.place + last - first):
                break
            run = [candidate.text for candidate in candidates[first : last + 1]]
            score = _coverage(plain, own, run) - LENGTH_COST * (last - first)
            if score > best_score:
                best_score = score
                best = Stated(score + LENGTH_COST * (last - first), tuple(range(first, last + 1)))
    return best


def states_values(claim: str, run: Sequence[str]) -> bool:
    """Whether a run states every quantity and date of a claim, of the same things as the claim does."""
    return _agree(_read(_ASIDE.sub("", claim)), _read(" ".join(run)))


def _coverage(claim: str, own: _Text, run: Sequence[str]) -> float:
    """Return how much of a claim a run states, 0 where it does not state the whole of it."""
    said = frozenset().union(*(concepts.of(sentence) for sentence in run))
    is_anchored = any(_is_specific(quantity) for quantity in own.quantities)
    covered = concepts.coverage(own.concepts, said)
    if covered < (MIN_COVERAGE_WITH_QUANTITY if is_anchored else MIN_COVERAGE):
        return 0.0
    other = _read(" ".join(run))
    if own.names - other.names - other.concepts or not _agree(own, other):
        return 0.0
    is_whole = _every_clause_covered(claim, said) and states_subject(claim, run) and _is_said_of_it(claim, run)
    is_whole = is_whole and not clashes(claim, run)
    return covered if is_whole else 0.0


def _names(text: str) -> frozenset[str]:
    """Return the last word of each capitalised run that does not merely open the text, nationalities left out."""
    found = set()
    for match in _RUN.finditer(concepts.without_accents(text)):
        words = match.group().split()
        if match.start() == 0 and (len(words) == 1 or words[0].lower() in STOP_WORDS):
            words = words[1:]
        last = re.sub(r"['’]s?$", "", words[-1]) if words else ""
        if len(last) > 2 and last.lower() not in STOP_WORDS | dates.MONTH_NAMES and not _ORIGIN.search(last):
            found.add(concepts.canonical(last))
    return frozenset(found)


def _agree(own: _Text, other: _Text) -> bool:
    """Whether the other text states every quantity of the claim, of the same thing as the claim does."""
    for quantity in own.quantities:
        rivals = [rival for rival in other.quantities if _comparable(quantity, rival)]
        stating = [rival for rival in rivals if _states(rival, quantity)]
        if not any(own.concepts & _surroundings(other, rival) for rival in stating):
            return False
        if len(stating) < len(rivals) and _is_of_another(own, quantity, other, stating, rivals):
            return False
    return True


def _is_of_another(
    own: _Text, quantity: Quantity, other: _Text, stating: Sequence[Quantity], rivals: Sequence[Quantity]
) -> bool:
    """Whether what the claim gives this value has another one there: "25 percent hydrogen", "25 percent helium".

    Asked of the whole part of the sentence around the value, and of what follows the value in it.
    """
    for is_behind in (False, True):
        mine = _part(own, quantity, is_behind) - SAYING_LITTLE
        with_value = frozenset().union(*(_part(other, rival, is_behind) for rival in stating))
        elsewhere = frozenset().union(*(_part(other, rival, is_behind) for rival in rivals if rival not in stating))
        if mine & elsewhere - with_value and not mine & with_value - elsewhere:
            return True
    return False


def _part(text: _Text, quantity: Quantity, is_behind: bool) -> frozenset[str]:
    """Return the concepts of the part between commas, "and" and full stops that holds a quantity."""
    start = max((match.end() for match in _PART_BREAK.finditer(text.text, 0, quantity.start + 1)), default=0)
    end = _PART_BREAK.search(text.text, quantity.end)
    return concepts.of(text.text[quantity.end if is_behind else start : end.start() if end else len(text.text)])


def _states(other: Quantity, quantity: Quantity) -> bool:
    """Whether `other` states `quantity`; "three times as much as observed" states that a third is observed."""
    if (quantity.unit, other.unit) == ("percent", "factor"):
        return quantity.low <= 200 / (other.low + other.high) <= quantity.high
    return other.states(quantity)


def _comparable(one: Quantity, two: Quantity) -> bool:
    if {one.unit, two.unit} <= {"kelvin", "degree"}:
        return True
    if "" in (one.unit, two.unit):
        return {one.unit, two.unit} <= MEASURED_UNITS | {""} and one.high >= 10
    return one.dimension == two.dimension or (one.unit, two.unit) == ("percent", "factor")


def _surroundings(text: _Text, quantity: Quantity) -> frozenset[str]:
    """Return the concepts of the sentence that states a quantity."""
    begin = max(text.text.rfind(". ", 0, quantity.start), text.text.rfind("; ", 0, quantity.start)) + 1
    end = text.text.find(". ", quantity.end)
    return concepts.of(text.text[begin : end if end >= 0 else len(text.text)])


def _is_specific(quantity: Quantity) -> bool:
    """Whether two texts would hardly state this quantity by chance: a unit, a year or at least two digits."""
    return quantity.unit in _SPECIFIC_UNITS or quantity.high >= 100 or "." in quantity.text


def _every_clause_covered(claim: str, said: frozenset[str]) -> bool:
    """Whether each part between commas is covered, and so is the last of a sequence ("… and then into helium")."""
    parts = [concepts.of(part) - SAYING_LITTLE for part in _CLAUSE_BREAK.split(claim)]
    last = concepts.of(claim.rpartition(" and then ")[2]) if " and then " in claim else frozenset()
    tested = [part for part in parts if len(part) >= MIN_CLAUSE_CONCEPTS] + [last] * bool(last)
    return all(concepts.coverage(part, said) >= MIN_CLAUSE_COVERAGE for part in tested)


def states_subject(claim: str, run: Sequence[str]) -> bool:
    """Whether one sentence of the run speaks of the claim's subject; True where the claim opens with no plain one."""
    subject = references.subject(claim)
    if subject is None:
        return True
    plain = re.sub(r" \w+ly$", "", subject.text)
    own = concepts.of(plain) - SAYING_LITTLE - _EVERYWHERE
    head = concepts.of(_AFTER_HEAD.split(plain)[0].split()[-1]) - SAYING_LITTLE
    return not own or any(
        concepts.coverage(own, said) > MIN_SUBJECT_COVERAGE and head <= said for said in map(concepts.of, run)
    )


def _is_said_of_it(claim: str, run: Sequence[str]) -> bool:
    """Whether what the claim calls its subject ("… was an explosion") stands in one sentence with the subject, or right behind."""
    subject, match = references.subject(claim), _IS_A.search(claim)
    if subject is None or match is None or len(run) == 1:
        return True
    own, called = concepts.of(subject.text) - SAYING_LITTLE, concepts.of(match["what"].split()[-1])
    speaks = [bool(own & concepts.of(sentence)) for sentence in run]
    return any(
        called <= concepts.of(sentence) and (speaks[at] or (at > 0 and speaks[at - 1]))
        for at, sentence in enumerate(run)
    )


def _tells_of_its_kind(claim: str, sentence: str) -> bool:
    """Whether a sentence is about what the claim calls its subject, and not about the subject: "An explosion throws …"."""
    subject, match = references.subject(claim), _IS_A.search(claim)
    if subject is None or match is None:
        return False
    called = concepts.of(match["what"].split()[-1])
    opening = concepts.of(" ".join(sentence.split()[:_OPENING_WORDS]))
    return (
        bool(called) and called <= opening and not (concepts.of(subject.text) - SAYING_LITTLE) & concepts.of(sentence)
    )


def clashes(claim: str, run: Sequence[str]) -> bool:
    """Whether a run denies the claim, doubts it, states the opposite, says it of another thing, or is less strict."""
    own = read(_ONLY_ABOUT.sub("", claim))
    readings = [read(sentence) for sentence in run]
    said = frozenset(word for reading in readings for word in reading.lower)
    words = frozenset(own.lower)
    if ((opposites.STRICT | _RATIOS) & words | set(_COMPARED.findall(claim))) - said:
        return True
    if opposites.DEBUNK & said - words:
        return True
    if opposites.is_hedged(" ".join(run), said) and not opposites.is_hedged(claim, words):
        return True
    if any(frame_swaps.names_another_thing(claim, sentence) or _tells_of_its_kind(claim, sentence) for sentence in run):
        return True
    about = [reading for reading in readings if len(own.words & reading.words) >= 2] or readings
    return any(_denies(own, reading) for reading in about)


def _denies(claim: Reading, sentence: Reading) -> bool:
    is_turned = claim.negations % 2 != sentence.negations % 2
    return is_turned or sentence.is_question or comparison.count_opposites(claim, sentence) > 0
