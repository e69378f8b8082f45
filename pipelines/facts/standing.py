"""Which facts of a project rest on a document that is not what they were made from, as its sources stand now."""

from pipelines.database import Database
from pipelines.facts.staleness import StaleFact, changed_documents, stale_facts
from pipelines.models import Evidence, Project, ResearchDocument, SourceCopy, SourcePolicy, VerifiedFact
from pipelines.research.documents import source_path
from pipelines.research.library import EmptyLibraryError, read_documents


def stale_now(db: Database, project: Project) -> list[StaleFact]:
    """Return one row for each stale fact and changed document. Only bytes that are new are read; no network is used.

    Raises:
        LibraryError: the library cannot be read at all.
    """
    key = project.project_key
    before, copies = db.read(ResearchDocument, project_key=key), db.read(SourceCopy, project_key=key)
    try:
        now = read_documents(project, copies, db.one(SourcePolicy, project_key=key), before)
    except EmptyLibraryError:
        now = []
    withdrawn = {source_path(copy.source, copy.locator): copy.withdrawn for copy in copies if copy.withdrawn}
    changes = changed_documents(before, now, withdrawn)
    if not changes:
        return []
    return stale_facts(changes, db.read(VerifiedFact, project_key=key), db.read(Evidence, project_key=key))
