"""Openings of each kind, made from verified facts, beliefs and stories: several a kind, for `offering` to choose from."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipelines.models import FrameForm, FrameFunction, HookKind, PhraseFrame, SentenceKind, Story
from pipelines.writing import beliefs, storytelling
from pipelines.writing.hooks import asking, gaps
from pipelines.writing.hooks.gaps import Gap, Planned
from pipelines.writing.hooks.opening_style import OpeningStyle
from pipelines.writing.manuscript import Manuscript
from pipelines.writing.outline import short_topic
from pipelines.writing.runs import common_nouns, is_anchored
from pipelines.writing.speech import SpokenFact
from pipelines.writing.themes import stems

_SHOWS: Mapping[HookKind, re.Pattern[str]] = {
    HookKind.CONTRADICTION: re.compile(
        r"(?i)\b(?:never|nothing|even though|although|no longer|contrary to|surpris\w+|the opposite|misleading)\b|(?:\bnot|n['’]t) (?:like|just|only|really|an?|the)\b"
    ),
    HookKind.NUMBER: re.compile(
        r"\d[\d,.]*(?: (?:million|billion|trillion|percent|times|degrees|kilomet\w+|miles|years|light-years|hours|minutes|seconds|people))|\d{1,3},\d{3}"
    ),
    HookKind.STORY: re.compile(
        r"^(?:In|By|On|During) (?:\w+ ){0,2}(?:1[5-9]|20)\d\d\b|\b(?:noticed|discovered|wondered|found|set out|studied|measured|proposed|"
        r"pointed|asked|named)\b(?=.*\b(?:1[5-9]|20)\d\d\b)"
    ),
    HookKind.STAKES: re.compile(
        r"(?i)\b(?:you|your|yourself|everyone|everybody|all of us|life on Earth|human (?:life|lives|body|bodies|brains?|beings?)|people|"
        r"our (?:own )?(?:lives|life|bodies|body|brains?|memor\w+|minds?|planet|Sun|world|experiences?)|kill\w*|danger\w*|threat\w*|deadly)\b"
    ),
    HookKind.DEMONSTRATION: re.compile(
        r"(?i)\b(?:looks? like|glow(?:s|ing)|flash\w*|lighthouse|explodes?|exploded|crush(?:es|ed)|stretch(?:es|ed)|(?:big|large|small|heavy|hot|bright|wide|tall) as|"
        r"the size of (?:an?|the [A-Z]\w+)|teaspoon|sugar cube|tiny|like an? )"
    ),
    HookKind.MYSTERY: re.compile(
        r"(?i)\b(?:(?:nobody|no one) (?:yet |really |still )*(?:knows|understands|can explain)|(?:still )?(?:do not|don['’]t|does not|cannot|can['’]t) (?:yet |really |fully )*"
        r"(?:know|understand|explain)|(?:is|are) (?:not (?:yet |well |fully |completely )*(?:known|understood)|(?:still )?(?:unknown|a mystery|mysterious|unclear|debated))|"
        r"remains? (?:unknown|a mystery|unclear|a puzzle|open)|still (?:debat|argu)\w+)\b"
    ),
}
_INTRODUCES: Mapping[HookKind, re.Pattern[str]] = {
    HookKind.DEMONSTRATION: re.compile(r"(?i)\b(?:picture this|imagine(?: this)?)[.:]?$"),
    HookKind.NUMBER: re.compile(r"(?i)\b(?:start with a number|here's a number|(?:one|a) number)\b"),
    HookKind.STORY: re.compile(r"(?i)\b(?:tell you a story|here's a story)\b"),
}
"""Sentences of the creator's that announce a kind."""

_LEANS = re.compile(
    r"^(?:That|It|They|As|There|Take|And|But|Some|Only|More|Any|In (?!\d)|By (?!\d)|With|For|If|When|Most|Such|A number|Second|Also|Unlike|To|This|So)\b"
)
_SHORTEST, _LONGEST = 6, 28  # words of a fact that opens a video
_LONGEST_EPISODE = 45
_DENIES = re.compile(r"(?i)\b(?:not|never|no)\b|n['’]t\b")
_LEAST_SHARED = 2  # content words, beside the topic's, that tie a question to the fact before it


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

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is said."""
        return tuple(line.text for line in self.lines)

    @property
    def fact_ids(self) -> frozenset[str]:
        """Facts that are told in it."""
        return frozenset(fact_id for line in self.lines for fact_id in line.fact_ids)


@dataclass(frozen=True)
class Source:
    """What openings are made from. `manuscript` is empty; it knows the topic, the sources' words and the beliefs."""

    spoken: Sequence[SpokenFact]
    planned: Sequence[Planned]
    stories: Sequence[Story]
    style: OpeningStyle
    manuscript: Manuscript

    @property
    def topic(self) -> str:
        """The topic in short, as it stands in a sentence."""
        return short_topic(self.manuscript.material.project.topic)

    @cached_property
    def questions(self) -> list[Gap]:
        """Questions that planned facts answer."""
        return list(gaps.specific(self.planned, self.topic, self.manuscript.lowered))

    @cached_property
    def standing_alone(self) -> list[SpokenFact]:
        """Facts that can open a video: short, about the topic, and with nothing in them that has to be known before."""
        topic, known = stems(self.topic), common_nouns(self.spoken) | stems(self.topic)
        found = [
            fact
            for fact in self.spoken
            if _SHORTEST <= fact.n_words <= _LONGEST
            and not _LEANS.search(fact.sentences[0])
            and is_anchored(fact, (), known)
            and _names_what_it_is_about(fact, known)
        ]
        about = [fact for fact in found if stems(" ".join(fact.sentences)) & topic]
        return about or found

    def gap_after(self, fact: SpokenFact) -> Gap | None:
        """Return the best question that a fact leaves open: in the words that both use, else why it is so, else what the topic is."""
        said, topic = stems(" ".join(fact.sentences)), stems(self.topic)
        near = []
        for gap in self.questions:
            asked = stems(gap.question)
            shared = len((asked - topic) & said)
            if fact.fact.fact_id not in gap.fact_ids and (shared >= _LEAST_SHARED or asked <= said | topic):
                near.append((gap.pull * shared, gap))
        best = max(near, key=lambda item: item[0], default=(0.0, None))[1]
        return best or next(
            gaps.behind(fact, self.planned, self.topic), gaps.of_topic(self.planned, self.manuscript.topic)
        )


