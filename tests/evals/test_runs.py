"""A run's folder: read as it was written, found by the beginning of its id, and whole after a kill."""

from dataclasses import replace
from pathlib import Path

import pytest

from evals import runs
from evals.cases import SuiteError
from evals.runs import OutputRow, Spent
from evals.targets import Target
from tests.evaluated import cases_of, run_of, suite_of


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LECTERN_STATE_DIR", str(tmp_path / "state"))


ROWS = [
    OutputRow("a", 0, {"text": "“one”\u2028two"}, None, Spent(1, 0, 10, 2, 0.5, 0.25)),
    OutputRow("b", 0, None, "ModelError (quota): no"),
]


def test_a_run_is_read_as_it_was_written(tmp_path: Path) -> None:
    made = run_of(suite_of(tmp_path / "suite", cases_of("ab")), ROWS)
    assert list(made.outputs) == ROWS
    assert [case.case_id for case in made.cases] == ["a", "b"]
    assert made.is_complete
    assert runs.read(made.folder).manifest == made.manifest


def test_a_later_row_of_a_case_stands_for_the_earlier(tmp_path: Path) -> None:
    suite = suite_of(tmp_path / "suite", cases_of("ab"))
    made = run_of(suite, [*ROWS, OutputRow("b", 0, {"text": "two"}, None)])
    assert [row.output for row in made.outputs] == [ROWS[0].output, {"text": "two"}]


def test_a_torn_last_line_is_missing_and_cut_and_a_torn_line_before_it_is_an_error(tmp_path: Path) -> None:
    made = run_of(suite_of(tmp_path / "suite", cases_of("abc")), ROWS)
    path = made.folder / runs.OUTPUTS
    with path.open("a") as file:
        file.write('{"case_id": "c", "output": "d\u00e9')
    path.write_bytes(path.read_bytes()[:-1])  # within a character
    assert list(runs.read(made.folder).outputs) == ROWS
    runs.cut_torn_line(made.folder)
    runs.append_outputs(made.folder, [OutputRow("c", 0, {}, None)])
    assert len(runs.read(made.folder).outputs) == 3
    path.write_text("{\n" + path.read_text())
    with pytest.raises(SuiteError, match=r"outputs\.jsonl:1: no JSON .* Remove the line and resume"):
        runs.read(made.folder)


def test_a_run_is_found_by_its_folder_or_the_beginning_of_its_id(tmp_path: Path) -> None:
    made = run_of(suite_of(tmp_path / "suite", cases_of("ab")), ROWS)
    run_id = made.manifest.run_id
    assert runs.find(run_id) == runs.find(run_id[:4]) == runs.find(str(made.folder)) == made
    assert runs.every() == [made]
    for name in ("ffff0000ffff", "../..", "*"):
        with pytest.raises(SuiteError, match="no such run"):
            runs.find(name)


def test_what_a_run_is_made_of_decides_its_id(tmp_path: Path) -> None:
    made = run_of(suite_of(tmp_path / "suite", cases_of("ab")), ROWS).manifest
    others = [
        replace(made, epochs=2),
        replace(made, limit=1),
        replace(made, split="test"),
        replace(made, code="other"),
        replace(made, dataset_sha256="other"),
        replace(made, target=Target("production", "a-model")),
    ]
    assert len({made.run_id, *(other.run_id for other in others)}) == 7
    assert replace(made, target=replace(made.target, tag="experimental"), wall_s=1.0).run_id == made.run_id
