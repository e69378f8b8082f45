"""Whether a run of sentences says what a claim says in other words: every part of the claim must be found again.

The rule is for libraries on one topic. It asks for agreement of every quantity, year and person, for most of the
claim's content words (rare words count more, close synonyms count as one) in every clause, and for no clash of any
kind. The embedding's cosine may only withhold.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipelines.facts import alignment, quantities, references, statements
from pipelines.facts.quantities import Quantity

MIN_COVERAGE_WITH_QUANTITY = 0.5  # of the claim's weighted content words, where a specific quantity agrees too
MIN_COVERAGE = 0.8  # where none does
MIN_COSINE_WITH_QUANTITY = 0.5
MIN_COSINE = 0.66
MIN_CLAUSE_COVERAGE = 0.5  # of each part between commas that has something to say
MIN_CLAUSE_CONCEPTS = 3
MIN_SUBJECT_COVERAGE = 0.5  # of the claim's subject, in one sentence of the run; more than that
PRECISION = 0.8  # share right: 43 of 44 in the samples (tuned on them), 4 of 5 in textbooks, 23 of 31 in adversarial open-domain pairs

_SYNONYMS = """find found detect discover discovery observe see show prove confirm establish measure reveal identify announce publish report describe state evidence
begin began beginning start origin onset bang big old age
expand expansion grow grew growth inflate
accelerate speed velocity quicken faster
recede recession
slow decelerate brake
join combine unite fuse merge settle bind
make made form create produce build built forge cook supply leave left contribute consist contain compose account constitute content
need require
light glow radiation cosmic microwave background afterglow hiss noise signal remnant
stretch redshift redden
share portion fraction amount abundance
idea theory hypothesis model
predict estimate infer derive calculate give gave put suggest
relation rule law
value rate constant
call name term dub coin
vary differ fluctuate variation fluctuation difference ripple
release emit escape free transparent clear
complete finish end vanish over
satellite spacecraft probe
star sun
win receive award share prize
big large great huge
tiny small minute little
quick rapid fast swift
universe cosmos
sky everywhere
paper article
broadcast talk
die death
memory recall remember
sample sampling
explode explosion supernova supernovae
spectrum spectra
drop fall fell cool
collapse implode"""
_GENERIC = frozenset(
    statements.stem(word)
    for word in "time thing way part number people scientist astronomer today present year now total usual about roughly must".split()
) | {"find", "predict", "make"}
_ORIGIN = re.compile(r"(?:ish|ese|[aeiou]n|ch)$")
_MONTHS = frozenset("january february march april may june july august september october november december".split())
_COUNT_WORDS = frozenset("one two three four five six seven eight nine ten half third quarter hundred".split())
_ASIDE = re.compile(
    r", (?:which|who|the name for) [^,\d]+(?:, [^,\d]+ and [^,\d]+)?,(?= \w)"
)  # says nothing that the claim rests on
_CLAUSE_BREAK = re.compile(r"[,;] ")
_ONLY_ABOUT = re.compile(r"\bonly (?=about|roughly|an?\b|\d)")  # a comment on a number, not a part of it
_EVERYWHERE = frozenset({"universe", "sky"})  # a sentence about one may leave it unsaid
_HEDGES = frozenset("may might possibly probably perhaps suggest suggests suggested likely".split())
_AFTER_HEAD = re.compile(r" (?:of|in|on|from|for|at|with|between|to) ")
_STRICT = frozenset("same equal multiplied divided half twice double only always never every entirely".split())
_RUN = re.compile(r"(?:[A-Z][\w’'–-]*\.? )*[A-Z][\w’'–-]+")
MEASURED_UNITS = frozenset({"km/s/mpc", "km/s", "kelvin", "percent", "light year", "solar mass", "year"})
_COUNT_STEMS = frozenset(statements.stem(word) for word in _COUNT_WORDS)
_GIVEN_NAME = re.compile(r"\b(?:[A-Z][a-z]{3,} )([A-Z][a-z]{2,})(?![\w ]*(?:Way|Bang|Telescope)\b)")
_MASS_NUMBER = re.compile(r"\b([a-z]{4,})-\d+\b")  # lithium-7
_SPECIFIC_UNITS = MEASURED_UNITS - {"year"} | {"date"}


def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in _SYNONYMS.splitlines():
        group = line.split()
        for word in group:
            table.setdefault(statements.stem(word), group[0])
    return table


_CANONICAL = _table()


@dataclass(frozen=True)
class Reading:
    """One or more sentences read for confirmation. `concepts` are accent-free stems, synonyms as one."""

    text: str
    concepts: frozenset[str]
    names: frozenset[str]
    quantities: tuple[Quantity, ...]


@lru_cache(maxsize=60_000)
def read(text: str) -> Reading:
    """Read a sentence or a run of sentences."""
    return Reading(text, concepts_of(text), _names(text), tuple(quantities.find(text)))


@lru_cache(maxsize=60_000)
def concepts_of(text: str) -> frozenset[str]:
    """Return the content stems of `text` without accents, quantities and given names, close synonyms as one."""
    rest = text
    for quantity in reversed(quantities.find(text)):
        if text[quantity.start : quantity.end] == quantity.text:
            rest = f"{rest[: quantity.start]} {rest[quantity.end :]}"
    plain = _MASS_NUMBER.sub(r"\1", _GIVEN_NAME.sub(r"\1", without_accents(rest)))
    stems = statements.content_stems(plain) - _COUNT_STEMS
    return frozenset(_CANONICAL.get(stem, stem) for stem in stems)


def without_accents(text: str) -> str:
    """Return `text` with accented letters replaced by plain ones: Lemaître and Lemaitre are one name."""
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def _names(text: str) -> frozenset[str]:
    """Return the last word of each capitalised run that does not merely open the text, nationalities left out."""
    found = set()
    for match in _RUN.finditer(without_accents(text)):
        words = match.group().split()
        if match.start() == 0 and (len(words) == 1 or words[0].lower() in statements.STOP_WORDS):
            words = words[1:]
        last = re.sub(r"['’]s?$", "", words[-1]) if words else ""
        if len(last) > 2 and last.lower() not in statements.STOP_WORDS | _MONTHS and not _ORIGIN.search(last):
            found.add(_CANONICAL.get(statements.stem(last), statements.stem(last)))
    return frozenset(found)


def rarity(texts: Iterable[str]) -> dict[str, float]:
    """Return the weight of each concept of a library: 1 for the commonest, more for rare ones (inverse frequency)."""
    counts: Counter[str] = Counter()
    n_texts = 0
    for text in texts:
        counts.update(concepts_of(text))
        n_texts += 1
    return {concept: 1.0 + math.log(max(n_texts, 1) / count) / 4 for concept, count in counts.items()}


def confirms(claim: str, run: Sequence[str], cosine: float, weights: Mapping[str, float]) -> float:
    """Return how much of `claim` the sentences `run`, in order, state, 0..1; 0 where they do not state the whole of it.

    `cosine` is that of the claim and the run; `weights` are those of `rarity`.
    """
    claim = _ASIDE.sub("", claim)
    own, other = read(claim), read(" ".join(run))
    if own.names - other.names - other.concepts or not _agree(own, other):
        return 0.0
    is_anchored = any(_is_specific(quantity) for quantity in own.quantities)
    if cosine < (MIN_COSINE_WITH_QUANTITY if is_anchored else MIN_COSINE):
        return 0.0
    covered = coverage(own.concepts, other.concepts, weights)
    if covered < (MIN_COVERAGE_WITH_QUANTITY if is_anchored else MIN_COVERAGE):
        return 0.0
    is_whole = _every_clause_covered(claim, other.concepts, weights) and may_confirm(claim, run, weights)
    return covered if is_whole else 0.0


def coverage(own: frozenset[str], other: frozenset[str], weights: Mapping[str, float]) -> float:
    """Return the weighted share of the concepts `own` that are among `other`, 0..1; words that say little count half."""
    weight = {concept: weights.get(concept, 1.5) * (0.5 if concept in _GENERIC else 1.0) for concept in own}
    total = sum(weight[concept] for concept in sorted(own))
    return sum(weight[concept] for concept in sorted(own & other)) / total if total else 0.0


def may_confirm(claim: str, run: Sequence[str], weights: Mapping[str, float]) -> bool:
    """Whether nothing forbids that `run` confirms `claim`: it speaks of the claim's subject and does not clash."""
    return states_subject(claim, run, weights) and not _clash(claim, run)


