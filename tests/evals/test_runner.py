"""A run keeps what it was given, asks again for nothing but what is missing, and takes failures for what they are."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evals import model_calls, runner, runs, scoring
from evals.cases import Case, MissingInputError, SuiteError, as_row
from evals.runs import Run
from evals.spending import spending
from evals.suite import Suite, load_suite
from evals.targets import Target, resolve
from pipelines.settings import ROOT
from tests.evaluated import TARGET, cases_of, claim_cases, claim_of, environment_of, sentence_in, suite_of
from tests.model_server import Answer, ModelServer, failure, running

NAMES = [f"lake{number:02}" for number in range(30)]


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    with running() as started:
        for name, value in environment_of(started, tmp_path / "state").items():
            monkeypatch.setenv(name, value)
        started.answer_by(lambda request: claim_of(sentence_in(request)))
        yield started


@pytest.fixture
def cases_path(tmp_path: Path) -> Path:
    return written(tmp_path / "cases.jsonl", claim_cases(NAMES))


def written(path: Path, cases: list[Case]) -> Path:
    path.write_text("".join(json.dumps(as_row(case)) + "\n" for case in cases))
    return path


def run_claims(cases_path: Path, target: Target | None = None, **options: Any) -> Run:
    return runner.run(load_suite("claims"), target or resolve("production"), cases_path=cases_path, **options)


def overlap(server: ModelServer) -> int:
    """Most requests that the server had at once."""
    edges = sorted([(came, 1) for _, came, _ in server.served] + [(left, -1) for _, _, left in server.served])
    most = now = 0
    for _, change in edges:
        now += change
        most = max(most, now)
    return most


def test_cases_are_asked_at_once_each_with_what_it_spent(server: ModelServer, cases_path: Path) -> None:
    server.answer_by(lambda request: replace(claim_of(sentence_in(request)), stall_s=0.05))
    made = run_claims(cases_path)
    assert len(server.requests) == 30
    assert 4 <= overlap(server) <= 8
    assert [row.case_id for row in made.outputs] == NAMES
    assert {(row.spent.calls, row.spent.prompt_tokens, row.spent.completion_tokens) for row in made.outputs} == {
        (1, 100, 20)
    }
    cost = spending(made.outputs)
    assert (cost.calls, cost.prompt_tokens, cost.failed, cost.cost_usd) == (30, 3000, 0, None)
    assert 0.05 <= (cost.latency_p50_s or 0) <= (cost.latency_p95_s or 0)


def test_calls_in_flight_are_halved_when_the_provider_turns_them_away(server: ModelServer, cases_path: Path) -> None:
    lock, at_once, turned_away = threading.Lock(), [0], [0]

    def answer(request: dict[str, Any]) -> Answer:
        with lock:
            at_once[0] += 1
            is_too_many = at_once[0] > 3
            turned_away[0] += is_too_many
        time.sleep(0.0 if is_too_many else 0.15)
        with lock:
            at_once[0] -= 1
        return failure(429, Retry_After="0.2") if is_too_many else claim_of(sentence_in(request))

    server.answer_by(answer)
    made = run_claims(cases_path)
    assert all(row.output for row in made.outputs)
    assert 5 <= turned_away[0] <= 20  # 40 and more where eight begin again after each wait


def test_garbage_is_counted_and_shown_and_in_no_figure(server: ModelServer, cases_path: Path) -> None:
    def answer(request: dict[str, Any]) -> Answer:
        sentence = sentence_in(request)
        is_garbage = any(f"lake{number}" in sentence for number in ("04", "14", "24"))
        return Answer(content="I would rather not.") if is_garbage else claim_of(sentence)

    server.answer_by(answer)
    suite, made = load_suite("claims"), run_claims(cases_path)
    failed = {row.case_id: row.error for row in made.outputs if row.output is None}
    assert set(failed) == {"lake04", "lake14", "lake24"}
    assert "ModelError (content)" in str(failed["lake04"])
    result = next(one for one in scoring.summarise(suite, made) if one.metric == "check_worthy_recall")
    assert (result.value, result.n, result.n_errors) == (1.0, 27, 3)
    assert "lake04" in str(result.reason)
    server.answer_by(lambda request: claim_of(sentence_in(request)))
    assert all(row.output for row in runner.resume(suite, made).outputs)
    assert len(server.requests) == 3


def test_nothing_is_asked_twice_but_what_differs(server: ModelServer, cases_path: Path, tmp_path: Path) -> None:
    first = run_claims(cases_path)
    server.forget()
    assert run_claims(cases_path) == first
    scoring.score(load_suite("claims"), first, use_cache=False)
    shutil.rmtree(first.folder)
    assert [row.output for row in run_claims(cases_path).outputs] == [row.output for row in first.outputs]
    written(cases_path, claim_cases([*NAMES, "lake99"]))
    added = run_claims(cases_path)
    assert [sentence_in(request) for request in server.requests] == ["The lake lake99 is 130 metres deep."]
    assert sum(row.is_cached for row in added.outputs) == 30
    assert spending(added.outputs).calls == 1


def test_replies_outlive_the_outputs_that_were_made_of_them(server: ModelServer, cases_path: Path) -> None:
    run_claims(cases_path)
    server.forget()
    corrected = [replace(case, expected={**case.expected, "kind": "opinion"}) for case in claim_cases(NAMES)]
    again = run_claims(written(cases_path, corrected))
    assert not server.requests
    assert {(row.is_cached, row.spent.calls, row.spent.cached_calls) for row in again.outputs} == {(False, 0, 1)}


def test_another_prompt_and_another_epoch_are_asked_again(
    server: ModelServer, cases_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_claims(cases_path)
    prompts = tmp_path / "prompts"
    shutil.copytree(ROOT / "prompts", prompts)
    (prompts / "claim-extraction" / "v9.j2").write_text(
        (prompts / "claim-extraction" / "v2.j2").read_text().replace("A claim is atomic", "A claim is an atom")
    )
    monkeypatch.setenv("PROMPTS_DIR", str(prompts))
    server.forget()
    changed = run_claims(cases_path, resolve("production", prompts={"claim-extraction": "v9"}))
    assert len(server.requests) == 30
    assert all("A claim is an atom" in request["messages"][0]["content"] for request in server.requests)
    assert changed.manifest.target.prompts["claim-extraction"][0] == "v9"
    server.forget()
    thrice = run_claims(cases_path, epochs=3)
    assert len(server.requests) == 60
    assert sorted({row.epoch for row in thrice.outputs}) == [0, 1, 2]
    run_claims(cases_path, use_cache=False)
    assert len(server.requests) == 90


def test_a_wrong_key_ends_the_run_early_and_says_so(server: ModelServer, cases_path: Path) -> None:
    written(cases_path, claim_cases(f"lake{number}" for number in range(100)))
    server.script(failure(401, "no such key"))
    with pytest.raises(SuiteError, match=r"of the first 20 outputs failed.*Check the key.*lectern eval resume"):
        run_claims(cases_path)
    assert 20 <= len(server.requests) <= 50
    (found,) = runs.every()
    assert not found.is_complete


def test_a_run_killed_at_60_percent_goes_on_with_the_rest_and_ends_equal(
    server: ModelServer, cases_path: Path, tmp_path: Path
) -> None:
    whole = run_claims(cases_path)
    results = scoring.summarise(load_suite("claims"), whole)
    shutil.rmtree(tmp_path / "state")
    server.answer_by(lambda request: replace(claim_of(sentence_in(request)), stall_s=0.3))
    command = [sys.executable, "-m", "evals", "run", "claims", "--cases", str(cases_path), "--workers", "2"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, env=os.environ | {"OMP_NUM_THREADS": "1"})
    outputs = whole.folder / runs.OUTPUTS
    deadline = time.monotonic() + 60
    while not outputs.exists() or outputs.read_text().count("\n") < 18:
        assert time.monotonic() < deadline
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    there = {row.case_id for row in runs.read(whole.folder).outputs}
    with outputs.open("a") as file:
        file.write('{"case_id": "lake29", "epo')  # what a kill in the middle of a line leaves
    time.sleep(0.4)  # the server ends what it was asked
    asked = {sentence_in(request) for request in server.requests}
    server.answer_by(lambda request: claim_of(sentence_in(request)))
    done = runner.resume(load_suite("claims"), runs.find(whole.manifest.run_id))
    again = {sentence_in(request) for request in server.requests}
    assert len(there) >= 18
    assert len(server.requests) == 30 - len(there) == len(again)
    assert len(again & asked) <= 2  # those that were in flight
    assert [row.output for row in done.outputs] == [row.output for row in whole.outputs]
    assert scoring.summarise(load_suite("claims"), done) == results


def made_up(tmp_path: Path, answer: Any, n: int = 3) -> Suite:
    return suite_of(tmp_path / "suite", cases_of(f"case{at}" for at in range(n)), answer)


@pytest.fixture
def _offline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LECTERN_STATE_DIR", str(tmp_path / "state"))


@pytest.mark.usefixtures("_offline")
def test_a_case_that_raises_is_a_row_with_its_error_and_the_rest_goes_on(tmp_path: Path) -> None:
    def answer(case: Case, epoch: int) -> dict[str, Any]:
        return {"value": 1 / (case.case_id != "case1")}

    rows = {row.case_id: row for row in runner.run(made_up(tmp_path, answer), TARGET).outputs}
    assert rows["case1"].error == "ZeroDivisionError: division by zero"
    assert rows["case0"].output == rows["case2"].output == {"value": 1.0}


@pytest.mark.usefixtures("_offline")
def test_cases_without_their_input_do_not_end_a_run_but_one_without_any_output_is_none(tmp_path: Path) -> None:
    def answer(case: Case, epoch: int) -> dict[str, Any]:
        if case.case_id != "case24":
            raise MissingInputError("not here")
        return {"value": 1.0}

    made = runner.run(made_up(tmp_path, answer, 25), TARGET)
    assert sum(row.output is None for row in made.outputs) == 24
    with pytest.raises(SuiteError, match="every output failed, first: MissingInputError: not here"):
        runner.run(made_up(tmp_path, answer, 5), TARGET)


@pytest.mark.usefixtures("_offline")
def test_a_torn_line_does_not_spoil_the_output_that_is_written_behind_it(tmp_path: Path) -> None:
    first = runner.run(made_up(tmp_path, lambda case, epoch: {"value": 1.0}, 25), TARGET, limit=1)
    with (first.folder / runs.OUTPUTS).open("a") as file:
        file.write('{"case_id": "case1", "epo')
    manifest = replace(first.manifest, limit=None, n_planned=25)
    folder = runs.create(runs.root(), manifest, cases_of(f"case{at}" for at in range(25))).folder
    shutil.copy(first.folder / runs.OUTPUTS, folder)
    with pytest.raises(SuiteError, match="of the first 20 outputs failed"):
        runner.resume(made_up(tmp_path, lambda case, epoch: {"value": 1 / 0}, 25), runs.read(folder), use_cache=False)
    found = runs.read(folder).outputs
    assert found[0].output == {"value": 1.0}
    assert len(found) >= 20


@pytest.mark.usefixtures("_offline")
def test_changed_code_is_another_run_and_the_old_one_is_not_gone_on_with(tmp_path: Path) -> None:
    suite = made_up(tmp_path, lambda case, epoch: {"value": 1.0})
    first = runner.run(suite, TARGET)
    suite.task_path.write_text("VALUE = 2\n")
    changed = made_up(tmp_path, lambda case, epoch: {"value": 2.0})
    changed.task_path.write_text("VALUE = 2\n")
    with pytest.raises(SuiteError, match="the code has changed since this run began"):
        runner.resume(changed, first)
    second = runner.run(changed, TARGET)
    assert second.manifest.run_id != first.manifest.run_id
    assert second.outputs[0].output == {"value": 2.0}


@pytest.mark.usefixtures("_offline")
def test_a_run_that_another_process_is_at_is_left_alone(tmp_path: Path) -> None:
    suite = made_up(tmp_path, lambda case, epoch: {"value": 1.0})
    first = runner.run(suite, TARGET)
    with runs.held(first.folder), pytest.raises(SuiteError, match="another process is at this run"):
        runner.run(suite, TARGET)


@pytest.mark.usefixtures("_offline")
def test_a_choice_of_cases_is_a_run_of_its_own(tmp_path: Path) -> None:
    suite = made_up(tmp_path, lambda case, epoch: {"value": 1.0})
    first, both = runner.run(suite, TARGET, limit=1), runner.run(suite, TARGET, limit=2)
    assert [len(made.outputs) for made in (first, both)] == [1, 2]
    assert both.outputs[0].is_cached
    with pytest.raises(SuiteError, match=r"No case of split 'dev'\. There are: test"):
        runner.run(suite, TARGET, split="dev")


def test_a_task_without_a_runner_asks_with_no_cache(server: ModelServer, cases_path: Path) -> None:
    client = model_calls.client(resolve("production"))
    assert client is not None
    assert model_calls.of_case(client, 1).usage.requests == 0
    assert model_calls.client(TARGET) is None
