"""Facts: check-worthy claims, what other sources say of them, and the verdict."""

import dagster as dg

from assets.checks import QUOTES_VERBATIM
from assets.plots import plot_verdicts
from assets.policy import EMBEDDING_POOL, MODEL_POOL, table_asset
from assets.resources import Lectern
from pipelines.models import Claim, Evidence, Passage, Project, ResearchDocument, VerifiedFact


@table_asset(Claim, checks=[QUOTES_VERBATIM], pool=MODEL_POOL)
def claims(
    context: dg.AssetExecutionContext,
    lectern: Lectern,
    research_documents: list[ResearchDocument],
    passages: list[Passage],
) -> list[Claim]:
    """One row per check-worthy, self-contained claim, with the verbatim sentence that states it."""
    from pipelines.engines import claim_extractor

    project = lectern.project(context.partition_key)
    extractor = claim_extractor(lectern.settings, lectern.db, project)
    return extractor.run(project=project, documents=research_documents, passages=passages)["claims"]


@table_asset(Evidence, checks=[QUOTES_VERBATIM], may_be_empty=True, pool=EMBEDDING_POOL, kinds={"onnx"})
def evidence(
    context: dg.AssetExecutionContext,
    lectern: Lectern,
    claims: list[Claim],
    research_documents: list[ResearchDocument],
    passages: list[Passage],
) -> list[Evidence]:
    """One row per sentence of another passage that speaks for or against a claim."""
    from pipelines.facts.pipeline import find_evidence
    from pipelines.settings import support_precision

    project = lectern.project(context.partition_key)
    return find_evidence(project, claims, research_documents, passages, lectern.embedder, support_precision())


@table_asset(VerifiedFact, checks=[QUOTES_VERBATIM], plot=plot_verdicts, kinds={"onnx"})
def verified_facts(
    context: dg.AssetExecutionContext,
    lectern: Lectern,
    claims: list[Claim],
    evidence: list[Evidence],
    research_documents: list[ResearchDocument],
) -> list[VerifiedFact]:
    """One row per claim with its verdict, probability and number of independent sources."""
    from pipelines.facts.pipeline import verify_claims

    project = lectern.project(context.partition_key)
    return verify_claims(project, claims, evidence, research_documents, lectern.embedder)


@dg.asset_check(asset=verified_facts, description="No fact rests on a document that has changed or is gone since.")
def sources_stand(lectern: Lectern) -> dg.AssetCheckResult:
    """Compare, for every project, the documents that its facts quote with what stands in its library and copies now."""
    from pipelines.facts.standing import stale_now
    from pipelines.research.library import LibraryError

    found: dict[str, list[str]] = {}
    for project in lectern.db.read(Project):
        try:
            stale = stale_now(lectern.db, project)
        except LibraryError as error:  # a folder that is gone must not hide the others
            found[project.project_key] = [str(error)]
            continue
        if stale:
            reasons = (f"{row.change.document.source_path} {row.change.change}" for row in stale)
            found[project.project_key] = [f"{len({row.fact_id for row in stale})} facts", *dict.fromkeys(reasons)]
    return dg.AssetCheckResult(
        passed=not found,
        severity=dg.AssetCheckSeverity.WARN,
        description="; ".join(f"{key}: {', '.join(reasons)}" for key, reasons in found.items()) or None,
        metadata={"stale": dg.MetadataValue.json(found)},
    )
