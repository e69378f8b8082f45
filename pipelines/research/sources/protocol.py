"""What every source can do: offer documents for a query, and hand one over as it came."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

FIELDS = ("title", "author", "published_on", "publisher", "licence", "url", "genre", "cited_by", "withdrawn")


class SourceError(ValueError):
    """A source cannot give what was asked for. The message says what, where and the remedy."""


@dataclass(frozen=True)
class Offer:
    """A document that a source could hand over. `stated`: what the source says of it, keys as in `FIELDS`."""

    source: str  # name of the source that reads it; a search engine offers pages
    locator: str  # what that source knows it by
    title: str
    excerpt: str = ""
    stated: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Copy:
    """A document as it came. `stated` holds only what the document does not say itself, or what the source knows better."""

    source: str
    locator: str
    media_type: str  # names the reader: md, html, txt, pdf, docx, epub, vtt …
    raw: bytes
    stated: Mapping[str, str] = field(default_factory=dict)
    problem: str | None = None  # why there are no bytes


class Source(Protocol):
    """A place that documents come from."""

    name: str

    def find(self, query: str, limit: int) -> list[Offer]:
        """Return up to `limit` documents for a query, best first; no match is an empty list.

        A query is a question or some words for a search, an address for a page or a video, a folder for the library.

        Raises:
            SourceError: the query cannot be asked.
            pipelines.research.web.failures.FetchError: the source cannot be reached.
        """
        ...

    def read(self, locator: str) -> Copy:
        """Return the document that the source knows by `locator`.

        Raises:
            SourceError: it cannot be handed over.
            pipelines.research.web.failures.FetchError: it cannot be fetched; `GoneError` where it does not exist.
        """
        ...


def stated(**values: object) -> dict[str, str]:
    """Return what is known of a document as text on one line each; None and empty values are left out.

    Raises:
        ValueError: a name is none of `FIELDS`.
    """
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise ValueError(f"no such field: {', '.join(sorted(unknown))}")
    texts = {name: " ".join(str(value).split()) for name, value in values.items() if value is not None}
    return {name: text for name, text in texts.items() if text}
