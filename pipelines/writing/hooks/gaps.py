"""What an opening leaves open, and which planned facts pay it: a question without an answer in the script is never asked.

A viewer is curious about what they know to be missing (Loewenstein 1994, the information gap): so the question is about
what the opening has just named, and its answer is held back for a beat of the script.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.models import HookKind, OutlineBeat
from pipelines.writing import grammar, terms
from pipelines.writing.hooks import asking
from pipelines.writing.speech import SpokenFact
from pipelines.writing.themes import as_question, stems
from pipelines.writing.turns import answers

_CAUSES = re.compile(r"(?i)\b(?:because|so that|therefore|causes?|caused|due to|as a result|which is why)\b")
_SHOWS = re.compile(
    r"(?i)\b(?:observ|measur|detect|telescope|experiment|evidence|survey|calculat|predict|deriv|worked out|found)\w*"
)
_MANY = 4  # facts that pay a promise, at most
_ASKERS = (
    asking.why,
    asking.how,
    asking.what_happens,
    asking.what_causes,
    asking.how_much,
    asking.who,
    asking.which_most,
    asking.related,
)
PROMISED = 0.8  # of a question that a model asks, which facts answer that share its words
_SPECIFIC = 1.0  # pull of a question that one fact answers
_TOPIC_ASKED = "What do we really know about {topic}?"
_ASKED_OF_TOPIC = {
    HookKind.CONTRADICTION: "What's really going on with {topic}?",
    HookKind.NUMBER: "What does that tell us about {topic}?",
    HookKind.STORY: "What have we learned about {topic} since?",
    HookKind.DEMONSTRATION: "What's really going on with {topic}?",
    HookKind.MYSTERY: "What do we know about {topic}, then?",
}
_GENERAL = 0.7  # pull of a question in nobody's words: "Why is that?"
_OF_SUBJECT = 0.6  # of what is known of the thing that the opening speaks of
_OF_TOPIC = 0.5  # of what the topic is, or what is known of it
_OF_TERM = 0.4  # of what one of its terms means
_FEW = 2  # facts that a thing, or the topic, has to be told with
_THING = re.compile(
    r"(?!(?i:you|we|people|everyone|nobody|nothing|it|they|some|many|most|all|one|when|if|while|as|because|since|after|before|once|although|in|at|on|by|from|what|how|there|this|that)\b)[A-Za-z][\w’'-]*(?: [\w’'-]+){0,3}"
)
_FOLLOWING = 4  # facts after one, in its section, that may explain it


@dataclass(frozen=True)
class Planned:
    """A fact that the outline tells, and the beat that does."""

    fact: SpokenFact
    beat: OutlineBeat


@dataclass(frozen=True)
class Gap:
    """A question and the planned facts that answer it, all of one beat."""

    question: str
    payoffs: tuple[Planned, ...]
    pull: float  # 0..1, how much one wants to know it: most where it asks why, how or what happens

    @property
    def is_specific(self) -> bool:
        """Whether it asks in the words of the thing itself."""
        return self.pull in {_SPECIFIC, _OF_TERM}

    @property
    def fact_ids(self) -> tuple[str, ...]:
        """Ids of the facts, each of which pays."""
        return tuple(payoff.fact.fact.fact_id for payoff in self.payoffs)

    @property
    def words(self) -> frozenset[str]:
        """Content words of the answers."""
        return frozenset().union(*(stems(" ".join(payoff.fact.sentences)) for payoff in self.payoffs))


def planned_facts(outline: Sequence[OutlineBeat], spoken: Sequence[SpokenFact]) -> list[Planned]:
    """Return the facts of an outline in the order in which they are told."""
    by_id = {fact.fact.fact_id: fact for fact in spoken}
    return [Planned(by_id[fact_id], beat) for beat in outline for fact_id in beat.fact_ids if fact_id in by_id]


def specific(planned: Sequence[Planned], topic: str, lowered: asking.Lowered) -> Iterator[Gap]:
    """Yield questions that one planned fact answers, made from its own words, and questions that the library's headings ask."""
    for payoff in planned:
        texts = (payoff.fact.fact.text, *payoff.fact.sentences)
        for make in _ASKERS:
            question = next(filter(None, (make(text, lowered) for text in texts)), None)
            if question:
                yield Gap(question, (payoff,), _SPECIFIC)
        question = asking.what_is(payoff.fact, lowered)
        if question:
            is_topic = terms.defined_by(payoff.fact) == stems(topic)
            yield Gap(question, (payoff,), _OF_TOPIC if is_topic else _OF_TERM)
    yield from _headings(planned, topic)