def _agree(own: Reading, other: Reading) -> bool:
    """Whether the other text states every quantity of the claim, in a sentence that shares a word with the claim."""
    for quantity in own.quantities:
        rivals = [rival for rival in other.quantities if _comparable(quantity, rival) and _states(rival, quantity)]
        if not any(own.concepts & _surroundings(other, rival) for rival in rivals):
            return False
    return True


def _states(other: Quantity, quantity: Quantity) -> bool:
    """Whether `other` lies where `quantity` allows: "68 percent" states "two thirds", "10 to 20" does not state "13.8".

    "Three times as much as observed" states that a third is observed.
    """
    if (quantity.unit, other.unit) == ("percent", "factor"):
        return quantity.low <= 200 / (other.low + other.high) <= quantity.high
    slack = 1e-6 * max(abs(quantity.high), 1.0)
    middle = (other.low + other.high) / 2
    return quantity.agrees_with(other) and quantity.low - slack <= middle <= quantity.high + slack


def _comparable(one: Quantity, two: Quantity) -> bool:
    if {one.unit, two.unit} <= {"kelvin", "degree"}:
        return True
    if "" in (one.unit, two.unit):
        return {one.unit, two.unit} <= MEASURED_UNITS | {""} and one.high >= 10
    return one.unit == two.unit or (one.unit, two.unit) == ("percent", "factor")


