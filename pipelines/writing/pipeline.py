"""The writing stage: framework → outline → hooks → script → review, offline, from verified facts."""

import logging
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from pipelines.facts.checking import Checker
from pipelines.models import (
    Contradiction,
    DiscourseMove,
    EducationalFramework,
    Explanation,
    Hook,
    Misconception,
    OutlineBeat,
    PhraseFrame,
    Project,
    ResearchDocument,
    ReviewFinding,
    ScriptSentence,
    Segment,
    Story,
    StyleControl,
    VerifiedFact,
    VoiceFeatures,
)
from pipelines.voice.reuse import may_be_told
from pipelines.writing import (
    argument,
    audience,
    beliefs,
    drafting,
    explanations,
    fitting,
    frameworks,
    manuscript,
    mending,
    mentions,
    outline,
    review,
    revoicing,
    rules,
    spoken_forms,
    utterances,
)
from pipelines.writing.choice import Occasion, choose
from pipelines.writing.disputes import undisputed
from pipelines.writing.faults import Setting
from pipelines.writing.hooks import kinds, offering, opening_style, promises, source
from pipelines.writing.hooks.gaps import planned_facts
from pipelines.writing.outline import lead_of, usable
from pipelines.writing.phrasing import Phrasebook
from pipelines.writing.prerequisites import UNMAPPED, ConceptMap
from pipelines.writing.review import NO_BACKGROUND, Background
from pipelines.writing.rules import SourceIndex, indexed
from pipelines.writing.steering import Steering
from pipelines.writing.structure_habits import UNKNOWN, StructureHabits

MAX_QUOTATIONS = 4
"""Sentences of a script that may stand in a source's own words, named and between quotation marks."""

MANY_QUOTATIONS = 10
"""The same where what can be said in other words does not fill the time."""

_log = logging.getLogger(__name__)

Voice = Callable[[Sequence[str]], list[float | None]]


def load_frameworks() -> list[EducationalFramework]:
    """Return the educational frameworks, validated.

    Raises:
        FrameworkError: `frameworks.yaml` breaks its contract; the message names the entry.
    """
    return frameworks.load()


def tellable(
    facts: Sequence[VerifiedFact],
    contradictions: Sequence[Contradiction],
    documents: Sequence[ResearchDocument],
    topic: str,
) -> list[VerifiedFact]:
    """Return the facts without the weaker side of each dispute and without those that only their document makes clear."""
    return mentions.understood(undisputed(facts, contradictions, documents), documents, topic)


def make_outline(
    project: Project,
    facts: Sequence[VerifiedFact],
    frames: Sequence[PhraseFrame],
    stories: Sequence[Story],
    words_per_minute: float,
    frameworks: Sequence[EducationalFramework],
    controls: Sequence[StyleControl] = (),
    misconceptions: Sequence[Misconception] = (),
    known: ConceptMap = UNMAPPED,
    habits: StructureHabits = UNKNOWN,
) -> list[OutlineBeat]:
    """Choose a framework for facts, topic, audience and `habits`, and map the themes onto its beats with a budget at the creator's pace.

    Facts that cannot be spoken faithfully are left out. What `known` says must be known before something comes before
    it. Returns the beats in order; their words add up to the target.
    """
    steering = Steering(tuple(controls))
    stated = usable(facts)
    occasion = Occasion(project.topic, project.audience, habits)
    choice = choose(frameworks, stated, may_be_told(stories, project.story_gap), misconceptions, occasion)
    index = SourceIndex([fact.quote for fact in facts])
    spoken = utterances.spoken_with_lead(project, stated, index, frames, stories, steering)
    corrections = beliefs.corrected(misconceptions, stated).keys()
    total_words = round(project.minutes * words_per_minute)
    plans = outline.plan(choice.framework, spoken, project.topic, total_words, known, corrections)
    return outline.outline_beats(project, choice.framework, choice.reason, plans, words_per_minute)


