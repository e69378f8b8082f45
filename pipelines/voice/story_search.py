"""Search over a channel's stories in memory: by meaning or by point, with the words of the query as a second opinion."""

from collections.abc import Mapping, Sequence

import numpy as np

from pipelines.models import RetrievedStory, Story, StoryAspect
from pipelines.research.lexical import LexicalIndex, fused_scores

DENSE_WEIGHT = 0.8


def ranked(
    stories: Sequence[Story],
    similarities: Mapping[str, float],
    query: str,
    by: StoryAspect = StoryAspect.MEANING,
    dense_weight: float = DENSE_WEIGHT,
) -> list[RetrievedStory]:
    """Return the stories that have a similarity, best first.

    Args:
        stories: those to search.
        similarities: story id → cosine of the query to the story, or to its point.
        query: a question or some words.
        by: searches the words of the story, or of its point; a story without a point has none to search.
        dense_weight: share of the cosine in the score, 0..1; the rest is BM25.
    """
    searched = [story for story in stories if story.story_id in similarities and _searched_text(story, by)]
    if not searched:
        return []
    dense = np.array([similarities[story.story_id] for story in searched])
    lexical = LexicalIndex([_searched_text(story, by) for story in searched]).scores(query)
    fused = fused_scores(dense, lexical, dense_weight)
    order = sorted(range(len(searched)), key=lambda row: (-fused[row], searched[row].story_id))
    return [RetrievedStory(searched[row], float(fused[row]), float(dense[row]), float(lexical[row])) for row in order]


def _searched_text(story: Story, by: StoryAspect) -> str:
    return story.text if by is StoryAspect.MEANING else story.point or ""
