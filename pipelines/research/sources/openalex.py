"""OpenAlex, an open index of scholarly works: /works?search=… and /works/ID."""

from typing import Any
from urllib.parse import quote

from pipelines.research.sources.answers import ask, entries, field
from pipelines.research.sources.protocol import Copy, Offer, stated
from pipelines.research.sources.works import abstract_copy, names
from pipelines.research.web.fetching import JSON, Fetcher, Request
from pipelines.research.web.urls import with_query

KEEP_S = 86_400.0
_SELECT = (
    "id,doi,title,type,publication_date,authorships,primary_location,best_oa_location,cited_by_count,is_retracted,"
    "abstract_inverted_index"
)


class OpenAlex:
    """Abstracts and particulars of works. A locator is an id such as `W2741809807`, or `doi:10.…`."""

    name = "openalex"

    def __init__(self, fetcher: Fetcher, key: str | None = None, base_url: str = "https://api.openalex.org") -> None:
        self._fetcher = fetcher
        self._secrets = {"api_key": key} if key else {}
        self._base_url = base_url

    def find(self, query: str, limit: int) -> list[Offer]:
        """Return works for some words, nearest first."""
        url = with_query(f"{self._base_url}/works", {"search": query, "per_page": limit, "select": _SELECT})
        answer = ask(self._fetcher, Request(url, JSON, secret_query=self._secrets, keep_s=KEEP_S))
        return [
            Offer(self.name, key, field(work, "title") or key, _abstract(work), _stated(work))
            for work in entries(answer, "results")[:limit]
            if (key := (field(work, "id") or "").rpartition("/")[2])
        ]

    def read(self, locator: str) -> Copy:
        """Return a work's abstract."""
        url = with_query(f"{self._base_url}/works/{quote(locator, safe=':/')}", {"select": _SELECT})
        work = ask(self._fetcher, Request(url, JSON, secret_query=self._secrets))
        return abstract_copy(self.name, locator, _abstract(work), _stated(work))


def _abstract(work: dict[str, Any]) -> str:
    """Return the abstract, which is given as word → positions."""
    index = work.get("abstract_inverted_index")
    if not isinstance(index, dict):
        return ""
    placed = [
        (position, str(word))
        for word, positions in index.items()
        if isinstance(positions, list)
        for position in positions
        if isinstance(position, int)
    ]
    return " ".join(word for _, word in sorted(placed))


def _stated(work: dict[str, Any]) -> dict[str, str]:
    is_retracted = work.get("is_retracted") is True
    return stated(
        title=field(work, "title"),
        author=names(field(entry, "author", "display_name") for entry in entries(work, "authorships")),
        published_on=field(work, "publication_date"),
        publisher=field(work, "primary_location", "source", "display_name"),
        licence=field(work, "primary_location", "license") or field(work, "best_oa_location", "license"),
        url=field(work, "doi") or field(work, "primary_location", "landing_page_url") or field(work, "id"),
        genre=field(work, "type"),
        cited_by=field(work, "cited_by_count"),
        withdrawn="OpenAlex lists the work as retracted." if is_retracted else None,
    )
