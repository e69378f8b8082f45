"""What every reader makes of a file: blocks in reading order, assembled into one plain text with headings.

The assembled text is normalised once, here, so that every offset that a later stage stores points into it exactly.
Headings are not part of the text: a heading is no sentence, and nothing may be quoted from it.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipelines import sentences
from pipelines.research.sections import OBJECTIVES

MAX_CHARACTERS = 2_000_000  # of one document; a long novel has half of them
DROPPED = "\ufffc"  # stands where something unreadable (a formula, an object) was: its sentence is left out

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SPACES = re.compile(r"[^\S\n]+")
_EMPTY_REFERENCE = re.compile(r" ?\(\s*\)| ?\[\s*\](?!\()")
_LOST_FIGURE = re.compile(
    r"(?P<open> ?\(|,)? ?(?:and )?(?:as )?(?:shown|seen|illustrated|listed|pictured|depicted) in (?P<stop>[,.;)])"
)
_GLUED_SENTENCES = re.compile(r"(?<=[a-z]{2}[.!?])(?=[A-Z][a-z]+ )")
_SPACE_BEFORE_STOP = re.compile(r" (?=[,.;](?:\s|$))")
_SUPERSCRIPTS = str.maketrans("0123456789+-−–()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁽⁾ⁿ")
_SUBSCRIPTS = str.maketrans("0123456789+-−–()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₍₎")


class UnreadableSourceError(ValueError):
    """A source document cannot be read. The message says why and what to do."""


class BlockKind(StrEnum):
    """What a block is in its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # list item or table row: a line of its own


@dataclass(frozen=True)
class Block:
    """One heading, paragraph, list item or table row, in reading order."""

    kind: BlockKind
    text: str
    level: int = 0  # of a heading, 1 is the highest


@dataclass(frozen=True)
class SourceText:
    """What a reader found in one file. Fields as in `ResearchDocument`."""

    text: str
    headings: tuple[tuple[int, str], ...]
    title: str | None = None
    author: str | None = None
    published_on: str | None = None
    publisher: str | None = None
    licence: str | None = None
    url: str | None = None
    genre: str | None = None
    notes: tuple[str, ...] = ()  # what was left out, or guessed


def heading(text: str, level: int) -> Block:
    """Return a heading block."""
    return Block(BlockKind.HEADING, text, level)


def paragraph(text: str) -> Block:
    """Return a paragraph block."""
    return Block(BlockKind.PARAGRAPH, text)


def item(text: str) -> Block:
    """Return a list item or table row."""
    return Block(BlockKind.ITEM, text)


def assemble(blocks: Iterable[Block]) -> tuple[str, tuple[tuple[int, str], ...]]:
    """Return the plain text of `blocks` and its headings as (offset, "H1 > H2").

    Every block is followed by an empty line, so that no sentence runs over its end. A heading's offset is where its
    section starts. A list of learning objectives ends with its list: what follows belongs to the section around it.

    Raises:
        UnreadableSourceError: the text is too long to be worked on in one piece.
    """
    parts: list[str] = []
    headings: list[tuple[int, str]] = []
    path: list[tuple[int, str]] = []
    waiting: list[str] = []  # headings whose section has no text yet
    length, after_item = 0, False
    for block in blocks:
        content = clean(block.text)
        if block.kind is BlockKind.HEADING and content:
            path = [*(step for step in path if step[0] < block.level), (block.level, content)]
            waiting.append(_joined(path))
        elif content := _without_dropped(content):
            if after_item and block.kind is BlockKind.PARAGRAPH and path and OBJECTIVES.match(path[-1][1]):
                path = path[:-1]
                waiting.append(_joined(path))
            start = length + (2 if parts else 0)
            headings.extend((start, name) for name in waiting)
            waiting = []
            parts.append(content)
            length = start + len(content)
            if length > MAX_CHARACTERS:
                raise UnreadableSourceError(
                    f"The text has more than {MAX_CHARACTERS:,} characters. Save the part that matters, or split the file."
                )
        after_item = block.kind is BlockKind.ITEM
    return "\n\n".join(parts), tuple(headings)


def _joined(path: Sequence[tuple[int, str]]) -> str:
    return " > ".join(title for _, title in path)


def clean(text: str) -> str:
    """Return `text` in NFC on one line, without control and invisible characters and what a lost link leaves behind.

    A cross-reference whose target was not exported leaves "()" or "as shown in ,"; a lost footnote glues two sentences.
    """
    composed = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    spaced = _SPACES.sub(" ", _CONTROL.sub(" ", composed.replace("\n", " ")))
    spaced = _SPACES.sub(" ", _EMPTY_REFERENCE.sub("", spaced))
    spaced = _GLUED_SENTENCES.sub(" ", _LOST_FIGURE.sub(_rest_of_reference, spaced))
    return _SPACE_BEFORE_STOP.sub("", spaced).strip()


def _rest_of_reference(match: re.Match[str]) -> str:
    opening, stop = match["open"] or "", match["stop"]
    if stop == ")":
        return "" if "(" in opening else ")"
    return opening + stop if "(" in opening else stop


def superscript(text: str) -> str:
    """Return digits and signs as superscript characters, so that ten to the 26th does not become 1026."""
    stripped = text.strip()
    if re.fullmatch(r"[\d+\-−–()n]+", stripped):
        return stripped.translate(_SUPERSCRIPTS)
    return "" if re.fullmatch(r"\[\w{1,3}\]|[*†‡§]", stripped) else text


def subscript(text: str) -> str:
    """Return digits and signs as subscript characters."""
    stripped = text.strip()
    return stripped.translate(_SUBSCRIPTS) if re.fullmatch(r"[\d+\-−–()]+", stripped) else text


def _without_dropped(text: str) -> str:
    if DROPPED not in text:
        return text
    return " ".join(span.text for span in sentences.split(text) if DROPPED not in span.text)
