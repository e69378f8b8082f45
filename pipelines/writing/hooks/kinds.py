"""Openings of each kind, made from verified facts, beliefs and stories: several a kind, for `offering` to choose from."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.models import HookKind, SentenceKind
from pipelines.settings import OFFLINE_ENGINE
from pipelines.writing import beliefs, storytelling
from pipelines.writing.hooks import asking, gaps, signs
from pipelines.writing.hooks.gaps import Gap
from pipelines.writing.hooks.opening_style import OpeningStyle
from pipelines.writing.hooks.source import Source
from pipelines.writing.speech import SpokenFact

_LONGEST_EPISODE = 45


@dataclass(frozen=True)
class Line:
    """A sentence of an opening, typed and sourced."""

    text: str
    kind: SentenceKind = SentenceKind.RHETORIC
    fact_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Opening:
    """One way to open: its sentences, and the questions that it leaves open."""

    kind: HookKind
    lines: tuple[Line, ...]
    gaps: tuple[Gap, ...] = ()
    story_id: str | None = None
    engine: str = OFFLINE_ENGINE

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is said."""
        return tuple(line.text for line in self.lines)

    @property
    def fact_ids(self) -> frozenset[str]:
        """Facts that are told in it."""
        return frozenset(fact_id for line in self.lines for fact_id in line.fact_ids)


def openings(kind: HookKind, source: Source) -> Iterator[Opening]:
    """Yield openings of a kind, in reading order of what they are made from."""
    if kind is HookKind.QUESTION:
        yield from _questions(source)
        return
    if kind is HookKind.CONTRADICTION:
        yield from _refutations(source)
    if kind is HookKind.STORY:
        yield from _own_stories(source)
        yield from _episodes(source)
    if kind is HookKind.DEMONSTRATION:
        yield from _scenes(source)
    fitting = [fact for fact in source.standing_alone if signs.shows(kind, fact)]
    if not fitting:
        fitting = [fact for fact in source.standing_alone if signs.shows_a_little(kind, fact) and source.is_about(fact)]
    yield from (_told(kind, source, fact) for fact in fitting)


def _questions(source: Source) -> Iterator[Opening]:
    """A question alone, or two that lead to different beats."""
    alone = [gap for gap in source.questions if not asking.needs_its_fact(gap.question)]
    general = gaps.of_topic(source.planned, source.manuscript.topic, HookKind.QUESTION)
    for gap in (*alone, *([general] if general else [])):
        first = Line(_started(gap.question, source.style))
        yield Opening(HookKind.QUESTION, (first,), (gap,))
        for other in alone:
            if other.payoffs[0].beat != gap.payoffs[0].beat and min(gap.pull, other.pull) == 1:
                second = Line(f"And {source.manuscript.lowered(other.question)}")
                yield Opening(HookKind.QUESTION, (first, second), (gap, other))


def _refutations(source: Source) -> Iterator[Opening]:
    """What people believe, and the fact that corrects it."""
    for fact in source.spoken:
        row = source.manuscript.material.beliefs.get(fact.fact.fact_id)
        told = beliefs.refutation(source.manuscript, row, fact.sentences) if row else None
        if told is None:
            continue
        *asked, belief = told.belief
        ids = (fact.fact.fact_id,)
        lines = [
            *(Line(question) for question in asked),
            Line(belief, SentenceKind.BELIEF, ids),
            *(Line(sentence, SentenceKind.SOURCED, ids) for sentence in told.correction),
        ]
        yield _closed(HookKind.CONTRADICTION, lines, source.gap_after(fact, HookKind.CONTRADICTION))


def _own_stories(source: Source) -> Iterator[Opening]:
    story = storytelling.fitting(source.stories, source.topic, [fact.fact.text for fact in source.spoken])
    if story is not None:
        lines = tuple(Line(text, SentenceKind.STORY) for text in storytelling.told(story))
        yield Opening(HookKind.STORY, lines, story_id=story.story_id)


def _episodes(source: Source) -> Iterator[Opening]:
    """What somebody did at a time, with what the source tells right behind it."""
    by_place = {(fact.fact.document_id, fact.fact.heading, fact.fact.ordinal): fact for fact in source.spoken}
    for fact in source.standing_alone:
        if not signs.shows(HookKind.STORY, fact):
            continue
        yield _told(HookKind.STORY, source, fact)
        after = by_place.get((fact.fact.document_id, fact.fact.heading, fact.fact.ordinal + 1))
        if after is not None and fact.n_words + after.n_words <= _LONGEST_EPISODE and _goes_on(fact, after):
            told = [(sentence, part.fact.fact_id) for part in (fact, after) for sentence in part.sentences]
            lines = [Line(sentence, SentenceKind.SOURCED, (fact_id,)) for sentence, fact_id in told]
            yield _closed(HookKind.STORY, lines, source.gap_after(after, HookKind.STORY))


def _goes_on(fact: SpokenFact, after: SpokenFact) -> bool:
    """Whether the second fact speaks of somebody or something that the first has named."""
    names = {word for word in re.findall(r"\b[A-Z][a-z]{3,}", " ".join(fact.sentences)[1:])}
    return any(name in after.sentences[0] for name in names)


def _scenes(source: Source) -> Iterator[Opening]:
    """A condition of a planned fact to imagine; what follows from it is what the script tells."""
    for payoff in source.planned:
        texts = (payoff.fact.fact.text, *payoff.fact.sentences)
        scene = next(filter(None, (asking.scene(text, source.manuscript.lowered) for text in texts)), None)
        if scene:
            gap = Gap("What happens next?", (payoff,), 1.0)
            lines = (Line(_started(scene, source.style)), Line(gap.question))
            yield Opening(HookKind.DEMONSTRATION, lines, (gap,))


def _told(kind: HookKind, source: Source, fact: SpokenFact) -> Opening:
    frame = signs.announcing(kind, fact, source.manuscript.material.frames)
    ids = (fact.fact.fact_id,)
    lines = [Line(sentence, SentenceKind.SOURCED, ids) for sentence in fact.sentences]
    return _closed(kind, [Line(frame.text), *lines] if frame else lines, source.gap_after(fact, kind))


def _closed(kind: HookKind, lines: Sequence[Line], gap: Gap | None) -> Opening:
    if gap is None:
        return Opening(kind, tuple(lines))
    question = gap.question[:1].lower() + gap.question[1:]
    return Opening(kind, (*lines, Line(f"So {question}")), (gap,))


def _started(sentence: str, style: OpeningStyle) -> str:
    """Begin a sentence with the words with which the creator begins videos."""
    return f"{style.start} {sentence[:1].lower()}{sentence[1:]}" if style.start else sentence
