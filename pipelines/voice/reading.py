"""A text read once for the score and its explanation: its spoken words and their n-grams."""

import functools
from dataclasses import dataclass

from pipelines.voice import other_speakers, segment_vectors
from pipelines.voice.ngrams import Occurrences
from pipelines.voice.spoken_words import SpokenWords, spoken_words


@dataclass(frozen=True, eq=False)
class Reading:
    """Spoken words of a text, and every n-gram of them that the score knows."""

    spoken: SpokenWords
    ngrams: Occurrences

    @functools.cached_property
    def rows(self) -> segment_vectors.Rows:
        """The vectors of the segments."""
        return segment_vectors.rows_of(
            self.ngrams, segment_vectors.segment_of_words(len(self.spoken.words)), other_speakers.stored()
        )


@functools.lru_cache(maxsize=8)
def read_text(text: str) -> Reading:
    """Return a text's words and n-grams; the last texts are kept, as a score is mostly followed by its explanation."""
    spoken = spoken_words(text)
    return Reading(spoken, other_speakers.stored().vocabulary.occurrences(spoken.words))
