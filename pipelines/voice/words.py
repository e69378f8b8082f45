"""Closed word classes of spoken English, and whom a sentence speaks to or of."""

import functools
import re
from collections.abc import Mapping

import wordfreq

from pipelines.voice.moves.word_order import asks_by_word_order
from pipelines.voice.moves.wording import spoken_words

FUNCTION_WORDS: tuple[str, ...] = tuple(
    """
    a an the this that these those some any each every no all both either another such other i me my mine
    myself you your yours yourself he him his she her it its itself we us our ours they them their who whom
    whose which what where when why how and or but nor so yet if because although though while unless until
    since whether than as of in on at by for with about against between into through during before after above
    below to from up down over under out off around within without per upon toward across along be am is are
    was were been being have has had having do does did doing done will would shall should can could may might
    must ought 's 're 've 'll 'd 'm n't not never always also too very just only even still again then there
    here now well really quite rather almost maybe perhaps actually basically one two first many much more
    most less few lot something anything nothing everything someone everyone get got go going gonna let make
    want need know think say see look mean like
    """.split()
)

DISCOURSE_MARKERS: tuple[str, ...] = (
    "you know",
    "i mean",
    "okay",
    "ok",
    "alright",
    "all right",
    "right",
    "well",
    "so",
    "now",
    "anyway",
    "of course",
    "by the way",
    "in fact",
    "actually",
    "basically",
    "essentially",
    "literally",
    "obviously",
    "in other words",
    "after all",
    "at the end of the day",
    "on the other hand",
    "however",
    "therefore",
    "instead",
    "which is to say",
    "turns out",
    "the thing is",
    "the point is",
    "the idea is",
    "here's the thing",
    "that's it",
    "as it turns out",
    "for instance",
    "for example",
    "sure",
    "yeah",
    "yes",
    "oh",
)

HEDGES: tuple[str, ...] = (
    "kind of",
    "sort of",
    "maybe",
    "perhaps",
    "probably",
    "roughly",
    "more or less",
    "i think",
    "i guess",
    "i suppose",
    "i believe",
    "it seems",
    "seems to",
    "might",
    "could be",
    "somewhat",
    "a little bit",
    "a bit",
    "pretty much",
    "almost",
    "in a sense",
    "in some sense",
    "tend to",
    "tends to",
    "as far as i know",
    "not sure",
)

OPENER_CLASSES: Mapping[str, frozenset[str]] = {
    "and": frozenset({"and"}),
    "but": frozenset({"but", "yet", "however"}),
    "so": frozenset({"so"}),
    "now": frozenset({"now"}),
    "because": frozenset({"because", "since", "as"}),
    "if or when": frozenset({"if", "when", "once", "while", "whenever"}),
    "okay": frozenset({"okay", "ok", "alright", "right", "well", "yeah", "yes", "oh", "no"}),
    "i": frozenset({"i", "i'm", "i've", "i'll", "i'd", "my"}),
    "you": frozenset({"you", "you're", "you've", "you'll", "you'd", "your"}),
    "we": frozenset({"we", "we're", "we've", "we'll", "let's", "let", "our"}),
    "it or that": frozenset({"it", "it's", "that", "that's", "this", "these", "those", "there", "there's", "here's"}),
    "they": frozenset({"they", "they're", "he", "she", "he's", "she's", "their"}),
    "question word": frozenset({"what", "what's", "how", "why", "where", "who", "which"}),
    "article": frozenset({"the", "a", "an"}),
}

_CLITIC = re.compile(r"^(.+?)(n't|'(?:s|re|ve|ll|d|m))$")
_CONTRACTIBLE = re.compile(
    r"\b(?:i am|(?:you|we|they) are|(?:he|she|it|that|there|what|here) is|(?:i|you|we|they) have|let us"
    r"|(?:i|you|he|she|it|we|they) (?:will|would)"
    r"|(?:do|does|did|is|are|was|were|has|have|had|would|could|should) not|can ?not|will not)\b"
)
_CONTRACTED = re.compile(
    r"\b(?:i'm|(?:you|we|they)'re|(?:he|she|it|that|there|what|here)'s|(?:i|you|we|they)'ve|let's"
    r"|(?:i|you|he|she|it|we|they)'(?:ll|d)"
    r"|(?:do|does|did|is|are|was|were|has|have|had|would|could|should)n't|can't|won't)\b"
)

MOVES: Mapping[str, re.Pattern[str]] = {
    "direct_address": re.compile(r"\b(?:you|your|yours|yourself|you're|you've|you'll|you'd|let's)\b(?! know\b)"),
    "first_person": re.compile(r"\b(?:i|i'm|i've|i'll|i'd|me|my|mine|myself)\b(?! mean\b)"),
}

_TAG_QUESTION = re.compile(r"(?:, |\s)(?:right|isn't it|doesn't it|don't you|aren't they|okay|ok|you know)\?$")


def split_clitics(word: str) -> tuple[str, ...]:
    """Return `word` (normalised) as its parts: "don't" → ("do", "n't"), "it's" → ("it", "'s")."""
    match = _CLITIC.match(word)
    return (match.group(1), match.group(2)) if match else (word,)


def count_contractions(lowered: str) -> tuple[int, int]:
    """Return how many contractions and how many written-out forms that could be contracted stand in `lowered`."""
    return len(_CONTRACTED.findall(lowered)), len(_CONTRACTIBLE.findall(lowered))


def is_question(text: str, is_punctuated: bool) -> bool:
    """Return whether a sentence asks something: by its mark where marks are the author's, else by its word order."""
    if is_punctuated:
        return text.rstrip("\"'”’) ").endswith("?")
    return asks_by_word_order(" ".join(spoken_words(text)))


def is_tag_question(text: str) -> bool:
    """Return whether a question mark only stands behind a tag such as "right?"."""
    return _TAG_QUESTION.search(text.lower().replace("’", "'").rstrip()) is not None


def moves_in(lowered: str) -> list[str]:
    """Return which of `MOVES` a lower-cased sentence with straight apostrophes makes."""
    return [name for name, pattern in MOVES.items() if pattern.search(lowered)]


@functools.cache
def zipf(word: str) -> float:
    """Frequency of `word` in general English, log10 per 10⁹ words; 0 for unknown (wordfreq, Speer 2022)."""
    return wordfreq.zipf_frequency(word, "en")


_FUNCTION_WORDS = frozenset(FUNCTION_WORDS)
_MARKER_WORDS = frozenset(word for marker in DISCOURSE_MARKERS + HEDGES for word in marker.split())


@functools.cache
def is_function_word(word: str) -> bool:
    """Return whether each part of a normalised word belongs to a closed class."""
    return all(part in _FUNCTION_WORDS or part in _MARKER_WORDS for part in split_clitics(word))
