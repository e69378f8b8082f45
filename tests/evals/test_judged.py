"""A judge is asked once for each output; what it leaves open is counted and shown, and never averaged."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from evals import judged, ragas_adapter, runner
from evals.cases import SuiteError, as_row
from evals.runs import Run
from evals.suite import load_suite
from evals.targets import resolve
from tests.evaluated import claim_cases, environment_of
from tests.model_server import Answer, ModelServer, json_answer, running


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    with running() as started:
        for name, value in environment_of(started, tmp_path / "state").items():
            monkeypatch.setenv(name, value)
        yield started


@pytest.fixture
def run(tmp_path: Path) -> Run:
    path = tmp_path / "cases.jsonl"
    path.write_text("".join(json.dumps(as_row(case)) + "\n" for case in claim_cases(["one", "two", "three", "four"])))
    return runner.run(load_suite("claims"), resolve("production", engine="offline"), cases_path=path)


def judgement(request: dict[str, Any]) -> Answer:
    """A judge that finds nothing to judge in `two`, talks garbage of `three`, and is half convinced of `four`."""
    text = request["messages"][-1]["content"]
    lake = re.findall(r"The lake (\w+) is", text)[-1]
    if lake == "three":
        return Answer(content="That is hard to say.")
    if '"context"' in text or "verdict" in text:
        verdicts = [1, 0] if lake == "four" else [1]
        found = [{"statement": f"The lake {lake} is deep.", "reason": "r", "verdict": verdict} for verdict in verdicts]
        return json_answer({"statements": found})
    return json_answer({"statements": [] if lake == "two" else [f"The lake {lake} is deep."]})


@pytest.mark.slow
def test_what_the_judge_leaves_open_is_an_error_and_in_no_mean_and_the_rest_is_asked_once(
    server: ModelServer, run: Run
) -> None:
    server.answer_by(judgement)
    (result,) = judged.judge(load_suite("claims"), run, "judge-model")
    assert (result.metric, result.value, result.n, result.n_errors) == ("faithfulness", 0.75, 2, 2)
    assert result.engine == "judge-model"
    assert {request["model"] for request in server.requests} == {"judge-model"}
    server.forget()
    again = judged.judge(load_suite("claims"), run, "judge-model")
    assert again == [result]
    asked = " ".join(json.dumps(request) for request in server.requests)
    assert "lake one" not in asked
    assert "lake two" in asked


def test_a_suite_without_such_a_metric_says_so(server: ModelServer, run: Run) -> None:
    with pytest.raises(SuiteError, match="contradictions has no metric that asks a model"):
        judged.judge(load_suite("contradictions"), run, "judge-model")


def test_a_run_is_a_dataset_of_ragas(server: ModelServer, run: Run, tmp_path: Path) -> None:
    path = ragas_adapter.export("claims", judged.rows(run), tmp_path / "out")
    from ragas import Dataset

    loaded = Dataset.load(name="claims", backend="local/jsonl", root_dir=str(tmp_path / "out"))
    assert [row["case_id"] for row in loaded] == ["one", "two", "three", "four"]
    assert json.loads(loaded[0]["output"])["kind"] == "claim"
    assert path.exists()
