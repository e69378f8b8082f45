"""Which trait, in a creator's terms, an n-gram of the fidelity score belongs to."""

import functools

import numpy as np

from pipelines.voice import other_speakers
from pipelines.voice.ngrams import FAMILIES, Indices

TRAITS = ("address", "questions", "speaking_of_yourself", "connectives", "hedges_and_fillers", "sentence_building",
          "word_choice", "word_shapes")  # fmt: skip
LABELS = {
    "address": "speaking to the viewer",
    "questions": "questions",
    "speaking_of_yourself": "speaking of yourself",
    "connectives": "connectives",
    "hedges_and_fillers": "hedges and small words",
    "sentence_building": "how sentences are built",
    "word_choice": "choice of words",
    "word_shapes": "forms of words (endings, length)",
}
_WORDS = {
    "address": "you your yours you're you've you'll you'd yourself we our us we're we've we'll let's let".split(),
    "questions": "what why how who which where when whose what's how's who's where's".split(),
    "speaking_of_yourself": "i me my mine i'm i've i'll i'd myself".split(),
    "connectives": "so but and because then now however therefore or if while although though thus also since instead "
    "otherwise still yet again anyway first next finally".split(),
    "hedges_and_fillers": "like just kind sort maybe actually really probably know mean right okay well basically guess "
    "perhaps quite pretty very sure yeah yes literally obviously essentially think bit stuff things thing".split(),
}
_TRAIT_OF_WORD = {word: trait for trait, words in reversed(_WORDS.items()) for word in words}


def trait_of(name: str, family: str) -> str:
    """Return the trait of an n-gram: that of its most telling word, else what its family is about."""
    if family == "letters":
        return "word_shapes"
    found = {_TRAIT_OF_WORD[word] for word in name.replace("~", " ").lstrip("=").split() if word in _TRAIT_OF_WORD}
    rest = "sentence_building" if "*" in name else "word_choice"
    return min(found, key=TRAITS.index, default=rest)


@functools.cache
def trait_of_features() -> Indices:
    """Return the trait of each feature of the score, as an index into `TRAITS`."""
    features = other_speakers.stored().vocabulary.features
    return np.array(
        [
            TRAITS.index(trait_of(name, family))
            for family, names in zip(FAMILIES, features, strict=True)
            for name in names
        ],
        dtype=np.int64,
    )
