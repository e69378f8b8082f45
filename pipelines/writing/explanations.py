"""Up to four ways of explaining a term: what it is, what it is like, a case of it, and how it comes about step by step.

Every way but the creator's own analogy is made of verified facts in the wording in which they can be said; nothing is
invented. Numbers, negations and conditions of a fact survive, or the way is not offered; a judge of claims (the
verifier) has the last word.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipelines.facts.checking import Checker, Source
from pipelines.facts.verification import conditions, reading
from pipelines.models import (
    Concept,
    DiscourseMove,
    Explanation,
    Move,
    Project,
    Segment,
    Verdict,
    VerifiedFact,
    Way,
    content_id,
)
from pipelines.sentences import words
from pipelines.settings import OFFLINE_ENGINE
from pipelines.writing import grammar, rules, terms
from pipelines.writing.audience import Level
from pipelines.writing.hard_terms import HardTerm, in_text
from pipelines.writing.prerequisites import ConceptMap
from pipelines.writing.rules import MAX_VERBATIM_WORDS, SourceIndex
from pipelines.writing.speech import SpokenFact
from pipelines.writing.themes import fact_weight, stems

Judge = Callable[[str, Sequence[VerifiedFact]], float | None]
"""Returns the probability that facts support a statement; None where they deny it."""

MAX_TERMS = 12
_LONGEST = 28  # words of an analogy
_SHORTEST = 6
_LIKENS = re.compile(
    r"(?i)\b(?:(?:just |much |rather |a bit |something )?like (?:an?|the|when|if)\b|as if|as though|think of|imagine|picture|similar to an?|analog\w+|resembles?|works? like)"
)
_EXEMPLIFIES = re.compile(r"(?i)\b(?:such as|for example|for instance|including|examples? (?:of|are|is)|like the)\b")
_STEP = re.compile(
    r"(?i)\b(?:when|once|then|after|next|until|finally|eventually|becomes?|turns? into|begins?|starts?|leads? to|collapses?|causes?|in turn|as (?:it|they|the))\b"
)
_NAMED_FIRST = re.compile(r": (that['’]s|those are) ")
_RELATES = re.compile(
    r"(?i)(?:an?|the|one of the) (?:\w+ )?(?:sources?|causes?|reasons?|results?|signs?|keys?|steps?|problems?|topics?|subjects?)\b"
)
"""What something is for something else, and not what it is."""
_NARROWED = re.compile(r",| (?:of|from|in|for|that|which|who|with|to|at|by|on|called|made|between)\b")
_MOST_STEPS = 4
_LEANS = re.compile(r"(?i)^(?:and |but |so |now,? |well,? )*(?:it|that|this|they|these|those|he|she|which|there)\b")


@dataclass(frozen=True)
class Corpus:
    """What terms are explained from: facts as they can be said, the glossary, the creator's own sentences and their moves."""

    project: Project
    level: Level
    spoken: Sequence[SpokenFact]
    known: ConceptMap
    index: SourceIndex
    segments: Sequence[Segment] = ()
    moves: Sequence[DiscourseMove] = ()

    @cached_property
    def analogies(self) -> list[Segment]:
        """The creator's sentences that liken something to something and can be said by themselves."""
        likening = {move.segment_id for move in self.moves if move.move is Move.ANALOGY}
        return [
            segment
            for segment in self.segments
            if segment.segment_id in likening
            and _SHORTEST <= len(words(segment.text)) <= _LONGEST
            and not _LEANS.match(segment.text)
        ]


def explained(corpus: Corpus, told: Sequence[SpokenFact], judge: Judge) -> list[Explanation]:
    """Return the explanations of the terms above the audience's level in what is told, the best way of each term first.

    At most `MAX_TERMS` terms, in the order in which they are met.
    """
    wanted: dict[frozenset[str], HardTerm] = {}
    for fact in told:
        text = " ".join(fact.sentences)
        for term in in_text(text, corpus.level, corpus.known.concepts, corpus.index, corpus.project.topic):
            wanted.setdefault(term.key, term)
    rows: list[Explanation] = []
    n_terms = 0
    for term in wanted.values():
        support = {told: _support(told, judge) for told in _ways(corpus, term) if not told.facts or _keeps(told)}
        ways = _ranked(corpus, [told for told in support if not told.facts or support[told] is not None])
        if ways and n_terms < MAX_TERMS:
            n_terms += 1
            rows += [_row(corpus.project, len(rows) + at, term, way, support[way]) for at, way in enumerate(ways)]
    return rows


