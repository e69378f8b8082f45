"""The catalogue of traits: what each measure is called, in which unit, and which sentences show it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipelines.models import Segment
from pipelines.sentences import normalised_words
from pipelines.voice import words
from pipelines.voice.measures import LONG_WORDS, SHORT_WORDS, moves_in, read_sentence

Strength = Callable[[Segment], float]  # how well a sentence shows a trait; 0: not at all

NO_TIMES = "no timed transcripts"
NO_PUNCTUATION = "the captions are automatic: where sentences end is not the speaker's choice"
NO_GAPS = "the captions leave no gaps between sentences, so pauses cannot be seen"
TOO_SHORT = "the videos are too short to measure this"


@dataclass(frozen=True)
class TraitKind:
    """One measured trait: `name` is the key of `VoiceFeatures.measures`."""

    family: str
    name: str
    label: str
    unit: str
    absent: str  # reason where no video could be measured
    strength: Strength | None = None  # None: evidence is the sentence nearest to the value


def _found(phrases: Sequence[str]) -> Strength:
    def strength(segment: Segment) -> float:
        text = f" {' '.join(normalised_words(segment.text))} "
        return sum(text.count(f" {phrase} ") for phrase in phrases) / (8 + text.count(" "))

    return strength


def _move(name: str) -> Strength:
    return lambda segment: float(name in moves_in(read_sentence(segment.text)))


def _contracted(segment: Segment) -> float:
    return words.count_contractions(segment.text.lower().replace("’", "'"))[0] / (4 + len(segment.text.split()))


def _asks(segment: Segment) -> float:
    return float(words.is_question(segment.text, segment.is_punctuated))


def _has(marks: str) -> Strength:
    return lambda segment: float(any(mark in segment.text for mark in marks))


def _length(low: int, high: int) -> Strength:
    return lambda segment: float(
        low <= len(segment.text.split()) <= high and re.search(r"\w", segment.text) is not None
    )


KINDS: tuple[TraitKind, ...] = (
    TraitKind(
        "lexical", "contraction_share", 'Contractions ("it\'s" rather than "it is")', "share", TOO_SHORT, _contracted
    ),
    TraitKind(
        "lexical",
        "discourse_markers",
        "Discourse markers (so, now, right, you know)",
        "per 1,000 words",
        TOO_SHORT,
        _found(words.DISCOURSE_MARKERS),
    ),
    TraitKind(
        "lexical", "hedges", "Hedges (kind of, maybe, I think)", "per 1,000 words", TOO_SHORT, _found(words.HEDGES)
    ),
    TraitKind("lexical", "function_word_share", "Function words", "share of words", TOO_SHORT),
    TraitKind("lexical", "type_token_ratio", "Variety of words", "different words per 100", TOO_SHORT),
    TraitKind("lexical", "word_length", "Word length", "letters", TOO_SHORT),
    TraitKind("rhythm", "sentence_length_mean", "Sentence length, mean", "words", NO_PUNCTUATION),
    TraitKind("rhythm", "sentence_length_median", "Sentence length, typical", "words", NO_PUNCTUATION),
    TraitKind("rhythm", "sentence_length_spread", "Sentence length, spread", "words", NO_PUNCTUATION),
    TraitKind(
        "rhythm",
        "short_sentence_share",
        f"Short sentences (up to {SHORT_WORDS} words)",
        "share",
        NO_PUNCTUATION,
        _length(2, SHORT_WORDS),
    ),
    TraitKind(
        "rhythm",
        "long_sentence_share",
        f"Long sentences ({LONG_WORDS} words or more)",
        "share",
        NO_PUNCTUATION,
        _length(LONG_WORDS, 60),
    ),
    TraitKind("rhythm", "questions", "Questions", "per 100 sentences", TOO_SHORT, _asks),
    TraitKind("rhythm", "commas", "Commas", "per 1,000 words", NO_PUNCTUATION, _has(",")),
    TraitKind("rhythm", "dashes", "Dashes", "per 1,000 words", NO_PUNCTUATION, _has("—–")),
    TraitKind("rhythm", "exclamation_marks", "Exclamation marks", "per 1,000 words", NO_PUNCTUATION, _has("!")),
    TraitKind(
        "rhythm", "colons_and_semicolons", "Colons and semicolons", "per 1,000 words", NO_PUNCTUATION, _has(":;")
    ),
    TraitKind("pacing", "words_per_minute", "Pace, pauses included", "words per minute", NO_TIMES),
    TraitKind("pacing", "words_per_minute_speech", "Pace while speaking", "words per minute", NO_GAPS),
    TraitKind("pacing", "pauses_per_minute", "Pauses between sentences", "per minute", NO_GAPS),
    TraitKind("pacing", "pause_length", "Length of a pause", "seconds", NO_GAPS),
    TraitKind("teaching", "analogies", "Analogies", "per 100 sentences", TOO_SHORT, _move("analogies")),
    TraitKind("teaching", "examples", "Examples", "per 100 sentences", TOO_SHORT, _move("examples")),
    TraitKind("teaching", "definitions", "Definitions", "per 100 sentences", TOO_SHORT, _move("definitions")),
    TraitKind(
        "teaching", "answered_questions", "Questions you then answer yourself", "per 100 sentences", TOO_SHORT, _asks
    ),
    TraitKind(
        "teaching",
        "signposting",
        'Signposts ("let\'s start with")',
        "per 100 sentences",
        TOO_SHORT,
        _move("signposting"),
    ),
    TraitKind(
        "teaching", "recaps", 'Recaps ("remember", "as we saw")', "per 100 sentences", TOO_SHORT, _move("recaps")
    ),
    TraitKind(
        "teaching",
        "direct_address",
        "Speaking to the viewer (you, let's)",
        "per 100 sentences",
        TOO_SHORT,
        _move("direct_address"),
    ),
    TraitKind(
        "teaching",
        "first_person",
        "Speaking of yourself (I, my)",
        "per 100 sentences",
        TOO_SHORT,
        _move("first_person"),
    ),
)
