"""Channels and the videos planned for them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Channel:
    """One creator's body of work. `channel_key` is the Dagster partition."""

    channel_key: str
    name: str
    source: str  # folder, file, zip or URL that was added last
    speaker: str | None = None  # speaker label to keep when a transcript has several; None: found from the name


@dataclass(frozen=True)
class Project:
    """One planned video. `project_key` (`channel/topic-slug`) is the Dagster partition."""

    project_key: str
    channel_key: str
    topic: str
    library: str  # folder of source documents
    minutes: float
    audience: str = "curious adults without prior knowledge"
    pipeline_tag: str | None = None
    story_gap: int = 3  # a story told in so many of the channel's last videos is not told again
