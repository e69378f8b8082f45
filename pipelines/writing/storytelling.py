"""Stories of the bank that fit a topic, and the placeholder that asks for one where none does. Nothing is invented."""

import statistics
from collections.abc import Sequence

from pipelines import sentences
from pipelines.models import Story
from pipelines.writing.themes import stems

_MAX_WORDS = 110
_MIN_SHARED = 3
_MIN_OVERLAP = 0.5
_USUAL = 0.3
_EARLIEST, _LATEST = 0.2, 0.4


def fitting(stories: Sequence[Story], topic: str, texts: Sequence[str]) -> Story | None:
    """Return the story nearest to a topic, or None where no story is about it.

    A story fits when it uses half of the topic's own content words and at least three words that mark the facts.
    """
    wanted = stems(topic)
    told = stems(" ".join(texts))
    ranked = []
    for story in stories:
        said = stems(story.text)
        shared = len(said & wanted) / max(1, len(wanted))
        if (
            shared >= _MIN_OVERLAP
            and len(said & told) >= _MIN_SHARED
            and len(sentences.words(story.text)) <= _MAX_WORDS
        ):
            ranked.append((-shared, story.story_id, story))
    return min(ranked)[2] if ranked else None


def told(story: Story) -> list[str]:
    """Return a story's sentences as the creator told them."""
    return [span.text for span in sentences.split(story.text)]


def placeholder(subject: str) -> str:
    """Return the line that asks the creator for a story of their own; it is not spoken."""
    return f"[Your story: the moment when {subject} first made sense to you, in 20 to 30 seconds]"


def usual_position(stories: Sequence[Story]) -> float:
    """Return where in a talk the creator tells stories: the median, between a fifth and two fifths; 0.3 where unknown."""
    if not stories:
        return _USUAL
    return min(_LATEST, max(_EARLIEST, statistics.median(story.position for story in stories)))
