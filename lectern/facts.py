"""`lectern facts`: the facts of a project, and which of them rest on a document that has changed or is gone."""

from typing import Annotated, Any

import typer

from lectern.errors import BadInputError
from lectern.terminal import AsJson, known_errors, print_json, say, session, table
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


def facts(
    key: Annotated[str, typer.Argument(metavar="CHANNEL/TOPIC", help="The project's key.")],
    stale: Annotated[bool, typer.Option("--stale", help="Only those that rest on a changed document.")] = False,
    as_json: AsJson = False,
) -> None:
    """List a project's facts with quote, source and verdict, and mark those whose sources have changed since."""
    with session() as db, known_errors():
        rows = list_facts(db, key)
    shown = [row for row in rows if row["stale"]] if stale else rows
    if as_json:
        print_json(shown)
        return
    columns = ["fact", "verdict", "sources", "source", "stale"]
    cells = [
        [row["text"], row["verdict"], str(row["independent_sources"]), row["place"] or "–", _why(row["stale"])]
        for row in shown
    ]
    n_stale = sum(bool(row["stale"]) for row in rows)
    table(f"{len(rows)} facts, {n_stale} of them stale", columns, cells)
    if n_stale:
        say(f"`lectern run {key}` makes anew what is stale.")


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


def _why(stale: list[dict[str, Any]]) -> str:
    return "; ".join(
        f"{row['place']} {row['change']}" + (", quote kept" if row["is_quote_kept"] else "") for row in stale
    )
