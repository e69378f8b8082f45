"""Semantic Scholar's Academic Graph: /graph/v1/paper/search and /graph/v1/paper/ID."""

from typing import Any
from urllib.parse import quote

from pipelines.research.sources.answers import ask, entries, field
from pipelines.research.sources.protocol import Copy, Offer, stated
from pipelines.research.sources.works import abstract_copy, names
from pipelines.research.web.fetching import JSON, Fetcher, Request
from pipelines.research.web.urls import with_query

KEEP_S = 86_400.0
_FIELDS = "title,abstract,authors,year,publicationDate,venue,url,citationCount,publicationTypes,openAccessPdf"


class SemanticScholar:
    """Abstracts and particulars of papers. A locator is a paper id, or `DOI:10.…`, `ARXIV:…`."""

    name = "semantic_scholar"

    def __init__(
        self, fetcher: Fetcher, key: str | None = None, base_url: str = "https://api.semanticscholar.org"
    ) -> None:
        self._fetcher = fetcher
        self._secrets = {"x-api-key": key} if key else {}
        self._base_url = base_url

    def find(self, query: str, limit: int) -> list[Offer]:
        """Return papers for some words, nearest first."""
        parameters = {"query": query, "limit": limit, "fields": _FIELDS}
        url = with_query(f"{self._base_url}/graph/v1/paper/search", parameters)
        answer = ask(self._fetcher, Request(url, JSON, self._secrets, keep_s=KEEP_S))
        return [
            Offer(self.name, key, field(paper, "title") or key, field(paper, "abstract") or "", _stated(paper))
            for paper in entries(answer, "data")[:limit]
            if (key := field(paper, "paperId"))
        ]

    def read(self, locator: str) -> Copy:
        """Return a paper's abstract."""
        url = with_query(f"{self._base_url}/graph/v1/paper/{quote(locator, safe=':')}", {"fields": _FIELDS})
        paper = ask(self._fetcher, Request(url, JSON, self._secrets))
        return abstract_copy(self.name, locator, field(paper, "abstract"), _stated(paper))


def _stated(paper: dict[str, Any]) -> dict[str, str]:
    return stated(
        title=field(paper, "title"),
        author=names(field(author, "name") for author in entries(paper, "authors")),
        published_on=field(paper, "publicationDate") or field(paper, "year"),
        publisher=field(paper, "venue"),
        licence=field(paper, "openAccessPdf", "license"),
        url=field(paper, "openAccessPdf", "url") or field(paper, "url"),
        genre=field(paper, "publicationTypes"),
        cited_by=field(paper, "citationCount"),
    )
