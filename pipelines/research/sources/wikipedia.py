"""Wikipedia, by the REST interface of MediaWiki: search/page, and page/TITLE/with_html with licence and revision."""

import re
from urllib.parse import quote

from pipelines.research.sources.answers import ask, entries, field
from pipelines.research.sources.protocol import Copy, Offer, stated
from pipelines.research.web.fetching import JSON, Fetcher, Request
from pipelines.research.web.urls import with_query

_TAG = re.compile(r"<[^>]*>")
KEEP_S = 86_400.0  # a search is not asked again on the same day


class Wikipedia:
    """The articles of one language's Wikipedia. A locator is a title as in the address: `Milky_Way`."""

    name = "wikipedia"

    def __init__(self, fetcher: Fetcher, base_url: str = "https://en.wikipedia.org") -> None:
        self._fetcher = fetcher
        self._base_url = base_url

    def find(self, query: str, limit: int) -> list[Offer]:
        """Return articles for some words."""
        url = with_query(f"{self._base_url}/w/rest.php/v1/search/page", {"q": query, "limit": limit})
        answer = ask(self._fetcher, Request(url, JSON, keep_s=KEEP_S))
        return [
            Offer(self.name, key, field(page, "title") or key, _TAG.sub("", field(page, "excerpt") or ""))
            for page in entries(answer, "pages")[:limit]
            if (key := field(page, "key"))
        ]

    def read(self, locator: str) -> Copy:
        """Return an article as HTML, with its licence and the day of its last revision."""
        title = quote(locator.replace(" ", "_"), safe="")
        answer = ask(self._fetcher, Request(f"{self._base_url}/w/rest.php/v1/page/{title}/with_html", JSON))
        return Copy(
            self.name,
            locator,
            "html",
            (field(answer, "html") or "").encode(),
            stated(
                title=field(answer, "title"),
                author="Wikipedia contributors",
                published_on=(field(answer, "latest", "timestamp") or "")[:10],
                publisher="Wikipedia",
                licence=field(answer, "license", "url") or field(answer, "license", "title"),
                url=f"{self._base_url}/wiki/{title}",
                genre="encyclopedia",
            ),
        )
