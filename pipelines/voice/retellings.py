"""Which passages tell the same story: by their wording, or by their meaning."""

from collections.abc import Sequence

import numpy as np
import Stemmer
from wordfreq import zipf_frequency

from pipelines.embeddings import DIMENSIONS
from pipelines.models import StoryPassage
from pipelines.sentences import normalised_words

LEAST_SHARED = 0.15  # of the shorter passage's runs of four words; different stories: 0.04 at most in 1,540 pairs
LEAST_SIMILARITY = (
    0.62  # cosine, between videos; different stories of one speaker: 0.59 at most, retellings 0.61 to 0.80
)
LEAST_UNCOMMON = 4  # words that both use and few others do: names, things …
_LEAST_NEAR = 0.48  # … make a story the same with this cosine
_UNCOMMON = 4.3  # Zipf frequency, below which a word is uncommon: twenty times in a million words
_RUN = 4  # words
_Runs = frozenset[tuple[str, ...]]


def grouped(passages: Sequence[StoryPassage]) -> list[list[StoryPassage]]:
    """Put the tellings of one story together. Groups, and passages within one, keep the order of `passages`.

    Two tellings are of one story when they share much of the shorter one's wording or, in two videos, nearly mean the
    same or are near in meaning and share uncommon words: within one video, what is alike is more of one life, not the
    same again. A telling joins the first group in which it matches any. Passages without an embedding are matched by
    wording alone.
    """
    runs = [word_runs(passage.text) for passage in passages]
    vectors = np.array([passage.embedding or (0.0,) * DIMENSIONS for passage in passages])
    similarities = vectors @ vectors.T if passages else vectors
    uncommon = [uncommon_words(passage.text) for passage in passages]

    def is_same(index: int, told: int) -> bool:
        if shared_wording(runs[index], runs[told]) >= LEAST_SHARED:
            return True
        n_shared = len(uncommon[index] & uncommon[told])
        least = _LEAST_NEAR if n_shared >= LEAST_UNCOMMON else LEAST_SIMILARITY
        return bool(passages[index].video_id != passages[told].video_id and similarities[index, told] >= least)

    groups: list[list[int]] = []
    for index in range(len(passages)):
        home = next((group for group in groups if any(is_same(index, told) for told in group)), None)
        if home is None:
            groups.append([index])
        else:
            home.append(index)
    return [[passages[index] for index in group] for group in groups]


def word_runs(text: str) -> _Runs:
    """Return the distinct runs of four words of a text."""
    words = normalised_words(text)
    return frozenset(zip(*(words[start:] for start in range(_RUN)), strict=False))


def uncommon_words(text: str) -> frozenset[str]:
    """Return the stems of the words of a text that are uncommon in English."""
    words = (word.removesuffix("'s") for word in normalised_words(text) if word.replace("'", "").isalpha())
    return frozenset(
        Stemmer.Stemmer("english").stemWords([w for w in words if 0 < zipf_frequency(w, "en") < _UNCOMMON])
    )


def shared_wording(runs: _Runs, others: _Runs) -> float:
    """Return the share of the smaller set's runs that are in the other, 0..1."""
    smaller = min(len(runs), len(others))
    return len(runs & others) / smaller if smaller else 0.0
