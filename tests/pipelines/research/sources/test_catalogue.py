"""Protects: without a setting no source but the library is on, and each setting switches on what it says."""

import socket
from pathlib import Path

import pytest

from pipelines.research.sources.catalogue import ENTRIES, load_settings, make_fetcher, open_sources
from pipelines.research.web.fetching import Request
from pipelines.settings import SettingsError
from tests.web_server import Answer, running


def names(environ: dict[str, str], folder: Path) -> set[str]:
    settings = load_settings(environ)
    return set(open_sources(settings, make_fetcher(settings, folder)))


def test_nothing_is_on_by_default_and_no_socket_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", None)
    monkeypatch.setattr(socket, "getaddrinfo", None)
    assert names({}, tmp_path) == set()
    assert not list(tmp_path.iterdir())


def test_each_source_is_switched_on_by_its_own_setting(tmp_path: Path) -> None:
    values = {"SEARXNG_URL": "http://127.0.0.1:8080", "TAVILY_API_KEY": "k", "BRAVE_API_KEY": "k"}
    for entry in ENTRIES:
        environ = {entry.variable: values[entry.variable]} if entry.variable else {"LECTERN_SOURCES": entry.name}
        expected = {entry.name, "page"} if entry.variable else {entry.name}
        assert names(environ, tmp_path) == expected
    assert names({"LECTERN_SOURCES": "wikipedia, arxiv  page"}, tmp_path) == {"wikipedia", "arxiv", "page"}


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({"LECTERN_SOURCES": "wikipedia,gopher"}, "gopher.*Sources: page"),
        ({"LECTERN_SOURCES": "tavily"}, "needs TAVILY_API_KEY"),
        ({"SEARXNG_URL": "localhost"}, "SEARXNG_URL.*no web address"),
    ],
)
def test_a_wrong_setting_names_itself_and_the_remedy(environ: dict[str, str], words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        load_settings(environ)


def test_the_search_engine_of_this_machine_is_reached_and_the_pages_it_names_are_not(tmp_path: Path) -> None:
    """The allowance is one host and port, for the engine's own questions only."""
    with running() as engine:
        page = f"{engine.url}/page"
        body = f'{{"results": [{{"url": "{page}", "title": "T", "content": ""}}]}}'.encode()
        engine.serve("/search", Answer(body, "application/json"))
        settings = load_settings({"SEARXNG_URL": engine.url})
        sources = open_sources(settings, make_fetcher(settings, tmp_path))
        [offer] = sources["searxng"].find("tides", 3)
        assert offer.locator == page
        for name in ("searxng", "page"):
            with pytest.raises(Exception, match="public addresses only"):
                sources[name].read(page)
        assert [asked.path for asked in engine.asked] == ["/search?q=tides&format=json"]


def test_the_user_agent_says_who_asks(tmp_path: Path) -> None:
    with running() as server:
        server.serve("/", Answer(b"<p>hello"))
        settings = load_settings({"LECTERN_CONTACT": "ann@example.org"})
        fetcher = make_fetcher(settings, tmp_path).reaching(server.fetcher()._reach)
        fetcher.get(Request(server.url, {"text/html"}))
        assert server.asked[0].headers["user-agent"].startswith("Lectern/")
        assert "mailto:ann@example.org" in server.asked[0].headers["user-agent"]
