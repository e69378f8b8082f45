"""A beat as a model writes it: the form of its reply, its sentences typed, and the rules that refuse it."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from pipelines.facts import checkable
from pipelines.facts.statements import content_stems
from pipelines.models import (
    Hook,
    Misconception,
    OutlineBeat,
    PhraseFrame,
    Project,
    ResearchDocument,
    ScriptSentence,
    SentenceKind,
    Story,
    StyleControl,
    VerifiedFact,
    content_id,
)
from pipelines.sentences import normalised_words
from pipelines.voice.reuse import may_be_told
from pipelines.writing import beliefs, faithful, foreign, rules, storytelling
from pipelines.writing.outline import short_topic
from pipelines.writing.steering import UNSTEERED, Steering

MIN_STORY_OVERLAP = 0.5  # share of a story sentence's content words that its story must hold
MAX_FRAMES = 60
MAX_RHETORIC_STEMS = 6  # content words beyond topic and phrasings that a sentence without a source may hold


class DraftedSentence(BaseModel):
    """A sentence as the model writes it."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field(min_length=1, max_length=600)
    kind: Literal["sourced", "story", "rhetoric", "belief"]
    fact_ids: list[str]
    story_id: str | None
    visual: str = Field(max_length=300)


class DraftedBeat(BaseModel):
    """The reply to one beat."""

    model_config = ConfigDict(extra="forbid")
    sentences: list[DraftedSentence] = Field(min_length=1)


@dataclass(frozen=True)
class Allowed:
    """What sentences may draw on."""

    project: Project
    facts: tuple[VerifiedFact, ...]  # usable ones
    frames: tuple[PhraseFrame, ...]
    stories: tuple[Story, ...]
    sources: rules.SourceIndex
    words_per_minute: float
    engine: str
    steering: Steering = UNSTEERED
    misconceptions: tuple[Misconception, ...] = ()
    publishers: str = ""  # who published the sources, and their titles: names that may be said anywhere


def allowed(
    project: Project,
    facts: Sequence[VerifiedFact],
    frames: Sequence[PhraseFrame],
    stories: Sequence[Story],
    documents: Sequence[ResearchDocument],
    words_per_minute: float,
    controls: Sequence[StyleControl],
    misconceptions: Sequence[Misconception],
    engine: str,
) -> Allowed:
    """Return what a script may draw on: facts that are not refuted, phrasings and stories that the creator wants used."""
    steering = Steering(tuple(controls))
    preferred = sorted(frames, key=lambda frame: (steering.rank(frame), -frame.count, frame.frame_id))
    return Allowed(
        project=project,
        facts=tuple(fact for fact in facts if fact.is_usable),
        frames=tuple(steering.frames(preferred)[:MAX_FRAMES]),
        stories=tuple(may_be_told(stories, project.story_gap)),
        sources=rules.indexed(documents, facts),
        words_per_minute=words_per_minute,
        engine=engine,
        steering=steering,
        misconceptions=tuple(misconceptions),
        publishers=" ".join(_named_freely(document) for document in documents),
    )


def _named_freely(document: ResearchDocument) -> str:
    """Return publisher and title of a document; a title that is an order, and none of what the document holds, is left out."""
    title = document.title if checkable.is_about_the_world(document.title) else ""
    return f"{document.publisher or ''} {title}"


@dataclass(frozen=True)
class Draft:
    """A script while it is made: the hook, and one version a beat behind it."""

    hook: tuple[ScriptSentence, ...]
    beats: tuple[Sequence[ScriptSentence], ...]

    @property
    def sentences(self) -> list[ScriptSentence]:
        """Every sentence with its place and id."""
        told = [*self.hook, *(sentence for version in self.beats for sentence in version)]
        return [
            replace(one, ordinal=n, sentence_id=content_id(one.project_key, n, one.text)) for n, one in enumerate(told)
        ]

    def numbered(self, beat: int) -> list[ScriptSentence]:
        """Return the sentences of one beat with their places and ids in the script."""
        start = len(self.hook) + sum(len(version) for version in self.beats[:beat])
        return self.sentences[start : start + len(self.beats[beat])]

    def around(self, beat: int) -> tuple[list[ScriptSentence], list[ScriptSentence]]:
        """Return what stands before a beat and after it."""
        before = [*self.hook, *(sentence for version in self.beats[:beat] for sentence in version)]
        return before, [sentence for version in self.beats[beat + 1 :] for sentence in version]

    def with_beat(self, beat: int, version: Sequence[ScriptSentence]) -> "Draft":
        """Return the draft with another version of one beat."""
        return replace(self, beats=(*self.beats[:beat], version, *self.beats[beat + 1 :]))

    def without(self, sentence_ids: Set[str]) -> "Draft":
        """Return the draft without some sentences; a beat that would have none keeps them."""
        draft = self
        for beat, version in enumerate(self.beats):
            kept = [
                one
                for one, same in zip(version, self.numbered(beat), strict=True)
                if same.sentence_id not in sentence_ids
            ]
            draft = draft.with_beat(beat, kept or version)
        return draft


