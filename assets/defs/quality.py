"""Quality: the draft's voice and facts, measured, and the gate on the lower confidence bound."""

import dagster as dg

from assets.checks import GATE
from assets.policy import table_asset
from assets.resources import Lectern
from pipelines import prompt_tags
from pipelines.models import (
    EvaluationResult,
    Evidence,
    ResearchDocument,
    ScriptSentence,
    Story,
    Trait,
    VerifiedFact,
    VoiceFeatures,
    VoiceProfile,
    WorkingCopy,
)


@table_asset(EvaluationResult, checks=[GATE])
def evaluation_results(
    context: dg.AssetExecutionContext,
    lectern: Lectern,
    script_draft: list[ScriptSentence],
    verified_facts: list[VerifiedFact],
    evidence: list[Evidence],
    stories: list[Story],
    research_documents: list[ResearchDocument],
    creator_dna: list[Trait],
    voice_features: list[VoiceFeatures],
) -> list[EvaluationResult]:
    """One row per metric of the draft's evaluation, with n, errors, a 95 % interval and the tag that wrote the script."""
    from evals.draft import evaluate_draft

    project = lectern.project(context.partition_key)
    profile = VoiceProfile(project.channel_key, tuple(creator_dna), tuple(voice_features))
    tag = prompt_tags.read().of_project(project, "writing")
    standing = lectern.standing(project, WorkingCopy((), (), tuple(script_draft)))
    return evaluate_draft(
        standing.sentences, verified_facts, evidence, stories, research_documents, profile, project.project_key, tag
    )
