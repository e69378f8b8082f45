"""`compare`, `report` and `gate` as they are typed: exit codes, files, names of runs, and what is refused."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from evals import runs
from evals.command import main
from evals.runs import Run
from pipelines.settings import ROOT
from tests.evals.written_runs import answered, claims, write_run

CASES = claims(8)
ALL = [case.case_id for case in CASES]
Write = Callable[..., Run]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    monkeypatch.setenv("LECTERN_STATE_DIR", str(tmp_path))

    def written(label: str, **how: object) -> Run:
        wrong, failed = how.pop("wrong", ()), how.pop("failed", ())
        return write_run(runs.root(), label, CASES, answered(CASES, wrong, failed), **how)  # type: ignore[arg-type]

    return written


@pytest.mark.parametrize(
    ("before", "after", "code", "word"), [(ALL, [], 0, "SHIP"), ([], ALL, 1, "KEEP"), ([], ALL[:1], 2, "INCONCLUSIVE")]
)
def test_the_verdict_is_the_exit_code(
    write: Write, capsys: pytest.CaptureFixture[str], before: list[str], after: list[str], code: int, word: str
) -> None:
    one, other = write("production", wrong=before), write("candidate", wrong=after)
    assert main(["compare", str(one.folder), other.manifest.run_id]) == code
    said = capsys.readouterr().out
    assert said.startswith(f"{word}: ")
    assert "verdict_accuracy" in said


def test_a_tag_means_its_newest_complete_run(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    write("production", wrong=ALL)
    write("candidate", wrong=ALL, started_at="2025-03-02T10:00:00")
    # Another run by the same tag, later and right.
    late = write_run(runs.root(), "candidate", CASES, [answered(CASES)] * 2, started_at="2025-03-03T10:00:00")
    write_run(runs.root(), "candidate", CASES, [answered(CASES)] * 3, planned=99, started_at="2025-03-09T10:00:00")
    assert main(["compare", "production", "candidate", "--suite", "factuality", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["candidate"]["run"] == late.manifest.run_id
    assert said["verdict"] == "ship"
    assert {"metrics", "cases", "reason", "dataset_sha256"} <= set(said)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["production", "never-run"], "lectern eval run SUITE --tag never-run"),
        (["production", "never-run", "--suite", "factuality"], "lectern eval run factuality --tag never-run"),
        (["production", "half-done"], "has no complete run. Finish one: lectern eval resume"),
        (["production", "production", "--suite", "stories"], "lectern eval run stories --tag production"),
    ],
)
def test_a_tag_without_a_run_is_an_error_with_the_remedy(
    write: Write, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    write("production")
    write("half-done", planned=99)
    assert main(["compare", *arguments]) == 3
    assert message in capsys.readouterr().err


def test_a_tag_with_runs_of_two_suites_must_say_which(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    write("production")
    outcomes = {case.case_id: {"outcome": "none"} for case in CASES}
    expected = [type(case)(case.case_id, case.input, {"outcome": "none"}, {}, "test", case.source) for case in CASES]
    write_run(runs.root(), "production", expected, outcomes, suite="contradictions")
    assert main(["compare", "production", "production"]) == 3
    assert "contradictions, factuality. Say which: --suite contradictions" in capsys.readouterr().err


def test_changed_cases_are_an_error_that_names_both_hashes(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    write("production", sha256="a" * 64)
    write("candidate", sha256="b" * 64)
    assert main(["compare", "production", "candidate", "--junit", "never.xml"]) == 3
    said = capsys.readouterr().err
    assert "a" * 64 in said
    assert "b" * 64 in said
    assert not Path("never.xml").exists()


def test_a_comparison_is_written_for_ci_and_for_a_review(write: Write, tmp_path: Path) -> None:
    write("production")
    write("candidate", wrong=ALL[:14], failed=ALL[15:])
    xml, markdown = tmp_path / "junit.xml", tmp_path / "summary.md"
    assert main(["compare", "production", "candidate", "--junit", str(xml), "--markdown", str(markdown)]) == 1
    suite = ElementTree.parse(xml).getroot()[0]
    assert int(suite.attrib["failures"]) == len(suite.findall("testcase/failure")) > 0
    assert "### Keep: factuality" in markdown.read_text()


def test_a_file_that_cannot_be_written_is_an_error_and_no_verdict(
    write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write("production")
    assert main(["compare", "production", "production", "--junit", str(tmp_path / "no" / "junit.xml")]) == 3
    assert "cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize(("wrong", "code", "word"), [([], 0, "PASS"), (ALL, 1, "FAIL")])
def test_a_gate_holds_a_run_against_its_thresholds(
    write: Write, capsys: pytest.CaptureFixture[str], tmp_path: Path, wrong: list[str], code: int, word: str
) -> None:
    cases = [
        type(case)(case.case_id, case.input, {"verdict": "REFUTED"}, {}, "test", case.case_id) for case in claims(40)
    ]
    # An output that says REFUTED of a refuted claim is right; SUPPORTED is the error that the gate is about.
    names = [case.case_id for case in cases]
    write_run(runs.root(), "production", cases, answered(cases, wrong=[] if wrong else names))
    xml = tmp_path / "gate.xml"
    assert main(["gate", "production", "--junit", str(xml), "--markdown", str(tmp_path / "gate.md")]) == code
    assert capsys.readouterr().out.startswith(f"{word}: factuality")
    assert ElementTree.parse(xml).getroot()[0].attrib["tests"] == "2"
    assert main(["gate", "production", "--json"]) == code
    assert json.loads(capsys.readouterr().out)["outcome"] == word.lower()


def test_a_gate_on_an_incomplete_run_is_an_error(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    run = write("production", planned=99)
    assert main(["gate", run.manifest.run_id]) == 3
    assert f"lectern eval resume {run.manifest.run_id}" in capsys.readouterr().err


def test_a_report_is_one_file_and_leaves_with_the_verdicts_code(write: Write, tmp_path: Path) -> None:
    write("production", wrong=ALL)
    write("candidate")
    page = tmp_path / "page.html"
    assert main(["report", "production", "candidate", "--to", str(page)]) == 0
    assert "Ship the candidate" in page.read_text()
    assert main(["report", "candidate", "--to", str(page)]) in {0, 2}
    assert "gates" in page.read_text() or "Not decided" in page.read_text()


def test_an_error_from_a_model_does_not_steer_the_terminal(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    one = write("production")
    other = write_run(runs.root(), "candidate", CASES, {name: "bad\x1b[2Jreply" for name in ALL})
    main(["compare", str(one.folder), str(other.folder)])
    assert "\x1b" not in capsys.readouterr().out


def test_the_command_starts_without_what_it_does_not_need(write: Write) -> None:
    one, other = write("production", wrong=ALL), write("candidate")
    code = (
        "import sys; from evals.command import main; "
        f"code = main(['compare', {str(one.folder)!r}, {str(other.folder)!r}]); "
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'ragas', 'haystack', 'pandas', 'dagster', 'jinja2'})"
        ", code)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[] 0"