def judged_by(checker: Checker) -> Judge:
    """Return a judge that asks a checker of claims whether the facts deny a statement."""

    def judge(statement: str, cited: Sequence[VerifiedFact]) -> float | None:
        finding = checker.check(statement, [Source(fact.fact_id, "", fact.text) for fact in cited])
        return None if finding.verdict is Verdict.REFUTED else finding.support

    return judge


@dataclass(frozen=True)
class _Told:
    """One way of explaining a term, before it is judged."""

    way: Way
    sentences: tuple[str, ...]
    facts: tuple[VerifiedFact, ...]
    segment_id: str | None
    reason: str

    @property
    def text(self) -> str:
        """As it is said."""
        return " ".join(self.sentences)

    @property
    def statement(self) -> str:
        """As a plain statement, for the judge: "A pulsar: that's a star." is "A pulsar is a star."."""
        return _NAMED_FIRST.sub(lambda match: " are " if match.group(1).startswith("those") else " is ", self.text)


def _ways(corpus: Corpus, term: HardTerm) -> Iterator[_Told]:
    """Yield at most one of each way."""
    for finder in (_own_analogy, _source_analogy, _definition, _example, _steps):
        found = finder(corpus, term)
        if found is not None:
            yield found


def _own_analogy(corpus: Corpus, term: HardTerm) -> _Told | None:
    fitting = [segment for segment in corpus.analogies if _likens(segment.text, term)]
    if not fitting:
        return None
    best = min(fitting, key=lambda segment: (len(words(segment.text)), segment.segment_id))
    if any(character.isdigit() for character in best.text):
        return None  # what rests on no fact states no figure
    return _Told(Way.ANALOGY, (best.text,), (), best.segment_id, "you have said it like this before")


def _source_analogy(corpus: Corpus, term: HardTerm) -> _Told | None:
    fitting = [fact for fact in _about(corpus, term) if _likens(" ".join(fact.sentences), term)]
    return _of_fact(Way.ANALOGY, fitting[0], "a source likens it to something known") if fitting else None


def _likens(text: str, term: HardTerm) -> bool:
    """Whether a text likens what a term names to something: the term stands in front of the likeness, or is what to think of."""
    match = _LIKENS.search(text)
    if match is None:
        return False
    is_asked = re.match(r"(?i)think|imagine|picture", match.group()) is not None
    return terms.uses(text[match.end() :][:40] if is_asked else text[: match.start()], term.key)


def _definition(corpus: Corpus, term: HardTerm) -> _Told | None:
    concepts = [concept for concept in corpus.known.concepts if stems(concept.term) == term.key]
    for fact in sorted(corpus.spoken, key=lambda fact: (-fact_weight(fact.fact), fact.fact.ordinal)):
        if terms.defined_by(fact) != term.key and not _says_what(corpus, fact, concepts):
            continue
        found = terms.definition(terms.stated(fact.sentences[-1]))
        if found and _RELATES.match(found.what):
            continue
        short = terms.put_first(found) if found and found.key == term.key else None
        for said in ((short,) if short else (), fact.sentences):
            told = _Told(Way.DEFINITION, tuple(said), (fact.fact,), None, "a source says what it is")
            if said and _keeps(told) and corpus.index.longest_run(told.text)[1] <= MAX_VERBATIM_WORDS:
                return told
    return None


def _says_what(corpus: Corpus, fact: SpokenFact, concepts: Sequence[Concept]) -> bool:
    return any(corpus.known.explains(concept, fact) for concept in concepts)


def _example(corpus: Corpus, term: HardTerm) -> _Told | None:
    for fact in _about(corpus, term):
        found = terms.definition(fact.sentences[0])
        if found and found.key != term.key and _is_a_case(found, term):
            return _of_fact(Way.EXAMPLE, fact, "a source names one")
        if _EXEMPLIFIES.search(" ".join(fact.sentences)):
            return _of_fact(Way.EXAMPLE, fact, "a source gives an example")
    return None


