"""Protects: every kind of source is read with what it states, and what cannot be read says why."""

import shutil
import zipfile
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader, PdfWriter

from pipelines.models import Project, ResearchDocument
from pipelines.research.library import LibraryError, fingerprint, read_library

SAMPLES = Path(__file__).resolve().parents[3] / "samples" / "library"


def project(library: Path) -> Project:
    return Project("maya/big-bang", "maya", "The Big Bang", str(library), 8)


@pytest.fixture(scope="module")
def samples() -> dict[str, ResearchDocument]:
    return {document.source_path: document for document in read_library(project(SAMPLES))}


def test_every_sample_is_read_with_title_author_date_and_licence(samples: dict[str, ResearchDocument]) -> None:
    assert len(samples) == 12
    for document in samples.values():
        assert document.problem is None
        assert all([document.title, document.author, document.published_on, document.publisher]), document.source_path
        assert document.licence == "CC0 1.0 (written for Lectern)"


def test_page_furniture_is_left_out(samples: dict[str, ResearchDocument]) -> None:
    texts = "\n".join(document.text for document in samples.values())
    for furniture in (
        "newsletter",
        "Half-term",
        "cookies",
        "Briefing 22",
        "Licence:",
        "minute read",
        "**",
        "<p>",
        "](",
    ):
        assert furniture not in texts


def test_pdf_lines_are_joined_under_their_headings(samples: dict[str, ResearchDocument]) -> None:
    briefing = samples["open-questions-briefing.pdf"]
    assert "The universe has been expanding and cooling for 13.8 billion years." in briefing.text
    assert [name.rpartition(" > ")[2] for _, name in briefing.headings][1:3] == [
        "What is settled",
        "Did inflation happen?",
    ]
    assert briefing.publisher == "Larkfield Institute for Fundamental Questions"


def test_powers_on_a_web_page_stay_powers(samples: dict[str, ResearchDocument]) -> None:
    assert "10⁻³² seconds" in samples["early-universe-timeline.html"].text


def test_headings_point_into_the_text(samples: dict[str, ResearchDocument]) -> None:
    for document in samples.values():
        offsets = [offset for offset, _ in document.headings]
        assert offsets == sorted(offsets)
        assert all(offset == 0 or document.text[offset - 2 : offset] == "\n\n" for offset in offsets)


def test_the_same_bytes_under_two_names_are_one_document(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text("# T\n\nOne sentence.\n")
    assert [document.source_path for document in read_library(project(tmp_path))] == ["a.md"]


def test_unreadable_files_are_rows_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("A title\n\nA sentence that can be read.\n")
    (tmp_path / "empty.md").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing")
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 no zip")
    (tmp_path / "large.txt").write_bytes(b"a" * 10_000_001)
    blank, locked = PdfWriter(), PdfWriter(clone_from=PdfReader(SAMPLES / "open-questions-briefing.pdf"))
    blank.add_blank_page(200, 200)
    blank.write(tmp_path / "scan.pdf")
    locked.encrypt("secret", algorithm="RC4-128")
    locked.write(tmp_path / "locked.pdf")
    problems = {document.source_path: document.problem for document in read_library(project(tmp_path))}
    assert problems.pop("good.txt") is None
    expected = {
        "empty.md": "empty",
        "binary.txt": "text",
        "broken.pdf": "damaged",
        "broken.docx": "Word",
        "large.txt": "10 MB",
        "scan.pdf": "OCR",
        "locked.pdf": "encrypted",
    }
    assert {name for name, word in expected.items() if word in (problems[name] or "")} == set(expected)
    assert set(problems) == set(expected)


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.docx"
    docx.Document().save(str(bomb))
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/zeros.bin", b"\0" * 20_000_000)
    (tmp_path / "good.md").write_text("One sentence.")
    document = read_library(project(tmp_path))[0]
    assert "It was not opened" in (document.problem or "")


@pytest.mark.parametrize("name", ["missing", "empty", "file.md"])
def test_a_library_that_is_no_folder_of_sources_is_an_error_with_a_remedy(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file.md").write_text("x")
    with pytest.raises(LibraryError, match=r"(Create|Put|Give)"):
        read_library(project(tmp_path / name))


def test_the_fingerprint_changes_with_the_folder_only(tmp_path: Path) -> None:
    shutil.copy(SAMPLES / "big-bang-encyclopedia-entry.md", tmp_path / "a.md")
    before = fingerprint(str(tmp_path))
    assert fingerprint(str(tmp_path)) == before
    (tmp_path / "b.md").write_text("More.")
    assert fingerprint(str(tmp_path)) != before
