"""Research: a folder of sources to documents, passages with embeddings, and a cited brief."""

from collections.abc import Sequence
from itertools import groupby

import dagster as dg

from assets.checks import OFFSETS_POINT_AT_TEXT, PASSAGES_EXIST, READABLE_DOCUMENT
from assets.policy import EMBEDDING_POOL, MODEL_POOL, table_asset
from assets.preview import Inputs, markdown_table, preview_documents
from assets.resources import Lectern
from pipelines.models import BriefSentence, Gap, Passage, ResearchDocument, ResearchQuery, SourceCopy, SourcePolicy


@table_asset(ResearchDocument, checks=[READABLE_DOCUMENT], preview=preview_documents)
def research_documents(context: dg.AssetExecutionContext, lectern: Lectern) -> list[ResearchDocument]:
    """One row per source document of a project, with title, author, date, publisher, licence and rights."""
    from pipelines.research.pipeline import read_documents

    project = lectern.project(context.partition_key)
    copies = lectern.db.read(SourceCopy, project_key=project.project_key)
    policy = lectern.db.one(SourcePolicy, project_key=project.project_key)
    return read_documents(project, copies, policy)


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


def _rounds(rows: Sequence[ResearchQuery], _: Inputs) -> str:
    """Show what each round added and why the last one was the last, then the queries."""
    lines = ["| round | queries | passages found first |", "| --- | --- | --- |"]
    for number, group in groupby(rows, key=lambda row: row.round):
        queries = list(group)
        lines.append(f"| {number} | {len(queries)} | {sum(len(row.new_passage_ids) for row in queries)} |")
    reason = rows[-1].stop_reason if rows else None
    return "\n".join([*lines, "", f"Ended: {reason or 'nothing was asked'}.", "", markdown_table(ResearchQuery, rows)])


@table_asset(ResearchQuery, preview=_rounds, pool=EMBEDDING_POOL, kinds={"onnx"})
def research_queries(
    context: dg.AssetExecutionContext, lectern: Lectern, passages: list[Passage]
) -> list[ResearchQuery]:
    """One row per query put to the passages: who asks, what it found, in which round, and what was new."""
    from pipelines.research.pipeline import ask_in_rounds

    return ask_in_rounds(lectern.project(context.partition_key), passages, lectern.embedder)


@table_asset(
    BriefSentence,
    if_empty="No question about the topic is answered by two sentences that can stand alone: the sources say too little of "
    "it. Add sources about the topic to the library.",
    checks=[PASSAGES_EXIST],
    pool=MODEL_POOL,
)
def research_brief(
    context: dg.AssetExecutionContext,
    lectern: Lectern,
    research_documents: list[ResearchDocument],
    passages: list[Passage],
    research_queries: list[ResearchQuery],
) -> list[BriefSentence]:
    """One row per sentence of the cited brief, under its sub-question, verbatim in a passage that the queries found."""
    from pipelines.engines import question_writer
    from pipelines.research.pipeline import write_brief

    project = lectern.project(context.partition_key)
    writer = question_writer(lectern.settings, lectern.db, project)
    found = {passage_id for query in research_queries for passage_id in query.passage_ids}
    read = [passage for passage in passages if passage.passage_id in found]
    questions = writer.run(project=project, passages=read)["questions"] if writer else []
    return write_brief(project, research_documents, passages, research_queries, lectern.embedder, questions)


@table_asset(Gap, may_be_empty=True)
def gaps(
    context: dg.AssetExecutionContext,
    lectern: Lectern,
    passages: list[Passage],
    research_brief: list[BriefSentence],
    research_queries: list[ResearchQuery],
) -> list[Gap]:
    """One row per question about the topic that the corpus cannot answer, with what was looked for."""
    from pipelines.research.pipeline import find_gaps

    return find_gaps(
        lectern.project(context.partition_key), passages, research_brief, research_queries, lectern.embedder
    )
