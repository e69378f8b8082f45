"""Moves that go on over several sentences: what a wording opens, the sentences after it carry on."""

import re
from collections.abc import Sequence

from pipelines.models import Move
from pipelines.voice.moves.reading import Reading

_BREAKS = frozenset({Move.QUESTION, Move.SIGNPOST, Move.DEFINITION, Move.STORY, Move.ASIDE, Move.RECAP})
_LONGEST_ANALOGY = 8  # sentences after the one that opens it
_ANNOUNCEMENT = 9  # words of a sentence that only announces an example
_LONGEST_EXAMPLE = 2
_PARALLEL = 10  # words
_LONGEST_LIST = 5
_BARE_ITEM = 2  # words
_LONGEST_INSTRUCTION = 3
_ANYTHING = re.compile("")
_SETS_UP = re.compile(r"\b(?:version|pretend|picture (?:an?|the|your)|take something|that's all it is)\b")
_ENUMERATES = re.compile(
    r"\b(?:two|three|four|five|few|couple of) (?:\w+ )?(?:things|points|ideas|lessons|takeaways)\b"
)
_INSTANCE = re.compile(r"^(?:and |or |then )*there(?:'s| is| was) an? ")
_ITEM = re.compile(r"^(?:and |so |finally )*(?:one|two|three|four|five|first|second|third|fourth|last|next|number)\b")
_IMPERATIVE = re.compile(
    r"^(?:and |then |now |just |or )*(?:take|point|tip|hold|fill|cut|get|look|put|close|wait|run|push|find"
    r"|use|draw|write|pick"
    r"|open|turn|watch|drop|try|go|ask|make|pour|read|click|leave|send|tell|count|move|bring)\b"
)


def carry_on(readings: Sequence[Reading]) -> None:
    """Add to following sentences the analogies, examples, lists of a recap and instructions that go on there."""
    for index, reading in enumerate(readings):
        rest = readings[index + 1 : index + 1 + _LONGEST_ANALOGY]
        if Move.ANALOGY in reading.found and _SETS_UP.search(reading.found[Move.ANALOGY].text):
            _extend(rest, Move.ANALOGY, _LONGEST_ANALOGY)
        if Move.CALL_TO_ACTION in reading.found:
            _extend(rest, Move.CALL_TO_ACTION, _LONGEST_INSTRUCTION, _IMPERATIVE)
        _carry_example(reading, rest)
        _carry_recap(reading, rest)


def _carry_example(reading: Reading, rest: Sequence[Reading]) -> None:
    """A sentence that only announces an example is followed by it; "There's a …" twice in a row are two."""
    hit = reading.found.get(Move.EXAMPLE)
    if hit and hit.is_last and reading.n_words <= _ANNOUNCEMENT:
        _extend(rest, Move.EXAMPLE, _LONGEST_EXAMPLE)
    if hit and rest and rest[0].n_words <= _PARALLEL and _repeats(reading, rest[0]):
        rest[0].add(Move.EXAMPLE, rest[0].beginning)
    if _INSTANCE.match(reading.plain) and rest and _INSTANCE.match(rest[0].plain):
        for one in (reading, rest[0]):
            one.add(Move.EXAMPLE, one.beginning)


def _repeats(reading: Reading, later: Reading) -> bool:
    """Whether at least half of a sentence's words were in the one before: "Four thirds gives a fourth"."""
    words = later.plain.split()
    return sum(word in reading.plain.split() for word in words) * 2 >= len(words)


def _carry_recap(reading: Reading, rest: Sequence[Reading]) -> None:
    """An unpunctuated caption that ends with the wording ("so recall that") is followed by what is recalled."""
    hit = reading.found.get(Move.RECAP)
    if hit and hit.is_last and not reading.segment.is_punctuated:
        _extend(rest, Move.RECAP, 1)
    if hit and _ENUMERATES.search(reading.plain):
        _extend_list(rest)


def _extend(rest: Sequence[Reading], move: Move, longest: int, belongs: re.Pattern[str] = _ANYTHING) -> None:
    for later in rest[:longest]:
        if not _BREAKS.isdisjoint(later.found):
            return
        if belongs.match(later.plain):
            later.add(move, later.beginning)


def _extend_list(rest: Sequence[Reading]) -> None:
    """Add the items of a list to a recap; after a bare "three", the sentence after it is the item."""
    is_open = False
    for later in rest[:_LONGEST_LIST]:
        is_item = bool(_ITEM.match(later.plain))
        if not _BREAKS.isdisjoint(later.found) or not (is_item or is_open):
            return
        is_open = is_item and later.n_words <= _BARE_ITEM
        later.add(Move.RECAP, later.beginning)
