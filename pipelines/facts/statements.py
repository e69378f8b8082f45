"""A sentence read once for comparison: stems of its content words, names, quantities, negation, opposites."""

import re
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

from pipelines.facts import quantities
from pipelines.facts.quantities import Quantity
from pipelines.facts.verification.opposites import OPPOSITES
from pipelines.sentences import words

STOP_WORDS = frozenset(
    """a about after all also am an and any are as at be because been before being between both but by can could did do
    does doing down during each few for from further had has have having he her here hers herself him himself his how i if
    in into is it its itself just me more most my of off on once one only or other our out over own same she should so some
    such than that the their them then there these they this those through to under until up us very was we were what when
    where which while who whom why will with would you your about roughly approximately nearly almost around""".split()
)
NEGATIONS = frozenset(
    """not no never none nobody nothing neither nor without cannot lack lacks lacked fail fails failed unable false
    incorrect hardly""".split()
)
_stemmer = Stemmer.Stemmer("english")


@dataclass(frozen=True)
class Statement:
    """What a comparison needs to know of one sentence. `stems` are those of content words, without numbers."""

    text: str
    tokens: tuple[str, ...]  # lower case, in order
    stems: frozenset[str]
    names: frozenset[str]  # stems of capitalised words that do not merely open the sentence
    quantities: tuple[Quantity, ...]
    is_negated: bool


@lru_cache(maxsize=20_000)
def read(text: str) -> Statement:
    """Read one sentence of English."""
    surface = [word.replace("’", "'") for word in words(text)]
    lower = tuple(word.lower() for word in surface)
    capitalised = [word for position, word in enumerate(surface) if word[0].isupper() and position]
    return Statement(
        text=text,
        tokens=lower,
        stems=content_stems(text),
        names=frozenset(stem(word) for word in capitalised if word.lower() not in STOP_WORDS),
        quantities=quantities.find(text),
        is_negated=sum(word in NEGATIONS or word.endswith("n't") for word in lower) % 2 == 1,
    )


def opposites(claim: Statement, sentence: Statement) -> list[tuple[str, str]]:
    """Return the pairs of opposites of which the claim has one and the sentence only the other."""
    own, other = set(claim.tokens), set(sentence.tokens)
    pairs = []
    for word in sorted(own & OPPOSITES.keys()):
        if word in other or stem(word) in sentence.stems:
            continue
        pairs += [(word, opposite) for opposite in sorted(OPPOSITES[word] & other) if opposite not in own]
    return pairs


def content_stems(text: str) -> frozenset[str]:
    """Return the stems of the content words of `text`, possessives removed; numerals are left to `quantities`."""
    plain = (word.lower().replace("’", "'") for word in words(text))
    return frozenset(stem(word) for word in plain if word not in STOP_WORDS and not word[0].isdigit() and word != "%")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the Snowball stem of one word, possessive removed."""
    plain = re.sub(r"'s?$", "", word.lower())
    return str(_stemmer.stemWord(plain))


@lru_cache(maxsize=1)
def opposite_stems() -> dict[str, frozenset[str]]:
    """Return stem → the stems of its opposites, for a comparison that does not mind the form of a word."""
    found: dict[str, set[str]] = {}
    for word, others in OPPOSITES.items():
        found.setdefault(stem(word), set()).update(map(stem, others))
    return {word: frozenset(others - {word}) for word, others in found.items()}
