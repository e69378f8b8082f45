"""Which sources there are, which are switched on, and what the others need. By default none is, and no socket is opened."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipelines.research.sources.arxiv import Arxiv
from pipelines.research.sources.brave import Brave
from pipelines.research.sources.crossref import Crossref
from pipelines.research.sources.openalex import OpenAlex
from pipelines.research.sources.page import WebPage
from pipelines.research.sources.protocol import Source
from pipelines.research.sources.searxng import SearxNG
from pipelines.research.sources.semantic_scholar import SemanticScholar
from pipelines.research.sources.tavily import Tavily
from pipelines.research.sources.wikipedia import Wikipedia
from pipelines.research.web.addresses import Reach
from pipelines.research.web.cache import ResponseCache
from pipelines.research.web.failures import RefusedError
from pipelines.research.web.fetching import Fetcher
from pipelines.research.web.pacing import Pace
from pipelines.research.web.urls import endpoint
from pipelines.settings import SettingsError


@dataclass(frozen=True)
class SourceSettings:
    """What the environment says of sources."""

    switched_on: frozenset[str] = frozenset()
    contact: str | None = None  # an address by which a server's keeper can reach the user
    openalex_key: str | None = None
    semantic_scholar_key: str | None = None
    searxng_url: str | None = None
    tavily_key: str | None = None
    brave_key: str | None = None


@dataclass(frozen=True)
class Entry:
    """A source of the catalogue. `variable`: the setting without which it does not work, None: it needs none."""

    name: str
    what: str
    make: Callable[[SourceSettings, Fetcher], Source]
    variable: str | None = None
    key: Callable[[SourceSettings], str | None] = lambda _: ""

    def is_on(self, settings: SourceSettings) -> bool:
        """Whether the source may be used: it is named in LECTERN_SOURCES, or its own key or address is set."""
        return bool(self.key(settings)) if self.variable else self.name in settings.switched_on


def _searxng(settings: SourceSettings, fetcher: Fetcher) -> Source:
    address = settings.searxng_url or ""
    return SearxNG(fetcher.reaching(Reach(frozenset({endpoint(address)}))), WebPage(fetcher), address)


def _youtube(settings: SourceSettings, fetcher: Fetcher) -> Source:
    from pipelines.research.sources.youtube import YouTube  # late: the downloader takes a quarter of a second to import

    return YouTube()


ENTRIES = (
    Entry("page", "the document at a web address", lambda _, f: WebPage(f)),
    Entry("wikipedia", "articles of the English Wikipedia", lambda _, f: Wikipedia(f)),
    Entry("openalex", "abstracts of scholarly works", lambda s, f: OpenAlex(f, s.openalex_key)),
    Entry("crossref", "abstracts of works with a DOI", lambda _, f: Crossref(f)),
    Entry("arxiv", "abstracts of preprints", lambda _, f: Arxiv(f)),
    Entry("semantic_scholar", "abstracts of papers", lambda s, f: SemanticScholar(f, s.semantic_scholar_key)),
    Entry("youtube", "subtitles of a video", _youtube),
    Entry("searxng", "pages found by your SearXNG", _searxng, "SEARXNG_URL", lambda s: s.searxng_url),
    Entry("tavily", "pages found by Tavily", lambda s, f: Tavily(f, WebPage(f), s.tavily_key or ""), "TAVILY_API_KEY", lambda s: s.tavily_key),
    Entry("brave", "pages found by Brave Search", lambda s, f: Brave(f, WebPage(f), s.brave_key or ""), "BRAVE_API_KEY", lambda s: s.brave_key),
)  # fmt: skip


def load_settings(environ: Mapping[str, str] = os.environ) -> SourceSettings:
    """Read the settings of sources from the environment.

    Raises:
        SettingsError: LECTERN_SOURCES names an unknown source, or one whose key is missing; SEARXNG_URL is no address.
    """
    settings = SourceSettings(
        switched_on=frozenset(environ.get("LECTERN_SOURCES", "").replace(",", " ").split()),
        contact=environ.get("LECTERN_CONTACT") or None,
        openalex_key=environ.get("OPENALEX_API_KEY") or None,
        semantic_scholar_key=environ.get("SEMANTIC_SCHOLAR_API_KEY") or None,
        searxng_url=environ.get("SEARXNG_URL") or None,
        tavily_key=environ.get("TAVILY_API_KEY") or None,
        brave_key=environ.get("BRAVE_API_KEY") or None,
    )
    known = {entry.name: entry for entry in ENTRIES}
    for name in sorted(settings.switched_on):
        if name not in known:
            raise SettingsError(f"LECTERN_SOURCES names {name!r}. Sources: {', '.join(known)}.")
        if not known[name].is_on(settings):
            raise SettingsError(
                f"LECTERN_SOURCES names {name}, which needs {known[name].variable}. Set it, or leave {name} out."
            )
    if settings.searxng_url:
        try:
            endpoint(settings.searxng_url)
        except RefusedError as error:
            raise SettingsError(f"SEARXNG_URL: {error}") from error
    return settings


def open_sources(settings: SourceSettings, fetcher: Fetcher) -> dict[str, Source]:
    """Return the sources that are switched on, by name; pages are read where an engine finds them. No server is reached."""
    on = [entry for entry in ENTRIES if entry.is_on(settings)]
    sources = {entry.name: entry.make(settings, fetcher) for entry in on}
    if any(entry.variable for entry in on):
        sources.setdefault("page", WebPage(fetcher))
    return sources


def make_fetcher(settings: SourceSettings, state_dir: Path) -> Fetcher:
    """Return a fetcher that keeps answers and the pace of hosts in the state folder, and reaches public addresses only."""
    folder = state_dir / "sources"
    contact = f"mailto:{settings.contact}" if settings.contact and "@" in settings.contact else settings.contact
    agent = f"Lectern/0.1 (research for one creator's video; {contact or 'no contact stated'})"
    return Fetcher(agent, Pace(folder / "pace"), ResponseCache(folder / "answers"))
