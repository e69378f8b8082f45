"""`python -m evals`: exit codes, its output, and that nothing but loopback is reached."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from evals.command import main
from pipelines.settings import ROOT

GUARD = """
import socket, sys
reached = []
connect = socket.socket.connect
def guarded(self, address):
    if self.family != socket.AF_UNIX and not str(address[0]).startswith(("127.", "::1")):
        reached.append(address)
        raise OSError(f"blocked: {address}")
    return connect(self, address)
resolve = socket.getaddrinfo
def guarded_resolve(host, *rest, **named):
    if host not in (None, "localhost", "127.0.0.1", "::1"):
        reached.append(host)
        raise socket.gaierror(f"blocked: {host}")
    return resolve(host, *rest, **named)
socket.socket.connect, socket.getaddrinfo = guarded, guarded_resolve
import evals.draft, evals.factuality.task, pipelines.facts.model_extractor, pipelines.writing.model_drafter
from evals.command import main
code = main(["run", "voice_fidelity", "--tag", "production", "--json"])
print(reached, file=sys.stderr)
sys.exit(10 if reached else code)
"""


@pytest.mark.slow
def test_a_suite_runs_with_no_network_and_says_pass() -> None:
    done = subprocess.run([sys.executable, "-c", GUARD], cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    report = json.loads(done.stdout)
    assert report["outcome"] == "pass"
    separation = next(result for result in report["results"] if result["metric"] == "separation")
    assert separation["low"] > 0.7
    assert separation["n_errors"] == 0


def test_an_unknown_tag_is_an_error_that_names_the_tags(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "voice_fidelity", "--tag", "no-such-tag"]) == 3
    assert "experimental, production" in capsys.readouterr().err


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LECTERN_STATE_DIR", str(tmp_path / "state"))
    return tmp_path / "state"


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(list(arguments))
    out, err = capsys.readouterr()
    return code, out, err


def test_a_run_is_listed_resumed_and_scored_again_with_equal_figures(
    state: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = json.loads(said(capsys, "run", "contradictions", "--split", "test", "--json")[1])
    run_id = first["run"]["run"]
    assert first["spending"]["outputs"] == first["run"]["planned"] == 96
    listed = json.loads(said(capsys, "list", "--json")[1])
    assert [row["run"] for row in listed["runs"]] == [run_id]
    assert f"{run_id}  contradictions" in said(capsys, "list")[1]
    for command in (("resume", run_id[:6]), ("score", run_id), ("run", "contradictions", "--split", "test")):
        again = json.loads(said(capsys, *command, "--json")[1])
        assert again["results"] == first["results"]
    code, text, _ = said(capsys, "score", run_id)
    assert code == 0
    assert "Outputs: 96, 0 failed, 0 from the cache" in text
    assert f"Run: {run_id}" in text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("run", "taste"), "No suite 'taste'. Use one of: claims, contradictions"),
        (("run", "contradictions", "--prompt", "script-draft"), "--prompt script-draft: write it as NAME=VERSION"),
        (("run", "contradictions", "--prompt", "script-draft=v99"), "v99.j2: no such prompt"),
        (("run", "contradictions", "--engine", "a-model"), "neither a key nor an address"),
        (("run", "contradictions", "--without", "voice"), "cannot be run without 'voice'"),
        (("run", "contradictions", "--cases", "none.jsonl"), "none.jsonl: no such file"),
        (("run", "contradictions", "--epochs", "0"), "is not in the range"),
        (("run",), "Missing argument 'SUITE'"),
        (("resume", "0123456789ab"), "no such run"),
        (("walk",), "No such command"),
    ],
)
def test_what_cannot_be_done_is_an_error_with_the_remedy(
    state: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str
) -> None:
    code, out, err = said(capsys, *arguments)
    assert (code, out) == (3, "")
    assert message in err.replace("\n", " ")


def test_a_suite_without_a_model_ignores_the_one_that_is_set_and_refuses_one_that_is_asked_for(
    state: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LECTERN_LLM_MODEL", "a-model")
    monkeypatch.setenv("LECTERN_LLM_API_KEY", "key")
    report = json.loads(said(capsys, "run", "contradictions", "--limit", "20", "--json")[1])
    assert report["target"]["engine"] == "offline-1"
    code, _, err = said(capsys, "run", "contradictions", "--engine", "a-model")
    assert code == 3
    assert "contradictions measures rules and asks no model" in err


def test_cases_are_checked(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said(capsys, "cases", "check", "contradictions")
    assert code == 0
    assert "158 cases, sha256" in out
    assert "  test: 96 cases of" in out


def test_a_cached_run_imports_nothing_that_takes_long(state: Path) -> None:
    code = (
        "import sys; from evals.command import main; code = main(['run', 'factuality', '--engine', 'offline', '--limit', '2'])\n"
        "heavy = {'ragas', 'haystack', 'onnxruntime', 'scipy', 'numpy', 'pandas', 'evals.factuality.task'} & set(sys.modules)\n"
        "print(sorted(heavy), file=sys.stderr)"
    )
    environment = {**os.environ, "LECTERN_STATE_DIR": str(state)}
    for heavy in (True, False):
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True, env=environment
        )
        assert (done.stderr.splitlines()[-1] != "[]") is heavy, done.stderr
