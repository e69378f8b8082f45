"""Script drafting by a language model, under the same rules and scores that judge every script.

First every beat is written, in several versions, all at once: a beat is told the plan of its neighbours, not their words.
Then the combination that makes the best script is taken, and what the review finds in it is mended, again all beats at
once (`docs/decisions/0024-model-writer.md`).
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from haystack import component

from pipelines.llm import ModelClient
from pipelines.model_component import ModelComponent
from pipelines.model_replies import Outcome
from pipelines.models import (
    Explanation,
    Hook,
    Misconception,
    OutlineBeat,
    PhraseFrame,
    Project,
    ResearchDocument,
    ReviewFinding,
    ScriptSentence,
    Story,
    StyleControl,
    VerifiedFact,
    VoiceProfile,
)
from pipelines.prompts import PromptService, ResolvedPrompt
from pipelines.writing import beat_briefs, beat_repairs, beliefs, choosing, drafted, rules, salvage, speech_samples
from pipelines.writing.beat_briefs import BeatBrief
from pipelines.writing.beat_repairs import Bench, Fault, MendedBeat
from pipelines.writing.choosing import Hearing, Judge, Version, Voice
from pipelines.writing.drafted import Allowed, Draft, DraftedBeat
from pipelines.writing.hooks import promises
from pipelines.writing.prerequisites import UNMAPPED, ConceptMap

REPAIR_ROUNDS = 2
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Work:
    """One script to be written: what it may draw on, what each beat is told, and who judges it."""

    allowed: Allowed
    outline: tuple[OutlineBeat, ...]
    briefs: tuple[BeatBrief, ...]
    judge: Judge
    profile: VoiceProfile | None
    review: Callable[[Sequence[ScriptSentence]], list[ReviewFinding]]
    draft_prompt: ResolvedPrompt
    repair_prompt: ResolvedPrompt
    hook: Hook | None  # the opening that stands already

    @property
    def target(self) -> int:
        """Words that the script should have."""
        return round(self.allowed.project.minutes * self.allowed.words_per_minute)

    @property
    def bench(self) -> Bench:
        """By what repairs are judged."""
        return Bench(self.briefs, self.judge, self.review, self.target)


@component
class ModelScriptDrafter(ModelComponent):
    """Writes a script beat by beat, all beats at once. What breaks a rule twice is refused: no such sentence is kept.

    Args:
        client: asks the model.
        prompts: holds the prompts `script-draft` and `script-repair`.
        review: judges a script, with the arguments of `pipelines.writing.pipeline.review_script`.
        contents: name of a beat → what it must contain, for the beats of an outline.
        tag: chooses the prompts' versions.
    """

    prompt_name, pipeline_type = "script-draft", "writing"
    repair_name = "script-repair"

    def __init__(
        self,
        client: ModelClient,
        prompts: PromptService,
        review: Callable[..., list[ReviewFinding]],
        contents: Callable[[Sequence[OutlineBeat]], Mapping[str, Sequence[str]]],
        tag: str | None = None,
    ) -> None:
        ModelComponent.__init__(self, client, prompts, tag)  # the decorator makes a new class, which `super()` misses
        self._review, self._contents = review, contents

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
        misconceptions: Sequence[Misconception] = (),
        known: ConceptMap = UNMAPPED,
        profile: VoiceProfile | None = None,
        explained: Sequence[Explanation] = (),
    ) -> dict[str, list[ScriptSentence]]:
        """Return the script's sentences in order, opened by the first hook.

        Raises:
            ModelError: a beat got no usable reply; no part of the script is returned.
        """
        allowed = drafted.allowed(
            project, facts, frames, stories, documents, words_per_minute, controls, misconceptions, self.client.model
        )
        hook = drafted.hook_sentences(allowed, outline, hooks)
        told = {fact_id: row.belief or "" for fact_id, row in beliefs.corrected(misconceptions, allowed.facts).items()}
        opening = " ".join(sentence.text for sentence in hook)
        work = _Work(
            allowed,
            tuple(outline),
            tuple(beat_briefs.briefs(allowed, outline, self._contents(outline), opening, known, told, explained)),
            Judge(Hearing(voice), choosing.sections(allowed.facts), allowed.sources),
            profile,
            lambda script: self._review(
                project,
                outline,
                script,
                facts,
                stories,
                documents,
                words_per_minute,
                controls,
                misconceptions,
                explained,
                known,
                hooks,
            ),
            self.begin(project),
            self.prompt(self.repair_name, project),
            min(hooks, key=lambda one: one.ordinal, default=None),
        )
        return {"sentences": self._script(work, hook)}

    def _script(self, work: _Work, hook: Version) -> list[ScriptSentence]:
        outcomes: list[Outcome[DraftedBeat] | Outcome[MendedBeat]] = []
        versions = self._versions(work, hook, outcomes)
        work.judge.voice.listen(one.text for found in versions for version in found for one in version)
        draft = Draft(tuple(hook), tuple(choosing.best(work.judge, versions, work.briefs, hook)))
        draft = self._mended(work, draft, outcomes)
        draft = beat_repairs.trimmed(draft, work.bench, _paying(work.hook, draft.sentences))
        draft = draft.without(beat_repairs.refused(work.review(draft.sentences)))
        self.client.keep_refusals(outcomes)
        return [
            one if one.is_placeholder else replace(one, voice=work.judge.voice(one.text)) for one in draft.sentences
        ]

    def _versions(
        self, work: _Work, hook: Version, outcomes: list[Outcome[DraftedBeat] | Outcome[MendedBeat]]
    ) -> list[list[Version]]:
        """Return the usable versions of every beat, at least one each; where all were refused, what can be saved of them."""
        n_versions = self.client.candidates
        asked = [(brief, version) for version in range(n_versions) for brief in work.briefs]
        replies = self.at_once([partial(self._version, work, hook, brief, version) for brief, version in asked])
        outcomes += [outcome for outcome, _ in replies]
        usable: list[list[Version]] = [[] for _ in work.briefs]
        for (brief, _), (_, sentences) in zip(asked, replies, strict=True):
            if sentences is not None and sentences not in usable[brief.number - 1]:
                usable[brief.number - 1].append(sentences)
        for brief, found in zip(work.briefs, usable, strict=True):
            if not found:
                refused = [outcome for (own, _), (outcome, _) in zip(asked, replies, strict=True) if own is brief]
                found.extend(self._salvaged(work, hook, brief, refused))
        return usable

    def _salvaged(
        self, work: _Work, hook: Version, brief: BeatBrief, refused: Sequence[Outcome[DraftedBeat]]
    ) -> list[Version]:
        """Return what refused versions of a beat leave.

        Raises:
            ModelError: that is nothing.
        """
        before = hook[-2:] if brief.number == 1 else ()
        left = [salvage.salvaged(work.allowed, brief, outcome.reply, before) for outcome in refused]
        found = [
            drafted.with_story_place(work.allowed, brief.beat, brief.contents, version) for version in left if version
        ]
        if not found:
            raise self.client.refused(work.draft_prompt, refused[0])
        _log.warning(
            "%s: every version of “%s” was refused; it is told in part", brief.beat.project_key, brief.beat.title
        )
        return list(found)

    def _version(
        self, work: _Work, hook: Version, brief: BeatBrief, version: int
    ) -> tuple[Outcome[DraftedBeat], list[ScriptSentence] | None]:
        before = hook[-2:] if brief.number == 1 else ()

        def check(reply: DraftedBeat) -> list[str]:
            sentences = drafted.typed(work.allowed, brief.beat, reply.sentences)
            return drafted.problems(work.allowed, brief.facts, sentences, before)

        told = beat_briefs.variables(brief, work.allowed, work.outline, work.profile, version)
        outcome = self.client.propose(work.draft_prompt, told, DraftedBeat, check, version)
        if outcome.value is None:
            return outcome, None
        sentences = drafted.typed(work.allowed, brief.beat, outcome.value.sentences)
        return outcome, drafted.with_story_place(work.allowed, brief.beat, brief.contents, sentences)

    def _mended(self, work: _Work, draft: Draft, outcomes: list[Outcome[DraftedBeat] | Outcome[MendedBeat]]) -> Draft:
        """Put what the review finds to the model, all beats at once, and take the repairs that make the script better."""
        findings = work.review(draft.sentences)
        for _ in range(REPAIR_ROUNDS):
            surplus = rules.spoken_words(draft.sentences) - work.target
            faulty = [
                (place, found)
                for place, brief in enumerate(work.briefs)
                if (found := beat_repairs.faults(draft.numbered(place), findings, brief, surplus))
            ]
            replies = self.at_once([partial(self._repair, work, draft, place, found) for place, found in faulty])
            outcomes += [outcome for outcome, _ in replies]
            repaired = {place: told for (place, _), (_, told) in zip(faulty, replies, strict=True) if told is not None}
            better, findings = beat_repairs.taken(draft, findings, repaired, work.bench)
            if better is draft:
                break
            draft = better
        return draft

    def _repair(
        self, work: _Work, draft: Draft, place: int, found: Sequence[Fault]
    ) -> tuple[Outcome[MendedBeat], list[ScriptSentence] | None]:
        brief, version = work.briefs[place], draft.beats[place]
        before, after = draft.around(place)

        def check(reply: MendedBeat) -> list[str]:
            wrong = beat_repairs.misplaced(reply, found, len(version))
            sentences = beat_repairs.edited(work.allowed, brief, version, reply)
            return wrong or drafted.problems(work.allowed, brief.facts, sentences, before[-2:])

        habits = "\n".join(speech_samples.habits(work.profile, work.allowed.steering.controls)) if work.profile else ""
        told = beat_repairs.variables(brief, work.allowed, version, found, (before, after), habits)
        outcome = self.client.propose(work.repair_prompt, told, MendedBeat, check)
        if outcome.value is None:
            return outcome, None
        return outcome, beat_repairs.edited(work.allowed, brief, version, outcome.value)


def _paying(hook: Hook | None, script: Sequence[ScriptSentence]) -> frozenset[str]:
    """Return the facts of the sentences that pay what the opening promises, the first of each promise."""
    told = [one for _, one in promises.payments(hook, script) if one is not None] if hook else []
    paid = {fact_id for promise in hook.promises for fact_id in promise.fact_ids} if hook else set()
    return frozenset(fact_id for one in told for fact_id in one.fact_ids if fact_id in paid)
