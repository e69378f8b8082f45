"""How hard a word is for people, estimated from how often it is used and how it is built.

A linear model of the judgements in CompLex (Shardlow, Cooper and Zampieri 2020: about twenty readers rate a word in its
sentence from very easy, 0, over neutral, 0.5, to very difficult, 1), fitted by `benchmarks/fit_difficulty.py`. Frequencies
are those of `wordfreq`. A derived word is easier than it is rare where its base is known: its family's most frequent form
counts as well.
"""

import json
import re
from functools import cache, lru_cache
from pathlib import Path

from wordfreq import zipf_frequency

FEATURES = ("zipf", "family", "length", "syllables", "constant")
WEIGHTS = Path(__file__).with_name("difficulty.json")
_PREFIXES = tuple("un re in im dis non over under inter super micro anti pre sub multi".split())
_SUFFIXES = tuple(
    "ization isation ability ibility ousness fulness lessness ations ation ingly ness ments ment ities ity ally ical able "
    "ible less ful ous ing ers ies ied est ed er es ly al s".split()
)
_SHORTEST_BASE = 4  # letters
_LONGEST = 16  # letters that count
_MOST_SYLLABLES = 7


@lru_cache(maxsize=32768)
def of_word(word: str) -> float:
    """Return the difficulty of one English word, 0..1."""
    weights = _weights()
    estimate = sum(weights[name] * value for name, value in zip(FEATURES, features(word), strict=True))
    return min(1.0, max(0.0, estimate))


def features(word: str) -> tuple[float, ...]:
    """Return the values of `FEATURES` for a word."""
    plain = word.lower()
    return (
        zipf_frequency(plain, "en"),
        _family(plain),
        float(min(len(plain), _LONGEST)),
        float(min(syllables(plain), _MOST_SYLLABLES)),
        1.0,
    )


def syllables(word: str) -> int:
    """Return the number of syllables, counted as groups of vowel letters without a silent e; at least one."""
    plain = re.sub(r"(?<![lr])e$|(?<=[^td])ed$", "", word.lower())
    return max(1, len(re.findall(r"[aeiouy]+", plain)))


def _family(word: str) -> float:
    """Return the Zipf frequency of the most frequent form among a word and the bases that it may be derived from."""
    bases = {word}
    for suffix in _SUFFIXES:
        base = word.removesuffix(suffix)
        if base != word and len(base) >= _SHORTEST_BASE - 1:
            bases |= {form for form in (base, f"{base}e", f"{base}y") if len(form) >= _SHORTEST_BASE}
    bases |= {
        base.removeprefix(prefix)
        for base in bases
        for prefix in _PREFIXES
        if base.startswith(prefix) and len(base) - len(prefix) >= _SHORTEST_BASE
    }
    return max(zipf_frequency(base, "en") for base in sorted(bases))


@cache
def _weights() -> dict[str, float]:
    weights: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))["weights"]
    return weights


def listening_score(sentence: str) -> int:
    """Return how hard a sentence is to follow by ear: its syllables above one a word.

    The Easy Listening Formula (Fang 1966, Journal of Broadcasting 11); he found 12 and less in well-liked newscasts.
    """
    return sum(syllables(word) - 1 for word in re.findall(r"[A-Za-z]+", sentence))
