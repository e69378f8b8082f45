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
Vector = NDArray[np.float64]


@dataclass(frozen=True)
class Occurrences:
    """Every place where a known n-gram stands: `features[i]` covers the words `first[i]` to `last[i]`, inclusive."""

    features: Indices
    first: Indices
    last: Indices


# Family, what joins the words of an n-gram, and where its words stand, counted from the first.
_SHAPES = (
    (0, " ", (0,)),
    (0, " ", (0, 1)),
    (0, " ", (0, 1, 2)),
    (1, "~", (0,)),
    (1, "~", (0, 1)),
    (1, "~~", (0, 2)),
    (1, "~~~", (0, 3)),
)
_BASE = 1 << 20  # more words than any vocabulary has, so that three numbers of words make one of 64 bits


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

    @functools.cached_property
    def _numbers(self) -> dict[str, int]:
        """Every word that stands in a pattern or a phrase, and its number, from 1."""
        names = itertools.chain(self.features[0], self.features[1])
        words = sorted({word for name in names for word in _words_of(name)})
        return {word: number for number, word in enumerate(words, start=1)}

    @functools.cached_property
    def _tables(self) -> list[tuple[Indices, Indices]]:
        """Per shape: its n-grams as one number each, ascending, and their features."""
        tables = []
        for family, joint, places in _SHAPES:
            named = {
                tuple(self._numbers[word] for word in _words_of(name)): feature
                for name, feature in self.features[family].items()
                if len(words := _words_of(name)) == len(places) and joint.join(words) == name.lstrip("=")
            }
            ordered = sorted(named)
            columns = np.array(ordered, dtype=np.int64).reshape(len(ordered), len(places)).T
            tables.append((_joined(list(columns)), np.array([named[row] for row in ordered], dtype=np.int64)))
        return tables

    def occurrences(self, words: Sequence[str]) -> Occurrences:
        """Return every known n-gram of `words`, in no order that means anything."""
        number = self._numbers.get
        masked = (word if word in self.pattern_words else _ending(word) for word in words)
        by_family = (
            np.fromiter((number(word, 0) for word in masked), np.int64, len(words)),
            np.fromiter((number(word, 0) for word in words), np.int64, len(words)),
        )
        found, first, last = [], [], []
        for (family, _, places), (known, features) in zip(_SHAPES, self._tables, strict=True):
            length = max(0, len(words) - places[-1])
            numbers = _joined([by_family[family][place : place + length] for place in places])
            at = np.searchsorted(known, numbers)
            at[at == len(known)] = 0
            starts = np.flatnonzero(known[at] == numbers) if len(known) else at[:0]
            found.append(features[at[starts]])
            first.append(starts)
            last.append(starts + places[-1])
        pieces = [self._letters_of(word) for word in words]
        at_word = np.repeat(np.arange(len(pieces)), [len(piece) for piece in pieces])
        return Occurrences(
            np.concatenate([*found, *pieces]), np.concatenate([*first, at_word]), np.concatenate([*last, at_word])
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
    for family, joint, places in _SHAPES:
        sayings = words if family else masked
        names = [joint.join(row) for row in zip(*(sayings[place:] for place in places), strict=False)]
        yield family, places[-1], [f"={name}" for name in names] if family and len(places) == 1 else names


def _words_of(name: str) -> list[str]:
    return name.lstrip("=").replace("~", " ").split()


def _joined(columns: Sequence[Indices]) -> Indices:
    """Return one number for the numbers of words in each row."""
    return functools.reduce(lambda left, right: left * _BASE + right, columns)


def letters(word: str) -> Iterator[str]:
    """Yield the two to four characters long pieces of a word that is set between spaces."""
    padded = f" {word} "
    for length in (2, 3, 4):
        for start in range(len(padded) - length + 1):
            yield padded[start : start + length]


@functools.lru_cache(maxsize=_CACHED_WORDS)
def _ending(word: str) -> str:
    return "*" + next((ending for ending in _ENDINGS if word.endswith(ending)), "")
