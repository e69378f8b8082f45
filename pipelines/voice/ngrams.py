"""Topic-poor n-grams of spoken words: what the fidelity score counts.

Three families. *Patterns*: one to three words, of which all but the everyday words are replaced by their ending
("the *tion of"), so that grammar stays and topic goes (text distortion; Stamatatos 2017, EACL, pp. 1138-1149).
*Phrases*: everyday words alone, in pairs, and in pairs with one or two words between them. *Letters*: two to four
characters inside a word (Sapkota et al. 2015, NAACL, pp. 93-102).
"""

import functools
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

FAMILIES = ("patterns", "phrases", "letters")
FAMILY_WEIGHTS = (1.0, 0.7, 0.5)
LONGEST_REACH = 3  # from the first word of an n-gram to its last
_ENDINGS = ("ing", "tion", "ness", "ment", "able", "ly", "ed", "er", "est", "al", "ic", "ive", "ity", "s")

_CACHED_WORDS = 50_000

Indices = NDArray[np.int64]


@dataclass(frozen=True)
class Occurrences:
    """Every place where a known n-gram stands: `features[i]` covers the words `first[i]` to `last[i]`, inclusive."""

    features: Indices
    first: Indices
    last: Indices


@dataclass(frozen=True)
class Vocabulary:
    """The n-grams that are counted. Features are numbered family after family, in the order of the words given."""

    pattern_words: frozenset[str]  # stand as they are in a pattern
    features: tuple[Mapping[str, int], ...]  # per family: n-gram → number
    _letters: dict[str, Indices] = field(default_factory=dict, repr=False)  # cache, word → features

    @property
    def size(self) -> int:
        """Number of features."""
        return sum(len(family) for family in self.features)

    @functools.cached_property
    def family_of(self) -> Indices:
        """The family of each feature, as an index into `FAMILIES`."""
        return np.repeat(np.arange(len(FAMILIES)), [len(family) for family in self.features])

    def occurrences(self, words: Sequence[str]) -> Occurrences:
        """Return every known n-gram of `words`, in no order that means anything."""
        found, first, last = [], [], []
        for family, reach, names in runs(words, self.pattern_words):
            numbers = self.features[family]
            features = np.array([numbers.get(name, -1) for name in names], dtype=np.int64)
            starts = np.flatnonzero(features >= 0)
            found.append(features[starts])
            first.append(starts)
            last.append(starts + reach)
        pieces = [self._letters_of(word) for word in words]
        places = np.repeat(np.arange(len(pieces)), [len(piece) for piece in pieces])
        return Occurrences(
            np.concatenate([*found, *pieces]), np.concatenate([*first, places]), np.concatenate([*last, places])
        )

    def _letters_of(self, word: str) -> Indices:
        known = self._letters.get(word)
        if known is None:
            numbers = self.features[2]
            known = np.array([numbers[gram] for gram in letters(word) if gram in numbers], dtype=np.int64)
            if len(self._letters) < _CACHED_WORDS:
                self._letters[word] = known
        return known


def runs(words: Sequence[str], kept: frozenset[str]) -> Iterator[tuple[int, int, list[str]]]:
    """Yield (family, reach, names) of patterns and phrases: `names[i]` covers the words i to i + reach.

    A phrase is named whatever its words are; only those of everyday words are in a vocabulary.
    """
    masked = [word if word in kept else _ending(word) for word in words]
    yield 0, 0, masked
    yield 0, 1, [f"{a} {b}" for a, b in itertools.pairwise(masked)]
    yield 0, 2, [f"{a} {b} {c}" for a, b, c in zip(masked, masked[1:], masked[2:], strict=False)]
    yield 1, 0, [f"={word}" for word in words]
    for reach, gap in ((1, "~"), (2, "~~"), (3, "~~~")):
        yield 1, reach, [a + gap + b for a, b in zip(words, words[reach:], strict=False)]


def letters(word: str) -> Iterator[str]:
    """Yield the two to four characters long pieces of a word that is set between spaces."""
    padded = f" {word} "
    for length in (2, 3, 4):
        for start in range(len(padded) - length + 1):
            yield padded[start : start + length]


@functools.lru_cache(maxsize=_CACHED_WORDS)
def _ending(word: str) -> str:
    return "*" + next((ending for ending in _ENDINGS if word.endswith(ending)), "")
