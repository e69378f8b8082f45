"""Cases are read strictly, metrics are found by themselves, and a suite says what it can measure."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from evals.cases import SuiteError, read_cases
from evals.suite import find_metrics, load_suite, suite_names
from evals.targets import Target
from pipelines.settings import OFFLINE_ENGINE, ROOT

ROW: dict[str, Any] = {"id": "a", "input": {"x": 1}, "expected": {}, "metadata": {}, "split": "test", "source": "s"}


def written(folder: Path, *lines: str) -> Path:
    path = folder / "cases.jsonl"
    path.write_text("\n".join(lines))
    return path


@pytest.mark.parametrize(
    ("second", "message"),
    [
        (json.dumps(ROW), r"cases\.jsonl:3: id 'a' stands in line 1 already"),
        (json.dumps({**ROW, "id": "b"}), r"cases\.jsonl:3: input .* stands in line 1 already"),
        ("{", r"cases\.jsonl:3: no JSON"),
        ("[]", r"cases\.jsonl:3: a case has exactly the fields"),
        (json.dumps({**ROW, "note": ""}), r"cases\.jsonl:3: a case has exactly the fields"),
        (json.dumps({**ROW, "id": 7}), r"cases\.jsonl:3: id must be a str"),
    ],
)
def test_a_bad_line_is_refused_with_its_number(tmp_path: Path, second: str, message: str) -> None:
    with pytest.raises(SuiteError, match=message):
        read_cases(written(tmp_path, json.dumps(ROW), "", second))


def test_no_cases_are_no_data_set(tmp_path: Path) -> None:
    with pytest.raises(SuiteError, match="holds no case"):
        read_cases(written(tmp_path, ""))
    with pytest.raises(SuiteError, match="no such file"):
        read_cases(tmp_path / "none.jsonl")


def test_other_encodings_are_refused_and_separators_within_a_text_do_not_end_a_line(tmp_path: Path) -> None:
    path = written(tmp_path, json.dumps({**ROW, "input": {"x": "one\u2028two"}}, ensure_ascii=False))
    assert read_cases(path).cases[0].input == {"x": "one\u2028two"}
    path.write_bytes("é".encode("latin-1"))
    with pytest.raises(SuiteError, match="is no UTF-8"):
        read_cases(path)


def test_the_digest_changes_with_the_cases(tmp_path: Path) -> None:
    before = read_cases(written(tmp_path, json.dumps(ROW))).sha256
    assert read_cases(written(tmp_path, json.dumps({**ROW, "id": "b"}))).sha256 != before


@pytest.mark.parametrize("name", suite_names())
def test_every_suite_loads_and_its_metrics_say_what_they_measure(name: str) -> None:
    suite = load_suite(name)
    assert len(suite.dataset.cases) >= 10
    assert all(metric.description for metric in (*suite.metrics, *suite.pooled))


def test_an_unknown_suite_names_those_there_are() -> None:
    with pytest.raises(
        SuiteError, match="discourse_moves, factuality, hooks, retrieval, safety, script, stories, video_structure"
    ):
        load_suite("taste")


def test_a_metric_file_is_found_without_being_listed_anywhere() -> None:
    assert {"sourced_is_backed", "citation_resolves", "quote_is_verbatim"} == {
        metric.name for metric in find_metrics("draft_quality")
    }


def test_a_task_is_not_imported_before_it_is_prepared() -> None:
    code = (
        "import sys; from evals.suite import load_suite; suite = load_suite('factuality');"
        "assert suite.engines == ('offline', 'model');"
        "sys.exit(any(name in sys.modules for name in ('evals.factuality.task', 'haystack', 'onnxruntime', 'scipy')))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


@pytest.mark.parametrize(
    ("target", "message"),
    [
        (Target("production", "some-model"), "voice_fidelity measures rules and asks no model. Use --engine offline"),
        (
            Target("production", OFFLINE_ENGINE, without=("voice",)),
            "cannot be run without 'voice'. It can do without: nothing",
        ),
    ],
)
def test_a_target_that_a_suite_cannot_measure_is_refused(target: Target, message: str) -> None:
    with pytest.raises(SuiteError, match=message):
        load_suite("voice_fidelity").refuse(target)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"id": "b", "input": {"x": 2}, "split": "dev"},
            "'a' of split 'test' and 'b' of split 'dev' share the source 's'",
        ),
        ({"id": "b", "input": {"x": "1!"}, "source": "t", "split": "dev"}, "share one text"),
    ],
)
def test_what_one_split_tells_of_another_is_refused(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    with pytest.raises(SuiteError, match=message):
        read_cases(written(tmp_path, json.dumps(ROW), json.dumps({**ROW, **change})))
