"""How hard a sentence is to say aloud: breath, tongue twisters, and what is written as nobody says it.

A breath group runs from one place where a speaker may breathe to the next: a mark, or a conjunction or relative that opens
a clause. In read speech a group has seldom more than about 14 words (Winkworth et al. 1995, Journal of Speech and Hearing
Research 38:124-144, report groups of 3 to 4 seconds). Tongue twisters alternate similar sounds at the starts of neighbouring
words (Wilshire 1999, Language and Speech 42:57-82).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipelines.models import ScriptSentence, Severity
from pipelines.sentences import words

MAX_BREATH_WORDS = 16
_TOLD = 0.3  # cost from which a person is told
_MESSAGES = {
    "breath": "is long for one breath.",
    "twister": "is easy to stumble over.",
    "stack": "piles up long words.",
    "written": "is written as nobody says it.",
}
_REMEDIES = {
    "breath": "Put a pause in it, or make two sentences of it.",
    "twister": "Take another word for one of them.",
    "stack": "Say with a small word between them how they belong together.",
    "written": "Spell it as you say it.",
}
MAX_SENTENCE_WORDS = 28
_MAX_NOUNS = 4  # long words in a row, none of them a function word
_CLAUSE_BREAKS = re.compile(r"[,;:—–(]|(?<=\w) (?=(?:and|but|or|so|because|which|who|that|when|while|if|where|until|after|before)\b)")  # fmt: skip
_CLASHING = ({"s", "sh", "z", "ch"}, {"f", "th", "v"}, {"r", "l", "w"}, {"p", "b"})
_STARTS = re.compile(r"(?:sh|ch|th|wh|ph|kn|wr|ps)|[a-z]")
_SAME_SOUND = {"wh": "w", "ph": "f", "kn": "n", "wr": "r", "ps": "s", "c": "k", "q": "k", "x": "z"}
_SMALL = frozenset(
    "a an the and or but so of in on at to for by with from as is are was were be it its it's that this these those they we "
    "you he she if when than then there which who not no".split()
)
_WRITTEN = re.compile(
    r"\d{5,}|\d+[.,]\d{3,}(?![\d,])(?<!,\d{3})|[%°±×≈~=<>^_/\\|{}\[\]#*]|\b(?:e\.g|i\.e|etc|vs|cf|ca|approx|Fig|Eq)\.|\b\d+(?:km|kg|m|s|K)\b"
)


@dataclass(frozen=True)
class Hitch:
    """What makes a sentence hard to say; `cost` in units in which one is a sentence that must be said again."""

    name: str  # breath, sentence, twister, stack, written
    where: str
    cost: float


def hitches(text: str) -> list[Hitch]:
    """Return what a speaker stumbles over in a sentence, in order of kind."""
    return [*_breath(text), *_twisters(text), *_stacks(text), *_written(text)]


def cost(text: str) -> float:
    """Return the summed cost of a sentence's hitches; 0 for one that is easy to say."""
    return sum(hitch.cost for hitch in hitches(text))


def breath_groups(text: str) -> list[str]:
    """Cut a sentence at the places where one may breathe."""
    bounds = [0, *(match.start() for match in _CLAUSE_BREAKS.finditer(text)), len(text)]
    pieces = [text[first:last].strip(" ,;:—–(") for first, last in pairwise(bounds)]
    return [piece for piece in pieces if piece]


def _breath(text: str) -> Iterator[Hitch]:
    longest = max(breath_groups(text), key=lambda group: len(words(group)), default="")
    n_words = len(words(longest))
    if n_words > MAX_BREATH_WORDS:
        yield Hitch("breath", longest, 0.15 * (n_words - MAX_BREATH_WORDS))
    total = len(words(text))
    if total > MAX_SENTENCE_WORDS:
        yield Hitch("sentence", text, 0.15 * (total - MAX_SENTENCE_WORDS))


def _twisters(text: str) -> Iterator[Hitch]:
    """Four words in a row that start alike, or that change between two like sounds."""
    spoken = [word for word in re.findall(r"[a-z’']+", text.lower()) if word not in _SMALL]
    sounds = [_sound(word) for word in spoken]
    for place in range(len(sounds) - 3):
        four = sounds[place : place + 4]
        alternates = four[0] == four[2] != four[1] == four[3] and any(set(four) <= clash for clash in _CLASHING)
        if len(set(four)) == 1 or alternates:
            yield Hitch("twister", " ".join(spoken[place : place + 4]), 0.5)
            return


def _sound(word: str) -> str:
    found = _STARTS.match(word)
    start = found.group() if found else word[:1]
    return _SAME_SOUND.get(start, start)


def _stacks(text: str) -> Iterator[Hitch]:
    for group in re.split(r"[,.;:?!—–]", text):
        run: list[str] = []
        for word in [*group.split(), "the"]:
            if word.lower() in _SMALL or len(word) < 7:
                if len(run) >= _MAX_NOUNS:
                    yield Hitch("stack", " ".join(run), 0.3 * (len(run) - _MAX_NOUNS + 1))
                run = []
            else:
                run.append(word)


def _written(text: str) -> Iterator[Hitch]:
    for match in _WRITTEN.finditer(text):
        yield Hitch("written", match.group(), 1.0)


def findings(sentences: Iterable[ScriptSentence]) -> Iterator[tuple[str, Severity, str, str, str]]:
    """Yield (rule, severity, sentence id, message, remedy) for each sentence's dearest hitch; long ones are judged elsewhere."""
    for sentence in sentences:
        found = [hitch for hitch in hitches(sentence.text) if hitch.name != "sentence" and hitch.cost >= _TOLD]
        if found and not sentence.is_placeholder:
            hitch = max(found, key=lambda hitch: hitch.cost)
            message = f"“{hitch.where}” {_MESSAGES[hitch.name]}"
            yield "hard-to-say", Severity.NOTE, sentence.sentence_id, message, _REMEDIES[hitch.name]
