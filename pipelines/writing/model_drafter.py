"""Script drafting by a language model, beat by beat, under the same rules that judge every script."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from haystack import component
from pydantic import BaseModel, ConfigDict, Field

from pipelines.facts.statements import content_stems
from pipelines.model_component import ModelComponent
from pipelines.models import (
    Hook,
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
from pipelines.prompts import ResolvedPrompt
from pipelines.sentences import normalised_words
from pipelines.voice.reuse import may_be_told
from pipelines.writing import rules
from pipelines.writing.steering import UNSTEERED, Steering

MIN_STORY_OVERLAP = 0.5  # share of a story sentence's content words that its story must hold
MAX_RHETORIC_STEMS = 6  # content words beyond topic and phrasings that a sentence without a source may hold
MAX_STORIES = 12
MAX_FRAMES = 60
_PREVIOUS_SENTENCES = 4
Voice = Callable[[Sequence[str]], list[float | None]]


class DraftedSentence(BaseModel):
    """A sentence as the model writes it."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field(min_length=1, max_length=600)
    kind: Literal["sourced", "story", "rhetoric"]
    fact_ids: list[str]
    story_id: str | None
    visual: str = Field(max_length=300)


class DraftedBeat(BaseModel):
    """The reply to one beat."""

    model_config = ConfigDict(extra="forbid")
    sentences: list[DraftedSentence] = Field(min_length=1)


@dataclass(frozen=True)
class _Material:
    """What the whole draft may draw on."""

    project: Project
    facts: tuple[VerifiedFact, ...]
    frames: tuple[PhraseFrame, ...]
    stories: tuple[Story, ...]
    sources: rules.SourceIndex
    words_per_minute: float
    engine: str
    steering: Steering = UNSTEERED


@component
class ModelScriptDrafter(ModelComponent):
    """Writes a script beat by beat. A beat that breaks a rule goes back once with its faults; then it is an error."""

    prompt_name, pipeline_type = "script-draft", "writing"

    @component.output_types(sentences=list[ScriptSentence])
    def run(
        self,
        project: Project,
        outline: list[OutlineBeat],
        hooks: list[Hook],
        facts: list[VerifiedFact],
        frames: list[PhraseFrame],
        stories: list[Story],
        documents: list[ResearchDocument],
        words_per_minute: float,
        voice: Voice,
        controls: Sequence[StyleControl] = (),
    ) -> dict[str, list[ScriptSentence]]:
        """Return the script's sentences in order, opened by the first hook.

        Raises:
            ModelError: a beat got no usable reply; no part of the draft is returned.
        """
        prompt = self.begin(project)
        steering = Steering(tuple(controls))
        preferred = sorted(frames, key=lambda frame: (steering.rank(frame), -frame.count, frame.frame_id))
        material = _Material(
            project=project,
            facts=tuple(fact for fact in facts if fact.is_usable),
            frames=tuple(steering.frames(preferred)[:MAX_FRAMES]),
            stories=tuple(may_be_told(stories, project.story_gap)[:MAX_STORIES]),
            sources=rules.SourceIndex(document.text for document in documents),
            words_per_minute=words_per_minute,
            engine=self.client.model,
            steering=steering,
        )
        script = _hook_sentences(material, outline, hooks)
        n_hook = len(script)
        for beat in outline:
            script += self._draft(prompt, material, outline=outline, beat=beat, written=script, n_hook=n_hook)
        scores = voice([sentence.text for sentence in script])
        return {"sentences": [replace(sentence, voice=score) for sentence, score in zip(script, scores, strict=True)]}

    def _draft(
        self,
        prompt: ResolvedPrompt,
        material: _Material,
        *,
        outline: Sequence[OutlineBeat],
        beat: OutlineBeat,
        written: Sequence[ScriptSentence],
        n_hook: int,
    ) -> list[ScriptSentence]:
        opens = beat is outline[0]
        spoken = sum(len(normalised_words(sentence.text)) for sentence in written[:n_hook]) if opens else 0
        variables = {
            "topic": material.project.topic,
            "audience": material.project.audience,
            "beat_number": outline.index(beat) + 1,
            "n_beats": len(outline),
            "beat_title": beat.title,
            "beat_purpose": beat.purpose,
            "words": max(beat.words - spoken, 20),
            "words_per_minute": round(material.words_per_minute),
            "hook": " ".join(sentence.text for sentence in written[:n_hook]) if opens else "",
            "previous": "" if opens else " ".join(s.text for s in written[-_PREVIOUS_SENTENCES:]),
            "facts": "\n".join(_fact_line(fact) for fact in _facts_of(beat, material.facts)),
            "frames": "\n".join(f"{frame.function.value} | {frame.text}" for frame in material.frames),
            "style": material.steering.told(),
            "stories": "\n".join(f"{story.story_id} | {story.text}" for story in material.stories),
        }

        def check(drafted: DraftedBeat) -> list[str]:
            return problems(_typed(material, beat, drafted, written), material, beat, written)

        drafted = self.client.complete(prompt, variables, DraftedBeat, check)
        return _typed(material, beat, drafted, written)


