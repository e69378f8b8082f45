"""Which passages tell the same story: by their wording, or by their meaning."""

from collections.abc import Sequence

import numpy as np

from pipelines.models import StoryPassage
from pipelines.sentences import normalised_words

LEAST_SHARED = 0.3  # of the shorter passage's runs of four words
LEAST_SIMILARITY = 0.8  # cosine of the two passages
_RUN = 4  # words
_Runs = frozenset[tuple[str, ...]]


def grouped(passages: Sequence[StoryPassage]) -> list[list[StoryPassage]]:
    """Put the tellings of one story together. Groups, and passages within one, keep the order of `passages`.

    Two tellings are of one story when they share much of the shorter one's wording, or nearly mean the same; a telling
    joins the first group in which it matches any. Passages without an embedding are matched by wording alone.
    """
    runs = [word_runs(passage.text) for passage in passages]
    vectors = np.array([passage.embedding or (0.0,) * 384 for passage in passages]).reshape(len(passages), -1)
    similarities = vectors @ vectors.T
    groups: list[list[int]] = []
    for index in range(len(passages)):
        home = next(
            (
                group
                for group in groups
                if any(
                    similarities[index, told] >= LEAST_SIMILARITY
                    or shared_wording(runs[index], runs[told]) >= LEAST_SHARED
                    for told in group
                )
            ),
            None,
        )
        if home is None:
            groups.append([index])
        else:
            home.append(index)
    return [[passages[index] for index in group] for group in groups]


def word_runs(text: str) -> _Runs:
    """Return the distinct runs of four words of a text."""
    words = normalised_words(text)
    return frozenset(zip(*(words[start:] for start in range(_RUN)), strict=False))


def shared_wording(runs: _Runs, others: _Runs) -> float:
    """Return the share of the smaller set's runs that are in the other, 0..1."""
    smaller = min(len(runs), len(others))
    return len(runs & others) / smaller if smaller else 0.0
