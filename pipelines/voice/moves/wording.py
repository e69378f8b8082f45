"""A wording that gives a move away, and how sentences are searched for it.

Patterns run over lower-cased words joined by one space, so that they find the same in punctuated text and in captions
without any punctuation. A pattern is only tried on a sentence that has one of its anchor words: most sentences have
none, and reading a million words stays cheap.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipelines.models import Move
from pipelines.sentences import normalised_words

_REST = 8  # letters that may follow a wording which announces the next sentence
FILLERS = frozenset({"um", "uh", "er", "erm", "uhm", "mm", "hmm"})
_MACROS = {
    "START": r"^(?:(?:and|but|so|now|well|okay|ok|or|then|right|yeah|yes|alright|again|also|actually|basically|just"
    r"|like"
    r"|look|see|here|because|i mean|you know|all right|in fact|of course) )*",
    "IS": r"(?:'s|'re| is| are| was| were)",
    "ADV": r"(?:(?:just|simply|really|basically|essentially|actually|usually|often|sometimes|commonly|generally|also"
    r"|now|fundamentally|pretty much|kind of|sort of|then|quickly|very|briefly|only|a little|a bit|a little bit|maybe|might|could"
    r"|would|will|can) ){0,3}",
    "WE": r"(?:i|you|we|they|people|some people|scientists|physicists|mathematicians|economists|engineers|developers"
    r"|programmers|astronomers|chemists|biologists|researchers|everyone|everybody|folks)",
}


@dataclass(frozen=True)
class Wording:
    """One pattern of one move. `anchors`: a sentence without any of these words cannot match."""

    anchors: frozenset[str]
    pattern: re.Pattern[str]


def wording(anchors: str, pattern: str) -> Wording:
    """Compile a pattern; `<START>` is the sentence's beginning with its leading connectives, `<IS>` a form of "be"."""
    for name, expansion in _MACROS.items():
        pattern = pattern.replace(f"<{name}>", expansion)
    begins = "" if pattern.startswith("^") else r"(?<![\w'-])"
    return Wording(frozenset(anchors.split()), re.compile(rf"{begins}(?:{pattern})(?![\w'-])"))


@dataclass(frozen=True)
class Hit:
    """A wording found in a sentence. `is_last`: nothing follows it there, so that what it announces comes next."""

    text: str
    is_last: bool


class Searcher:
    """Finds the moves whose wordings a sentence has."""

    def __init__(self, wordings: Mapping[Move, Sequence[Wording]]) -> None:
        self._by_anchor: dict[str, list[tuple[Move, Wording]]] = defaultdict(list)
        for move, entries in wordings.items():
            for entry in entries:
                for anchor in sorted(entry.anchors):
                    self._by_anchor[anchor].append((move, entry))

    def search(self, plain: str) -> dict[Move, Hit]:
        """Return the moves found in a sentence's spoken words, joined by one space → the wording that showed each."""
        found: dict[Move, Hit] = {}
        for anchor in sorted(self._by_anchor.keys() & set(plain.split())):
            for move, entry in self._by_anchor[anchor]:
                if move not in found and (match := entry.pattern.search(plain)):
                    found[move] = Hit(match.group().strip(), len(plain) - match.end() < _REST)
        return found


def spoken_words(text: str) -> list[str]:
    """Return the normalised words of `text` without fillers (um, uh)."""
    return [word for word in normalised_words(text) if word not in FILLERS]
