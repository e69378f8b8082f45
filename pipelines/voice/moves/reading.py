"""One sentence with everything that tagging it needs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.models import Move, Segment
from pipelines.voice.moves import explaining, guiding, leaving
from pipelines.voice.moves.wording import FILLERS, Hit, Searcher, spoken_words

SEARCHER = Searcher(
    {
        Move.DEFINITION: explaining.DEFINITION,
        Move.EXAMPLE: explaining.EXAMPLE,
        Move.ANALOGY: explaining.ANALOGY,
        Move.SIGNPOST: guiding.SIGNPOST,
        Move.RECAP: guiding.RECAP,
        Move.ASIDE: leaving.ASIDE,
        Move.CALL_TO_ACTION: leaving.CALL_TO_ACTION,
    }
)
_SIMILE = re.compile(
    r"\w, (?:(?!things|stuff|people|something|someone)\w+ )?like (?:an?|the) (?!lot |bit |few )(?:\w+ ){1,3}"
    r"(?:(?!something|anything|nothing|everything)\w+ing|through|off)\b"
    r"|\b(?:bends?|moves?|acts?|works?|spins?|swings?|rolls?|it|them|back|out|away|off|around) like (?:an? |the )\w+"
)
_SHOWN_WORDS = 8
_LONGEST_QUOTE = 6  # sentences
_IN_BRACKETS = re.compile(
    r"\s*\(.+\)[.!?]?\s*|.{12,}\((?:and|or|but|which|though|yes|no|well|I|sorry|don't)\b.+\).{0,3}"
)


def moves_of_words(words: Sequence[str]) -> dict[Move, str]:
    """Return the moves that a sentence's normalised words give away by themselves → the wording.

    Questions, answers and stories are seen from more than that; `tagger.tag_moves` finds them.
    """
    plain = " ".join(word for word in words if word not in FILLERS)
    return {move: hit.text for move, hit in SEARCHER.search(plain).items()}


@dataclass
class Reading:
    """A sentence and the moves found in it so far."""

    segment: Segment
    plain: str  # spoken words, joined by one space
    is_quoted: bool = False  # begins inside quotation marks that an earlier sentence opened
    found: dict[Move, Hit] = field(default_factory=dict)

    @property
    def n_words(self) -> int:
        """Number of spoken words."""
        return self.plain.count(" ") + 1 if self.plain else 0

    @property
    def beginning(self) -> str:
        """The first words as written: shown where no single wording makes the move."""
        return " ".join(self.segment.text.split()[:_SHOWN_WORDS])

    def add(self, move: Move, wording: str) -> None:
        """Note a move unless a wording has shown it already."""
        self.found.setdefault(move, Hit(wording, False))


def read(segments: Sequence[Segment]) -> list[Reading]:
    """Return the sentences with the moves that their wording alone gives away."""
    readings = []
    quoted = _quoted(segments)
    for segment, is_quoted in zip(segments, quoted, strict=True):
        plain = " ".join(spoken_words(segment.text))
        reading = Reading(segment, plain, is_quoted, {} if is_quoted else SEARCHER.search(plain))
        if segment.is_punctuated and _IN_BRACKETS.fullmatch(segment.text):
            reading.add(Move.ASIDE, "in brackets")
        if segment.is_punctuated and (simile := _SIMILE.search(segment.text)):
            reading.add(Move.ANALOGY, simile.group())
        readings.append(reading)
    return readings


def _quoted(segments: Sequence[Segment]) -> list[bool]:
    """Whether each sentence begins inside quotation marks; marks that nobody closes are let go."""
    inside, since, found = False, 0, []
    for segment in segments:
        since = since + 1 if inside else 0
        inside = inside and since <= _LONGEST_QUOTE
        found.append(inside)
        opened, closed = segment.text.count("“"), segment.text.count("”")
        if opened != closed:
            inside = opened > closed
        elif segment.text.count('"') % 2:
            inside = not inside
    return found
