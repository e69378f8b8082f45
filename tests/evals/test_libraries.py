"""A library is read as the stages read it; what takes long is kept by content, and one file's facts can be told alone."""

from pathlib import Path

import pytest

from evals import libraries
from pipelines.embeddings import load_embedder
from pipelines.research.library import LibraryError
from pipelines.settings import state_dir
from tests import inputs

SHEET = "hubble-tension-fact-sheet.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return inputs.write_library(tmp_path / "library", (SHEET, "big-bang-encyclopedia-entry.md"))


def test_evidence_is_found_once_for_the_same_texts_and_anew_for_others(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    embedder = load_embedder(state_dir())
    monkeypatch.setenv("LECTERN_STATE_DIR", str(tmp_path / "state"))
    kept = tmp_path / "state" / "evals" / "evidence"
    first = libraries.read(folder, embedder)
    (file,) = kept.iterdir()
    written_at = file.stat().st_mtime_ns
    assert libraries.read(folder, embedder) == first
    assert [one.stat().st_mtime_ns for one in kept.iterdir()] == [written_at]
    assert first.evidence
    (folder / SHEET).write_text((folder / SHEET).read_text() + "\nThe ladder has three steps.\n")
    libraries.read(folder, embedder)
    assert len(list(kept.iterdir())) == 2


def test_the_facts_of_one_file_can_be_told_alone(folder: Path) -> None:
    embedder = load_embedder(state_dir())
    library = libraries.read(folder, embedder, has_evidence=False)
    everything = library.subject("The Hubble tension", 2.0, embedder)
    alone = library.subject("The Hubble tension", 2.0, embedder, SHEET)
    assert 0 < len(alone.facts) < len(everything.facts)
    assert len({fact.document_id for fact in alone.facts}) == 1
    with pytest.raises(LibraryError, match=r"no file 'none\.md'"):
        library.subject("The Hubble tension", 2.0, embedder, "none.md")
