"""Moves that go on over several sentences: what a wording opens, the sentences after it carry on."""

import re
from collections.abc import Callable, Sequence

from pipelines.models import Move
from pipelines.voice.moves.reading import Reading

_BREAKS = frozenset({Move.QUESTION, Move.SIGNPOST, Move.DEFINITION, Move.STORY, Move.ASIDE, Move.RECAP})
_LONGEST_ANALOGY = 8  # sentences after the one that opens it
_ANNOUNCEMENT = 9  # words of a sentence that only announces an example
_LONGEST_LIST = 5
_LONGEST_INSTRUCTION = 3
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
    """Add to following sentences the analogies, lists of a recap and instructions that go on there.

    A wording with which an unpunctuated caption ends announces the next caption, so that the move goes on there.
    """
    for index, reading in enumerate(readings):
        rest = readings[index + 1 :]
        recap = reading.found.get(Move.RECAP)
        if recap and recap.is_last and not reading.segment.is_punctuated:
            _extend(rest, Move.RECAP, 1, lambda _: True)
        if _INSTANCE.match(reading.plain) and rest and _INSTANCE.match(rest[0].plain):
            for one in (reading, rest[0]):
                one.add(Move.EXAMPLE, "there is a")
        hit = reading.found.get(Move.EXAMPLE)
        if hit and hit.is_last and reading.n_words <= _ANNOUNCEMENT:
            _extend(rest, Move.EXAMPLE, 2, lambda _: True)
        hit = reading.found.get(Move.ANALOGY)
        if hit and _SETS_UP.search(hit.text):
            _extend(rest, Move.ANALOGY, _LONGEST_ANALOGY, lambda _: True)
        if Move.RECAP in reading.found and _ENUMERATES.search(reading.plain):
            _extend_list(rest)
        if Move.CALL_TO_ACTION in reading.found:
            _extend(rest, Move.CALL_TO_ACTION, _LONGEST_INSTRUCTION, lambda later: bool(_IMPERATIVE.match(later.plain)))


def _extend(rest: Sequence[Reading], move: Move, longest: int, belongs: Callable[[Reading], bool]) -> None:
    for later in rest[:longest]:
        if not _BREAKS.isdisjoint(later.found):
            return
        if belongs(later):
            later.add(move, " ".join(later.segment.text.split()[:8]))


def _extend_list(rest: Sequence[Reading]) -> None:
    """Add the items of a list to a recap; after a bare "three", the sentence after it is the item."""
    is_open = False
    for later in rest[:_LONGEST_LIST]:
        is_item = bool(_ITEM.match(later.plain))
        if not _BREAKS.isdisjoint(later.found) or not (is_item or is_open):
            return
        is_open = is_item and later.n_words <= 2
        later.add(Move.RECAP, " ".join(later.segment.text.split()[:8]))
