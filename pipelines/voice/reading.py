"""A text read once for the score and its explanation: its spoken words and their n-grams."""

import functools
from dataclasses import dataclass

from pipelines.voice import fidelity
from pipelines.voice.ngrams import Occurrences
from pipelines.voice.spoken_words import SpokenWords, spoken_words


@dataclass(frozen=True, eq=False)
class Reading:
    """Spoken words of a text, and every n-gram of them that the score knows."""

    spoken: SpokenWords
    ngrams: Occurrences


@functools.lru_cache(maxsize=8)
def read_text(text: str) -> Reading:
    """Return a text's words and n-grams; the last texts are kept, as a score is mostly followed by its explanation."""
    spoken = spoken_words(text)
    return Reading(spoken, fidelity.other_speakers().vocabulary.occurrences(spoken.words))
