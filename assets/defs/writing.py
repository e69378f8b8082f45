"""Writing: framework, outline, hooks, script and its review."""

from typing import TYPE_CHECKING

import dagster as dg

from assets.checks import DRAFT_CHECKS, EVERY_BEAT_PLANNED, EVERY_FACT_KNOWN
from assets.plots import plot_minutes
from assets.policy import MODEL_POOL, table_asset
from assets.resources import Lectern
from pipelines.models import (
    Concept,
    ConceptLink,
    Contradiction,
    DiscourseMove,
    EducationalFramework,
    Explanation,
    Gap,
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
    Trait,
    VerifiedFact,
    VoiceFeatures,
    VoiceProfile,
    WorkingCopy,
)

if TYPE_CHECKING:
    from pipelines.engines import Voice


@table_asset(EducationalFramework)
def educational_frameworks(context: dg.AssetExecutionContext, lectern: Lectern) -> list[EducationalFramework]:
    """One row per educational framework: a typed contract of beats."""
    from pipelines.writing.pipeline import load_frameworks

    return load_frameworks()


@table_asset(OutlineBeat, checks=[EVERY_FACT_KNOWN, EVERY_BEAT_PLANNED])
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
    segments: list[Segment],
    discourse_moves: list[DiscourseMove],
    research_documents: list[ResearchDocument],
    contradictions: list[Contradiction],
) -> list[OutlineBeat]:
    """One row per beat of the outline, with its facts and its time at the creator's pace."""
    from pipelines.voice.pace import speaking_pace
    from pipelines.writing.pipeline import make_outline
    from pipelines.writing.prerequisites import ConceptMap
    from pipelines.writing.structure_habits import measured

    project = lectern.project(context.partition_key)
    verified_facts = lectern.tellable(project, verified_facts, contradictions, research_documents)
    controls = lectern.style_controls(project)
    pace, _ = speaking_pace(creator_dna, controls)
    known = ConceptMap(tuple(glossary), tuple(concept_map))
    habits = measured(segments, discourse_moves, educational_frameworks)
    return make_outline(
        project, verified_facts, phrase_frames, stories, pace, educational_frameworks, controls, misconceptions, known,
        habits,
    )  # fmt: skip


@table_asset(Explanation, may_be_empty=True)
def explanations(
    context: dg.AssetExecutionContext,
    lectern: Lectern,
    outline: list[OutlineBeat],
    verified_facts: list[VerifiedFact],
    research_documents: list[ResearchDocument],
    phrase_frames: list[PhraseFrame],
    stories: list[Story],
    segments: list[Segment],
    discourse_moves: list[DiscourseMove],
    glossary: list[Concept],
    concept_map: list[ConceptLink],
    contradictions: list[Contradiction],
) -> list[Explanation]:
    """One row per way of explaining a term that is above the audience's level; the first of a term is the one to use."""
    from pipelines.facts.checking import Checker
    from pipelines.facts.verification.verifier import load
    from pipelines.settings import support_precision
    from pipelines.writing.pipeline import explain_terms
    from pipelines.writing.prerequisites import ConceptMap

    project = lectern.project(context.partition_key)
    verified_facts = lectern.tellable(project, verified_facts, contradictions, research_documents)
    known = ConceptMap(tuple(glossary), tuple(concept_map))
    checker = Checker(lectern.embedder, load(support_precision()))
    return explain_terms(
        project, outline, verified_facts, research_documents, phrase_frames, stories, segments, discourse_moves, known,
        checker,
    )  # fmt: skip