def _headings(planned: Sequence[Planned], topic: str) -> Iterator[Gap]:
    for heading in dict.fromkeys(payoff.fact.fact.heading for payoff in planned):
        question = as_question(heading.rsplit(" > ", maxsplit=1)[-1])
        under = [payoff for payoff in planned if payoff.fact.fact.heading == heading]
        paying = [payoff for payoff in under if question and answers(payoff.fact, question, topic)]
        if question and paying:
            yield Gap(question, _of_one_beat(paying), _SPECIFIC)


def behind(
    fact: SpokenFact, planned: Sequence[Planned], topic: str, kind: HookKind, lowered: asking.Lowered
) -> Iterator[Gap]:
    """Yield what a fact itself leaves open, best first: why that is so, how anyone knows, what is known of it."""
    near = [payoff for payoff in planned if _follows(payoff.fact, fact) and _shared(payoff.fact, fact, topic)]
    causes = [payoff for payoff in near if _CAUSES.search(" ".join(payoff.fact.sentences))]
    evidence = [payoff for payoff in near if _SHOWS.search(" ".join(payoff.fact.sentences))]
    if causes:
        yield Gap("Why is that?", _of_one_beat(causes), _GENERAL)
    if evidence and not _SHOWS.search(" ".join(fact.sentences)):
        yield Gap("How do we know?", _of_one_beat(evidence), _GENERAL)
    about = of_subject(fact, planned, topic, kind, lowered)
    if about is not None:
        yield about


def of_subject(
    fact: SpokenFact, planned: Sequence[Planned], topic: str, kind: HookKind, lowered: asking.Lowered
) -> Gap | None:
    """Return the question what is known of the thing that a fact speaks of, paid by the planned facts that speak of it too."""
    subject = fact.subject or ""
    wanted = stems(subject)
    verb = grammar.main_verb(fact.sentences[0])
    if not wanted or wanted <= stems(topic) or not _THING.fullmatch(subject):
        return None
    if not fact.sentences[0].startswith(f"{subject} {verb}"):
        return None
    paying = [payoff for payoff in planned if wanted <= stems(" ".join(payoff.fact.sentences)) and payoff.fact.subject]
    asked = _ASKED_OF_TOPIC.get(kind, _TOPIC_ASKED).format(topic=lowered(subject))
    return Gap(asked, _of_one_beat(paying), _OF_SUBJECT) if len(paying) >= _FEW else None


def of_topic(planned: Sequence[Planned], topic: str, kind: HookKind) -> Gap | None:
    """Return the question what is known of the topic, paid by the beat that says most about it; None for an empty outline."""
    shared = [(len(stems(topic) & stems(" ".join(payoff.fact.sentences))), payoff) for payoff in planned]
    most = max((n for n, _ in shared), default=0)
    about = [payoff for n, payoff in shared if n == most > 0]
    is_clause = re.match(r"(?:how|why|what|when|who)\b", topic) is not None
    asked = _TOPIC_ASKED if is_clause else _ASKED_OF_TOPIC.get(kind, _TOPIC_ASKED)
    return Gap(asked.format(topic=topic), _of_one_beat(about), _OF_TOPIC) if len(about) >= _FEW else None


def bridge(fact: SpokenFact, planned: Sequence[Planned], topic: str) -> Gap | None:
    """Return the question what a fact on something else has to do with the topic, paid by what its own section says of that."""
    paying = [
        payoff
        for payoff in planned
        if _is_one_section(payoff.fact, fact) and stems(topic) & stems(" ".join(payoff.fact.sentences))
    ]
    return Gap(f"What does that have to do with {topic}?", _of_one_beat(paying), _OF_TOPIC) if paying else None


def _is_one_section(one: SpokenFact, other: SpokenFact) -> bool:
    return (one.fact.document_id, one.fact.heading) == (other.fact.document_id, other.fact.heading)


def _follows(payoff: SpokenFact, fact: SpokenFact) -> bool:
    return _is_one_section(payoff, fact) and 0 < payoff.fact.ordinal - fact.fact.ordinal <= _FOLLOWING


def _shared(payoff: SpokenFact, fact: SpokenFact, topic: str) -> frozenset[str]:
    return (stems(" ".join(payoff.sentences)) & stems(" ".join(fact.sentences))) - stems(topic)


def _of_one_beat(paying: Sequence[Planned]) -> tuple[Planned, ...]:
    """Return the payoffs of the beat that pays most, in the order told."""
    beats = [payoff.beat.beat_id for payoff in paying]
    best = max(beats, key=lambda beat_id: (beats.count(beat_id), -beats.index(beat_id)))
    return tuple(payoff for payoff in paying if payoff.beat.beat_id == best)[:_MANY]
