"""Verdicts with a model: heard beside the rules, and where it says nothing usable the case is an error, not a verdict."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from evals import runner
from evals.cases import as_row
from evals.suite import load_suite
from evals.targets import resolve
from tests.evaluated import environment_of
from tests.model_server import Answer, ModelServer, json_answer, running


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    with running() as started:
        for name, value in environment_of(started, tmp_path / "state").items():
            monkeypatch.setenv(name, value)
        yield started


@pytest.mark.slow
def test_a_model_is_heard_and_its_garbage_is_an_error_of_the_case(server: ModelServer, tmp_path: Path) -> None:
    suite = load_suite("factuality")
    cases = [case for case in suite.dataset.cases if case.case_id in {"refuted-01", "refuted-02", "refuted-03"}]
    path = tmp_path / "cases.jsonl"
    path.write_text("".join(json.dumps(as_row(case)) + "\n" for case in cases))

    def answer(request: dict[str, Any]) -> Answer:
        if cases[1].input["claim"] in request["messages"][1]["content"]:
            return Answer(content="I cannot say.")
        return json_answer({"label": "NOT_ENOUGH_INFO", "sentence_id": None, "quote": "", "reason": "Nothing is said."})

    server.answer_by(answer)
    made = runner.run(suite, resolve("production"), cases_path=path)
    rows = {row.case_id: row for row in made.outputs}
    assert rows["refuted-02"].output is None
    assert "no usable reply (content)" in str(rows["refuted-02"].error)
    assert [rows[name].output is not None for name in ("refuted-01", "refuted-03")] == [True, True]
    assert all(row.spent.calls for row in made.outputs)
    offline = runner.run(suite, resolve("production", engine="offline"), cases_path=path)
    assert offline.manifest.run_id != made.manifest.run_id
    assert not any(row.spent.calls for row in offline.outputs)
