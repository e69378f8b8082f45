"""Facts: check-worthy claims, what other sources say of them, and the verdict."""

import dagster as dg

from assets.checks import (
    BOTH_QUOTES_VERBATIM,
    CORRECTIONS_VERBATIM,
    DEFINITIONS_VERBATIM,
    QUOTES_VERBATIM,
)
from assets.coverage import GLOSSARY_COVERED, INDEPENDENT_SOURCES
from assets.fact_tables import preview_evidence, preview_facts, preview_misconceptions
from assets.ledger import preview_asides, preview_ledger, preview_map
from assets.plots import plot_verdicts
from assets.policy import EMBEDDING_POOL, MODEL_POOL, table_asset
from assets.resources import Lectern
from pipelines.models import (
    Aside,
    Claim,
    Concept,
    ConceptLink,
    Contradiction,
    Evidence,
    Misconception,
    Passage,
    Project,
    ResearchDocument,
    VerifiedFact,
)
from pipelines.sentences import counted


@table_asset(
    Claim,
    checks=[QUOTES_VERBATIM],
    pool=MODEL_POOL,
    if_empty="No sentence of the sources states one checkable thing that is understood alone; the table asides says of each why. "
    "Add sources that state facts about the topic.",
)
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


@table_asset(Aside, checks=[QUOTES_VERBATIM], may_be_empty=True, preview=preview_asides)
def asides(
    context: dg.AssetExecutionContext,
    lectern: Lectern,
    research_documents: list[ResearchDocument],
    passages: list[Passage],
) -> list[Aside]:
    """One row per sentence of a source that makes no claim: what it is instead, and why."""
    from pipelines.facts.asides import set_aside

    return set_aside(context.partition_key, research_documents, passages)


@table_asset(
    Misconception, checks=[QUOTES_VERBATIM, CORRECTIONS_VERBATIM], may_be_empty=True, preview=preview_misconceptions
)
def misconceptions(
    context: dg.AssetExecutionContext,
    lectern: Lectern,
    research_documents: list[ResearchDocument],
    passages: list[Passage],
) -> list[Misconception]:
    """One row per belief that a source reports as people's belief, with what it says instead. Never a fact."""
    from pipelines.facts.misconceptions import of_library

    return of_library(context.partition_key, research_documents, passages)


@table_asset(Concept, checks=[DEFINITIONS_VERBATIM, GLOSSARY_COVERED], may_be_empty=True)
def glossary(
    context: dg.AssetExecutionContext,
    lectern: Lectern,
    claims: list[Claim],
    research_documents: list[ResearchDocument],
) -> list[Concept]:
    """One row per term of the library, in teaching order, with its best definition and the quote that states it."""
    from pipelines.facts.concept_map import in_teaching_order
    from pipelines.facts.definitions import glossary as terms_of

    return in_teaching_order(terms_of(context.partition_key, claims, research_documents))


@table_asset(ConceptLink, checks=[QUOTES_VERBATIM], may_be_empty=True, preview=preview_map)
def concept_map(
    context: dg.AssetExecutionContext,
    lectern: Lectern,
    glossary: list[Concept],
    claims: list[Claim],
    research_documents: list[ResearchDocument],
) -> list[ConceptLink]:
    """One row per edge of the concept map: what is explained with what, with the quote. It holds no cycle."""
    from pipelines.facts.concept_map import concept_links

    return concept_links(context.partition_key, glossary)


@table_asset(Contradiction, checks=[BOTH_QUOTES_VERBATIM], preview=preview_ledger, may_be_empty=True)
def contradictions(
    context: dg.AssetExecutionContext,
    lectern: Lectern,
    claims: list[Claim],
    research_documents: list[ResearchDocument],
) -> list[Contradiction]:
    """One row per pair of claims that differ about one thing: a conflict, or two scopes, with both quotes."""
    from pipelines.facts.ledger import ledger

    return ledger(context.partition_key, claims, research_documents)


@table_asset(
    Evidence,
    checks=[QUOTES_VERBATIM],
    may_be_empty=True,
    preview=preview_evidence,
    pool=EMBEDDING_POOL,
    kinds={"onnx"},
)
def evidence(
    context: dg.AssetExecutionContext,
    lectern: Lectern,
    claims: list[Claim],
    research_documents: list[ResearchDocument],
    passages: list[Passage],
) -> list[Evidence]:
    """One row per sentence of another passage that speaks for or against a claim, with the engine that judged it."""
    from pipelines.engines import claim_verifier
    from pipelines.facts.pipeline import find_evidence

    project = lectern.project(context.partition_key)
    verifier = claim_verifier(lectern.settings, lectern.db, project)
    return find_evidence(project, claims, research_documents, passages, lectern.embedder, verifier)


@table_asset(
    VerifiedFact,
    checks=[QUOTES_VERBATIM, INDEPENDENT_SOURCES],
    plot=plot_verdicts,
    preview=preview_facts,
    kinds={"onnx"},
)
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
            found[project.project_key] = [counted(len({row.fact_id for row in stale}), "fact"), *dict.fromkeys(reasons)]
    return dg.AssetCheckResult(
        passed=not found,
        severity=dg.AssetCheckSeverity.WARN,
        description="; ".join(f"{key}: {', '.join(reasons)}" for key, reasons in found.items()) or None,
        metadata={"stale": dg.MetadataValue.json(found)},
    )