def problems(
    sentences: Sequence[ScriptSentence], material: _Material, beat: OutlineBeat, written: Sequence[ScriptSentence]
) -> list[str]:
    """Return what is wrong with a drafted beat, each in words that tell the model how to mend it."""
    facts = _facts_of(beat, material.facts)
    found = [
        f"{_named(sentence)}: kind {sentence.kind.value} does not agree with its fact_ids and story_id"
        for sentence in rules.untyped(sentences)
    ]
    found += [
        f"{_named(sentence)}: the id {identifier!r} does not exist; use only the ids given"
        for sentence, identifier in rules.unresolved_citations(sentences, facts, material.stories)
    ]
    found += [
        f"{_named(sentence)}: the number {number} is in none of the facts it cites"
        for sentence, number in rules.unsourced_numbers(sentences, facts)
    ]
    before = list(written[-2:])
    repeated = rules.verbatim_places([*before, *sentences], material.sources)
    found += [
        f"{_named(sentence)}: repeats {run} words of a source; say it in other words"
        for sentence, run in repeated
        if sentence not in before
    ]
    found += [
        f"{_named(sentence)}: the creator does not want this said; leave it out or say it otherwise"
        for sentence in sentences
        if not material.steering.allows(sentence.text)
    ]
    stories = {story.story_id: story for story in material.stories}
    found += [message for sentence in sentences for message in _inventions(sentence, stories, material)]
    return found


def _inventions(sentence: ScriptSentence, stories: dict[str, Story], material: _Material) -> list[str]:
    if sentence.kind is SentenceKind.STORY and sentence.story_id in stories:
        text = stories[sentence.story_id].text
        stems = content_stems(sentence.text)
        overlap = len(stems & content_stems(text)) / len(stems) if stems else 1.0
        if overlap < MIN_STORY_OVERLAP or not rules.numbers(sentence.text) <= rules.numbers(text):
            return [f"{_named(sentence)}: story {sentence.story_id} does not tell this; invent nothing"]
    if sentence.kind is SentenceKind.RHETORIC and not sentence.text.rstrip("\"'”’ ").endswith("?"):
        known = content_stems(" ".join([material.project.topic, *(frame.text for frame in material.frames)]))
        if len(content_stems(sentence.text) - known) > MAX_RHETORIC_STEMS:
            return [f"{_named(sentence)}: states something without a source; cite facts or cut it"]
    return []


def _typed(
    material: _Material, beat: OutlineBeat, drafted: DraftedBeat, written: Sequence[ScriptSentence]
) -> list[ScriptSentence]:
    return [
        _sentence(
            material,
            beat,
            len(written) + position,
            re.sub(r"\s+", " ", sentence.text).strip(),
            kind=SentenceKind(sentence.kind),
            fact_ids=tuple(dict.fromkeys(sentence.fact_ids)),
            story_id=sentence.story_id,
            visual=sentence.visual.strip(),
            engine=material.engine,
        )
        for position, sentence in enumerate(drafted.sentences)
    ]


def _hook_sentences(material: _Material, outline: Sequence[OutlineBeat], hooks: Sequence[Hook]) -> list[ScriptSentence]:
    if not hooks or not outline:
        return []
    chosen = min(hooks, key=lambda hook: hook.ordinal)
    beat = outline[0]
    return [
        _sentence(
            material,
            beat,
            position,
            text,
            kind=kind,
            fact_ids=fact_ids,
            story_id=chosen.story_id if kind is SentenceKind.STORY else None,
            visual="" if position else beat.visual,
            engine=chosen.engine,
        )
        for position, (text, kind, fact_ids) in enumerate(
            zip(chosen.sentences, chosen.kinds, chosen.fact_ids, strict=True)
        )
    ]


def _sentence(
    material: _Material,
    beat: OutlineBeat,
    ordinal: int,
    text: str,
    *,
    kind: SentenceKind,
    fact_ids: tuple[str, ...],
    story_id: str | None,
    visual: str,
    engine: str,
) -> ScriptSentence:
    return ScriptSentence(
        sentence_id=content_id(material.project.project_key, ordinal, text),
        project_key=material.project.project_key,
        ordinal=ordinal,
        beat_id=beat.beat_id,
        text=text,
        kind=kind,
        fact_ids=fact_ids,
        story_id=story_id,
        frame_id=_carrying_frame(text, material.frames),
        is_placeholder=False,
        visual=visual,
        seconds=60.0 * len(normalised_words(text)) / material.words_per_minute,
        voice=None,
        engine=engine,
    )


def _carrying_frame(text: str, frames: Sequence[PhraseFrame]) -> str | None:
    """Return the id of the longest phrasing that opens the sentence, or None."""
    opening = normalised_words(text)
    fitting = [frame for frame in frames if (words := normalised_words(frame.text)) and opening[: len(words)] == words]
    return max(fitting, key=lambda frame: (len(frame.text), frame.frame_id)).frame_id if fitting else None


def _facts_of(beat: OutlineBeat, facts: Sequence[VerifiedFact]) -> list[VerifiedFact]:
    wanted = set(beat.fact_ids)
    return [fact for fact in facts if fact.fact_id in wanted]


def _fact_line(fact: VerifiedFact) -> str:
    return f"{fact.fact_id} | {fact.verdict.value} | {fact.text} | {fact.quote}".replace("\n", " ")


def _named(sentence: ScriptSentence) -> str:
    return f"sentence {sentence.text[:60]!r}"
