"""What the story commands do: list a channel's stories, search them, and say when each was told last."""

from typing import Any

from lectern.errors import BadInputError
from pipelines import settings
from pipelines.database import Database
from pipelines.models import Channel, Story, StoryAspect, Telling
from pipelines.voice.reuse import when_told
from pipelines.voice.store import told_in_scripts


def list_stories(db: Database, channel_key: str) -> list[dict[str, Any]]:
    """Return one dictionary per story of the channel, in the order in which they were first told.

    Raises:
        BadInputError: there is no such channel.
    """
    return [_described(story) for story in told_stories(db, channel_key)]


def search_stories(
    db: Database, channel_key: str, query: str, by: StoryAspect, not_told_in_last: int, top: int
) -> list[dict[str, Any]]:
    """Return the stories that answer `query` best, with their scores, their place and when they were told last.

    Raises:
        BadInputError: there is no such channel, or it has no story to search.
    """
    from pipelines.embeddings import load_embedder
    from pipelines.voice.story_retriever import StoryRetriever

    stories = told_stories(db, channel_key)
    if not stories:
        raise BadInputError(
            f"No personal story was found in the videos of {channel_key!r}, so there is none to search."
        )
    retriever = StoryRetriever(db, load_embedder(settings.state_dir()), channel_key)
    found = retriever.run(query=query, stories=stories, by=by, not_told_in_last=not_told_in_last, top_k=top)
    return [
        {
            "score": round(hit.score, 4),
            "vector_score": round(hit.vector_score, 4),
            "lexical_score": round(hit.lexical_score, 4),
            **_described(hit.story),
        }
        for hit in found["stories"]
    ]


def told_stories(db: Database, channel_key: str) -> list[Story]:
    """Return the channel's stories, the one told first in front; the scripts of its projects count as tellings.

    Raises:
        BadInputError: there is no such channel.
    """
    if db.one(Channel, channel_key=channel_key) is None:
        known = ", ".join(row.channel_key for row in db.read(Channel)) or "none yet"
        raise BadInputError(f"No channel {channel_key!r}. Channels: {known}. Add one with `lectern channel add`.")
    stories = db.read(Story, channel_key=channel_key)
    stories.sort(key=lambda story: (-story.tellings[0].videos_since, story.first_ordinal))
    return told_in_scripts(db, channel_key, stories)


def clock(seconds: float | None) -> str:
    """Return a time in a video as minutes and seconds, or "no time"."""
    return "no time" if seconds is None else f"{int(seconds // 60)}:{int(seconds % 60):02d}"


def shown(hit: dict[str, Any]) -> str:
    """Return one search result as a few lines of text."""
    lines = [
        f"{hit['score']:.2f}  {hit['title']} · {clock(hit['start_s'])} · told last {hit['told_last']}",
        f"      {hit['text']}",
        f"      Point: {hit['point'] or 'none: ' + hit['point_reason']}",
    ]
    return "\n".join(lines) + "\n"


def _described(story: Story) -> dict[str, Any]:
    return {
        "story_id": story.story_id,
        "title": story.tellings[0].title,
        "start_s": story.start_s,
        "end_s": story.end_s,
        "text": story.text,
        "point": story.point,
        "point_reason": story.point_reason,
        "people": story.people,
        "places": story.places,
        "times": [
            {"wording": time.wording, "year": time.year, "month": time.month, "age": time.age} for time in story.times
        ],
        "turn": story.turn,
        "told_last": when_told(story),
        "tellings": [_telling(telling) for telling in story.tellings],
    }


def _telling(telling: Telling) -> dict[str, Any]:
    return {
        "title": telling.title,
        "project": telling.project_key,
        "start_s": telling.start_s,
        "position": round(telling.position, 3),
        "videos_since": telling.videos_since,
    }