def write_hooks(
    project: Project,
    outline: Sequence[OutlineBeat],
    facts: Sequence[VerifiedFact],
    frames: Sequence[PhraseFrame],
    voice: Voice,
    controls: Sequence[StyleControl] = (),
    stories: Sequence[Story] = (),
    features: Sequence[VoiceFeatures] = (),
    misconceptions: Sequence[Misconception] = (),
    proposed: Sequence[kinds.Opening] = (),
    unwanted: Container[str] = (),
) -> list[Hook]:
    """Return one hook of each kind that the facts allow, best first; each question it leaves open is paid by the outline.

    `proposed` are openings by a model, ranked among those made here; `unwanted` are words of openings that a person rejected.
    """
    steering = Steering(tuple(controls))
    stated = usable(facts)
    index = SourceIndex([fact.quote for fact in facts])
    spoken = utterances.spoken(stated, index, frames, stories, steering)
    allowed = steering.frames(frames)
    material = manuscript.Material(
        project,
        outline,
        {},
        None,
        allowed,
        stories,
        index,
        1.0,
        voice,
        steering,
        beliefs.corrected(misconceptions, stated),
    )
    lead = lead_of(spoken, project.topic)  # opens what comes after the hook
    given = source.Source(
        [fact for fact in argument.distinct(spoken) if fact is not lead],
        planned_facts(outline, spoken),
        may_be_told(stories, project.story_gap),
        opening_style.mined(features),
        manuscript.Manuscript(material, Phrasebook(allowed, steering)),
        utterances.contraction_rate(frames, stories, steering) >= spoken_forms.CONTRACTS_FROM,
    )
    return offering.offered(given, voice, proposed, unwanted)


def draft_script(
    project: Project,
    outline: Sequence[OutlineBeat],
    hooks: Sequence[Hook],
    facts: Sequence[VerifiedFact],
    frames: Sequence[PhraseFrame],
    stories: Sequence[Story],
    documents: Sequence[ResearchDocument],
    words_per_minute: float,
    voice: Voice,
    controls: Sequence[StyleControl] = (),
    misconceptions: Sequence[Misconception] = (),
    known: ConceptMap = UNMAPPED,
    is_revoiced: bool = True,
) -> list[ScriptSentence]:
    """Write the script: every sentence typed and sourced, within the target length where the facts last that long.

    Where a fact corrects what people believe, the belief is told in front of it; where `known` links a concept that the
    script uses, what it is comes first.
    What the creator's style controls ban is not said; what they raise or pin is preferred where there is a choice.
    Without `is_revoiced` the sentences stay as the facts were first worded, to measure what re-voicing gives.
    """
    steering = Steering(tuple(controls))
    frames = steering.frames(frames)
    index = indexed(documents, facts)
    spoken = utterances.spoken_with_lead(project, usable(facts), index, frames, stories, steering, documents)
    quotations = utterances.quotations(usable(facts), spoken, documents, steering)
    material = manuscript.Material(
        project,
        outline,
        contents_of(outline),
        hooks[0] if hooks else None,
        frames,
        stories,
        index,
        words_per_minute,
        voice,
        steering,
        beliefs.corrected(misconceptions, usable(facts)),
        known,
    )
    told = [*spoken, *quotations[:MAX_QUOTATIONS]]
    script = fitting.fitted(material, told)
    if rules.spoken_minutes(script, words_per_minute) < (1 - rules.LENGTH_TOLERANCE / 2) * project.minutes:
        told = [*spoken, *quotations[:MANY_QUOTATIONS]]
        script = fitting.fitted(material, told)
    if not is_revoiced:
        return drafting.voiced(script, voice)
    sections = {fact.fact_id: (fact.document_id, fact.heading) for fact in facts}
    rate = utterances.contraction_rate(frames, stories, steering)
    return drafting.voiced(revoicing.fitted_in_voice(material, told, script, sections, voice, rate), voice)


