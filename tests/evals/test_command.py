"""`python -m evals`: exit codes, its output, and that nothing but loopback is reached."""

import json
import subprocess
import sys

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