def typed(allowed: Allowed, beat: OutlineBeat, drafted: Sequence[DraftedSentence]) -> list[ScriptSentence]:
    """Return drafted sentences as sentences of a script; `Draft` gives them their places and ids."""
    return [
        sentence_of(
            allowed,
            beat,
            re.sub(r"\s+", " ", sentence.text).strip(),
            SentenceKind(sentence.kind),
            tuple(dict.fromkeys(sentence.fact_ids)),
            story_id=sentence.story_id,
            visual=sentence.visual.strip(),
        )
        for sentence in drafted
    ]


def with_story_place(
    allowed: Allowed, beat: OutlineBeat, contents: Sequence[str], sentences: Sequence[ScriptSentence]
) -> list[ScriptSentence]:
    """Return a beat with a place for a story of the creator's own, where its framework asks for one and none is told."""
    if "story" not in contents or any(sentence.kind is SentenceKind.STORY for sentence in sentences):
        return list(sentences)
    asked = storytelling.placeholder(short_topic(allowed.project.topic))
    place = sentence_of(allowed, beat, asked, SentenceKind.STORY, visual="On camera", is_placeholder=True)
    return [*sentences, place]


def hook_sentences(allowed: Allowed, outline: Sequence[OutlineBeat], hooks: Sequence[Hook]) -> list[ScriptSentence]:
    """Return the sentences of the chosen hook, which another engine may have written."""
    if not hooks or not outline:
        return []
    hook, beat = min(hooks, key=lambda one: one.ordinal), outline[0]
    told = zip(hook.sentences, hook.kinds, hook.fact_ids, strict=True)
    return [
        sentence_of(
            allowed,
            beat,
            text,
            kind,
            ids,
            story_id=hook.story_id if kind is SentenceKind.STORY else None,
            visual="" if place else beat.visual,
            engine=hook.engine,
        )
        for place, (text, kind, ids) in enumerate(told)
    ]


def sentence_of(
    allowed: Allowed,
    beat: OutlineBeat,
    text: str,
    kind: SentenceKind,
    fact_ids: tuple[str, ...] = (),
    *,
    story_id: str | None = None,
    visual: str = "",
    is_placeholder: bool = False,
    engine: str | None = None,
) -> ScriptSentence:
    """Return one sentence of a script, not yet numbered and without its voice."""
    n_words = 0 if is_placeholder else len(normalised_words(text))
    return ScriptSentence(
        sentence_id="",
        project_key=allowed.project.project_key,
        ordinal=0,
        beat_id=beat.beat_id,
        text=text,
        kind=kind,
        fact_ids=fact_ids,
        story_id=story_id,
        frame_id=_carrying_frame(text, allowed.frames),
        is_placeholder=is_placeholder,
        visual=visual,
        seconds=60.0 * n_words / allowed.words_per_minute,
        voice=None,
        engine=engine or allowed.engine,
    )


def problems(
    allowed: Allowed,
    facts: Sequence[VerifiedFact],
    sentences: Sequence[ScriptSentence],
    before: Sequence[ScriptSentence] = (),
) -> list[str]:
    """Return what forbids sentences that may cite `facts`, each in words that tell the model how to mend it.

    `before` are sentences that stand right before them.
    """
    found = broken_rules(allowed, facts, sentences, before)
    return [f"sentence {sentences[place].text[:60]!r}: {message}" for place, message in found]


