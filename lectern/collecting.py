"""What the source commands do: offer, fetch, list, look again, withdraw, and judge the sources of a project."""

import getpass
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from lectern.errors import BadInputError
from pipelines import settings
from pipelines.database import Database
from pipelines.models import Project, ResearchDocument, SourceCopy, SourcePolicy
from pipelines.research import collection
from pipelines.research.collection import Outcome
from pipelines.research.documents import source_path
from pipelines.research.library import LibraryError, read_documents
from pipelines.research.sources.catalogue import ENTRIES, load_settings, make_fetcher, open_sources
from pipelines.research.sources.protocol import Offer, Source, SourceError
from pipelines.research.web.failures import FetchError


def today() -> date:
    """Return the day by UTC, as it is stored with a copy."""
    return datetime.now(UTC).date()


def sources_now() -> dict[str, Source]:
    """Return the sources that the environment has switched on."""
    chosen = load_settings()
    return open_sources(chosen, make_fetcher(chosen, settings.state_dir()))


def kinds() -> list[dict[str, Any]]:
    """Return one dictionary per source: name, what it gives, whether it is on, and what switches it on."""
    chosen = load_settings()
    return [
        {
            "source": entry.name,
            "gives": entry.what,
            "is_on": entry.is_on(chosen),
            "switched_on_by": entry.variable or f"LECTERN_SOURCES={entry.name}",
        }
        for entry in ENTRIES
    ]


def policy_of(db: Database, project_key: str) -> SourcePolicy:
    """Return where a project may look for documents."""
    return db.one(SourcePolicy, project_key=project_key) or SourcePolicy(project_key)


def choose(db: Database, project_key: str, names: Sequence[str], only_own: bool) -> SourcePolicy:
    """Set where a project may look for documents, and whether found ones are used at all.

    Raises:
        BadInputError: unknown project or source, or sources to search together with `only_own`.
    """
    _project(db, project_key)
    if names and only_own:
        raise BadInputError("--only-own uses no source but the project's own. Leave the names out, or the option.")
    policy = SourcePolicy(project_key, tuple(dict.fromkeys(names)), only_own)
    for name in policy.sources:
        _searchable(sources_now(), name)
    db.merge(SourcePolicy, [policy])
    return policy


def find(sources: Mapping[str, Source], name: str, query: str, limit: int) -> list[Offer]:
    """Return what a source offers for a query.

    Raises:
        BadInputError: the source is off or cannot be asked.
    """
    try:
        return _searchable(sources, name).find(query, limit)
    except (SourceError, FetchError) as error:
        raise BadInputError(f"{name}: {error}") from error


def collect(
    db: Database, sources: Mapping[str, Source], project_key: str, name: str, query: str, limit: int
) -> list[Outcome]:
    """Search a source that the project has chosen, and store what it offers.

    Raises:
        BadInputError: unknown project; the project uses only its own sources, or has not chosen this one.
    """
    _project(db, project_key)
    policy = policy_of(db, project_key)
    if policy.only_own:
        raise BadInputError(
            f"{project_key} uses its own sources only. Allow others with `lectern source use {project_key} {name}`, or "
            f"name a document with `lectern source add`."
        )
    if name not in policy.sources:
        chosen = ", ".join(policy.sources) or "none"
        raise BadInputError(
            f"{project_key} has not chosen {name} (chosen: {chosen}). Choose it with `lectern source use {project_key} {name}`."
        )
    return _store(db, sources, project_key, find(sources, name, query, limit), f"{name}: {query}")


def add(db: Database, sources: Mapping[str, Source], project_key: str, places: Sequence[str]) -> list[Outcome]:
    """Store documents that the creator names: an address, or "source:id". They count as the project's own.

    Raises:
        BadInputError: unknown project, or a place that is neither.
    """
    _project(db, project_key)
    return _store(db, sources, project_key, [_named(place) for place in places], None)


def look_again(db: Database, sources: Mapping[str, Source], project_key: str) -> list[Outcome]:
    """Read every fetched copy of a project again and store what has changed.

    Raises:
        BadInputError: unknown project.
    """
    _project(db, project_key)
    outcomes = collection.refresh(db.read(SourceCopy, project_key=project_key), sources, today())
    db.merge(SourceCopy, [outcome.copy for outcome in outcomes if outcome.copy])
    return outcomes


