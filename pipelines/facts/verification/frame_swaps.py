"""Whether two sentences say the same of two things: one word stands where the other has another, all around is shared."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from pipelines.facts import references
from pipelines.facts.statements import STOP_WORDS
from pipelines.facts.verification import concepts
from pipelines.facts.verification.reading import Reading, read

MIN_SHARED = 0.7  # of both token sequences in common blocks; below it another wording is likelier than another thing
MAX_WORDS = 2  # content words of a swap on either side
_BEFORE_NOUNS = frozenset(
    "the a an of for in on at by with from its their his her this that these those no each every".split()
)


def names_another_thing(one: str, other: str) -> bool:
    """Whether a word that is no verb is swapped for one that the other text says nowhere, synonyms as one.

    "The theorem for means holds …" and "The theorem for sums holds …". Where a text merely adds words it is not.
    """
    mine, theirs = read(one), read(other)
    matcher = SequenceMatcher(None, mine.stems, theirs.stems, autojunk=False)
    if matcher.ratio() < MIN_SHARED:
        return False
    said, said_there = concepts.of(one), concepts.of(other)
    return any(
        _is_swap(_things(mine, a0, a1), said_there) and _is_swap(_things(theirs, b0, b1), said)
        for kind, a0, a1, b0, b1 in matcher.get_opcodes()
        if kind == "replace"
    )


def _is_swap(things: frozenset[str], said_elsewhere: frozenset[str]) -> bool:
    return len(things - said_elsewhere) > 0 and len(things) <= MAX_WORDS


def _things(reading: Reading, start: int, end: int) -> frozenset[str]:
    """Return the concepts of the words between two positions that name or describe something: no verb, number or adverb."""
    found = (_concept(reading.lower[at]) for at in range(start, end) if _is_thing(reading.lower, at))
    return frozenset(found) - concepts.SAYING_LITTLE


def _is_thing(words: Sequence[str], at: int) -> bool:
    word = words[at]
    if word in STOP_WORDS or not word.isalpha() or word.endswith("ly"):
        return False
    is_noun = at > 0 and words[at - 1] in _BEFORE_NOUNS  # "means" is a verb, "for means" is not
    return is_noun or not (word in references.FINITE or word.endswith(("ing", "ed")))


_concept = lru_cache(maxsize=20_000)(concepts.canonical)
