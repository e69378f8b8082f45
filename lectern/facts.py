"""The facts of a project, and which of them rest on a document that has changed or is gone."""

from typing import Any

from lectern.errors import BadInputError
from pipelines.database import Database
from pipelines.facts.staleness import StaleFact, changed_documents, stale_facts
from pipelines.models import Evidence, Project, ResearchDocument, SourceCopy, SourcePolicy, VerifiedFact


def stale_now(db: Database, project: Project) -> list[StaleFact]:
    """Return which facts of a project rest on a document that is not what they were made from, as things stand now.

    Raises:
        BadInputError: the library cannot be read at all.
    """
    from pipelines.research.documents import source_path
    from pipelines.research.library import EmptyLibraryError, LibraryError, read_documents

    key = project.project_key
    before, copies = db.read(ResearchDocument, project_key=key), db.read(SourceCopy, project_key=key)
    try:
        now = read_documents(project, copies, db.one(SourcePolicy, project_key=key), before)
    except EmptyLibraryError:
        now = []
    except LibraryError as error:
        raise BadInputError(str(error)) from error
    withdrawn = {source_path(copy.source, copy.locator): copy.withdrawn for copy in copies if copy.withdrawn}
    changes = changed_documents(before, now, withdrawn)
    if not changes:
        return []
    return stale_facts(changes, db.read(VerifiedFact, project_key=key), db.read(Evidence, project_key=key))


def list_facts(db: Database, project_key: str) -> list[dict[str, Any]]:
    """Return one dictionary per fact with its quote, its source, its verdict and why it is stale, if it is.

    Raises:
        BadInputError: unknown project, or one whose facts have not been made.
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
    for row in stale_now(db, project):
        stale.setdefault(row.fact_id, []).append(row)
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
