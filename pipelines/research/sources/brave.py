"""Brave Search: /res/v1/web/search with a key."""

from pipelines.research.sources.answers import ask
from pipelines.research.sources.page import WebPage
from pipelines.research.sources.pages_found import pages_found
from pipelines.research.sources.protocol import Copy, Offer
from pipelines.research.web.fetching import JSON, Fetcher, Request
from pipelines.research.web.urls import with_query

KEEP_S = 86_400.0
_MOST = 20  # results of one request


class Brave:
    """Pages that Brave Search finds."""

    name = "brave"

    def __init__(
        self, fetcher: Fetcher, pages: WebPage, key: str, base_url: str = "https://api.search.brave.com"
    ) -> None:
        self._fetcher = fetcher
        self._pages = pages
        self._key = key
        self._base_url = base_url

    def find(self, query: str, limit: int) -> list[Offer]:
        """Return pages for a question or some words."""
        url = with_query(f"{self._base_url}/res/v1/web/search", {"q": query, "count": min(limit, _MOST)})
        answer = ask(self._fetcher, Request(url, JSON, {"X-Subscription-Token": self._key}, keep_s=KEEP_S))
        return pages_found(answer, ("web", "results"), excerpt="description", published_on="page_age")[:limit]

    def read(self, locator: str) -> Copy:
        """Return the page at an address."""
        return self._pages.read(locator)
