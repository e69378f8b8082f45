"""One sentence with its additive counts: what every measurement of a voice starts from."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipelines.models import Move
from pipelines.sentences import normalised_words
from pipelines.voice import words
from pipelines.voice.moves.reading import moves_of_words

SHORT_WORDS = 6  # a sentence of at most this many words is short
LONG_WORDS = 25  # and of at least this many is long
TEACHING_MOVES = {
    "analogies": Move.ANALOGY,
    "examples": Move.EXAMPLE,
    "definitions": Move.DEFINITION,
    "signposting": Move.SIGNPOST,
    "recaps": Move.RECAP,
}


@dataclass(frozen=True)
class MeasuredSentence:
    """A sentence with what every measurement of it needs."""

    text: str
    lowered: str  # lower-cased, straight apostrophes
    words: tuple[str, ...]  # normalised
    is_punctuated: bool


def read_sentence(text: str, is_punctuated: bool = True) -> MeasuredSentence:
    """Prepare a sentence for measuring."""
    lowered = text.lower().replace("’", "'")
    return MeasuredSentence(text, lowered, tuple(normalised_words(text)), is_punctuated)


def sentence_counts(sentence: MeasuredSentence) -> dict[str, dict[str, int]]:
    """Return the additive counts of one sentence, by family.

    `function_words`: occurrences, contractions taken apart; `markers` and `hedges`: occurrences as phrases; `shape`:
    letters, long words, contractions and their written-out forms; `openers`, `lengths` (sentences, their words, short
    ones, long ones, questions): only where sentence ends are the author's. `moves`: 1 for each teaching move that the
    sentence makes.
    """
    parts = [part for word in sentence.words for part in words.split_clitics(word)]
    padded = f" {' '.join(sentence.words)} "
    contracted, contractible = words.count_contractions(sentence.lowered)
    counts: dict[str, dict[str, int]] = {
        "function_words": dict(Counter(part for part in parts if part in _FUNCTION_WORDS)),
        "markers": _phrase_counts(padded, words.DISCOURSE_MARKERS),
        "hedges": _phrase_counts(padded, words.HEDGES),
        "shape": {
            "words": len(sentence.words),
            "letters": sum(len(word) for word in sentence.words),
            "long_words": sum(len(word) >= 8 for word in sentence.words),
            "contracted": contracted,
            "contractible": contracted + contractible,
        },
        "moves": dict.fromkeys(moves_in(sentence), 1),
    }
    if sentence.is_punctuated and sentence.words:
        counts["openers"] = {name: 1 for name, members in words.OPENER_CLASSES.items() if sentence.words[0] in members}
        counts["lengths"] = {
            "sentences": 1,
            "words": len(sentence.words),
            "short": int(len(sentence.words) <= SHORT_WORDS),
            "long": int(len(sentence.words) >= LONG_WORDS),
            "questions": int(words.is_question(sentence.text, True)),
        }
    return counts


_FUNCTION_WORDS = frozenset(words.FUNCTION_WORDS)


def moves_in(sentence: MeasuredSentence) -> list[str]:
    """Return the names of the teaching moves that a sentence makes, and of whom it speaks to or of."""
    found = moves_of_words(sentence.words)
    return [name for name, move in TEACHING_MOVES.items() if move in found] + words.moves_in(sentence.lowered)


def _phrase_counts(padded: str, phrases: Iterable[str]) -> dict[str, int]:
    return {phrase: found for phrase in phrases if (found := padded.count(f" {phrase} "))}


def add_counts(rows: Iterable[dict[str, dict[str, int]]]) -> dict[str, dict[str, int]]:
    """Add counts up, family by family; names in sorted order."""
    total: dict[str, Counter[str]] = {}
    for row in rows:
        for family, counts in row.items():
            total.setdefault(family, Counter()).update(counts)
    return {family: dict(sorted(counts.items())) for family, counts in sorted(total.items())}
