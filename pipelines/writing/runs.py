"""Runs: neighbouring facts of a document that are told one after the other, so that each follows from the one before."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from pipelines.writing import grammar
from pipelines.writing.speech import SpokenFact
from pipelines.writing.themes import fact_weight, stems, title_of

LONGEST = 9
SHORTEST = 4
"""Facts of a run; shorter sections are joined with their neighbour."""

_MIN_FACTS = 3


class Kind(StrEnum):
    """What a run mostly does; decides which beat of a framework it belongs to."""

    DEFINITION = "definition"
    MISCONCEPTION = "misconception"
    HISTORY = "history"
    MECHANISM = "mechanism"
    EVIDENCE = "evidence"
    OPEN_QUESTION = "open-question"


_HEADINGS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.OPEN_QUESTION, re.compile(r"(?i)\b(?:open|unsolved|unknown|possible explanations|future|mystery|missing)\b")),
    (Kind.MISCONCEPTION, re.compile(r"(?i)\b(?:myths?|misconceptions?|wrong about|is it true)\b")),
    (Kind.EVIDENCE, re.compile(r"(?i)\b(?:evidence|observ\w+|tests? |testing|experiments?|detect\w*|measur\w+|discover\w+)\b")),
    (Kind.HISTORY, re.compile(r"(?i)\b(?:histor\w+|timeline|early (?:ideas|work)|origins of|the name)\b")),
    (Kind.DEFINITION, re.compile(r"(?i)\b(?:definition|overview|introduction|types of|kinds of|in brief|is settled)\b|^what (?:is|are) (?:\w+ ){0,2}\w+\?$")),
)  # fmt: skip
_SENTENCES: tuple[tuple[Kind, re.Pattern[str], float], ...] = (
    (Kind.OPEN_QUESTION, re.compile(r"(?i)\b(?:unknown|nobody knows|no one knows|not (?:yet )?(?:known|understood|certain)|mystery|unsolved|may be|might|remains? (?:open|unclear))\b"), 0.4),
    (Kind.HISTORY, re.compile(r"\b1[5-9]\d\d\b|\b20[0-2]\d\b"), 0.5),
    (Kind.EVIDENCE, re.compile(r"(?i)\b(?:observ|measur|detect|experiment|evidence|telescope|discover|found|confirm|data)\w*"), 0.5),
    (Kind.DEFINITION, re.compile(r"(?i)\b(?:is|are) (?:an?|the) \w+|\bcalled\b|\bknown as\b|\brefers? to\b|\bmeans\b"), 0.7),
)  # fmt: skip
_NEEDS_ANTECEDENT = re.compile(
    r"(?i)\b(?:all (?:two|three|four|five)(?=[.,])|both (?:\w+ )?(?:expeditions|groups|teams|values|effects|methods|studies)|the (?:discrepancy|experimenters?|two|same (?!mean|as)\w+|latter|former|difference|result|effect"
    r"|participants?|researchers?|others?)|from (?:it|them)|of (?:it|them)|to (?:it|them)|for them|by them|in it|into it|onto it|around it|near it|than it|that (?:heavy|big|small|large|hot|far|fast|old))\b(?! of\b)"
)
_DEFINITE = re.compile(
    r"\bthe ([a-z]{4,}|[a-z]{3}(?= [a-z]+ed\b))(?=[,.]|$| (?:[a-z]+(?<!e)ed|at|is|are|was|were|will|would|can|could|had|has|have|by|to|itself|really|just)\b)"
)
_DEAD_ENDS = re.compile(
    r"(?i)\b(?:went|goes|gone) further\.|\bdid so\.|\blists the\b|\bthe following\b|^There was an? |\bthere would be an?\b|\bto find out\.$|^It is now\b"
)
_COMMON = 4
_EVERYWHERE = 8
_SPREAD = 3  # sections
_PLACES = stems(
    "center centre middle inside outside end edge surface top bottom beginning start past future present way ground air whole rest distance background"
)
"""Parts and places of whatever is spoken of: "the centre" needs no centre to have been mentioned."""

_LEANS_BACK = re.compile(
    r"^(?:Most|Some|Many|Several|Each|Few|A few|All|None|One) (?:were|are|was|is|had|have|has|can|could|will|would|\w+ed)\b"
    r"|\bthere\.$|\b(?:\w+er|more|less) (?:yet|still)\b|^[A-Z][\w-]+[’']s (?:\w+ )?(?:idea|proposal|suggestion|answer|view|finding|prediction|mistake)s?\b"
)
"""What means something only right behind the sentence that it stands behind in the source."""

_MODIFIED = re.compile(r"\bthe (?:actual|resulting|remaining|extra|corresponding|(\w{3,}ing)) [A-Za-z]+")
_UNIT = re.compile(r"(?:One|An?) ([\w-]+(?: [\w-]+)?) (?:is|equals) (?:about |roughly |around )?\d")
"""What a unit is worth, which is of use only where the unit has been used."""

_NEXT_SENTENCE = 2  # characters between a sentence and the one after it in the source
_CONTINUES = re.compile(
    r"(?i)^(?:and|but|so|or|yet|that['’]s|instead|however|also|then)\b|\b(?:also|too|as well|another|instead|therefore|still|however)\b"
)


@dataclass(frozen=True)
class Run:
    """Neighbouring facts of one document in reading order, with what they are about."""

    title: str
    kind: Kind
    facts: tuple[SpokenFact, ...]
    score: float

    @property
    def n_words(self) -> int:
        """Spoken words of all facts."""
        return sum(fact.n_words for fact in self.facts)

    @property
    def document_id(self) -> str:
        """The document that all facts come from."""
        return self.facts[0].fact.document_id

    @property
    def ordinal(self) -> int:
        """Place in reading order."""
        return self.facts[0].fact.ordinal


def runs_of(spoken: Sequence[SpokenFact], topic: str, shortest: int = _MIN_FACTS) -> list[Run]:
    """Cut facts into runs of at least `shortest` and at most nine, in reading order; lone facts are left out."""
    runs = []
    common = common_nouns(spoken)
    characters = _characters(spoken)
    for joined in _joined(_sections([fact for fact in spoken if (fact.subject or "") not in characters])):
        anchored = _anchored(joined, topic, common)
        for piece in _pieces(anchored):
            if len(piece) >= shortest:
                run = _run(piece, topic)
                runs.append(replace(run, kind=_run(anchored, topic).kind) if len(piece) < len(anchored) else run)
    return sorted(runs, key=lambda run: run.ordinal)


def _characters(spoken: Sequence[SpokenFact]) -> frozenset[str]:
    """Return first names of people in examples: one capitalised word that stands in one section only and in no full name."""
    places: dict[str, set[tuple[str, str]]] = {}
    texts = " ".join(fact.fact.quote for fact in spoken)
    for fact in spoken:
        for name in {word for word in re.findall(r"[A-Z][a-z]+", fact.fact.quote)}:
            places.setdefault(name, set()).add(_place(fact))
    names = {fact.subject for fact in spoken if fact.subject and re.fullmatch(r"[A-Z][a-z]{2,}", fact.subject)}
    return frozenset(
        name
        for name in names
        if len(places.get(name, ())) <= 1
        and name.lower() not in texts
        and not re.search(rf"(?:[A-Z]\w* {name}|\b{name} [A-Z])", texts)
        and not any(name in fact.fact.heading for fact in spoken)
    )


def common_nouns(spoken: Sequence[SpokenFact]) -> frozenset[str]:
    """Return stems that need no introduction: what four facts call "the …", what eight facts speak of, and mere places.

    Those facts stand in three sections or more: what is spoken of in one only is introduced there.
    """
    called, spoken_of = Counter[str](), Counter[str]()
    sections: dict[str, set[tuple[str, str]]] = {}
    for fact in spoken:
        called.update(stem for noun in set(_DEFINITE.findall(fact.fact.text)) for stem in stems(noun))
        for stem in stems(fact.fact.text):
            spoken_of[stem] += 1
            sections.setdefault(stem, set()).add(_place(fact))
    often = {stem for stem in called if called[stem] >= _COMMON} | {s for s in spoken_of if spoken_of[s] >= _EVERYWHERE}
    n_sections = len({_place(fact) for fact in spoken})
    return frozenset(stem for stem in often if len(sections.get(stem, ())) >= min(_SPREAD, n_sections)) | _PLACES


def known_before(fact: SpokenFact, topic: str, common: frozenset[str]) -> frozenset[str]:
    """Return the stems that a fact may take for granted: topic, heading and common things."""
    return common | stems(f"{topic} {fact.fact.heading.split(' > ')[-1]}")


def is_anchored(fact: SpokenFact, before: Sequence[SpokenFact], known: frozenset[str]) -> bool:
    """Whether what a fact takes for granted has been said: in the facts just before it, or in the `known` words."""
    first = " ".join(fact.sentences)
    said = known | {stem for other in before[-3:] for stem in stems(" ".join(other.sentences))}
    if not before and _CONTINUES.search(fact.sentences[0]):
        return False
    unit = _UNIT.match(fact.sentences[0])
    if unit and not any(stems(unit.group(1)) <= stems(" ".join(other.sentences)) for other in before[-3:]):
        return False
    if grammar.is_definite(fact.sentences[0]):
        head = stems(grammar.head_noun(fact.sentences[0]))
        if head and not head & said:
            return False
    if any(_is_new(match, first, said) for match in _DEFINITE.finditer(first)) or _DEAD_ENDS.search(first):
        return False
    leans = _LEANS_BACK.search(fact.sentences[0]) or any(
        _is_new_state(match, said) for match in _MODIFIED.finditer(first)
    )
    if not (leans or _NEEDS_ANTECEDENT.search(first) or _owner_is_missing(fact.sentences[0])):
        return True
    return bool(before) and 0 <= fact.fact.start - before[-1].fact.end <= _NEXT_SENTENCE


def _is_new(match: re.Match[str], text: str, said: frozenset[str]) -> bool:
    noun = stems(match.group(1))
    return bool(noun) and not noun & said and not noun & stems(text[: match.start()])


def _is_new_state(match: re.Match[str], said: frozenset[str]) -> bool:
    """Whether a thing is taken to be in a state that nobody has spoken of: `the shrinking Sun`."""
    return match.group(1) is None or not stems(match.group(1)) & said


def _owner_is_missing(sentence: str) -> bool:
    """Whether `its` or `their` comes where only people, or for `their` no plural, could own."""
    match = re.search(r"\b(its|their)\b", sentence)
    if match is None:
        return False
    before = sentence[: match.start()].split()
    if match.group(1) == "their":
        return not any(grammar.is_plural_noun(word) or word in {"and", "people"} for word in before)
    subject = grammar.subject_of(sentence) or ""
    return all(word[:1].isupper() or word == "and" for word in subject.split()) and (
        " and " in subject or grammar.is_person(subject)
    )


def central(runs: Sequence[Run], topic: str) -> Run | None:
    """Return the overview: of the runs that open on the topic, the one that shares most content words with all others.

    None where no run opens with the topic and defines or settles something: then reading order is the better guide.
    """
    firsts = {run.document_id: run for run in reversed(runs)}
    opening_on = [run for run in firsts.values() if run.kind is Kind.DEFINITION and _is_about(run, topic)]
    if not opening_on:
        return None
    said = [stems(" ".join(fact.fact.text for fact in run.facts)) for run in runs]
    wanted = stems(topic)

    def centrality(position: int) -> tuple[float, int]:
        own = said[position]
        shared = sum(len(own & other) / math.sqrt(len(own) * len(other) or 1) for other in said) / len(said)
        opening = stems(runs[position].facts[0].fact.text)
        about = len(opening & wanted) / max(1, len(wanted))
        return (shared + 0.5 * about, -runs[position].ordinal)

    return runs[max((place for place, run in enumerate(runs) if run in opening_on), key=centrality)]


def _is_about(run: Run, topic: str) -> bool:
    wanted = stems(topic.split(":", maxsplit=1)[0])
    return 2 * len(stems(" ".join(run.facts[0].sentences)) & wanted) >= len(wanted)


def _sections(spoken: Sequence[SpokenFact]) -> list[list[SpokenFact]]:
    sections: list[list[SpokenFact]] = []
    for fact in sorted(spoken, key=lambda item: item.fact.ordinal):
        if sections and _place(sections[-1][-1]) == _place(fact):
            sections[-1].append(fact)
        else:
            sections.append([fact])
    return sections


def _place(fact: SpokenFact) -> tuple[str, str]:
    return fact.fact.document_id, fact.fact.heading


def _joined(sections: Sequence[list[SpokenFact]]) -> list[list[SpokenFact]]:
    """Join short sections with the next one of the same document and parent heading."""
    joined: list[list[SpokenFact]] = []
    for section in sections:
        if (
            joined
            and min(len(joined[-1]), len(section)) < SHORTEST
            and len(joined[-1]) + len(section) <= LONGEST
            and _parent(joined[-1][-1]) == _parent(section[0])
        ):
            joined[-1] = [*joined[-1], *section]
        else:
            joined.append(list(section))
    return joined


def _parent(fact: SpokenFact) -> tuple[str, str]:
    heading = fact.fact.heading
    return fact.fact.document_id, heading.rsplit(" > ", 1)[0] if " > " in heading else heading


def _anchored(facts: Sequence[SpokenFact], topic: str, common: frozenset[str]) -> list[SpokenFact]:
    kept: list[SpokenFact] = []
    for fact in facts:
        known = known_before(fact, topic, common)
        same = [other for other in kept if _place(other) == _place(fact)]
        if is_anchored(fact, same, known):
            kept.append(fact)
    return [fact for fact in kept if _belongs(fact, kept)]


def _belongs(fact: SpokenFact, facts: Sequence[SpokenFact]) -> bool:
    """Whether a fact has a neighbour of its section, or else shares a content word with a neighbour."""
    if any(other is not fact and _place(other) == _place(fact) for other in facts):
        return True
    place = next(i for i, other in enumerate(facts) if other is fact)
    near = [*facts[max(0, place - 1) : place], *facts[place + 1 : place + 2]]
    return any(stems(fact.fact.text) & stems(other.fact.text) for other in near)


def _pieces(facts: Sequence[SpokenFact]) -> list[Sequence[SpokenFact]]:
    """Cut a long section into equal pieces of at most nine facts."""
    count = max(1, math.ceil(len(facts) / LONGEST))
    size = math.ceil(len(facts) / count) if facts else 0
    return [facts[start : start + size] for start in range(0, len(facts), size)] if size else []


def _run(facts: Sequence[SpokenFact], topic: str) -> Run:
    headings = [fact.fact.heading for fact in facts]
    heading = max(headings, key=lambda name: (headings.count(name), -headings.index(name)))
    own = [fact for fact in facts if fact.fact.heading == heading]
    return Run(title_of(heading, own, topic), kind_of(facts, heading), tuple(facts), _score(facts, topic))


def kind_of(facts: Sequence[SpokenFact], heading: str) -> Kind:
    """Return what facts mostly do: as their heading says, else as most of their sentences do, else explain."""
    named = next((kind for kind, pattern in _HEADINGS if pattern.search(heading.rsplit(" > ", maxsplit=1)[-1])), None)
    if named:
        return named
    for kind, pattern, share in _SENTENCES:
        if sum(1 for fact in facts if pattern.search(fact.fact.text)) >= share * len(facts):
            return kind
    return next((kind for kind, pattern in _HEADINGS if pattern.search(heading)), Kind.MECHANISM)


def _score(facts: Sequence[SpokenFact], topic: str) -> float:
    """Relevance and corroboration of the facts, nearness to the topic, and how densely they follow each other."""
    weight = sum(fact_weight(fact.fact) for fact in facts) / len(facts)
    wanted = stems(topic)
    about = sum(len(stems(fact.fact.text) & wanted) for fact in facts) / (len(facts) * max(1, len(wanted)))
    extent = max(1, facts[-1].fact.end - facts[0].fact.start)
    density = min(1.0, sum(len(fact.fact.text) for fact in facts) / extent)
    return weight + 0.5 * about + 0.3 * density + 0.15 * math.log(len(facts))