def finish_script(
    project: Project,
    outline: Sequence[OutlineBeat],
    sentences: Sequence[ScriptSentence],
    facts: Sequence[VerifiedFact],
    documents: Sequence[ResearchDocument],
    words_per_minute: float,
    voice: Voice,
    controls: Sequence[StyleControl] = (),
    explained: Sequence[Explanation] = (),
    known: ConceptMap = UNMAPPED,
) -> list[ScriptSentence]:
    """Repair what a listener would stumble over, before a person sees the draft, whoever wrote it; see `mending`."""
    judged = setting(project, outline, facts, documents, controls, explained, known)
    repaired = mending.mended(sentences, judged, words_per_minute)
    for rule, what in repaired.made:
        _log.info("%s: %s: %s", project.project_key, rule, what)
    scores = {line.text: line.voice for line in sentences}
    changed = [line.text for line in repaired.script if line.text not in scores]
    scores |= dict(zip(changed, voice(changed), strict=True)) if changed else {}
    return [replace(line, voice=scores[line.text]) for line in repaired.script]


def setting(
    project: Project,
    outline: Sequence[OutlineBeat],
    facts: Sequence[VerifiedFact],
    documents: Sequence[ResearchDocument],
    controls: Sequence[StyleControl] = (),
    explained: Sequence[Explanation] = (),
    known: ConceptMap = UNMAPPED,
) -> Setting:
    """Return what a script is judged by, whoever wrote it."""
    contents = contents_of(outline)
    return Setting(
        project,
        outline,
        {beat.beat_id: contents.get(beat.name, ()) for beat in outline},
        {fact.fact_id: fact for fact in usable(facts)},
        indexed(documents, facts),
        explained,
        known.concepts,
        Steering(tuple(controls)).allows,
        mentions.taken_as_known(facts, documents),
    )


def explain_terms(
    project: Project,
    outline: Sequence[OutlineBeat],
    facts: Sequence[VerifiedFact],
    documents: Sequence[ResearchDocument],
    frames: Sequence[PhraseFrame],
    stories: Sequence[Story],
    segments: Sequence[Segment],
    moves: Sequence[DiscourseMove],
    known: ConceptMap,
    checker: Checker,
) -> list[Explanation]:
    """Explain the terms above the audience's level in what the outline tells, in up to four ways each, the best first."""
    index = indexed(documents, facts)
    spoken = utterances.spoken(usable(facts), index, frames, stories, Steering())
    planned = {fact_id for beat in outline for fact_id in beat.fact_ids}
    told = [fact for fact in spoken if fact.fact.fact_id in planned]
    corpus = explanations.Corpus(project, audience.level_of(project.audience), spoken, known, index, segments, moves)
    return explanations.explained(corpus, told, explanations.judged_by(checker))


def review_script(
    project: Project,
    outline: Sequence[OutlineBeat],
    sentences: Sequence[ScriptSentence],
    facts: Sequence[VerifiedFact],
    stories: Sequence[Story],
    documents: Sequence[ResearchDocument],
    words_per_minute: float,
    controls: Sequence[StyleControl] = (),
    misconceptions: Sequence[Misconception] = (),
    explained: Sequence[Explanation] = (),
    known: ConceptMap = UNMAPPED,
    hooks: Sequence[Hook] = (),
    earlier: Mapping[str, Sequence[ScriptSentence]] = MappingProxyType({}),
    background: Background = NO_BACKGROUND,
) -> list[ReviewFinding]:
    """Judge a script, whoever wrote it; see `review` and `safety` for the rules."""
    judged = setting(project, outline, facts, documents, controls, explained, known)
    chosen = {beat.framework_id for beat in outline}
    framework = next((one for one in _known_frameworks() if one.framework_id in chosen), None)
    hook = promises.opening_of(hooks, sentences)
    return review.findings(
        project,
        outline,
        sentences,
        facts,
        stories,
        documents,
        words_per_minute,
        judged,
        framework,
        controls,
        misconceptions,
        hook,
        earlier,
        background,
    )


def contents_of(beats: Sequence[OutlineBeat]) -> dict[str, Sequence[str]]:
    """Return name of a beat → what it must contain, by its framework."""
    chosen = {beat.framework_id for beat in beats}
    return {
        beat.name: beat.must_contain
        for framework in _known_frameworks()
        if framework.framework_id in chosen
        for beat in framework.beats
    }


@cache
def _known_frameworks() -> tuple[EducationalFramework, ...]:
    return tuple(frameworks.load())
