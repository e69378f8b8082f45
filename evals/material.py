"""What the cases of a suite about writing are made from: each folder of transcripts and of sources is read once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from evals import creators, libraries
from evals.cases import Case, SuiteError
from evals.creators import Creator
from evals.libraries import Library, Subject
from evals.remembering import RememberingEmbedder
from pipelines import settings
from pipelines.embeddings import load_embedder
from pipelines.research.library import LibraryError
from pipelines.transcripts.sources import TranscriptSourceError

_State = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Material:
    """Creators by folder, and subjects by library, topic and document."""

    creators: dict[str, Creator]
    subjects: dict[tuple[str, str, str | None], Subject]

    @classmethod
    def read(cls, cases: Sequence[Case]) -> "Material":
        """Read what `cases` name: `channel`, `library`, `topic` and, if they tell of one file alone, `document` of their input.

        Raises:
            SuiteError: a folder cannot be read; the message names the case.
        """
        embedder = _embedder()
        found = cls({}, {})
        known: dict[str, Library] = {}
        for case in cases:
            channel, library, topic = (case.input[name] for name in ("channel", "library", "topic"))
            try:
                if channel not in found.creators:
                    found.creators[channel] = _creator(_folder(channel), _state(_folder(channel)))
                if library not in known:
                    known[library] = _library(_folder(library), _state(_folder(library)))
                if _subject(case) not in found.subjects:
                    given = (topic, float(case.input["minutes"]), embedder, case.input.get("document"))
                    found.subjects[_subject(case)] = known[library].subject(*given)
            except (TranscriptSourceError, LibraryError) as error:
                raise SuiteError(f"Case {case.case_id}: {error} Correct its input.") from error
        return found

    def creator(self, case: Case) -> Creator:
        """Return the creator of a case."""
        return self.creators[case.input["channel"]]

    def subject(self, case: Case) -> Subject:
        """Return what may be told of a case's topic."""
        return self.subjects[_subject(case)]


def _subject(case: Case) -> tuple[str, str, str | None]:
    return case.input["library"], case.input["topic"], case.input.get("document")


@lru_cache(maxsize=64)  # a comparison makes several runs of one process, all on the same folders
def _creator(folder: Path, state: _State) -> Creator:
    return creators.read_creator(folder, _embedder())


@lru_cache(maxsize=8)
def _library(folder: Path, state: _State) -> Library:
    return libraries.read(folder, _embedder())


@lru_cache(maxsize=1)
def _embedder() -> RememberingEmbedder:
    return RememberingEmbedder(load_embedder(settings.state_dir()))


def _state(folder: Path) -> _State:
    """Return name, size and time of change of the files in a folder: with another one it is read again."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return tuple((str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files)


def files_outside(case: Case) -> list[Path]:
    """Return the transcripts and sources of a case that lie outside the repository."""
    folders = [_folder(case.input[name]) for name in ("channel", "library")]
    outside = [folder for folder in folders if not folder.is_relative_to(settings.ROOT)]
    return sorted(path for folder in outside for path in folder.rglob("*") if path.is_file())


def _folder(name: str) -> Path:
    """Return a folder of a case: relative ones lie in the repository."""
    return settings.ROOT / name
