"""Whether a library speaks about a topic at all."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines.models import Passage
from pipelines.research.lexical import stems
from pipelines.research.retrieval import searched_text

NEAREST = 5  # one passage may mention a topic in passing; a library that covers it has several
# Measured on 25 topics × 5 libraries: a topic reached 0.53 to 0.68 on its own library, an unrelated one at most 0.39
# with an exception ("computer memory" on the psychology of memory, 0.47), which the words tell apart.
CLEAR_SIMILARITY = 0.50
LEAST_SIMILARITY = 0.45
LEAST_ANSWER = 0.35  # of the best passage to a query: met by 95 to 99 % of the queries that a corpus answers
LEAST_WORDS = 0.75  # share of the topic's words that the nearest passages use, asked between the two similarities


@dataclass(frozen=True)
class Coverage:
    """Whether a library covers a topic. `score` is the mean cosine similarity of the nearest passages to the topic."""

    is_covered: bool
    score: float | None  # None: there is no passage
    reason: str


def topic_coverage(topic: str, topic_vector: NDArray[np.float32], passages: Sequence[Passage]) -> Coverage:
    """Judge coverage by the mean similarity of the five nearest passages, and in doubt by the topic's own words."""
    if not passages:
        return Coverage(False, None, "The library has no passages. Add sources about the topic.")
    similarities = np.asarray([passage.embedding for passage in passages]) @ topic_vector
    nearest = np.argsort(-similarities, kind="stable")[:NEAREST]
    score = float(similarities[nearest].mean())
    missing = _missing_words(topic, passages)
    n_wanted = max(1, len(set(stems(topic))))
    share = 1 - len(missing) / n_wanted
    is_covered = score >= CLEAR_SIMILARITY or (score >= LEAST_SIMILARITY and share >= LEAST_WORDS)
    figures = f"the nearest passages have a similarity of {score:.2f}"
    if is_covered:
        return Coverage(True, score, f"The library speaks about “{topic}”: {figures}.")
    unheard = f", and it never says {', '.join(f'“{word}”' for word in missing)}" if missing else ""
    return Coverage(
        False,
        score,
        f"The library does not seem to be about “{topic}”: {figures} (at least {LEAST_SIMILARITY:.2f} is needed)"
        f"{unheard}. Add sources about the topic, or change the topic.",
    )


def search_problem(similarities: Sequence[float]) -> str | None:
    """Return why the passages found for a query hardly answer it, given their similarities; None if nothing says so.

    The encoder reads English: a query, or a library, in another language is among the reasons for a low similarity.
    """
    if not similarities:
        return "There is no passage to search. Add sources."
    best = max(similarities)
    if best >= LEAST_ANSWER:
        return None
    return (
        f"The library does not seem to speak of this: the nearest passage has a similarity of {best:.2f} (at least "
        f"{LEAST_ANSWER:.2f} is usual). Ask in English, in other words, or add sources."
    )


def _missing_words(topic: str, passages: Sequence[Passage]) -> list[str]:
    """Return the stems of the topic's words that no passage uses, in the topic's order."""
    used = {stem for passage in passages for stem in stems(searched_text(passage))}
    return [stem for stem in dict.fromkeys(stems(topic)) if stem not in used]
