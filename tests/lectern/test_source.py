"""Protects: `lectern source` at the terminal: what is chosen, fetched, refused, listed and overruled, with its exit code."""

import json
from collections.abc import Iterator

import dagster as dg
import pytest
from typer.testing import CliRunner

from assets.defs.facts import sources_stand
from assets.resources import Lectern
from lectern import collecting
from lectern.cli import app
from pipelines.database import Database
from pipelines.models import Channel, CredibilityOverride, Project, SourceCopy
from pipelines.research.sources.page import WebPage
from tests import inputs
from tests.web_server import Answer, WebServer, running

KEY = "tiny/tides"
TEXT = "<p>The tide rises twice a day on most coasts of the world, because the Moon pulls at the sea.</p>" * 5
PAGE = f'<html><head><title>Tides \x1b[31m</title><meta name="author" content="Ann Lee"></head><body><article>{TEXT}</article></body></html>'


@pytest.fixture(scope="module")
def server() -> Iterator[WebServer]:
    with running() as started:
        started.serve("/tides", Answer(PAGE.encode()))
        result = {"url": f"{started.url}/tides", "title": "Tides", "content": "Why the sea moves."}
        started.serve("/search", Answer(json.dumps({"results": [result]}).encode(), "application/json"))
        yield started


@pytest.fixture(scope="module")
def environ(
    db: Database, database_url: str, server: WebServer, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """A project with one file of its own and one page that its creator has named."""
    folder = tmp_path_factory.mktemp("source")
    library = inputs.write_library(folder / "library", inputs.DOCUMENTS[:1])
    (library / "own.md").write_text(
        "---\nlicence: own work\nauthor: Ann\n---\n# Notes\n\nThe tide is late today.\n<!-- x y -->\n"
    )
    db.merge(Channel, [Channel("tiny", "Tiny", str(library))])
    db.merge(Project, [Project(KEY, "tiny", "Tides", str(library), 4.0)])
    [outcome] = collecting.add(db, {"page": WebPage(server.fetcher())}, KEY, [f"{server.url}/tides"])
    assert outcome.copy is not None
    clean = inputs.environment(folder / "state", database_url)
    return {name: clean[name] for name in ("LECTERN_STATE_DIR", "DATABASE_URL")} | {"SEARXNG_URL": server.url}


@pytest.fixture(autouse=True)
def _environment(environ: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LECTERN_SOURCES", "TAVILY_API_KEY", "BRAVE_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {**environ, "COLUMNS": "200"}.items():
        monkeypatch.setenv(name, value)


def run(*arguments: str, code: int = 0) -> str:
    done = CliRunner().invoke(app, ["source", *arguments])
    assert done.exit_code == code, done.stderr
    return done.stdout if code == 0 else done.stderr


def test_kinds_say_what_switches_each_on() -> None:
    rows = {row["source"]: row for row in json.loads(run("kinds", "--json"))}
    assert {name for name, row in rows.items() if row["is_on"]} == {"searxng"}
    assert rows["wikipedia"]["switched_on_by"] == "LECTERN_SOURCES=wikipedia"


def test_a_second_address_of_one_text_is_said_to_be_that(db: Database, server: WebServer) -> None:
    server.serve("/again", Answer(PAGE.encode()))
    collecting.add(db, {"page": WebPage(server.fetcher())}, KEY, [f"{server.url}/again"])
    rows = {row["place"]: row for row in json.loads(run("list", KEY, "--json"))}
    db.query("DELETE FROM source_copies WHERE locator = %s", (f"{server.url}/again",))
    states = {rows[f"{server.url}/{page}"]["state"] for page in ("tides", "again")}
    assert states == {"used", "not used: another document has the same text"}


def test_the_list_shows_rights_and_what_was_left_out(server: WebServer) -> None:
    rows = {row["place"]: row for row in json.loads(run("list", KEY, "--json"))}
    assert rows["own.md"]["rights"] == "own"
    assert rows["own.md"]["notes"] == ["2 words in comments of the file were left out."]
    assert rows[inputs.DOCUMENTS[0]]["rights"] == "licence"
    page = rows[f"{server.url}/tides"]
    assert (page["rights"], page["author"], page["is_own"], page["source"]) == ("unknown", "Ann Lee", True, "page")
    assert "\x1b" not in run("list", KEY)


def test_a_project_searches_only_what_it_has_chosen() -> None:
    assert "has not chosen searxng" in run("collect", KEY, "searxng", "tides", code=3)
    assert "not switched on" in run("use", KEY, "wikipedia", code=3)
    assert "no source but the project's own" in run("use", KEY, "searxng", "--only-own", code=3)
    run("use", KEY, "--only-own")
    assert "its own sources only" in run("collect", KEY, "searxng", "tides", code=3)


def test_a_search_on_this_machine_is_asked_and_a_page_on_it_is_refused(db: Database) -> None:
    [offer] = json.loads(run("find", "searxng", "tides", "--json"))
    assert offer["title"] == "Tides"
    before = db.read(SourceCopy, project_key=KEY)
    assert "public addresses only" in run("add", KEY, offer["locator"].replace("/tides", "/other"), code=1)
    run("use", KEY, "searxng")
    assert db.read(SourceCopy, project_key=KEY) == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("list", "no/body"), "Projects: tiny/tides"),
        (("add", KEY, "tides"), "SOURCE:ID"),
        (("add", KEY, "file:///etc/passwd"), "no web address"),
        (("add", KEY, "wikipedia:Tide"), "switched off"),
        (("add", KEY, "youtube:https://www.youtube.com/watch?v=abcdefghijk"), "source youtube is switched off"),
        (("add", KEY, "gopher:x"), "SOURCE:ID"),
        (("withdraw", KEY, "own.md", "--reason", "x"), "moving it out of the library"),
        (("override", KEY, "nothing.md", "0.5", "--reason", "x"), "own.md"),
        (("override", KEY, "own.md", "2", "--reason", "x"), "from 0 to 1"),
        (("override", KEY, "own.md", "0.5", "--reason", " "), "--reason"),
    ],
)
def test_what_cannot_be_done_says_what_to_do(arguments: tuple[str, ...], words: str) -> None:
    done = CliRunner().invoke(app, ["source", *arguments])
    assert done.exit_code in (1, 3)
    assert words in done.stderr


