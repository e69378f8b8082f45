"""What a script holds that nothing it draws on can have given it: addresses, markup, and names out of nowhere.

A model that obeys an order hidden in a source, or in a transcript, says what the order says. Whatever it may be about, it mostly
names something, or holds an address or a tag.
"""

import re
from functools import lru_cache

from wordfreq import zipf_frequency

from pipelines.facts.verification.reading import read
from pipelines.sentences import words

_UNSPEAKABLE = re.compile(
    r"https?:|www\.|\b[\w-]+\.(?:com|org|net|io|ai|co|example|info|xyz|ru|cn)\b|</?[a-z!][^>]*>?|<\||\|>|\[/?INST\]|`{3}|\bon\w+\s*=|javascript:",
    re.I,
)
_CALENDAR = read(
    "x Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September "
    "October November December Christmas"
).words


def unspeakable(text: str) -> str | None:
    """Return an address, a tag or a token of a chat in a text that is to be spoken or shown, or None."""
    found = _UNSPEAKABLE.search(text)
    return found.group() if found else None


def unknown_names(text: str, known: str) -> list[str]:
    """Return the names in a text, and the words that English does not have, that `known` does not hold.

    Days and months are known. A word that opens the text counts as a name only where English does not have it.
    """
    names = read(text).names - _heard(known) - _CALENDAR
    named = [word for word in words(text) if word[:1].isupper() and read(f"x {word}").names & names]
    return list(dict.fromkeys([*(word for word in named if not _is_in(word, known)), *coined_words(text, known)]))


def coined_words(text: str, known: str) -> list[str]:
    """Return the words of four letters and more that English does not have and `known` does not hold."""
    rare = (word for word in words(text) if len(word) > 3 and not zipf_frequency(word, "en"))
    return [word for word in dict.fromkeys(rare) if not _is_in(word, known)]


def _is_in(word: str, known: str) -> bool:
    return word.lower().removesuffix("’s").removesuffix("'s") in _lowered(known)


@lru_cache(maxsize=4)
def _heard(known: str) -> frozenset[str]:
    return read(known).words


@lru_cache(maxsize=4)
def _lowered(known: str) -> str:
    return known.lower()
