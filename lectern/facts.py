"""The facts of a project, and which of them rest on a document that has changed or is gone."""

from typing import Any

from lectern.errors import BadInputError
from pipelines.database import Database
from pipelines.facts.staleness import StaleFact
from pipelines.facts.standing import stale_now
from pipelines.models import Project, ResearchDocument, VerifiedFact
from pipelines.research.library import LibraryError


def list_facts(db: Database, project_key: str) -> list[dict[str, Any]]:
    """Return one dictionary per fact with its quote, its source, its verdict and why it is stale, if it is.

    Raises:
        BadInputError: unknown project, one whose facts have not been made, or a library that cannot be read.
    """
    project = db.one(Project, project_key=project_key)
    if project is None:
        known = ", ".join(row.project_key for row in db.read(Project)) or "none yet"
        raise BadInputError(f"No project {project_key!r}. Projects: {known}. Make one with `lectern project new`.")
    facts = db.read(VerifiedFact, project_key=project_key)
    if not facts:
        raise BadInputError(f"{project_key} has no facts yet. Make them with `lectern run {project_key}`.")
    documents = {row.document_id: row for row in db.read(ResearchDocument, project_key=project_key)}
    stale: dict[str, list[StaleFact]] = {}
    try:
        for row in stale_now(db, project):
            stale.setdefault(row.fact_id, []).append(row)
    except LibraryError as error:
        raise BadInputError(str(error)) from error
    return [_described(fact, documents, stale.get(fact.fact_id, [])) for fact in facts]


def _described(fact: VerifiedFact, documents: dict[str, ResearchDocument], stale: list[StaleFact]) -> dict[str, Any]:
    document = documents.get(fact.document_id)
    return {
        "fact_id": fact.fact_id,
        "text": fact.text,
        "quote": fact.quote,
        "place": document.source_path if document else None,
        "verdict": fact.verdict.value,
        "probability": fact.probability,
        "independent_sources": fact.independent_sources,
        "stale": [
            {
                "place": row.change.document.source_path,
                "change": row.change.change.value,
                "reason": row.change.reason,
                "is_quote_kept": row.is_quote_kept,
            }
            for row in stale
        ],
    }
