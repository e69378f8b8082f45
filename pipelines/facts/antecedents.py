"""Whether a sentence leans on what its section said before: a bare "the tower", a person known by a first name only.

No parser: a noun phrase is "the" and the words up to the next verb, preposition or mark. It leans back where nothing in it
or behind it says which one is meant, and an earlier sentence of the section speaks of the same noun. A process is told in
the present with such phrases ("the star collapses") and is understood; an event of the past is not.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from pipelines import sentences
from pipelines.facts import references
from pipelines.facts.statements import stem

_MIN_SHARED = 6  # letters that make "experimenters" and "experiment" one thing
_DEFINITE = re.compile(r"\b[Tt]he (?=[a-z])")
_WORD = re.compile(r"[A-Za-z][\w’'-]*")
_ENDS = frozenset(
    """a an and as at about above across after against along among around because before behind below beside between beyond
    but by down during each even for from he her his how if in inside into it its near nor not of off on onto or our out over
    she so than that the their then these they this those through to toward towards under until up upon very was we were what
    when where whether which while who whose why will with within without would you your also always already almost never
    often only soon still once again ever later""".split()
)
_SAYS_WHICH = frozenset(
    "of that which who whose whom where between called known named with for in on at near from".split()
)
_ORDERED = re.compile(
    r"(?:first|last|second|third|same|next|only|other|few|former|latter|early|late|whole|entire|[a-z]{3,}est|most|least|more|less|"
    r"north|south|east|west|northern|southern|eastern|western|\w+teenth|\w+tieth|twent\w+|public|general|human)$"
)  # an adjective that says which one, or a phrase that names a time, a place or everybody
_TIMES = frozenset(
    """century decade year month week day night morning evening afternoon winter summer spring autumn past future present time
    ground air ocean sea north south east west public""".split()
)
_PRESENT = re.compile(r"\b(?:is|are|has|have|can|cannot|will|may|do|does|must)\b")
_AT_A_TIME = re.compile(
    r" (?:in|on|at|for|from) (?:(?:the |about |early |late |mid-?)*\d|(?:January|February|March|April|May|June|July|August|September|"
    r"October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|night|noon|dawn|first|last)\b)"
)  # says when it happened, not which one is meant
_FIRST_NAME = re.compile(r"^([A-Z][a-zà-ÿ]{2,})(?:’s\b|'s\b|, an? | (?P<verb>[a-z]+))")
_SINGULAR_PERSON = re.compile(r"\b(?:he|she|his|her|him|hers)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1[0-9]|20)\d\d\b")


def leans_back(sentence: str, earlier: str, topics: frozenset[str]) -> bool:
    """Whether `sentence` tells of a past event of something that only `earlier`, the section up to it, has introduced.

    `topics` are nouns that a library speaks of in general and those that there is one of; they never lean.
    """
    if not earlier or not _is_past(sentence):
        return False
    known = {stem(word) for word in sentences.words(earlier.lower())}
    return any(_is_mentioned(noun, known) for noun in bare_definites(sentence) if noun not in topics)


def bare_definites(sentence: str) -> Iterator[str]:
    """Yield the nouns of the phrases "the …" of which the sentence itself does not say which one is meant."""
    for match in _DEFINITE.finditer(sentence):
        phrase, following = _phrase(sentence, match.end())
        is_said_which = following in _SAYS_WHICH and not _AT_A_TIME.match(sentence, match.end() + len(" ".join(phrase)))
        if not phrase or is_said_which or following[:1].isdigit():
            continue
        is_named = any(_ORDERED.match(word) for word in phrase[:-1]) or phrase[-1] in _TIMES
        is_introduced = re.search(rf"\b{re.escape(phrase[-1][:-1] or phrase[-1])}", sentence[: match.start()])
        if not is_named and not is_introduced:
            yield phrase[-1]


def is_of_first_name(sentence: str, paragraph: str, text: str) -> bool:
    """Whether `sentence` is about a person of whom a source gives a first name only, in one undated paragraph: a story.

    A name that the source gives in full somewhere, or speaks of in other paragraphs, is of somebody known.
    """
    match = _FIRST_NAME.match(sentence)
    paragraph = re.sub(r" \([^()]*\)", "", paragraph)  # the year of a reference dates no story
    if match is None or _YEAR.search(paragraph) or match.group(1).lower() in _ENDS:
        return False
    if match["verb"] and match["verb"] not in references.FINITE:
        return False
    name = re.escape(match.group(1))
    is_person = re.search(
        rf"\b{name}\b[^.]*\b(?:he|she|his|her|him)\b|\b{name}\b[^.]*\. (?:He|She|His|Her)\b", paragraph
    )
    is_in_full = re.search(rf"\b(?:[A-Z][\w’-]*|[A-Z]\.|de|von|van) {name}\b|\b{name} (?:[A-Z]\. )?[A-Z][a-z]", text)
    is_elsewhere = len(re.findall(rf"\b{name}\b", text)) > len(re.findall(rf"\b{name}\b", paragraph))
    is_common = re.search(rf"\b{name.lower()}\b", text)
    return bool(is_person) and not (is_in_full or is_elsewhere or is_common)


def _is_past(sentence: str) -> bool:
    sentence = re.sub(r"[“\"][^”\"]*[”\"]| \([^()]*\)", "", sentence)
    words = [word.lower() for word in sentences.words(sentence)]
    tells = any(
        word in references.PAST
        or (word.endswith("ed") and word in references.FINITE and before not in references.AUXILIARIES)
        for before, word in pairwise(["", *words])
    )
    holds = any(word.endswith("s") and word[:-1] in references.BASES for word in words)
    return tells and not holds and not _PRESENT.search(sentence)


def _phrase(sentence: str, start: int) -> tuple[list[str], str]:
    """Return the words of the noun phrase that begins at `start`, and the word that follows it, "" at a mark."""
    phrase: list[str] = []
    place = start
    for match in _WORD.finditer(sentence, start):
        word = match.group()
        gap = sentence[place : match.start()]
        if phrase and (gap.strip() or not gap):
            return phrase, ""
        is_end = word.lower() in _ENDS or (phrase and (word.lower() in references.FINITE or word.endswith("ly")))
        if is_end:
            return phrase, word.lower()
        if word[0].isupper():
            return [], ""  # a name says which
        phrase.append(re.sub(r"[’']s?$", "", word))
        place = match.end()
        if word.endswith(("’s", "'s", "s’")):
            return phrase, ""
    return phrase, ""


def _is_mentioned(noun: str, known: set[str]) -> bool:
    stemmed = stem(noun)
    return stemmed in known or any(
        len(stemmed) >= _MIN_SHARED and word[:_MIN_SHARED] == stemmed[:_MIN_SHARED] for word in known
    )