@table_asset(Hook, pool=MODEL_POOL)
def hooks(
    context: dg.AssetExecutionContext,
    lectern: Lectern,
    outline: list[OutlineBeat],
    verified_facts: list[VerifiedFact],
    phrase_frames: list[PhraseFrame],
    creator_dna: list[Trait],
    voice_features: list[VoiceFeatures],
    stories: list[Story],
    misconceptions: list[Misconception],
    research_documents: list[ResearchDocument],
    contradictions: list[Contradiction],
) -> list[Hook]:
    """One row per hook offered, with what it is ranked by and what pays its promise; the first one is used."""
    from pipelines.engines import hook_writer
    from pipelines.writing.pipeline import write_hooks

    project = lectern.project(context.partition_key)
    verified_facts = lectern.tellable(project, verified_facts, contradictions, research_documents)
    voice, profile = _voice(project, creator_dna, voice_features), _profile(project, creator_dna, voice_features)
    controls, told = lectern.style_controls(project), _told(lectern, project, stories)
    writer, proposed = hook_writer(lectern.settings, lectern.db, project), []
    if writer is not None:
        proposed = writer.run(
            project, outline, verified_facts, phrase_frames, research_documents, controls, misconceptions, profile
        )["openings"]
        context.add_output_metadata(writer.usage.figures, output_name="result")
    return write_hooks(
        project, outline, verified_facts, phrase_frames, voice, controls, told, voice_features, misconceptions, proposed,
        lectern.rejected_openings(project),
    )  # fmt: skip


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
    explanations: list[Explanation],
    contradictions: list[Contradiction],
) -> list[ScriptSentence]:
    """One row per sentence of the script, typed and sourced. A draft that breaks a rule is refused."""
    from pipelines.engines import script_drafter, whole_draft
    from pipelines.voice.pace import speaking_pace
    from pipelines.writing.prerequisites import ConceptMap

    project = lectern.project(context.partition_key)
    verified_facts = lectern.tellable(project, verified_facts, contradictions, research_documents)
    controls = lectern.style_controls(project)
    known = ConceptMap(tuple(glossary), tuple(concept_map))
    pace, voice = speaking_pace(creator_dna, controls)[0], _voice(project, creator_dna, voice_features)
    drafter = script_drafter(lectern.settings, lectern.db, project)
    finished = whole_draft(
        drafter,
        lectern.preference_rules(project),
        project=project,
        outline=outline,
        hooks=hooks,
        facts=verified_facts,
        frames=phrase_frames,
        stories=_told(lectern, project, stories),
        documents=research_documents,
        words_per_minute=pace,
        voice=voice,
        controls=controls,
        misconceptions=misconceptions,
        known=known,
        profile=_profile(project, creator_dna, voice_features),
        explained=explanations,
    )
    context.add_output_metadata(drafter.usage.figures, output_name="result")
    return finished


@table_asset(ReviewFinding, may_be_empty=True)
def script_review(
    context: dg.AssetExecutionContext,
    lectern: Lectern,
    outline: list[OutlineBeat],
    hooks: list[Hook],
    script_draft: list[ScriptSentence],
    verified_facts: list[VerifiedFact],
    stories: list[Story],
    creator_dna: list[Trait],
    research_documents: list[ResearchDocument],
    misconceptions: list[Misconception],
    explanations: list[Explanation],
    glossary: list[Concept],
    concept_map: list[ConceptLink],
    phrase_frames: list[PhraseFrame],
    contradictions: list[Contradiction],
    gaps: list[Gap],
) -> list[ReviewFinding]:
    """One row per finding about the script that stands, a person's or the draft: rule, place and remedy."""
    from pipelines.voice.pace import speaking_pace
    from pipelines.writing.pipeline import review_script
    from pipelines.writing.prerequisites import ConceptMap
    from pipelines.writing.review import Background
    from pipelines.writing.store import last_scripts

    project = lectern.project(context.partition_key)
    verified_facts = lectern.trusted(project, verified_facts)
    controls = lectern.style_controls(project)
    pace, _ = speaking_pace(creator_dna, controls)
    told = _told(lectern, project, stories)
    known = ConceptMap(tuple(glossary), tuple(concept_map))
    standing = lectern.standing(project, WorkingCopy(tuple(outline), tuple(hooks), tuple(script_draft)))
    return review_script(
        project, standing.outline, standing.sentences, verified_facts, told, research_documents, pace, controls,
        misconceptions, explanations, known, standing.hooks, last_scripts(lectern.db, project),
        Background(contradictions, gaps, creator_dna, phrase_frames),
    )  # fmt: skip


def _told(lectern: Lectern, project: Project, stories: list[Story]) -> list[Story]:
    from pipelines.voice.store import told_in_scripts

    return told_in_scripts(lectern.db, project.channel_key, stories, written_for=project.project_key)


def _voice(project: Project, traits: list[Trait], features: list[VoiceFeatures]) -> "Voice":
    from pipelines.voice.habits import CreatorVoice

    return CreatorVoice(_profile(project, traits, features))


def _profile(project: Project, traits: list[Trait], features: list[VoiceFeatures]) -> VoiceProfile:
    return VoiceProfile(project.channel_key, tuple(traits), tuple(features))