def _is_a_case(found: terms.Definition, term: HardTerm) -> bool:
    """Whether a definition says of something else that it is one of what the term names: "Sirius B is a white dwarf in …"."""
    kind = _NARROWED.split(found.what, maxsplit=1)[0]
    return found.verb == "is" and terms.uses(kind, term.key) and stems(kind.split()[-1]) <= term.key


def _steps(corpus: Corpus, term: HardTerm) -> _Told | None:
    """Return neighbouring facts of one section that tell how something goes on, from the first that names the term."""
    for fact in _about(corpus, term):
        if stems(grammar.subject_of(fact.sentences[0]) or "") != term.key:
            continue
        taken = [fact]
        for other in corpus.spoken:
            is_next = 0 < other.fact.ordinal - taken[-1].fact.ordinal <= 2
            if (
                is_next
                and (other.fact.document_id, other.fact.heading) == (fact.fact.document_id, fact.fact.heading)
                and _STEP.search(" ".join(other.sentences))
                and len(taken) < _MOST_STEPS
            ):
                taken.append(other)
        if len(taken) >= 2 and _STEP.search(" ".join(fact.sentences)):
            said = tuple(sentence for one in taken for sentence in one.sentences)
            if corpus.index.longest_run(" ".join(said))[1] <= MAX_VERBATIM_WORDS:
                facts = tuple(one.fact for one in taken)
                return _Told(Way.STEPS, said, facts, None, f"a source tells it in {len(taken)} steps")
    return None


def _about(corpus: Corpus, term: HardTerm) -> list[SpokenFact]:
    """Return the facts that speak of a term and can stand by themselves, the weightiest first."""
    fitting = [
        fact
        for fact in corpus.spoken
        if terms.uses(" ".join(fact.sentences), term.key) and not grammar.has_connective(fact.sentences[0])
    ]
    return sorted(fitting, key=lambda fact: (-fact_weight(fact.fact), fact.fact.ordinal))


def _of_fact(way: Way, fact: SpokenFact, reason: str) -> _Told:
    return _Told(way, fact.sentences, (fact.fact,), None, reason)


def _keeps(told: _Told) -> bool:
    """Whether numbers, negations and conditions of the facts are in what is said of them, and no number is added."""
    stated = " ".join(fact.text for fact in told.facts)
    quoted = " ".join(f"{fact.text} {fact.quote}" for fact in told.facts)
    return (
        rules.numbers(stated) <= rules.numbers(told.text) <= rules.numbers(quoted)
        and reading.read(stated).negations % 2 == reading.read(told.text).negations % 2
        and conditions.lost(stated, told.text) == 0
    )


def _support(told: _Told, judge: Judge) -> float | None:
    """Return what a judge says of an explanation by its facts; None where they deny it, or where it has none."""
    return judge(told.statement, told.facts) if told.facts else None


def _ranked(corpus: Corpus, ways: Sequence[_Told]) -> list[_Told]:
    """Put the creator's own analogy first, then what a newcomer follows best; one of each way."""

    def cost(told: _Told) -> tuple[bool, float, str]:
        others = in_text(told.text, corpus.level, (), corpus.index, corpus.project.topic)
        preference = {Way.DEFINITION: 0.0, Way.ANALOGY: 0.2, Way.EXAMPLE: 0.6, Way.STEPS: 0.8}[told.way]
        return told.segment_id is None, preference + 0.3 * len(others) + 0.02 * len(words(told.text)), told.text

    first: dict[Way, _Told] = {}
    for told in sorted(ways, key=cost):
        first.setdefault(told.way, told)
    return list(first.values())


def _row(project: Project, ordinal: int, term: HardTerm, told: _Told, support: float | None) -> Explanation:
    return Explanation(
        explanation_id=content_id(project.project_key, term.term, told.way, told.text),
        project_key=project.project_key,
        ordinal=ordinal,
        term=term.term,
        difficulty=term.difficulty,
        way=told.way,
        sentences=told.sentences,
        fact_ids=tuple(fact.fact_id for fact in told.facts),
        segment_id=told.segment_id,
        support=support,
        reason=told.reason,
        engine=OFFLINE_ENGINE,
    )
