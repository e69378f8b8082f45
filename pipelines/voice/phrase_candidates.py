"""Which runs of words of one video may be a signature phrase."""

import functools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipelines.voice import tally, words
from pipelines.voice.sentence import MeasuredSentence

PHRASE_WORDS = range(2, 7)
LINE_WORDS = range(3, tally.MOST_WORDS + 1)  # of a whole sentence, which may hold any words
_CONTENT_MIN_ZIPF = 4.9  # a content word in a phrase is an everyday word
DANGLING = frozenset(
    """
    a an the of in on at by for with to from as and or but if than into my your his her its our their some any
    every who which whose whom because although while i'm you're we're they're i've we've you've is are was
    were be am been a's has had would could should might may can will 'll going gonna no not very too that i you we
    they he she it's that's there's so just this these those what where when how why
    """.split()
)
NEVER_FIRST = frozenset("of than to or am been is are was were be both one".split())


def phrase_table(sentences: Sequence[MeasuredSentence], ordinals: Sequence[int]) -> bytes:
    """Return one video's candidates, packed (see `tally`).

    They are n-grams of 2-6 everyday words with at most one content word that neither begin nor end in the middle of a
    construction, and whole sentences of 3-12 words.
    """
    tokens = [word for sentence in sentences for word in sentence.words]
    keys = np.array([tally.word_key(word) for word in tokens], dtype=np.uint64)
    kinds = np.array([_lightness(word) for word in tokens], dtype=np.int64)
    begins = np.array([word not in NEVER_FIRST for word in tokens], dtype=bool)
    ends = np.array([word not in DANGLING for word in tokens], dtype=bool)
    lengths = np.array([len(sentence.words) for sentence in sentences], dtype=np.int64)
    starts = np.r_[0, lengths.cumsum()[:-1]]
    sentence = np.repeat(np.arange(len(sentences)), lengths)
    inside = np.arange(len(tokens)) - starts[sentence] if tokens else np.zeros(0, dtype=np.int64)
    ordinal = np.array(ordinals, dtype=np.int64)
    columns: list[tuple[NDArray[np.uint64], NDArray[np.uint32], NDArray[np.bool_], NDArray[np.bool_]]] = []
    for size in range(2, min(tally.MOST_WORDS, len(tokens)) + 1):
        runs = tally.keys_of_runs(keys, size)
        at = np.arange(len(runs))
        fits = inside[at] + size <= lengths[sentence[at]]
        alone = fits & (lengths[sentence[at]] == size)
        if size in PHRASE_WORDS:
            content = np.convolve(kinds, np.ones(size, dtype=np.int64), "valid")
            stands = ends[at + size - 1] & begins[at] & (content <= 1)
            kept = fits & (stands | (alone & (size >= LINE_WORDS.start)))
        else:
            kept = alone
        at = at[kept]
        places = tally.packed(ordinal[sentence[at]], inside[at], np.full(len(at), size))
        columns.append((runs[at], places, inside[at] == 0, alone[at]))
    if not columns:
        return b""
    joined = [np.concatenate(column) for column in zip(*columns, strict=True)]
    order = np.argsort(joined[1], kind="stable")  # in speaking order, so that the first place is the first
    return tally.tabled(*(column[order] for column in joined)).tobytes()


@functools.cache
def _lightness(word: str) -> int:
    """0 for a word of a closed class, 1 for an everyday content word, 2 for one that no phrase may hold."""
    if words.is_function_word(word):
        return 0
    is_everyday = words.zipf(word) >= _CONTENT_MIN_ZIPF and not any(letter.isdigit() for letter in word)
    return 1 if is_everyday else 2
