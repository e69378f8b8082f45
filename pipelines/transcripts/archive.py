"""Zip archives, read in memory under limits; nothing is ever extracted to disk."""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from pipelines.transcripts import formats
from pipelines.transcripts.encoding import LARGEST_FILE_BYTES
from pipelines.transcripts.sources import SourceFile, TranscriptSourceError

MOST_ENTRIES = 2000
LARGEST_TOTAL_BYTES = 200 * 1024 * 1024
HIGHEST_RATIO = 100
_RATIO_MATTERS_BYTES = 1024 * 1024  # below, a high ratio is only a repetitive text
_NESTED = frozenset({".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz"})


def read(path: str) -> list[SourceFile]:
    """Return the transcript files in a zip, by name; an entry that cannot be used carries its problem.

    Raises:
        TranscriptSourceError: not a zip, or one that is made to exhaust the machine.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _refuse_bombs(path, entries)
            return sorted(_files(archive, entries), key=lambda file: file.path)
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError) as error:
        raise TranscriptSourceError(
            f"{path} cannot be read as a zip: {error}. Pack it again, or give a folder."
        ) from error


def _refuse_bombs(path: str, entries: list[zipfile.ZipInfo]) -> None:
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    reason = None
    if len(entries) > MOST_ENTRIES:
        reason = f"it has {len(entries)} entries; {MOST_ENTRIES} are allowed"
    elif total > LARGEST_TOTAL_BYTES:
        reason = f"it unpacks to {total / 1e6:.0f} MB; {LARGEST_TOTAL_BYTES / 1e6:.0f} MB are allowed"
    elif total > _RATIO_MATTERS_BYTES and total > HIGHEST_RATIO * max(1, packed):
        reason = f"it unpacks to {total // max(1, packed)} times its size; {HIGHEST_RATIO} times are allowed"
    if reason:
        raise TranscriptSourceError(f"{path} is refused: {reason}. Pack only the transcript files, or give a folder.")


def _files(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> Iterator[SourceFile]:
    for entry in entries:
        name = entry.filename
        if any(part.startswith((".", "__MACOSX")) and part != ".." for part in PurePosixPath(name).parts):
            continue
        if PurePosixPath(name).suffix.lower() in _NESTED:
            yield SourceFile(name, b"", "An archive inside the zip is not opened. Pack its transcripts directly.")
        elif formats.media_type(name) is not None:
            yield _file(archive, entry)


def _file(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> SourceFile:
    name = entry.filename
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in path.parts[0]:
        return SourceFile(
            name, b"", f"The name {name!r} points outside the zip. Pack the file again under a plain name."
        )
    if stat.S_ISLNK(entry.external_attr >> 16):
        return SourceFile(name, b"", "A symbolic link inside the zip is not followed. Pack the file itself.")
    if entry.flag_bits & 0x1:
        return SourceFile(name, b"", "The entry is encrypted. Pack it again without a password.")
    try:
        with archive.open(entry) as stream:
            raw = stream.read(LARGEST_FILE_BYTES + 1)  # the stated size may lie
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        return SourceFile(name, b"", f"The entry is damaged: {error}. Pack the file again.")
    if len(raw) > LARGEST_FILE_BYTES:
        return SourceFile(name, b"", "The entry has over 10 MB; a transcript may have 10 MB. Split it.")
    return SourceFile(name, raw)
