"""The samples, all the way: one command, no network, every sentence with its source, and the same again costs nothing."""

import html
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from lectern import local
from tests import inputs

pytestmark = pytest.mark.slow
# Runs the command in a process that may only talk to this machine, and that notes down every other address it tries.
GUARD = """
import ipaddress, os, socket

real_connect, real_lookup = socket.socket.connect, socket.getaddrinfo

def note(target):
    with open(os.environ["GUARD_LOG"], "a") as log:
        log.write(f"{target!r}\\n")
    raise OSError(f"{target!r} is outside this machine")

def is_here(host):
    return host in {"localhost", "", None} or (host[:1].isdigit() or ":" in host) and ipaddress.ip_address(host).is_loopback

def connect(self, address):
    if self.family in {socket.AF_INET, socket.AF_INET6} and not is_here(address[0]):
        note(address)
    return real_connect(self, address)

def getaddrinfo(host, *arguments, **options):
    if not is_here(host if host is None or isinstance(host, str) else host.decode()) and host != socket.gethostname():
        note(host)
    return real_lookup(host, *arguments, **options)

socket.socket.connect, socket.getaddrinfo = connect, getaddrinfo
"""


@dataclass(frozen=True)
class Demo:
    """What `lectern demo` left behind."""

    environ: dict[str, str]
    state_dir: Path
    outcome: dict[str, Any]
    script: dict[str, Any]
    refused_addresses: str

    @property
    def page(self) -> str:
        return Path(self.outcome["page"]).read_text()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The demo, run once, in a fresh state directory behind a guard on every socket of every process it starts."""
    folder = tmp_path_factory.mktemp("demo")
    (folder / "guard").mkdir()
    (folder / "guard" / "sitecustomize.py").write_text(GUARD)
    log = folder / "addresses.log"
    path = os.pathsep.join([str(folder / "guard"), *filter(None, [os.environ.get("PYTHONPATH")])])
    state_dir = folder / "state dir"
    environ = {**inputs.environment(state_dir), "PYTHONPATH": path, "GUARD_LOG": str(log)}
    check = "import socket\ntry:\n    socket.create_connection(('192.0.2.1', 9))\nexcept OSError as error:\n    print(error)"
    guarded = subprocess.run([sys.executable, "-c", check], env=environ, capture_output=True, text=True, check=True)
    assert "outside this machine" in guarded.stdout, "the guard does not stand"
    log.unlink()
    try:
        done = inputs.lectern(environ, "demo", "--json", timeout_s=550)
        assert done.returncode == 0, done.stderr
        outcome = json.loads(done.stdout)
        shown = inputs.lectern(environ, "script", "show", outcome["project"], "--json")
        assert shown.returncode == 0, shown.stderr
        addresses = log.read_text() if log.exists() else ""
        yield Demo(environ, state_dir, outcome, json.loads(shown.stdout), addresses)
    finally:
        local.stop(state_dir)


def test_the_demo_talks_to_no_other_machine(demo: Demo) -> None:
    assert demo.refused_addresses == ""


def test_every_sentence_is_typed_and_every_citation_is_a_fact_on_the_page(demo: Demo) -> None:
    sentences = demo.script["sentences"]
    assert len(sentences) > 40
    facts = {fact["fact_id"] for fact in demo.script["facts"]}
    for sentence in sentences:
        assert sentence["kind"] in {"sourced", "story", "rhetoric", "belief"}, sentence
        assert set(sentence["fact_ids"]) <= facts, sentence
        assert (sentence["kind"] == "sourced") <= bool(sentence["fact_ids"]), sentence


def test_quotes_stand_in_the_library(demo: Demo) -> None:
    cited = {fact_id for sentence in demo.script["sentences"] for fact_id in sentence["fact_ids"]}
    library = inputs.ROOT / "samples" / "library"
    texts = {
        path.name: _plain(path.read_text()) for path in library.iterdir() if path.suffix in {".md", ".html", ".txt"}
    }
    quotes = [
        (fact["source_path"], _plain(fact["quote"]))
        for fact in demo.script["facts"]
        if fact["fact_id"] in cited and fact["source_path"] in texts
    ]
    assert len(quotes) > 10
    assert not [(path, quote) for path, quote in quotes if quote not in texts[path]]


def _plain(text: str) -> str:
    without_tags = re.sub(r"<[^>]+>", " ", html.unescape(text))
    return re.sub(r"[\W_]+", " ", without_tags).lower().strip()


def test_the_target_length_is_met_at_the_creators_pace(demo: Demo) -> None:
    assert demo.script["minutes"] == pytest.approx(8.0, rel=0.10)
    assert demo.script["engine"] == "offline-1"


def test_the_page_is_one_file_that_asks_nothing_of_the_network(demo: Demo) -> None:
    loaded = re.findall(r"""(?:src|<link[^>]*href)\s*=\s*["']?(https?:)?//""", demo.page)
    assert not loaded
    assert "<script" not in re.sub(r"<script>.*?</script>", "", demo.page, flags=re.DOTALL), "scripts stand in the page"
    text = _plain(demo.page)
    missing = [row["text"] for row in demo.script["sentences"] if _plain(row["text"]) not in text]
    assert not missing


def test_every_form_and_notebook_was_written(demo: Demo) -> None:
    folder = Path(demo.outcome["page"]).parent
    written = {path.name for path in folder.iterdir() if path.stat().st_size > 500}
    assert written >= {"script.html", "script.md", "script.docx", "teleprompter.txt", "05_script_report.html"}
    of_channel = {path.name for path in (demo.state_dir / "reports" / "slow-light").iterdir()}
    assert of_channel >= {"01_channel.html", "02_creator_dna.html"}


def test_the_same_again_makes_nothing_and_changes_no_row(demo: Demo) -> None:
    url = local.url(demo.state_dir)
    assert url is not None
    before = inputs.digests(url)
    again = inputs.lectern(demo.environ, "run", demo.outcome["project"], "--json")
    assert again.returncode == 0, again.stderr
    assert json.loads(again.stdout)["made"] == []
    assert inputs.digests(url) == before
    assert demo.outcome["project"] in inputs.lectern(demo.environ, "project", "list").stdout
