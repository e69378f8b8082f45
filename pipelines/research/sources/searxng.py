"""SearXNG, a search engine that anybody can run: /search?format=json. The format must be allowed in its settings."""

from pipelines.research.sources.answers import ask
from pipelines.research.sources.page import WebPage
from pipelines.research.sources.pages_found import pages_found
from pipelines.research.sources.protocol import Copy, Offer
from pipelines.research.web.fetching import JSON, Fetcher, Request
from pipelines.research.web.urls import with_query

KEEP_S = 86_400.0


class SearxNG:
    """Pages that an instance finds. The instance may be on this machine; the pages that it names may not."""

    name = "searxng"

    def __init__(self, instance: Fetcher, pages: WebPage, base_url: str) -> None:
        self._instance = instance  # may reach the instance, and asks nothing else
        self._pages = pages
        self._base_url = base_url.rstrip("/")

    def find(self, query: str, limit: int) -> list[Offer]:
        """Return pages for a question or some words."""
        url = with_query(f"{self._base_url}/search", {"q": query, "format": "json"})
        answer = ask(self._instance, Request(url, JSON, keep_s=KEEP_S))
        return pages_found(answer, ("results",), excerpt="content", published_on="publishedDate")[:limit]

    def read(self, locator: str) -> Copy:
        """Return the page at an address."""
        return self._pages.read(locator)