def _names_what_it_is_about(fact: SpokenFact, known: frozenset[str]) -> bool:
    """Whether a definite subject is one that everybody knows, or named: "the mass of the companion" is neither."""
    subject = fact.subject or ""
    if not re.match(r"(?i)the\b", subject):
        return True
    return bool(stems(subject) & known) or any(word[:1].isupper() for word in subject.split()[1:])


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
        return
    if kind is HookKind.DEMONSTRATION:
        yield from _scenes(source)
    for fact in source.standing_alone:
        said = " ".join(fact.sentences)
        if _SHOWS[kind].search(said) and not (kind is HookKind.DEMONSTRATION and _DENIES.search(said)):
            yield _told(kind, source, fact)


def _questions(source: Source) -> Iterator[Opening]:
    """A question alone, or two that lead to different beats."""
    alone = [gap for gap in source.questions if not asking.needs_its_fact(gap.question)]
    for gap in alone:
        first = Line(_started(gap.question, source.style))
        yield Opening(HookKind.QUESTION, (first,), (gap,))
        for other in alone:
            if other.payoffs[0].beat != gap.payoffs[0].beat and other.pull >= gap.pull:
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
        yield _closed(HookKind.CONTRADICTION, lines, source.gap_after(fact))


def _own_stories(source: Source) -> Iterator[Opening]:
    story = storytelling.fitting(source.stories, source.topic, [fact.fact.text for fact in source.spoken])
    if story is not None:
        lines = tuple(Line(text, SentenceKind.STORY) for text in storytelling.told(story))
        yield Opening(HookKind.STORY, lines, story_id=story.story_id)


def _episodes(source: Source) -> Iterator[Opening]:
    """What somebody did at a time, with what the source tells right behind it."""
    by_place = {(fact.fact.document_id, fact.fact.heading, fact.fact.ordinal): fact for fact in source.spoken}
    for fact in source.standing_alone:
        if not _SHOWS[HookKind.STORY].search(" ".join(fact.sentences)):
            continue
        yield _told(HookKind.STORY, source, fact)
        after = by_place.get((fact.fact.document_id, fact.fact.heading, fact.fact.ordinal + 1))
        if after is not None and fact.n_words + after.n_words <= _LONGEST_EPISODE and _goes_on(fact, after):
            told = [(sentence, part.fact.fact_id) for part in (fact, after) for sentence in part.sentences]
            lines = [Line(sentence, SentenceKind.SOURCED, (fact_id,)) for sentence, fact_id in told]
            yield _closed(HookKind.STORY, lines, source.gap_after(after))


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
    frame = _announcing(kind, source.manuscript.material.frames)
    ids = (fact.fact.fact_id,)
    lines = [Line(sentence, SentenceKind.SOURCED, ids) for sentence in fact.sentences]
    return _closed(kind, [Line(frame.text), *lines] if frame else lines, source.gap_after(fact))


def _closed(kind: HookKind, lines: Sequence[Line], gap: Gap | None) -> Opening:
    if gap is None:
        return Opening(kind, tuple(lines))
    question = gap.question[:1].lower() + gap.question[1:]
    return Opening(kind, (*lines, Line(f"So {question}")), (gap,))


def _started(sentence: str, style: OpeningStyle) -> str:
    """Begin a sentence with the words with which the creator begins videos."""
    return f"{style.start} {sentence[:1].lower()}{sentence[1:]}" if style.start else sentence


def _announcing(kind: HookKind, frames: Sequence[PhraseFrame]) -> PhraseFrame | None:
    pattern = _INTRODUCES.get(kind)
    fitting = [
        frame
        for frame in frames
        if pattern
        and frame.function is FrameFunction.HOOK
        and frame.form is FrameForm.SENTENCE
        and frame.n_videos > 1
        and pattern.search(frame.text)
    ]
    return max(fitting, key=lambda frame: (frame.n_videos, frame.frame_id), default=None)
