"""Openings by a language model, under the rules of every script, for the same ranking as those made by rule."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Literal

from haystack import component
from pydantic import BaseModel, ConfigDict, Field

from pipelines.model_component import ModelComponent
from pipelines.model_replies import Outcome
from pipelines.models import (
    HookKind,
    Misconception,
    OutlineBeat,
    PhraseFrame,
    Project,
    ResearchDocument,
    SentenceKind,
    StyleControl,
    VerifiedFact,
    VoiceProfile,
)
from pipelines.prompts import ResolvedPrompt
from pipelines.sentences import words
from pipelines.writing import beat_briefs, beliefs, drafted, speech_samples
from pipelines.writing.drafted import Allowed
from pipelines.writing.hooks.gaps import PROMISED, Gap, Planned
from pipelines.writing.hooks.kinds import Line, Opening
from pipelines.writing.speech import SpokenFact
from pipelines.writing.themes import stems

MAX_WORDS = 60
_MIN_SHARED = 1  # content words that a question has in common with each fact that answers it


class ProposedSentence(BaseModel):
    """A sentence of an opening as the model writes it."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field(min_length=1, max_length=400)
    kind: Literal["sourced", "rhetoric"]
    fact_ids: list[str]


class ProposedHook(BaseModel):
    """An opening as the model writes it."""

    model_config = ConfigDict(extra="forbid")
    kind: HookKind
    sentences: list[ProposedSentence] = Field(min_length=1, max_length=6)
    question: str = Field(min_length=1, max_length=300)
    paid_by: list[str] = Field(max_length=8)


class ProposedHooks(BaseModel):
    """The reply."""

    model_config = ConfigDict(extra="forbid")
    hooks: list[ProposedHook]


@component
class ModelHookWriter(ModelComponent):
    """Proposes openings and keeps those that break no rule. Where none is left there are none, and those by rule stand."""

    prompt_name, pipeline_type = "hook-writing", "writing"

    @component.output_types(openings=list[Opening])
    def run(
        self,
        project: Project,
        outline: list[OutlineBeat],
        facts: list[VerifiedFact],
        frames: list[PhraseFrame],
        documents: list[ResearchDocument],
        controls: Sequence[StyleControl] = (),
        misconceptions: Sequence[Misconception] = (),
        profile: VoiceProfile | None = None,
    ) -> dict[str, list[Opening]]:
        """Return the openings of all samples, without doubles; their promises are paid by facts of the outline.

        Raises:
            ModelError: no reply came at all.
        """
        prompt = self.begin(project)
        allowed = drafted.allowed(
            project, facts, frames, (), documents, 1.0, controls, misconceptions, self.client.model
        )
        planned = _planned(outline, allowed.facts)
        tasks = [
            partial(self._sample, prompt, allowed, planned, profile, sample)
            for sample in range(self.client.candidates if planned else 0)
        ]
        outcomes = self.at_once(tasks)
        self.client.keep_refusals(outcomes)
        proposed = [hook for outcome in outcomes if outcome.value for hook in outcome.value.hooks]
        openings: dict[tuple[str, ...], Opening] = {}
        for hook in proposed:
            faults = objections(hook, allowed, planned)
            self.rejections.update(fault.rpartition(": ")[2] for fault in faults[:1])
            if not faults:
                opening = _opening(hook, planned, self.client.model)
                openings.setdefault(opening.sentences, opening)
        self.report_rejections(project.project_key)
        return {"openings": list(openings.values())}

    def _sample(
        self,
        prompt: ResolvedPrompt,
        allowed: Allowed,
        planned: Mapping[str, Planned],
        profile: VoiceProfile | None,
        sample: int,
    ) -> Outcome[ProposedHooks]:
        def check(reply: ProposedHooks) -> list[str]:
            found = [objections(hook, allowed, planned) for hook in reply.hooks]
            return [fault for faults in found for fault in faults] if found and all(found) else []

        controls = allowed.steering.controls
        told = beliefs.corrected(allowed.misconceptions, allowed.facts)
        variables = {
            "topic": allowed.project.topic,
            "audience": allowed.project.audience,
            "facts": "\n".join(_fact_line(one) for one in planned.values()),
            "beliefs": "\n".join(f"{name} | {told[name].belief}" for name in planned if name in told),
            "examples": "\n\n".join(speech_samples.examples(("hook",), profile, controls, sample) if profile else []),
            "frames": beat_briefs.frame_lines(allowed),
            "style": allowed.steering.told(),
        }
        return self.client.propose(prompt, variables, ProposedHooks, check, sample)


def _planned(outline: Sequence[OutlineBeat], facts: Sequence[VerifiedFact]) -> dict[str, Planned]:
    """Return the facts of an outline by id, in the order in which they are told."""
    by_id = {fact.fact_id: fact for fact in facts}
    return {
        fact_id: Planned(SpokenFact(by_id[fact_id], (by_id[fact_id].text,), None, by_id[fact_id].text, 0), beat)
        for beat in outline
        for fact_id in beat.fact_ids
        if fact_id in by_id
    }


def objections(hook: ProposedHook, allowed: Allowed, planned: Mapping[str, Planned]) -> list[str]:
    """Return what forbids an opening: the rules of every script, too many words, or a promise that the script does not keep."""
    facts = [one.fact.fact for one in planned.values()]
    beat = next(iter(planned.values())).beat
    sentences = [drafted.sentence_of(allowed, beat, line.text, line.kind, line.fact_ids) for line in _lines(hook)]
    found = drafted.problems(allowed, facts, sentences)
    if sum(len(words(sentence.text)) for sentence in sentences) > MAX_WORDS:
        found.append(f"the opening {hook.kind.value!r}: it is longer than {MAX_WORDS} words")
    return found + _unkept(hook, planned)


def _unkept(hook: ProposedHook, planned: Mapping[str, Planned]) -> list[str]:
    name = f"the opening {hook.kind.value!r}"
    paying = [planned[fact_id] for fact_id in hook.paid_by if fact_id in planned]
    told = {fact_id for sentence in hook.sentences for fact_id in sentence.fact_ids}
    if not hook.question.rstrip().endswith("?"):
        return [f"{name}: its question is none"]
    if not paying or len(paying) < len(hook.paid_by):
        return [f"{name}: paid_by names no planned fact"]
    if told & set(hook.paid_by):
        return [f"{name}: it gives the answer away"]
    if len({one.beat.beat_id for one in paying}) > 1:
        return [f"{name}: paid_by names facts of several beats"]
    asked = stems(" ".join([hook.question, *(sentence.text for sentence in hook.sentences)]))
    if any(len(asked & stems(one.fact.fact.text)) < _MIN_SHARED for one in paying):
        return [f"{name}: the facts that should pay it speak of something else"]
    return []


def _opening(hook: ProposedHook, planned: Mapping[str, Planned], engine: str) -> Opening:
    paying = tuple(planned[fact_id] for fact_id in dict.fromkeys(hook.paid_by))
    gap = Gap(" ".join(hook.question.split()), paying, PROMISED)
    return Opening(hook.kind, _lines(hook), (gap,), engine=engine)


def _lines(hook: ProposedHook) -> tuple[Line, ...]:
    return tuple(
        Line(" ".join(one.text.split()), SentenceKind(one.kind), tuple(dict.fromkeys(one.fact_ids)))
        for one in hook.sentences
    )


def _fact_line(one: Planned) -> str:
    fact = one.fact.fact
    return " ".join(f"{fact.fact_id} | {one.beat.title} | {fact.text} | {fact.quote}".split())
