"""Tavily, a search service for programs: POST /search with a key."""

import json

from pipelines.research.sources.answers import ask
from pipelines.research.sources.page import WebPage
from pipelines.research.sources.pages_found import pages_found
from pipelines.research.sources.protocol import Copy, Offer
from pipelines.research.web.fetching import JSON, Fetcher, Request

KEEP_S = 86_400.0


class Tavily:
    """Pages that Tavily finds."""

    name = "tavily"

    def __init__(self, fetcher: Fetcher, pages: WebPage, key: str, base_url: str = "https://api.tavily.com") -> None:
        self._fetcher = fetcher
        self._pages = pages
        self._key = key
        self._base_url = base_url

    def find(self, query: str, limit: int) -> list[Offer]:
        """Return pages for a question or some words."""
        body = json.dumps({"query": query, "max_results": limit, "search_depth": "basic"}).encode()
        secrets = {"Authorization": f"Bearer {self._key}"}
        answer = ask(self._fetcher, Request(f"{self._base_url}/search", JSON, secrets, body=body, keep_s=KEEP_S))
        return pages_found(answer, ("results",), excerpt="content", published_on="published_date")[:limit]

    def read(self, locator: str) -> Copy:
        """Return the page at an address."""
        return self._pages.read(locator)
