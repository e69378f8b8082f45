"""Research: a folder of sources to documents, passages with embeddings, and a cited brief."""

import dagster as dg

from assets.checks import OFFSETS_POINT_AT_TEXT, PASSAGES_EXIST, READABLE_DOCUMENT
from assets.policy import EMBEDDING_POOL, table_asset
from assets.resources import Lectern
from pipelines.models import BriefSentence, Gap, Passage, ResearchDocument


@table_asset(ResearchDocument, checks=[READABLE_DOCUMENT])
def research_documents(context: dg.AssetExecutionContext, lectern: Lectern) -> list[ResearchDocument]:
    """One row per source document of a project, with title, author, date, publisher and licence."""
    from pipelines.research.pipeline import read_library

    return read_library(lectern.project(context.partition_key))


@table_asset(Passage, checks=[OFFSETS_POINT_AT_TEXT], pool=EMBEDDING_POOL, kinds={"onnx"})
def passages(
    context: dg.AssetExecutionContext, lectern: Lectern, research_documents: list[ResearchDocument]
) -> list[Passage]:
    """One row per passage: whole sentences under one heading, with an embedding. Refused if off the project's topic."""
    from pipelines.research.pipeline import coverage, cut_passages

    project = lectern.project(context.partition_key)
    known = lectern.db.read(Passage, project_key=project.project_key)
    cut = cut_passages(research_documents, lectern.embedder, known)
    covered = coverage(project, cut, lectern.embedder)
    if not covered.is_covered:
        raise dg.Failure(f"The library does not cover the topic. {covered.reason}", allow_retries=False)
    return cut


@table_asset(BriefSentence, checks=[PASSAGES_EXIST])
def research_brief(
    context: dg.AssetExecutionContext,
    lectern: Lectern,
    research_documents: list[ResearchDocument],
    passages: list[Passage],
) -> list[BriefSentence]:
    """One row per sentence of the cited brief, under the sub-question that it helps to answer."""
    from pipelines.research.pipeline import write_brief

    return write_brief(lectern.project(context.partition_key), research_documents, passages, lectern.embedder)


@table_asset(Gap, may_be_empty=True)
def gaps(
    context: dg.AssetExecutionContext, lectern: Lectern, passages: list[Passage], research_brief: list[BriefSentence]
) -> list[Gap]:
    """One row per question about the topic that the corpus cannot answer, with what was looked for."""
    from pipelines.research.pipeline import find_gaps

    return find_gaps(lectern.project(context.partition_key), passages, research_brief, lectern.embedder)
