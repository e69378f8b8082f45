"""A claim or a sentence read once: tokens, content words with their weight, names, values, cues of negation and doubt."""

import re
from dataclasses import dataclass
from functools import lru_cache

from wordfreq import zipf_frequency

from pipelines.facts import dates, quantities
from pipelines.facts.quantities import Quantity
from pipelines.facts.statements import STOP_WORDS, stem

_TOKEN = re.compile(
    r"\d(?:[\d,]*\d)?(?:\.\d+)?(?:st|nd|rd|th|s)?(?!\w)|(?:[A-Za-z]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)?|\d+|[%$€£]|[^\W_]+"
)
_OTHER_SENSE = frozenset({"one", "double", "couple", "twice", "triple"})  # not always a number
_NUMBERS = quantities.WORD_VALUES | quantities.MULTIPLES
_ENDS = frozenset(".!?:")
_ANSWER = re.compile(r"\W*(?:no|nope|not so)\s*[,.:;]", re.IGNORECASE)  # denies what was asked, not what follows
NEGATIONS = frozenset(
    """not no never none nobody nothing neither nor without cannot lack lacks lacked lacking absent absence fail fails failed
    unable refuse refused deny denied denies false untrue hardly rarely unlikely incorrect myth misconception""".split()
)


@dataclass(frozen=True, eq=False)
class Reading:
    """One text read for comparison. `stems`, `lower` and `tokens` go token by token; `content` are positions."""

    text: str
    tokens: tuple[str, ...]
    lower: tuple[str, ...]
    stems: tuple[str, ...]
    content: tuple[int, ...]  # positions of the words that carry meaning, numbers included
    words: frozenset[str]  # their stems
    names: frozenset[str]  # stems of capitalised words that do not merely open a sentence
    quantities: tuple[Quantity, ...]
    negations: int

    @property
    def is_question(self) -> bool:
        """Whether the text asks: what a question takes for granted is no evidence."""
        return self.text.rstrip(" \"'”’)").endswith("?")


@lru_cache(maxsize=20_000)
def read(text: str) -> Reading:
    """Read a text of one sentence or a few."""
    matches = list(_TOKEN.finditer(text))
    tokens = tuple(match.group().replace("’", "'") for match in matches)
    lower = tuple(token.lower() for token in tokens)
    stems = tuple(_stem(word) for word in lower)
    content = tuple(
        at
        for at, word in enumerate(lower)
        if (word not in STOP_WORDS and (len(word) > 1 or word.isdigit() or word == "%"))
    )
    opens = {
        at
        for at, match in enumerate(matches)
        if at == 0 or any(char in _ENDS for char in text[matches[at - 1].end() : match.start()])
    }
    names = frozenset(
        stems[at]
        for at, token in enumerate(tokens)
        if token[0].isupper()
        and lower[at] not in STOP_WORDS
        and lower[at] not in dates.MONTH_NAMES
        and (at not in opens or not token[1:].islower())
    )
    return Reading(
        text=text,
        tokens=tokens,
        lower=lower,
        stems=stems,
        content=content,
        words=frozenset(stems[at] for at in content),
        names=names,
        quantities=quantities.everything(text),
        negations=sum(word in NEGATIONS or word.endswith("n't") for word in lower[1 if _ANSWER.match(text) else 0 :]),
    )


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    """Return the stem of a word; numbers in one form: "two" is 2, "1,000" is 1000, "%" is percent."""
    if word == "%":
        return "percent"
    if word[0].isdigit():
        return word.replace(",", "")
    number = _NUMBERS.get(word)
    if number is not None and number == int(number) and word not in _OTHER_SENSE:
        return str(int(number))
    return stem(word.replace(".", "") if word.endswith(".") else word)


@lru_cache(maxsize=100_000)
def weight_of(stem_: str) -> float:
    """Return how much a word says, about 1 for a common one and 8 for one that hardly occurs in English.

    Measured on stems, whose own frequency is a lower bound of that of their words: cheap, and the same in any library.
    """
    return max(1.0, 8.0 - zipf_frequency(stem_, "en"))
