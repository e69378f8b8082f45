"""Protects: what each service answers becomes offers and documents with author, date, licence and rights.

The answers are written after each interface's documentation and served from 127.0.0.1; no live service is reached.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from pipelines.models import RightsBasis
from pipelines.research.documents import document_of
from pipelines.research.sources.arxiv import Arxiv
from pipelines.research.sources.brave import Brave
from pipelines.research.sources.crossref import Crossref
from pipelines.research.sources.openalex import OpenAlex
from pipelines.research.sources.page import WebPage
from pipelines.research.sources.protocol import Source, SourceError
from pipelines.research.sources.searxng import SearxNG
from pipelines.research.sources.semantic_scholar import SemanticScholar
from pipelines.research.sources.tavily import Tavily
from pipelines.research.sources.wikipedia import Wikipedia
from pipelines.research.web.failures import GoneError, TransientError
from pipelines.research.web.fetching import Fetcher
from tests.web_server import Answer, WebServer, running

ANSWERS = Path(__file__).with_name("answers")
JSON = "application/json"


@pytest.fixture
def server() -> Iterator[WebServer]:
    with running() as started:
        yield started


def recorded(name: str) -> Answer:
    kind = "application/atom+xml; charset=utf-8" if name.endswith(".xml") else JSON
    return Answer((ANSWERS / name).read_bytes(), kind)


def test_openalex_gives_abstracts_with_particulars(server: WebServer) -> None:
    server.serve("/works", recorded("openalex_works.json"))
    server.serve("/works/W1000000001", recorded("openalex_work.json"))
    source = OpenAlex(server.fetcher(), "sk-secret", server.url)
    first, second = source.find("tidal friction", 2)
    assert (first.locator, first.title) == ("W1000000001", "Friction of the tides in shallow seas")
    assert second.stated["withdrawn"]
    document = document_of("a/b", source.read(first.locator))
    assert document.text == "The tides lose energy in shallow seas. The day grows longer."
    assert (document.author, document.published_on) == ("Ines Marlow, Per Hagen", "2019-04-02")
    assert (document.publisher, document.genre, document.cited_by) == (
        "Journal of Invented Oceanography",
        "article",
        48,
    )
    assert (document.licence, document.rights) == ("CC BY", RightsBasis.LICENCE)
    assert document.source_path == "openalex:W1000000001"
    assert all(parse_qs(urlsplit(asked.path).query)["api_key"] == ["sk-secret"] for asked in server.asked)


def test_crossref_gives_paragraphs_without_markup(server: WebServer) -> None:
    server.serve("/works", recorded("crossref_works.json"))
    server.serve("/works/10.5555%2Fmoon.2021.3", recorded("crossref_work.json"))
    source = Crossref(server.fetcher(), server.url)
    [offer] = source.find("moon distance", 5)
    document = document_of("a/b", source.read(offer.locator))
    assert document.text == "The Moon moves away by 3.8 centimetres a year.\n\nMirrors on its ground show it."
    assert (document.author, document.published_on, document.cited_by) == ("Tomas Reyes", "2021-06", 12)
    assert (document.publisher, document.licence) == ("Annals of Invented Astronomy", "CC BY 4.0")


def test_crossref_marks_what_was_retracted(server: WebServer) -> None:
    answer = json.loads((ANSWERS / "crossref_work.json").read_text())
    answer["message"]["updated-by"] = [{"DOI": "10.5555/notice", "type": "retraction", "label": "Retraction"}]
    server.serve("/works/10.1%2Fx", Answer(json.dumps(answer).encode(), JSON))
    assert "retracted" in Crossref(server.fetcher(), server.url).read("10.1/x").stated["withdrawn"]


def test_arxiv_reads_its_feed(server: WebServer) -> None:
    server.serve("/api/query", recorded("arxiv_feed.xml"))
    source = Arxiv(server.fetcher(), server.url)
    [offer] = source.find("tides, without: a (moon)", 5)
    assert parse_qs(urlsplit(server.asked[0].path).query)["search_query"] == [
        "all:tides AND all:without AND all:a AND all:moon"
    ]
    assert offer.locator == "2101.99999"
    document = document_of("a/b", source.read(offer.locator))
    assert document.title == "Tides on a planet without a moon"
    assert document.text.startswith("A planet without a moon still has tides")
    assert (document.author, document.published_on) == ("Ada Brook, Lin Okafor", "2021-02-11")
    assert (document.genre, document.rights) == ("preprint", RightsBasis.UNKNOWN)


def test_a_withdrawn_preprint_says_so_and_an_unknown_one_is_gone(server: WebServer) -> None:
    feed = (ANSWERS / "arxiv_feed.xml").read_bytes()
    withdrawn = feed.replace(b"8 pages, 3 figures", b"This paper has been withdrawn by the authors")
    server.serve("/api/query", Answer(withdrawn, "application/atom+xml"), Answer(b"<feed xmlns='http://www.w3.org/2005/Atom'/>", "application/atom+xml"))  # fmt: skip
    source = Arxiv(server.fetcher(), server.url)
    assert "withdrawn" in source.read("2101.99999").stated["withdrawn"]
    with pytest.raises(GoneError, match="Check the id"):
        source.read("2101.00000")
    with pytest.raises(SourceError, match="no arXiv id"):
        source.read("2101.99999&max_results=5000")


def test_semantic_scholar_sends_its_key_as_a_header(server: WebServer) -> None:
    server.serve("/graph/v1/paper/search", recorded("semantic_scholar_search.json"))
    key = "aaaabbbbccccddddeeeeffff0000111122223333"
    server.serve(f"/graph/v1/paper/{key}", recorded("semantic_scholar_paper.json"))
    source = SemanticScholar(server.fetcher(), "sk-secret", server.url)
    [offer] = source.find("tides", 3)
    document = document_of("a/b", source.read(offer.locator))
    assert (document.author, document.published_on, document.cited_by) == ("Noor Vale", "2012", 7)
    assert document.url == "https://letters.example/7.pdf"
    assert [asked.headers["x-api-key"] for asked in server.asked] == ["sk-secret"] * 2


def test_wikipedia_gives_an_article_with_licence_and_revision(server: WebServer) -> None:
    server.serve("/w/rest.php/v1/search/page", recorded("wikipedia_search.json"))
    server.serve("/w/rest.php/v1/page/Tide/with_html", recorded("wikipedia_page.json"))
    source = Wikipedia(server.fetcher(), server.url)
    [offer] = source.find("tide", 3)
    assert (offer.locator, offer.excerpt) == ("Tide", "A tide is a rise of the sea")
    document = document_of("a/b", source.read(offer.locator))
    assert "than the far side." in document.text
    assert "[1]" not in document.text
    assert [name for _, name in document.headings] == ["Cause"]
    assert (document.licence, document.rights, document.published_on) == (
        "CC BY-SA 4.0",
        RightsBasis.LICENCE,
        "2026-01-02",
    )


Engine = Callable[[WebServer], Source]
ENGINES: dict[str, tuple[str, Engine]] = {
    "searxng": ("/search", lambda s: SearxNG(s.fetcher(), WebPage(s.fetcher()), s.url)),
    "tavily": ("/search", lambda s: Tavily(s.fetcher(), WebPage(s.fetcher()), "sk-secret", s.url)),
    "brave": ("/res/v1/web/search", lambda s: Brave(s.fetcher(), WebPage(s.fetcher()), "sk-secret", s.url)),
}
FOUND = {
    "searxng": ("https://sea.example/tides", "Tides", "Why the sea moves."),
    "tavily": ("https://coast.example/beginners", "Tides for beginners", "The Moon and the Sun."),
    "brave": ("https://harbour.example/spring", "Spring tides", "When Sun and Moon pull together."),
}


@pytest.mark.parametrize("name", ENGINES)
def test_a_search_engine_offers_pages_once_each(server: WebServer, name: str) -> None:
    path, engine = ENGINES[name]
    server.serve(path, recorded(f"{name}_search.json"))
    [offer] = engine(server).find("why are there tides", 5)
    assert (offer.locator, offer.title, offer.excerpt) == FOUND[name]
    assert offer.source == "page"
    [asked] = server.asked
    assert "sk-secret" not in asked.path
    sent = {"tavily": "authorization", "brave": "x-subscription-token"}.get(name)
    assert sent is None or "sk-secret" in asked.headers[sent]


ALL: dict[str, tuple[str, str, Engine]] = {
    "openalex": ("/works", JSON, lambda s: OpenAlex(s.fetcher(), None, s.url)),
    "crossref": ("/works", JSON, lambda s: Crossref(s.fetcher(), s.url)),
    "arxiv": ("/api/query", "application/atom+xml", lambda s: Arxiv(s.fetcher(), s.url)),
    "semantic_scholar": ("/graph/v1/paper/search", JSON, lambda s: SemanticScholar(s.fetcher(), None, s.url)),
    "wikipedia": ("/w/rest.php/v1/search/page", JSON, lambda s: Wikipedia(s.fetcher(), s.url)),
    **{name: (path, JSON, engine) for name, (path, engine) in ENGINES.items()},
}
EMPTY = [b"{}", b'{"results": null, "message": [], "data": 3, "pages": ["x", 1], "web": {"results": [{"url": 5}]}}']


@pytest.mark.parametrize("name", ALL)
def test_an_empty_or_misshapen_answer_offers_nothing(server: WebServer, name: str) -> None:
    path, kind, source = ALL[name]
    bodies = [b"<feed xmlns='http://www.w3.org/2005/Atom'><entry/></feed>"] if "xml" in kind else EMPTY
    for body in bodies:
        server.serve(path, Answer(body, kind))
        assert source(server).find("tides", 3) == []


@pytest.mark.parametrize("name", ALL)
def test_an_answer_that_is_damaged_is_an_error_with_a_remedy(server: WebServer, name: str) -> None:
    path, kind, source = ALL[name]
    server.serve(path, Answer(b'{"results": [', kind))
    with pytest.raises(TransientError, match="Try again later"):
        source(server).find("tides", 3)


@pytest.mark.parametrize("name", ALL)
def test_a_damaged_answer_is_not_kept(server: WebServer, name: str, tmp_path: Path) -> None:
    path, kind, _ = ALL[name]
    whole = b"<feed xmlns='http://www.w3.org/2005/Atom'/>" if "xml" in kind else b"{}"
    server.serve(path, Answer(b'{"results": [', kind), Answer(whole, kind))
    fetcher = server.fetcher(tmp_path)
    source = ALL[name][2](_Kept(server, fetcher))
    assert source.find("tides", 3) == []
    assert len(server.asked) == 2
    assert source.find("tides", 3) == []
    assert len(server.asked) == 2, "the whole answer is kept"


class _Kept(WebServer):
    """The same server, whose fetcher is one with a cache."""

    def __init__(self, server: WebServer, fetcher: Fetcher) -> None:
        super().__init__(server.port)
        self._fetcher = fetcher

    def fetcher(self, *_: object, **__: object) -> Fetcher:  # type: ignore[override]
        return self._fetcher


def test_a_work_without_an_abstract_names_where_it_stands(server: WebServer) -> None:
    work = json.loads((ANSWERS / "openalex_work.json").read_text()) | {"abstract_inverted_index": None}
    server.serve("/works/W1", Answer(json.dumps(work).encode(), JSON))
    with pytest.raises(SourceError, match=r"no abstract.*doi\.org/10\.5555.*lectern source add"):
        OpenAlex(server.fetcher(), None, server.url).read("W1")


def test_external_entities_of_a_feed_are_not_read(server: WebServer, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("the secret")
    feed = (ANSWERS / "arxiv_feed.xml").read_text().replace("<feed ", f'<!DOCTYPE feed [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]><feed ', 1).replace("8 pages", "&x;").replace("A planet", "&x; A planet", 1)  # fmt: skip
    server.serve("/api/query", Answer(feed.encode(), "application/atom+xml"))
    [offer] = Arxiv(server.fetcher(), server.url).find("tides", 1)
    assert "the secret" not in offer.excerpt
