"""From a copy of a source document to a row: its text, and what it and its source state of it."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from pipelines.models import ResearchDocument, SourceCopy, SourcePolicy, content_id
from pipelines.research.languages import english_part
from pipelines.research.readers import kinds
from pipelines.research.readers.blocks import SourceText, UnreadableSourceError, clean
from pipelines.research.rights import licence_name, rights_basis
from pipelines.research.sources.protocol import Copy

OWN, FOUND = 0, 1  # priorities: the creator's own choice ranks before what a search has found
_NOTHING = SourceText("", ())


def source_path(source: str, locator: str) -> str:
    """Return the one name of a document within its project: a path in the library, an address, or "source:id"."""
    return locator if source in ("library", "page") else f"{source}:{locator}"


def document_of(
    project_key: str, copy: Copy, priority: int = OWN, known: Mapping[str, ResearchDocument] | None = None
) -> ResearchDocument:
    """Return the document of a copy. One that cannot be read has no text and says why in `problem`.

    What the source states of it stands before what the text states of itself. Bytes that are in `known` (by document id)
    are not read again.
    """
    path = source_path(copy.source, copy.locator)
    sha256 = hashlib.sha256(copy.raw if copy.problem is None else f"{path}\x1f{copy.problem}".encode()).hexdigest()
    document_id = content_id(project_key, sha256)
    if known and document_id in known:
        return replace(known[document_id], source_path=path, priority=priority)
    source, problem = _NOTHING, copy.problem
    if problem is None:
        try:
            source = kinds.read(copy.media_type, copy.raw)
            text, headings, note = english_part(source.text, source.headings)
            notes = (*source.notes, note) if note else source.notes
            problem = None if source.text else "The file holds no text. Replace or remove it."
            if source.text and not text:
                problem = f"Nothing of it is in English: {note} Add a translation."
            source = replace(source, text=text, headings=headings, notes=notes)
        except UnreadableSourceError as error:
            problem = str(error)
    stated = copy.stated
    licence = licence_name(_tidy(stated.get("licence") or source.licence))
    return ResearchDocument(
        document_id=document_id,
        project_key=project_key,
        title=_tidy(stated.get("title") or source.title) or _title_from(copy.locator),
        source_path=path,
        media_type=copy.media_type,
        sha256=sha256,
        text="" if problem else source.text,
        author=_tidy(stated.get("author") or source.author),
        published_on=_tidy(stated.get("published_on") or source.published_on),
        publisher=_tidy(stated.get("publisher") or source.publisher),
        licence=licence,
        url=_tidy(stated.get("url") or source.url),
        problem=problem,
        headings=() if problem else source.headings,
        source=copy.source,
        priority=priority,
        rights=rights_basis(licence),
        genre=_tidy(stated.get("genre") or source.genre),
        cited_by=int(stated["cited_by"]) if stated.get("cited_by", "").isdigit() else None,
        notes=source.notes,
    )


def copied_documents(
    project_key: str,
    copies: Iterable[SourceCopy],
    policy: SourcePolicy | None,
    known: Mapping[str, ResearchDocument] | None = None,
) -> list[ResearchDocument]:
    """Return the documents of a project's fetched copies that may be used, the creator's own choice first."""
    used = [copy for copy in copies if is_used(copy, policy)]
    used.sort(key=lambda copy: (not copy.is_own, copy.source, copy.locator))
    return [
        document_of(
            project_key,
            Copy(copy.source, copy.locator, copy.media_type, copy.raw, {"title": copy.title, **copy.stated}),
            OWN if copy.is_own else FOUND,
            known,
        )
        for copy in used
    ]


def is_used(copy: SourceCopy, policy: SourcePolicy | None) -> bool:
    """Whether a copy counts: it stands still, and it is the creator's own or found ones are wanted."""
    return copy.withdrawn is None and (copy.is_own or policy is None or not policy.only_own)


def _title_from(locator: str) -> str:
    path = PurePosixPath(locator)
    return path.stem.replace("-", " ").replace("_", " ").strip().capitalize() or path.name or locator


def _tidy(value: str | None) -> str | None:
    return clean(value) or None if value else None