def broken_rules(
    allowed: Allowed,
    facts: Sequence[VerifiedFact],
    sentences: Sequence[ScriptSentence],
    before: Sequence[ScriptSentence] = (),
) -> list[tuple[int, str]]:
    """Return (place of the sentence, what is wrong with it and how to mend it); see `problems`."""
    judged = [replace(sentence, ordinal=place) for place, sentence in enumerate(sentences)]
    seam = [replace(sentence, ordinal=-1) for sentence in before]
    by_id, known = {fact.fact_id: fact for fact in facts}, f"{allowed.project.topic} {allowed.publishers}"
    drawn_on = _drawn_on(allowed, facts)
    headings = {fact.heading.rpartition(" > ")[2] for fact in allowed.facts}
    sources = " ".join([drawn_on, allowed.publishers, *sorted(filter(checkable.is_about_the_world, headings))])
    stories = {story.story_id: story for story in allowed.stories}
    found = [
        *(
            (one, f"kind {one.kind.value} does not agree with its fact_ids and story_id")
            for one in rules.untyped(judged)
        ),
        *(
            (one, f"the id {identifier!r} does not exist; use only the ids given")
            for one, identifier in rules.unresolved_citations(judged, facts, allowed.stories)
        ),
        *(
            (one, f"the number {number} is in none of the facts it cites")
            for one, number in rules.unsourced_numbers(judged, facts)
        ),
        *(
            (one, f"repeats {run} words of a source; say it in other words")
            for one, run in rules.verbatim_places([*seam, *judged], allowed.sources)
        ),
        *beliefs.misplaced(judged, allowed.misconceptions, facts),
        *(
            (one, "the creator does not want this said; leave it out or say it otherwise")
            for one in judged
            if not allowed.steering.allows(one.text)
        ),
        *(
            (one, departure)
            for place, one in enumerate(judged)
            if one.kind is SentenceKind.SOURCED
            for departure in faithful.departures(
                one.text, [by_id[i] for i in one.fact_ids if i in by_id], known, faithful.beside(judged, place)
            )
        ),
        *((one, message) for one in judged for message in _foreign(one, sources if one.fact_ids else drawn_on)),
        *((one, message) for one in judged for message in _inventions(one, stories, allowed)),
    ]
    return [(one.ordinal, message) for one, message in found if one.ordinal >= 0]


def _drawn_on(allowed: Allowed, facts: Sequence[VerifiedFact]) -> str:
    """Return what sentences take names from; those of a story take theirs from it, and what cites facts may name a source."""
    said = [f"{fact.text} {fact.quote}" for fact in dict.fromkeys([*allowed.facts, *facts])]
    said += [text for row in allowed.misconceptions for text in (row.belief, row.correction) if text]
    frames = (frame.text for frame in allowed.frames)
    return " ".join([allowed.project.topic, *said, *frames])


def _foreign(sentence: ScriptSentence, drawn_on: str) -> list[str]:
    """Return what a sentence holds that neither facts nor creator have given; `faithful` looks at what cites facts."""
    shown = foreign.unspeakable(sentence.text) or foreign.unspeakable(sentence.visual)
    if shown is not None:
        return [f"holds {shown!r}, which nobody says or films; leave it out"]
    names = foreign.coined_words(sentence.visual, drawn_on)
    if sentence.kind in {SentenceKind.RHETORIC, SentenceKind.SOURCED}:
        names += foreign.unknown_names(sentence.text, drawn_on)
    return [f"{name} is in nothing that you were given; leave it out" for name in names[:1]]


def _inventions(sentence: ScriptSentence, stories: dict[str, Story], allowed: Allowed) -> list[str]:
    if sentence.kind is SentenceKind.STORY and sentence.story_id in stories:
        text = stories[sentence.story_id].text
        stems = content_stems(sentence.text)
        overlap = len(stems & content_stems(text)) / len(stems) if stems else 1.0
        if overlap < MIN_STORY_OVERLAP or not rules.numbers(sentence.text) <= rules.numbers(text):
            return [f"story {sentence.story_id} does not tell this; invent nothing"]
    if sentence.kind is SentenceKind.RHETORIC and not sentence.text.rstrip("\"'”’ ").endswith("?"):
        known = content_stems(" ".join([allowed.project.topic, *(frame.text for frame in allowed.frames)]))
        if len(content_stems(sentence.text) - known) > MAX_RHETORIC_STEMS:
            return ["states something without a source; cite facts or cut it"]
    return []


def _carrying_frame(text: str, frames: Sequence[PhraseFrame]) -> str | None:
    """Return the id of the longest phrasing that opens the sentence, or None; a lone "So" or "And" carries nothing."""
    opening = normalised_words(text)
    fitting = [f for f in frames if len(words := normalised_words(f.text)) > 1 and opening[: len(words)] == words]
    return max(fitting, key=lambda frame: (len(frame.text), frame.frame_id)).frame_id if fitting else None
