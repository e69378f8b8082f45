"""All documents of a project: the files of its library, and the copies that were fetched for it."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipelines.models import Project, ResearchDocument, SourceCopy, SourcePolicy
from pipelines.research.documents import copied_documents, document_of
from pipelines.research.sources.library import (
    MAX_FILE_BYTES,
    EmptyLibraryError,
    LibraryError,
    LocalLibrary,
    library_files,
)

__all__ = ["EmptyLibraryError", "LibraryError", "fingerprint", "library_files", "read_documents", "read_library"]


def fingerprint(library: str) -> str:
    """Return a digest of the folder's file names and bytes; of a file too large to be read, of its size.

    Raises:
        LibraryError: as `library_files`.
    """
    folder = Path(library).expanduser()
    digest = hashlib.sha256()
    for path in library_files(library):
        size = path.stat().st_size
        content = hashlib.sha256(path.read_bytes()).hexdigest() if size <= MAX_FILE_BYTES else ""
        digest.update(f"{path.relative_to(folder).as_posix()}\x1f{size}\x1f{content}\x1e".encode())
    return digest.hexdigest()[:20]


def read_library(project: Project) -> list[ResearchDocument]:
    """Return one document per distinct file of the project's library; an unreadable file is a row with its `problem`.

    Raises:
        LibraryError: as `library_files`, or not one of the files could be read.
    """
    return read_documents(project, (), None)


def read_documents(
    project: Project,
    copies: Sequence[SourceCopy],
    policy: SourcePolicy | None,
    known: Sequence[ResearchDocument] = (),
) -> list[ResearchDocument]:
    """Return one document per distinct file of the library and copy in use, the creator's own choice first.

    Bytes that are in `known` are not read again.

    Raises:
        LibraryError: as `library_files`, but for an empty folder beside copies; or nothing could be read.
    """
    read = {document.document_id: document for document in known}
    fetched = copied_documents(project.project_key, copies, policy, read)
    files = _files(project, bool(fetched), read)
    found = {document.document_id: document for document in reversed([*files, *fetched])}
    documents = sorted(found.values(), key=lambda document: (document.priority, document.source_path))
    if all(document.problem for document in documents):
        reasons = "; ".join(f"{document.source_path}: {document.problem}" for document in documents[:3])
        raise LibraryError(f"No source in {project.library} could be read. {reasons}")
    return documents


def _files(project: Project, may_be_empty: bool, known: Mapping[str, ResearchDocument]) -> list[ResearchDocument]:
    library = LocalLibrary(project.library)
    try:
        offers = library.find()
    except EmptyLibraryError:
        if may_be_empty:
            return []
        raise
    return [document_of(project.project_key, library.read(offer.locator), known=known) for offer in offers]
