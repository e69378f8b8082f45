"""Cases are read strictly, metrics are found by themselves, and a case without output is an error."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from evals.cases import Case, Dataset, SuiteError, read_cases
from evals.ragas_adapter import numeric_metric
from evals.suite import Suite, find_metrics, load_suite, run_suite, suite_names

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


def test_the_digest_changes_with_the_cases(tmp_path: Path) -> None:
    before = read_cases(written(tmp_path, json.dumps(ROW))).sha256
    assert read_cases(written(tmp_path, json.dumps({**ROW, "id": "b"}))).sha256 != before


@pytest.mark.parametrize("name", suite_names())
def test_every_suite_loads_and_its_metrics_say_what_they_measure(name: str) -> None:
    suite = load_suite(name)
    assert len(suite.dataset.cases) >= 10
    assert all(metric.description for metric in (*suite.metrics, *suite.pooled))


def test_an_unknown_suite_names_those_there_are() -> None:
    with pytest.raises(SuiteError, match="discourse_moves, factuality, stories, video_structure, voice_fidelity"):
        load_suite("taste")


def test_a_metric_file_is_found_without_being_listed_anywhere() -> None:
    assert {"sourced_is_backed", "citation_resolves", "quote_is_verbatim"} == {
        metric.name for metric in find_metrics("draft_quality")
    }


def test_a_case_without_output_is_an_error_and_in_no_mean() -> None:
    @numeric_metric(name="given")
    def given(output: dict[str, Any], expected: dict[str, Any]) -> float:
        """The value given."""
        value: float = output["value"]
        return value

    def answer(cases: Sequence[Case], tag: str) -> Mapping[str, dict[str, Any]]:
        return {"a": {"value": 0.5}, "b": {"value": 1.0}}

    cases = tuple(Case(name, {}, {}, {}, "test", name) for name in "abc")
    (result,) = run_suite(Suite("s", Dataset(cases, "0"), (given,), answer, lambda: "offline-1"), "production")
    assert (result.value, result.n, result.n_errors) == (0.75, 2, 1)
    assert result.reason is not None
    assert "c: no output" in result.reason
