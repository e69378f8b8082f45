"""Where transcripts lie: a folder or a file → transcript files with their bytes."""

import os
from dataclasses import dataclass
from pathlib import Path

from pipelines.transcripts import formats
from pipelines.transcripts.encoding import LARGEST_FILE_BYTES


class TranscriptSourceError(RuntimeError):
    """The source of a channel cannot be read. The message says what, where and the remedy."""


@dataclass(frozen=True)
class SourceFile:
    """One transcript file as found. `problem`: why its bytes are not here."""

    path: str  # inside the folder or zip, with `/`
    raw: bytes
    problem: str | None = None


def read_path(path: Path) -> list[SourceFile]:
    """Return the transcript files below a folder, or the one file. Hidden files and links out of it are left out."""
    if path.is_file():
        return [_read(path, path.name)]
    root = path.resolve()
    names = []
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            file = Path(folder) / name
            is_wanted = not name.startswith(".") and formats.media_type(name) is not None and file.is_file()
            if is_wanted and file.resolve().is_relative_to(root):
                names.append(file.relative_to(root).as_posix())
    return [_read(root / name, name) for name in sorted(names)]


def _read(file: Path, name: str) -> SourceFile:
    name = name.encode(errors="backslashreplace").decode()  # names that are not UTF-8 arrive as lone surrogates
    try:
        size = file.stat().st_size
        if size > LARGEST_FILE_BYTES:
            return SourceFile(name, b"", f"The file has {size / 1e6:.1f} MB; a transcript may have 10 MB. Split it.")
        return SourceFile(name, file.read_bytes())
    except OSError as error:
        return SourceFile(name, b"", f"The file cannot be read: {error.strerror}. Check its permissions.")
