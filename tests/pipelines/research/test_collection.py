"""Protects: what is fetched becomes rows, whole or not at all, and one failure stops no other document."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipelines.models import SourceCopy, SourcePolicy
from pipelines.research.collection import collect, refresh
from pipelines.research.documents import copied_documents, document_of
from pipelines.research.sources.page import WebPage
from pipelines.research.sources.protocol import Copy, Offer, stated
from tests.web_server import Answer, WebServer, running

FIRST, LATER = date(2026, 1, 1), date(2026, 2, 2)
PAGE = "<html><head><title>Tides</title></head><body><article>{}</article></body></html>"
TEXT = "<p>The tide rises twice a day on most coasts of the world, because the Moon pulls at the sea.</p>" * 5


@pytest.fixture
def server() -> Iterator[WebServer]:
    with running() as started:
        started.serve("/tides", Answer(PAGE.format(TEXT).encode()))
        yield started


def sources(server: WebServer) -> dict[str, WebPage]:
    return {"page": WebPage(server.fetcher())}


def offer(server: WebServer, path: str) -> Offer:
    return Offer("page", server.url + path, path)


def test_one_failure_stops_no_other_and_stores_nothing(server: WebServer) -> None:
    server.serve("/scan", Answer(b"%PDF-1.7", "application/pdf"))
    server.serve("/empty", Answer(b""))
    offers = [*(offer(server, path) for path in ("/none", "/scan", "/empty", "/tides")), Offer("arxiv", "1", "x")]
    outcomes = collect("a/b", offers, sources(server), FIRST)
    assert [outcome.event for outcome in outcomes] == ["failed", "failed", "failed", "new", "failed"]
    assert [outcome.copy is not None for outcome in outcomes] == [False, False, False, True, False]
    for outcome, words in zip(outcomes, ["404", "damaged", "empty", "", "lectern source kinds"], strict=True):
        assert words in (outcome.problem or "")


def test_a_copy_says_what_it_is_and_who_asked_for_it(server: WebServer) -> None:
    [named] = collect("a/b", [offer(server, "/tides")], sources(server), FIRST)
    [found] = collect("a/b", [offer(server, "/tides")], sources(server), FIRST, "searxng: tides")
    assert named.copy is not None
    assert found.copy is not None
    assert (named.copy.is_own, named.copy.found_by, named.copy.fetched_on) == (True, None, FIRST)
    assert (found.copy.is_own, found.copy.found_by) == (False, "searxng: tides")
    assert named.copy.copy_id == found.copy.copy_id
    documents = copied_documents("a/b", [replace(found.copy, locator="x"), named.copy], None)
    assert [document.priority for document in documents] == [0, 1]
    policy = SourcePolicy("a/b", only_own=True)
    assert copied_documents("a/b", [found.copy, replace(named.copy, withdrawn="wrong")], policy) == []


def test_naming_a_found_document_makes_it_the_creators_own(server: WebServer) -> None:
    [found] = collect("a/b", [offer(server, "/tides")], sources(server), FIRST, "searxng: tides")
    assert found.copy is not None
    [again] = collect("a/b", [offer(server, "/tides")], sources(server), LATER, None, [found.copy])
    assert again.copy is not None
    assert (again.copy.is_own, again.event, again.copy.checked_on, again.copy.fetched_on) == (
        True,
        "unchanged",
        LATER,
        FIRST,
    )
    [kept] = collect("a/b", [offer(server, "/tides")], sources(server), LATER, "brave: tides", [again.copy])
    assert kept.copy is not None
    assert kept.copy.is_own


def test_a_retracted_work_is_withdrawn_when_it_is_looked_at_again() -> None:
    class Index:
        name = "openalex"
        particulars = stated(title="A tide that was not there")

        def find(self, query: str, limit: int) -> list[Offer]:
            return []

        def read(self, locator: str) -> Copy:
            return Copy(self.name, locator, "txt", b"Tides\n\nThe tide rises twice a day.\n", self.particulars)

    index = Index()
    [first] = collect("a/b", [Offer("openalex", "W1", "x")], {"openalex": index}, FIRST)
    assert first.copy is not None
    index.particulars = stated(title="RETRACTED", withdrawn="OpenAlex lists the work as retracted.")
    [again] = refresh([first.copy], {"openalex": index}, LATER)
    assert (again.event, again.problem) == ("withdrawn", "OpenAlex lists the work as retracted.")
    assert again.copy == replace(first.copy, withdrawn=again.problem, checked_on=LATER)
    [fresh] = collect("a/b", [Offer("openalex", "W1", "x")], {"openalex": index}, FIRST)
    assert fresh.copy is not None
    assert fresh.copy.withdrawn


def test_what_a_source_states_stands_before_what_the_text_says() -> None:
    raw = b"# A title\n\nThe tide rises twice a day.\n"
    said = document_of("a/b", Copy("wikipedia", "Tide", "md", raw, stated(title="Tide", licence="cc-by", cited_by=7)))
    assert (said.title, said.licence, said.cited_by, said.source_path) == ("Tide", "CC BY", 7, "wikipedia:Tide")
    plain = document_of("a/b", Copy("library", "the-tide.md", "md", b"The tide rises twice a day.\n"))
    assert (plain.title, plain.source_path) == ("The tide", "the-tide.md")
    with pytest.raises(ValueError, match="no such field"):
        stated(colour="blue")


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-8", "iso-8859-1"), ("cp1252", "windows-1252"), ("cp1252", "nonsense"), ("utf-8", "utf-8")],
)
def test_letters_are_right_whatever_the_server_says(server: WebServer, encoding: str, said: str) -> None:
    text = TEXT.replace("sea", "café by the sea")
    server.serve("/café", Answer(PAGE.format(text).encode(encoding), f"text/html; charset={said}"))
    server.serve("/caf%C3%A9", Answer(PAGE.format(text).encode(encoding), f"text/html; charset={said}"))
    [outcome] = collect("a/b", [offer(server, "/café")], sources(server), FIRST)
    assert outcome.copy is not None, outcome.problem
    [document] = copied_documents("a/b", [outcome.copy], None)
    assert "café by the sea" in document.text


def test_copies_are_read_back_as_they_were(server: WebServer, tmp_path: Path) -> None:
    [outcome] = collect("a/b", [offer(server, "/tides")], sources(server), FIRST)
    assert isinstance(outcome.copy, SourceCopy)
    [document] = copied_documents("a/b", [outcome.copy], None)
    assert document.title == "Tides"
    assert document.url == f"{server.url}/tides"
    assert document.text.startswith("The tide rises twice a day")
