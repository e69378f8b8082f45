"""A channel's source → one candidate a video."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipelines.transcripts import archive, formats, names, sources
from pipelines.transcripts.sources import SourceFile, TranscriptSourceError

_URL = re.compile(r"https?://", re.IGNORECASE)
_RANK = {kind: rank for rank, kind in enumerate(formats.PARSERS)}


@dataclass(frozen=True)
class Candidate:
    """A video as its source shows it now. `identity` stays the same when its bytes change."""

    identity: str
    title: str
    source_path: str
    media_type: str
    raw: bytes
    published_on: date | None = None
    problem: str | None = None


def is_url(source: str) -> bool:
    """Whether a channel's source is fetched from the network."""
    return bool(_URL.match(source))


def read_files(source: str) -> list[SourceFile]:
    """Return the transcript files of a folder, a zip or a single file.

    Raises:
        TranscriptSourceError: it is missing, unreadable or holds no transcript.
    """
    path = Path(source).expanduser()
    if not path.exists():
        raise TranscriptSourceError(f"{source} does not exist. Give a folder, a zip, a transcript file or a URL.")
    is_zip = path.is_file() and path.suffix.lower() == ".zip"
    if path.is_file() and not is_zip and formats.media_type(path.name) is None:
        raise TranscriptSourceError(f"{source} is no transcript: {_kinds()} and .zip are read.")
    try:
        files = archive.read(str(path)) if is_zip else sources.read_path(path)
    except OSError as error:
        raise TranscriptSourceError(f"{source} cannot be read: {error.strerror}. Check its permissions.") from error
    if not files:
        raise TranscriptSourceError(f"{source} holds no transcript: {_kinds()} are read.")
    return files


def candidates(files: Sequence[SourceFile]) -> list[Candidate]:
    """Return one candidate a video, in the best format that it has.

    Files of one stem in different formats are one video, wherever they lie; where a stem comes twice in one format (an
    `intro.srt` in two folders), the folder tells videos apart.
    """
    by_stem: dict[str, list[SourceFile]] = defaultdict(list)
    for file in files:
        by_stem[names.stem(file.path)].append(file)
    found = []
    for stem, same_stem in by_stem.items():
        kinds = [_kind(file) for file in same_stem]
        if len(set(kinds)) == len(kinds):
            found.append(_candidate(stem, same_stem))
            continue
        by_folder: dict[str, list[SourceFile]] = defaultdict(list)
        for file in same_stem:
            by_folder[f"{file.path.rpartition('/')[0]}/{stem}".lstrip("/")].append(file)
        found += [_candidate(identity, same_video) for identity, same_video in by_folder.items()]
    return found


def _candidate(identity: str, files: Sequence[SourceFile]) -> Candidate:
    best = min(files, key=lambda file: (file.problem is not None, _RANK.get(_kind(file), len(_RANK)), file.path))
    return Candidate(
        identity=identity,
        title=names.title(best.path),
        source_path=best.path,
        media_type=_kind(best),
        raw=best.raw,
        published_on=names.published_on(best.path),
        problem=best.problem,
    )


def _kind(file: SourceFile) -> str:
    return formats.media_type(file.path) or file.path.rpartition(".")[2].lower()


def _kinds() -> str:
    return ", ".join(f".{kind}" for kind in formats.PARSERS)
