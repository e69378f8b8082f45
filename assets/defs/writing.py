"""Writing: framework, outline, hooks, script and its review."""

from typing import TYPE_CHECKING

import dagster as dg

from assets.checks import DRAFT_CHECKS, EVERY_FACT_KNOWN
from assets.plots import plot_minutes
from assets.policy import MODEL_POOL, table_asset
from assets.resources import Lectern
from pipelines.models import (
    Concept,
    ConceptLink,
    EducationalFramework,
    Hook,
    Misconception,
    OutlineBeat,
    PhraseFrame,
    Project,
    ResearchDocument,
    ReviewFinding,
    ScriptSentence,
    Story,
    Trait,
    VerifiedFact,
    VoiceFeatures,
    VoiceProfile,
)

if TYPE_CHECKING:
    from pipelines.engines import Voice


@table_asset(EducationalFramework)
def educational_frameworks(context: dg.AssetExecutionContext, lectern: Lectern) -> list[EducationalFramework]:
    """One row per educational framework: a typed contract of beats."""
    from pipelines.writing.pipeline import load_frameworks

    return load_frameworks()


@table_asset(OutlineBeat, checks=[EVERY_FACT_KNOWN])
def outline(
    context: dg.AssetExecutionContext,
    lectern: Lectern,
    verified_facts: list[VerifiedFact],
    phrase_frames: list[PhraseFrame],
    stories: list[Story],
    creator_dna: list[Trait],
    educational_frameworks: list[EducationalFramework],
    misconceptions: list[Misconception],
    glossary: list[Concept],
    concept_map: list[ConceptLink],
) -> list[OutlineBeat]:
    """One row per beat of the outline, with its facts and its time at the creator's pace."""
    from pipelines.voice.pace import speaking_pace
    from pipelines.writing.pipeline import make_outline
    from pipelines.writing.prerequisites import ConceptMap

    project = lectern.project(context.partition_key)
    controls = lectern.style_controls(project)
    pace, _ = speaking_pace(creator_dna, controls)
    known = ConceptMap(tuple(glossary), tuple(concept_map))
    facts = lectern.trusted(project, verified_facts)
    return make_outline(
        project, facts, phrase_frames, stories, pace, educational_frameworks, controls, misconceptions, known
    )


@table_asset(Hook)
def hooks(
    context: dg.AssetExecutionContext,
    lectern: Lectern,
    outline: list[OutlineBeat],
    verified_facts: list[VerifiedFact],
    phrase_frames: list[PhraseFrame],
    creator_dna: list[Trait],
    voice_features: list[VoiceFeatures],
) -> list[Hook]:
    """One row per hook offered; the first one is used."""
    from pipelines.writing.pipeline import write_hooks

    project = lectern.project(context.partition_key)
    voice = _voice(project, creator_dna, voice_features)
    facts = lectern.trusted(project, verified_facts)
    return write_hooks(project, outline, facts, phrase_frames, voice, lectern.style_controls(project))


@table_asset(ScriptSentence, checks=DRAFT_CHECKS, plot=plot_minutes, pool=MODEL_POOL)
def script_draft(
    context: dg.AssetExecutionContext,
    lectern: Lectern,
    outline: list[OutlineBeat],
    hooks: list[Hook],
    verified_facts: list[VerifiedFact],
    phrase_frames: list[PhraseFrame],
    stories: list[Story],
    creator_dna: list[Trait],
    voice_features: list[VoiceFeatures],
    research_documents: list[ResearchDocument],
    misconceptions: list[Misconception],
    glossary: list[Concept],
    concept_map: list[ConceptLink],
) -> list[ScriptSentence]:
    """One row per sentence of the script, typed and sourced. A draft that breaks a rule is refused."""
    from pipelines.editing.preferences import followed
    from pipelines.engines import script_drafter
    from pipelines.voice.pace import speaking_pace
    from pipelines.writing.prerequisites import ConceptMap
    from pipelines.writing.rules import SourceIndex

    project = lectern.project(context.partition_key)
    controls = lectern.style_controls(project)
    known = ConceptMap(tuple(glossary), tuple(concept_map))
    facts = lectern.trusted(project, verified_facts)
    pace, voice = speaking_pace(creator_dna, controls)[0], _voice(project, creator_dna, voice_features)
    drafted = script_drafter(lectern.settings, lectern.db, project, misconceptions, known).run(
        project=project,
        outline=outline,
        hooks=hooks,
        facts=facts,
        frames=phrase_frames,
        stories=_told(lectern, project, stories),
        documents=research_documents,
        words_per_minute=pace,
        voice=voice,
        controls=controls,
    )["sentences"]
    index = SourceIndex([document.text for document in research_documents] + [fact.quote for fact in verified_facts])
    return followed(drafted, lectern.preference_rules(project), facts, index, pace, voice)


@table_asset(ReviewFinding, may_be_empty=True)
def script_review(
    context: dg.AssetExecutionContext,
    lectern: Lectern,
    outline: list[OutlineBeat],
    script_draft: list[ScriptSentence],
    verified_facts: list[VerifiedFact],
    stories: list[Story],
    creator_dna: list[Trait],
    research_documents: list[ResearchDocument],
    misconceptions: list[Misconception],
) -> list[ReviewFinding]:
    """One row per finding about the script that stands, a person's or the draft: rule, place and remedy."""
    from pipelines.voice.pace import speaking_pace
    from pipelines.writing.pipeline import review_script

    project = lectern.project(context.partition_key)
    controls = lectern.style_controls(project)
    pace, _ = speaking_pace(creator_dna, controls)
    told = _told(lectern, project, stories)
    sentences, beats = lectern.standing(project, script_draft, outline)
    facts = lectern.trusted(project, verified_facts)
    return review_script(project, beats, sentences, facts, told, research_documents, pace, controls, misconceptions)


def _told(lectern: Lectern, project: Project, stories: list[Story]) -> list[Story]:
    from pipelines.voice.store import told_in_scripts

    return told_in_scripts(lectern.db, project.channel_key, stories, written_for=project.project_key)


def _voice(project: Project, traits: list[Trait], features: list[VoiceFeatures]) -> "Voice":
    from pipelines.voice.score import score_sentences

    profile = VoiceProfile(project.channel_key, tuple(traits), tuple(features))
    return lambda sentences: score_sentences(sentences, profile)
