"""Crossref, the registry of DOIs: /works?query=… and /works/DOI."""

import re
from typing import Any
from urllib.parse import quote

from lxml import etree
from lxml import html as lxml_html

from pipelines.research.sources.answers import ask, entries, field
from pipelines.research.sources.protocol import Copy, Offer, stated
from pipelines.research.sources.works import RETRACTIONS, abstract_copy, names
from pipelines.research.web.fetching import JSON, Fetcher, Request
from pipelines.research.web.urls import with_query

KEEP_S = 86_400.0
_PARAGRAPH_END = re.compile(r"</(?:jats:)?(?:p|title|sec)>")
_TITLE = re.compile(r"<(jats:)?title[^>]*>.*?</(jats:)?title>", re.DOTALL)


class Crossref:
    """Abstracts and particulars of registered works. A locator is a DOI."""

    name = "crossref"

    def __init__(self, fetcher: Fetcher, base_url: str = "https://api.crossref.org") -> None:
        self._fetcher = fetcher
        self._base_url = base_url

    def find(self, query: str, limit: int) -> list[Offer]:
        """Return works for some words, nearest first."""
        url = with_query(f"{self._base_url}/works", {"query": query, "rows": limit})
        answer = ask(self._fetcher, Request(url, JSON, keep_s=KEEP_S))
        return [
            Offer(self.name, doi, field(work, "title") or doi, _abstract(work), _stated(work))
            for work in entries(answer, "message", "items")[:limit]
            if (doi := field(work, "DOI"))
        ]

    def read(self, locator: str) -> Copy:
        """Return a work's abstract."""
        answer = ask(self._fetcher, Request(f"{self._base_url}/works/{quote(locator, safe='')}", JSON))
        work = answer.get("message")
        work = work if isinstance(work, dict) else {}
        return abstract_copy(self.name, locator, _abstract(work), _stated(work))


def _abstract(work: dict[str, Any]) -> str:
    """Return the abstract, which is a piece of JATS markup, as paragraphs."""
    marked = field(work, "abstract") or ""
    parts = _PARAGRAPH_END.split(_TITLE.sub("", marked))
    return "\n\n".join(text for part in parts if (text := _text(part)))


def _text(markup: str) -> str:
    try:
        return " ".join(lxml_html.fromstring(f"<div>{markup}</div>").text_content().split())
    except (etree.ParserError, ValueError):
        return ""


def _stated(work: dict[str, Any]) -> dict[str, str]:
    licences = sorted(entries(work, "license"), key=lambda entry: entry.get("content-version") != "vor")
    changes = {(field(entry, "type") or "").lower() for entry in entries(work, "updated-by")}
    authors = (
        " ".join(filter(None, [field(entry, "given"), field(entry, "family")])) or field(entry, "name")
        for entry in entries(work, "author")
    )
    return stated(
        title=field(work, "title"),
        author=names(authors),
        published_on=_date(work),
        publisher=field(work, "container-title") or field(work, "publisher"),
        licence=next((field(entry, "URL") for entry in licences), None),
        url=field(work, "URL"),
        genre=field(work, "type"),
        cited_by=field(work, "is-referenced-by-count"),
        withdrawn="Crossref records that the work was retracted." if changes & RETRACTIONS else None,
    )


def _date(work: dict[str, Any]) -> str | None:
    for name in ("issued", "published", "created"):
        entry = work.get(name)
        parts = entry.get("date-parts") if isinstance(entry, dict) else None
        first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
        if first and all(isinstance(part, int) for part in first):
            return "-".join(f"{part:02d}" for part in first)
    return None