def test_a_judgement_is_recorded_with_who_when_and_why(db: Database) -> None:
    before = json.loads(run("credibility", KEY, "own.md", "--json"))[0]
    run("override", KEY, "own.md", "0.1", "--reason", "a draft", "--by", "Ann")
    run("override", KEY, "own.md", "0.9", "--reason", "checked against the sea", "--by", "Bo")
    rows = db.read(CredibilityOverride, project_key=KEY)
    assert [(row.decided_by, row.value) for row in rows] == [("Ann", 0.1), ("Bo", 0.9)]
    assert all(row.decided_at.tzinfo for row in rows)
    after = json.loads(run("credibility", KEY, "own.md", "--json"))[0]
    assert (after["value"], after["computed"]) == (0.9, before["value"])
    assert after["override"]["reason"] == "checked against the sea"


def test_withdrawn_documents_stay_in_the_list(server: WebServer) -> None:
    place = f"{server.url}/tides"
    run("withdraw", KEY, place, "--reason", "It is wrong.")
    rows = {row["place"]: row for row in json.loads(run("list", KEY, "--json"))}
    assert rows[place]["state"] == "withdrawn: It is wrong."
    run("restore", KEY, place)
    rows = {row["place"]: row for row in json.loads(run("list", KEY, "--json"))}
    assert rows[place]["state"] == "used"


def test_the_check_of_the_ui_passes_while_nothing_has_changed() -> None:
    result = sources_stand(Lectern())
    assert isinstance(result, dg.AssetCheckResult)
    assert result.passed
