"""What the cases of a suite about writing are made from: each folder of transcripts and of sources is read once."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evals import creators, libraries
from evals.cases import Case, SuiteError
from evals.creators import Creator
from evals.libraries import Subject
from evals.remembering import RememberingEmbedder
from pipelines import settings
from pipelines.embeddings import load_embedder
from pipelines.research.library import LibraryError
from pipelines.transcripts.sources import TranscriptSourceError


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
        embedder = RememberingEmbedder(load_embedder(settings.state_dir()))
        found = cls({}, {})
        known: dict[str, libraries.Library] = {}
        for case in cases:
            channel, library, topic = (case.input[name] for name in ("channel", "library", "topic"))
            try:
                if channel not in found.creators:
                    found.creators[channel] = creators.read_creator(_folder(channel), embedder)
                if library not in known:
                    known[library] = libraries.read(_folder(library), embedder)
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


def files_outside(case: Case) -> list[Path]:
    """Return the transcripts and sources of a case that lie outside the repository."""
    folders = [_folder(case.input[name]) for name in ("channel", "library")]
    outside = [folder for folder in folders if not folder.is_relative_to(settings.ROOT)]
    return sorted(path for folder in outside for path in folder.rglob("*") if path.is_file())


def _folder(name: str) -> Path:
    """Return a folder of a case: relative ones lie in the repository."""
    return settings.ROOT / name
