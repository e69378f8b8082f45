"""Which sources there are, which are switched on, and what the others need."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipelines.research.sources.page import WebPage
from pipelines.research.sources.protocol import Source
from pipelines.research.sources.wikipedia import Wikipedia
from pipelines.research.web.cache import ResponseCache
from pipelines.research.web.fetching import Fetcher
from pipelines.research.web.pacing import Pace
from pipelines.settings import SettingsError

BY_SETTING = ("page", "wikipedia")


@dataclass(frozen=True)
class SourceSettings:
    """What the environment says of sources. By default no source but the library is on, and no socket is opened."""

    switched_on: frozenset[str] = frozenset()
    contact: str | None = None

    @classmethod
    def load(cls, environ: Mapping[str, str] = os.environ) -> "SourceSettings":
        """Read the settings.

        Raises:
            SettingsError: LECTERN_SOURCES names an unknown source.
        """
        names = frozenset(environ.get("LECTERN_SOURCES", "").replace(",", " ").split())
        unknown = sorted(names - set(BY_SETTING))
        if unknown:
            raise SettingsError(f"LECTERN_SOURCES names {', '.join(unknown)}. Sources: {', '.join(BY_SETTING)}.")
        return cls(names, environ.get("LECTERN_CONTACT") or None)


def open_sources(settings: SourceSettings, state_dir: Path, fetcher: Fetcher | None = None) -> dict[str, Source]:
    """Return the sources that are switched on, by name. Opening one reaches no server."""
    fetcher = fetcher or make_fetcher(settings, state_dir)
    made: tuple[Source, ...] = (WebPage(fetcher), Wikipedia(fetcher))
    return {source.name: source for source in made if source.name in settings.switched_on}


def make_fetcher(settings: SourceSettings, state_dir: Path) -> Fetcher:
    """Return a fetcher that keeps answers and the pace of hosts in the state folder, and reaches public addresses only."""
    folder = state_dir / "sources"
    agent = f"Lectern/0.1 (research for one creator's video; {settings.contact or 'no contact stated'})"
    return Fetcher(agent, Pace(folder / "pace"), ResponseCache(folder / "answers"))