def _surroundings(reading: Reading, quantity: Quantity) -> frozenset[str]:
    """Return the concepts of the sentence that states a quantity."""
    begin = max(reading.text.rfind(". ", 0, quantity.start), reading.text.rfind("; ", 0, quantity.start)) + 1
    end = reading.text.find(". ", quantity.end)
    return concepts_of(reading.text[begin : end if end >= 0 else len(reading.text)])


def _is_specific(quantity: Quantity) -> bool:
    """Whether two texts would hardly state this quantity by chance: a unit, a year or at least two digits."""
    return quantity.unit in _SPECIFIC_UNITS or quantity.high >= 100 or "." in quantity.text


def _every_clause_covered(claim: str, other: frozenset[str], weights: Mapping[str, float]) -> bool:
    """Whether each part between commas is covered, and so is the last of a sequence ("… and then into helium")."""
    parts = [concepts_of(part) - _GENERIC for part in _CLAUSE_BREAK.split(claim)]
    last = concepts_of(claim.rpartition(" and then ")[2]) if " and then " in claim else frozenset()
    tested = [part for part in parts if len(part) >= MIN_CLAUSE_CONCEPTS] + [last] * bool(last)
    return all(coverage(part, other, weights) >= MIN_CLAUSE_COVERAGE for part in tested)


def states_subject(claim: str, run: Sequence[str], weights: Mapping[str, float]) -> bool:
    """Whether one sentence of the run speaks of the claim's subject; True where the claim opens with no plain one."""
    subject = references.subject(claim)
    if subject is None:
        return True
    plain = re.sub(r" \w+ly$", "", subject.text)
    own = concepts_of(plain) - _GENERIC - _EVERYWHERE
    head = concepts_of(_AFTER_HEAD.split(plain)[0].split()[-1]) - _GENERIC
    return (
        any(
            coverage(own, said, weights) > MIN_SUBJECT_COVERAGE and head <= said
            for said in (concepts_of(sentence) for sentence in run)
            if own
        )
        or not own
    )


def _clash(claim: str, run: Sequence[str]) -> bool:
    """Whether a sentence of the run denies the claim, hedges it, or states the opposite."""
    own = statements.read(_ONLY_ABOUT.sub("", claim))
    if _STRICT & set(own.tokens) - {word for sentence in run for word in statements.read(sentence).tokens}:
        return True
    main = [statements.read(sentence) for sentence in run]
    if own.is_negated not in {statement.is_negated for statement in main}:
        return True
    tokens = frozenset(token for statement in main for token in statement.tokens)
    if _HEDGES & tokens - frozenset(own.tokens):
        return True
    return any(alignment.antonym_clash(own, statement) for statement in main if len(own.stems & statement.stems) >= 2)
