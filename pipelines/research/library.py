"""A folder of source documents, read file by file."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from pipelines.models import Project, ResearchDocument, content_id
from pipelines.research.readers import docx, html, markdown, pdf, plain
from pipelines.research.readers.blocks import SourceText, UnreadableSourceError, clean

MAX_FILE_BYTES = 10_000_000

_READERS: dict[str, tuple[str, Callable[[Path], SourceText]]] = {
    ".md": ("md", markdown.read),
    ".markdown": ("md", markdown.read),
    ".html": ("html", html.read),
    ".htm": ("html", html.read),
    ".txt": ("txt", plain.read),
    ".pdf": ("pdf", pdf.read),
    ".docx": ("docx", docx.read),
}


class LibraryError(ValueError):
    """A project's library cannot be used as a whole. The message says why and what to do."""


def library_files(library: str) -> list[Path]:
    """Return the library's source files in reading order: by path, hidden files and symbolic links left out.

    Raises:
        LibraryError: the folder is missing, is no folder, or holds no file that can be read.
    """
    folder = Path(library).expanduser()
    kinds = ", ".join(dict.fromkeys(kind for kind, _ in _READERS.values()))
    if not folder.exists():
        raise LibraryError(f"The library folder {library} does not exist. Create it with your sources ({kinds}).")
    if not folder.is_dir():
        raise LibraryError(f"The library {library} is a file. Give the folder that holds your sources ({kinds}).")
    files = [
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in _READERS
        and not any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        and not path.is_symlink()
        and path.is_file()
    ]
    if not files:
        raise LibraryError(f"The library folder {library} holds no source. Put {kinds} files into it.")
    return sorted(files, key=lambda path: path.relative_to(folder).as_posix())


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
    folder = Path(project.library).expanduser()
    documents: dict[str, ResearchDocument] = {}
    for path in library_files(project.library):
        document = _read(project.project_key, path, path.relative_to(folder).as_posix())
        documents.setdefault(document.document_id, document)
    found = list(documents.values())
    if all(document.problem for document in found):
        reasons = "; ".join(f"{document.source_path}: {document.problem}" for document in found[:3])
        raise LibraryError(f"No source in {project.library} could be read. {reasons}")
    return found


def _read(project_key: str, path: Path, source_path: str) -> ResearchDocument:
    kind, reader = _READERS[path.suffix.lower()]
    size = path.stat().st_size
    problem, sha256 = None, ""
    source = SourceText("", ())
    if size > MAX_FILE_BYTES:
        problem = f"The file has {size / 1e6:.0f} MB, the limit is {MAX_FILE_BYTES / 1e6:.0f} MB. Split or shorten it."
        sha256 = hashlib.sha256(f"{source_path}\x1f{size}".encode()).hexdigest()
    else:
        try:
            sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
            source = reader(path)
            if not source.text:
                problem = "The file holds no text. Replace or remove it."
        except UnreadableSourceError as error:
            problem = str(error)
        except OSError as error:
            problem = f"The file cannot be opened ({error.strerror}). Check its permissions."
            sha256 = sha256 or hashlib.sha256(source_path.encode()).hexdigest()
    return ResearchDocument(
        document_id=content_id(project_key, sha256),
        project_key=project_key,
        title=_tidy(source.title) or path.stem.replace("-", " ").replace("_", " ").strip().capitalize() or path.name,
        source_path=source_path,
        media_type=kind,
        sha256=sha256,
        text="" if problem else source.text,
        author=_tidy(source.author),
        published_on=_tidy(source.published_on),
        publisher=_tidy(source.publisher),
        licence=_tidy(source.licence),
        url=_tidy(source.url),
        problem=problem,
        headings=() if problem else source.headings,
    )


def _tidy(value: str | None) -> str | None:
    return clean(value) or None if value else None
