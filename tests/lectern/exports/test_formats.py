"""Protects: every format of the table can be asked for by name, gives the same bytes again, and never half a folder."""

from dataclasses import replace
from pathlib import Path

import pytest

from lectern.errors import BadInputError
from lectern.exports import formats
from lectern.exports.formats import ALL, FORMATS
from pipelines.models import OutlineBeat
from tests.lectern.examples import BEATS, SCRIPT


def test_names_and_files_are_unique_and_plain() -> None:
    assert len({row.file for row in FORMATS.values()}) == len(FORMATS)
    assert all(name == row.name and name.isalpha() and "/" not in row.file for name, row in FORMATS.items())


def test_all_is_every_format_and_a_wrong_name_names_the_right_ones() -> None:
    assert [row.name for row in formats.chosen([ALL])] == list(FORMATS)
    assert [row.name for row in formats.chosen(["srt", "docx", "srt"])] == ["docx", "srt"]
    with pytest.raises(BadInputError, match=r"--format pdf: no such format. Formats: html, markdown"):
        formats.chosen(["docx", "pdf"])


def test_all_files_are_written_whole_and_the_same_again(tmp_path: Path) -> None:
    folder = tmp_path / "a folder" / "out"
    first = {name: path.read_bytes() for name, path in formats.write(SCRIPT, folder, FORMATS.values()).items()}
    second = {name: path.read_bytes() for name, path in formats.write(SCRIPT, folder, FORMATS.values()).items()}
    assert first == second
    assert sorted(path.name for path in folder.iterdir()) == sorted(row.file for row in FORMATS.values())
    assert all(first.values())


def test_a_script_that_cannot_be_rendered_leaves_no_file(tmp_path: Path) -> None:
    other: tuple[OutlineBeat, ...] = (replace(BEATS[0], beat_id="another"),)
    with pytest.raises(ValueError, match="which the outline lacks"):
        formats.write(replace(SCRIPT, beats=other), tmp_path, FORMATS.values())
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_bad_input(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BadInputError, match="Name a folder"):
        formats.write(SCRIPT, tmp_path / "file" / "out", formats.chosen(["srt"]))