def withdraw(
    db: Database, project_key: str, place: str, reason: str | None, decided_by: str | None = None
) -> SourceCopy:
    """Take a fetched copy out for a reason, until it is put back with None; looking again does not put it back.

    Raises:
        BadInputError: unknown project or document.
    """
    _project(db, project_key)
    copies = db.read(SourceCopy, project_key=project_key)
    copy = next((copy for copy in copies if place in (source_path(copy.source, copy.locator), copy.locator)), None)
    if copy is None:
        known = ", ".join(source_path(copy.source, copy.locator) for copy in copies) or "none"
        raise BadInputError(f"{project_key} has no fetched document {place!r}. Fetched: {known}. A file is withdrawn by "
                            "moving it out of the library.")  # fmt: skip
    changed = replace(copy, withdrawn=reason, withdrawn_by=None if reason is None else decided_by or getpass.getuser())
    db.merge(SourceCopy, [changed])
    return changed


def documents_now(db: Database, project_key: str) -> list[ResearchDocument]:
    """Return the documents of a project as they stand now, whether or not they have been stored.

    Raises:
        BadInputError: unknown project, or a library that cannot be read.
    """
    project = _project(db, project_key)
    try:
        return read_documents(project, db.read(SourceCopy, project_key=project_key), policy_of(db, project_key))
    except LibraryError as error:
        raise BadInputError(str(error)) from error


def list_sources(db: Database, project_key: str) -> list[dict[str, Any]]:
    """Return one dictionary per document of a project as it stands now, withdrawn and unused copies included.

    Raises:
        BadInputError: unknown project, or a library that cannot be read.
    """
    documents = documents_now(db, project_key)
    copies = db.read(SourceCopy, project_key=project_key)
    by_path = {source_path(copy.source, copy.locator): copy for copy in copies}
    used = {document.source_path for document in documents}
    rows = [
        {
            "place": document.source_path,
            "title": document.title,
            "source": document.source,
            "is_own": document.priority == 0,
            "author": document.author,
            "published_on": document.published_on,
            "publisher": document.publisher,
            "licence": document.licence,
            "rights": document.rights.value,
            "state": document.problem or "used",
            "notes": list(document.notes),
            "checked_on": by_path[document.source_path].checked_on if document.source_path in by_path else None,
        }
        for document in documents
    ]
    only_own = policy_of(db, project_key).only_own
    return rows + [_unused(copy, path, only_own) for path, copy in by_path.items() if path not in used]


def _unused(copy: SourceCopy, path: str, only_own: bool) -> dict[str, Any]:
    is_left_out = only_own and not copy.is_own
    why = "only the project's own sources are" if is_left_out else "another document has the same text"
    state = f"withdrawn: {copy.withdrawn}" if copy.withdrawn else f"not used: {why}"
    named = {name: copy.stated.get(name) for name in ("author", "published_on", "publisher", "licence")}
    rest: dict[str, Any] = {"rights": None, "state": state, "notes": [], "checked_on": copy.checked_on}
    return {"place": path, "title": copy.title, "source": copy.source, "is_own": copy.is_own, **named, **rest}


def _store(
    db: Database, sources: Mapping[str, Source], project_key: str, offers: Sequence[Offer], found_by: str | None
) -> list[Outcome]:
    known = db.read(SourceCopy, project_key=project_key)
    outcomes = collection.collect(project_key, offers, sources, today(), found_by, known)
    db.merge(SourceCopy, [outcome.copy for outcome in outcomes if outcome.copy])
    return outcomes


def _named(place: str) -> Offer:
    source, _, locator = place.partition(":")
    if locator and source in {entry.name for entry in ENTRIES}:
        return Offer(source, locator, locator)
    if "://" in place:
        return Offer("page", place, place)
    raise BadInputError(f"{place!r} is no address and no id. Give https://… or SOURCE:ID, such as wikipedia:Milky_Way.")


def _searchable(sources: Mapping[str, Source], name: str) -> Source:
    if name not in sources:
        on = ", ".join(sources) or "none"
        raise BadInputError(
            f"The source {name} is not switched on (on: {on}). `lectern source kinds` says what it needs."
        )
    return sources[name]


def _project(db: Database, project_key: str) -> Project:
    project = db.one(Project, project_key=project_key)
    if project is None:
        known = ", ".join(row.project_key for row in db.read(Project)) or "none yet"
        raise BadInputError(f"No project {project_key!r}. Projects: {known}. Make one with `lectern project new`.")
    return project
