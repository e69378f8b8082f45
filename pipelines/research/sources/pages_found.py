"""What search engines answer with: addresses of pages, each with a title and a piece of its text."""

import re
from typing import Any

from pipelines.research.sources.answers import entries, field
from pipelines.research.sources.protocol import Offer, stated

_TAG = re.compile(r"<[^>]*>")


def pages_found(answer: dict[str, Any], path: tuple[str, ...], *, excerpt: str, published_on: str) -> list[Offer]:
    """Return the pages of an answer, each address once; what is no web address is left out.

    The engine's date is no more than a hint, so a page's own statement stands before it.
    """
    found: dict[str, Offer] = {}
    for entry in entries(answer, *path):
        url = field(entry, "url") or ""
        if url.startswith(("https://", "http://")):
            day = (field(entry, published_on) or "")[:10]
            title = _TAG.sub("", field(entry, "title") or url)
            text = _TAG.sub("", field(entry, excerpt) or "")
            found.setdefault(url, Offer("page", url, title, text, stated(published_on=day)))
    return list(found.values())
