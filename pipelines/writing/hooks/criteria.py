"""How good an opening is, criterion by criterion, each 0..1: the numbers stand on the row and on the page."""

import re
from collections.abc import Mapping, Sequence

from wordfreq import zipf_frequency

from pipelines.sentences import words
from pipelines.writing.hooks.gaps import Gap
from pipelines.writing.themes import hardness, stems

WEIGHTS: Mapping[str, float] = {
    "specificity": 0.15,
    "curiosity": 0.20,
    "promise": 0.15,
    "ease": 0.15,
    "voice": 0.15,
    "opening": 0.20,
}
"""Criterion → weight in the score. What cannot be said for want of speech is left out of the mean."""

LABELS: Mapping[str, str] = {
    "specificity": "figures, names and things to see",
    "curiosity": "how much of the answer is held back, and told later",
    "promise": "share of its words that the script goes on to speak of",
    "ease": "short, and in words that a newcomer knows",
    "voice": "sounds like the creator",
    "opening": "how usual it is for the creator to open so",
}
_STRIKING = (
    re.compile(r"\d[\d,.]* (?:million|billion|trillion|times|percent|degrees)|\d{1,3},\d{3}|\b(?:half|double|twice) "),
    re.compile(
        r"(?i)\b(?:never|nothing|nobody|no one|everywhere|anywhere|forever|every|only|infinite|smaller than|larger than"
        r"|exactly|(?:the|one of the) (?:most|oldest|largest|biggest|greatest|hottest|brightest|first))\b"
    ),
    re.compile(r"(?i)(?:\bnot|n['’]t) (?:\w+ )?like\b|\bthe opposite\b|\bcontrary\b|\bsurpris\w+"),
    re.compile(
        r"(?i)\b(?:tiny|huge|trap|crush|collaps|explo|die|death|dark|invisible|frozen|freez|furnace|glow|torn|lose|lost|forg[eo]t"
        r"|false|escape|swallow)\w*"
    ),
)
_DEFINITE = re.compile(
    r"\b[Tt]he (?!first|last|same|only|most|very|\w+est )([a-z][a-z-]{3,})(?! (?:of|in|that|which|who|where|between|from|for|at|when|to)\b)(?! [a-z-]+ (?:of|that|which|who)\b)"
)
"""A thing that is spoken of as if it were known."""

KNOWN_TO_ALL = stems("Sun Moon Earth universe brain mind body sky world night sea ocean human whole past future time")
_UNNAMED = 0.4  # cost of such a thing where it is not
_EVERYDAY = 4.6  # Zipf frequency above which a word is too common to make a picture
_LONG_START = 10  # words of a first sentence that cost nothing


def striking(text: str) -> float:
    """Return how much a text catches the ear, 0..1: striking numbers, absolutes and things to see, two of them for 1."""
    return min(1.0, 0.5 * sum(len(pattern.findall(text)) for pattern in _STRIKING))


def specificity(sentences: Sequence[str]) -> float:
    """Return how concrete an opening is, 0..1: what strikes, figures, names, and words that are not everyday ones."""
    text = " ".join(sentences)
    figures = len(re.findall(r"\d[\d,.]*", text))
    names = len(re.findall(r"(?<=[a-z,] )[A-Z][a-z]+", text))
    content = [word for word in re.findall(r"[a-z]{4,}", text) if stems(word)]
    own = sum(zipf_frequency(word, "en") < _EVERYDAY for word in content) / max(1, len(content))
    return min(1.0, 0.5 * striking(text) + 0.15 * min(2, figures) + 0.05 * min(2, names) + 0.4 * own)


def curiosity(sentences: Sequence[str], gap: Gap | None) -> float:
    """Return how much is left open that the script closes, 0..1: the share of the answer not given away, by the question's pull."""
    if gap is None:
        return 0.0
    held_back = len(gap.words - stems(" ".join(sentences))) / max(1, len(gap.words))
    return held_back * gap.pull


def promise(sentences: Sequence[str], told: Sequence[frozenset[str]]) -> float:
    """Return the share of an opening's content words that at least two of the script's facts (given as stems) speak of."""
    said = stems(" ".join(sentences))
    return sum(sum(word in fact for fact in told) >= 2 for word in said) / max(1, len(said))


def ease(sentences: Sequence[str], topic: str) -> float:
    """Return how easily an opening is taken in by ear, 0..1.

    Easy are a short first sentence, few words, none that few people know, and nothing called "the …" that nobody has named.
    """
    n_words = sum(len(words(sentence)) for sentence in sentences)
    first = max(0, len(words(sentences[0])) - _LONG_START) / 20
    text = " ".join(sentences)
    unnamed = sum(not stems(noun) & (stems(topic) | KNOWN_TO_ALL) for noun in _DEFINITE.findall(text))
    return max(0.0, 1 - first - max(0, n_words - 40) / 40 - hardness(text, topic) - _UNNAMED * unnamed)


def score(found: Mapping[str, float | None]) -> float:
    """Return the weighted mean of the criteria that could be measured."""
    known = [(WEIGHTS[name], value) for name, value in found.items() if value is not None]
    return round(sum(weight * value for weight, value in known) / sum(weight for weight, _ in known), 4)


def explained(found: Mapping[str, float | None]) -> str:
    """Return the criteria in words, the strongest first."""
    known = sorted(((value, name) for name, value in found.items() if value is not None), reverse=True)
    said = ", ".join(f"{name} {value:.2f}" for value, name in known)
    return said[:1].upper() + said[1:]
