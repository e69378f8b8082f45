"""A document at a web address: a page, or a file that a reader knows."""

from pipelines.research.sources.protocol import Copy, Offer, stated
from pipelines.research.web.fetching import Fetcher, Request

MEDIA_TYPES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "txt",
    "text/markdown": "md",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/epub+zip": "epub",
}


class WebPage:
    """Reads the document at an address."""

    name = "page"

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher

    def find(self, query: str, limit: int) -> list[Offer]:
        """Offer the page at the address `query`; whether it can be had is seen when it is read."""
        return [Offer(self.name, query.strip(), query.strip())][:limit]

    def read(self, locator: str) -> Copy:
        """Return the page at `locator`, asked for again unless the server says that it has not changed."""
        response = self._fetcher.get(Request(locator, MEDIA_TYPES))
        raw = _as_utf8(response.body, response.charset) if response.media_type.startswith("text/") else response.body
        return Copy(self.name, locator, MEDIA_TYPES[response.media_type], raw, stated(url=response.url))


def _as_utf8(body: bytes, charset: str | None) -> bytes:
    """Return text in UTF-8. Bytes that are UTF-8 are, whatever the server says; else its word counts, else the reader's."""
    for encoding in ("utf-8", charset or "utf-8"):
        try:
            return body.decode(encoding).encode()
        except (LookupError, UnicodeDecodeError):
            continue
    return body
