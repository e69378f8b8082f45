"""arXiv, by its query interface, which answers with Atom feeds. Its terms ask for three seconds between requests."""

import re
from typing import Any

from lxml import etree

from pipelines.research.sources.protocol import Copy, Offer, SourceError, stated
from pipelines.research.sources.works import abstract_copy, names
from pipelines.research.web.cache import Response
from pipelines.research.web.failures import GoneError, TransientError
from pipelines.research.web.fetching import FEED, Fetcher, Request
from pipelines.research.web.urls import with_query

KEEP_S = 86_400.0
_SPACES = {"a": "http://www.w3.org/2005/Atom", "x": "http://arxiv.org/schemas/atom"}
_ID = re.compile(r"/abs/(?P<id>.+?)(?:v\d+)?$")
_ID_FORM = re.compile(r"[\w.-]+(?:/\d{7})?(?:v\d+)?")
_WITHDRAWN = re.compile(r"\bwithdrawn\b", re.IGNORECASE)


class Arxiv:
    """Abstracts of preprints. A locator is an id such as `2104.01234` or `astro-ph/9812133`."""

    name = "arxiv"

    def __init__(self, fetcher: Fetcher, base_url: str = "https://export.arxiv.org") -> None:
        self._fetcher = fetcher
        self._base_url = base_url

    def find(self, query: str, limit: int) -> list[Offer]:
        """Return preprints in which all words occur.

        Raises:
            SourceError: the query has no word.
        """
        words = re.findall(r"\w+", query)
        if not words:
            raise SourceError("The query has no word. Say what is looked for.")
        wanted = " AND ".join(f"all:{word}" for word in words)
        return [
            Offer(self.name, key, _text(entry, "a:title") or key, _text(entry, "a:summary") or "", _stated(entry))
            for entry in self._entries({"search_query": wanted, "max_results": limit}, KEEP_S)[:limit]
            if (key := _key(entry))
        ]

    def read(self, locator: str) -> Copy:
        """Return a preprint's abstract.

        Raises:
            SourceError: `locator` has not the form of an id.
            GoneError: there is no such preprint.
        """
        if not _ID_FORM.fullmatch(locator):
            raise SourceError(f"{locator!r} is no arXiv id. Give one such as 2104.01234.")
        entry = next((entry for entry in self._entries({"id_list": locator}, 0.0) if _key(entry)), None)
        if entry is None:
            raise GoneError(f"arXiv has no preprint {locator}. Check the id.")
        return abstract_copy(self.name, locator, _text(entry, "a:summary"), _stated(entry))

    def _entries(self, parameters: dict[str, object], keep_s: float) -> list[Any]:
        url = with_query(f"{self._base_url}/api/query", parameters)
        return list(
            _feed(self._fetcher.get(Request(url, FEED, keep_s=keep_s, check=_feed))).iterfind("a:entry", _SPACES)
        )


def _feed(response: Response) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(response.body, parser)
    except etree.XMLSyntaxError as error:
        raise TransientError(f"{response.url} answered with a damaged feed ({error}). Try again later.") from error


def _key(entry: Any) -> str | None:
    match = _ID.search(_text(entry, "a:id") or "")
    return match["id"] if match else None


def _text(entry: Any, path: str) -> str | None:
    found = entry.find(path, _SPACES)
    return " ".join("".join(found.itertext()).split()) or None if found is not None else None


def _stated(entry: Any) -> dict[str, str]:
    is_withdrawn = _WITHDRAWN.search(_text(entry, "x:comment") or "")
    return stated(
        title=_text(entry, "a:title"),
        author=names(_text(author, "a:name") for author in entry.iterfind("a:author", _SPACES)),
        published_on=(_text(entry, "a:updated") or _text(entry, "a:published") or "")[:10],
        publisher=_text(entry, "x:journal_ref") or "arXiv",
        url=f"https://arxiv.org/abs/{_key(entry)}",
        genre="preprint",
        withdrawn="Its authors have withdrawn the preprint." if is_withdrawn else None,
    )
