"""What an opening leaves open, and which planned facts pay it: a question without an answer in the script is never asked.

A viewer is curious about what they know to be missing (Loewenstein 1994, the information gap): so the question is about
what the opening has just named, and its answer is held back for a beat of the script.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.models import OutlineBeat
from pipelines.writing import terms
from pipelines.writing.hooks import asking
from pipelines.writing.speech import SpokenFact
from pipelines.writing.themes import as_question, stems
from pipelines.writing.turns import answers

_CAUSES = re.compile(r"(?i)\b(?:because|so that|therefore|causes?|caused|due to|as a result|which is why)\b")
_SHOWS = re.compile(r"(?i)\b(?:observ|measur|detect|telescope|experiment|evidence|survey)\w*")
_MANY = 4  # facts that pay a promise, at most
_ASKERS = (
    asking.why,
    asking.how,
    asking.what_happens,
    asking.what_causes,
    asking.how_much,
    asking.who,
    asking.which_most,
)
_GENERAL = 0.7  # pull of a question in nobody's words: "Why is that?"
_OF_SECTION = 0.6  # of what else a section says
_OF_TOPIC = 0.5  # of what the topic is, or what is known of it
_OF_TERM = 0.4  # of what one of its terms means
_FEW = 2  # facts that a section, or a topic, has to be told with
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
                yield Gap(question, (payoff,), 1.0)
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
            yield Gap(question, _of_one_beat(paying), 1.0)


def behind(fact: SpokenFact, planned: Sequence[Planned], topic: str) -> Iterator[Gap]:
    """Yield what a fact itself leaves open, best first: why that is so, how anyone knows, what else its section says of it."""
    near = [payoff for payoff in planned if _follows(payoff.fact, fact) and _shared(payoff.fact, fact, topic)]
    causes = [payoff for payoff in near if _CAUSES.search(" ".join(payoff.fact.sentences))]
    evidence = [payoff for payoff in near if _SHOWS.search(" ".join(payoff.fact.sentences))]
    section = [payoff for payoff in planned if payoff.fact is not fact and _is_one_section(payoff.fact, fact)]
    if causes:
        yield Gap("Why is that?", _of_one_beat(causes), _GENERAL)
    if evidence:
        yield Gap("How do we know?", _of_one_beat(evidence), _GENERAL)
    if len(section) >= _FEW:
        yield Gap("What's behind that?", _of_one_beat(section), _OF_SECTION)


def of_topic(planned: Sequence[Planned], topic: str) -> Gap | None:
    """Return the question what is known of the topic, paid by the beat that says most about it; None for an empty outline."""
    about = [payoff for payoff in planned if stems(topic) & stems(" ".join(payoff.fact.sentences))]
    return Gap(f"What do we really know about {topic}?", _of_one_beat(about), _OF_TOPIC) if len(about) >= _FEW else None


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
