"""What may stand in front of a sentence: the creator's own small words, where they fit what was said before."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pipelines.models import PhraseFrame, ScriptSentence, SentenceKind
from pipelines.voice.habits import Habits
from pipelines.voice.words import OPENER_CLASSES
from pipelines.writing import grammar
from pipelines.writing.rules import unquoted
from pipelines.writing.themes import stems

APART = 12
"""Sentences between two uses of one opener of several words."""

_LEAST_SAID = 2
_TURNS = re.compile(r"(?i)^(?:okay|ok|all right|alright|right|now then|well)[, ]*(?:so|now)?,?$")
_TELLS = re.compile(
    r"(?i)^(?:(?:and |so |but )?it turns out(?: that)?|you see|see|look|you know|the thing is|the point is|basically|essentially|"
    r"(?:so |and )?what(?:'s| is) (?:really )?(?:interesting|cool|important|amazing)(?: here)? is(?: that)?|interestingly|"
    r"(?:so |and |now )?(?:notice|note|keep in mind|bear in mind|remember) that|(?:and )?again)[,:]?$"
)
_PLAIN = re.compile(
    r"(?:It|They|The|An?|Its|Their|There|You|We|This|These|That|If|When|Once|In|At|Some|Most|Many|Each|Every|All|One|Two|[A-Z][a-z]+)(?:['’]\w+)?\b"
)
_LEADS_ON = re.compile(r"(?:Let['’]s|What|How|Why|Where|Here['’]s|That brings)\b")
_HEDGED = re.compile(r"(?i)\b(?:may|might|maybe|perhaps|probably|possibly|seems?|appears?|could)\b")


@dataclass(frozen=True)
class Opening:
    """Words in front of a sentence. `name` is what the creator's habit is counted under."""

    text: str
    name: str
    frame: PhraseFrame | None = None

    def before(self, sentence: str, lowered: Callable[[str], str]) -> str:
        """Return the sentence behind the opener."""
        return f"{self.text} {lowered(sentence)}"


def fitting(
    lines: Sequence[ScriptSentence],
    place: int,
    sections: Mapping[str, object],
    frames: Sequence[PhraseFrame],
    habits: Habits,
) -> list[Opening]:
    """Return what may open the sentence at `place`: nothing where it has an opener, or where none fits."""
    line = lines[place]
    last = lines[place - 1] if place else None
    if last is None or line.is_placeholder or line.frame_id or unquoted(line.text) != line.text:
        return []
    if line.kind is SentenceKind.RHETORIC:
        return _for_turns(line, frames, habits) if _LEADS_ON.match(line.text) else []
    if line.kind is not SentenceKind.SOURCED or not _PLAIN.match(line.text) or grammar.has_connective(line.text):
        return []
    is_next = (
        last.kind is SentenceKind.SOURCED
        and line.kind is SentenceKind.SOURCED
        and sections.get(last.fact_ids[-1]) == sections.get(line.fact_ids[0])
    )
    leans = is_next and (grammar_resumes(line.text) or bool(stems(last.text) & stems(line.text)))
    found = []
    if leans and last.text.endswith(".") and "and" in habits.openers:
        found.append(Opening("And", "and"))
    if not is_next and not last.text.endswith("?"):
        found += [Opening(word, name) for word, name in (("So", "so"), ("Now,", "now")) if name in habits.openers]
        found += [
            Opening(frame.text, frame.text, frame) for frame in frames if _TURNS.match(frame.text) and _often(frame)
        ]
    if not _HEDGED.search(line.text):
        found += [
            Opening(frame.text, frame.text, frame) for frame in frames if _TELLS.match(frame.text) and _often(frame)
        ]
    return found


def _for_turns(line: ScriptSentence, frames: Sequence[PhraseFrame], habits: Habits) -> list[Opening]:
    """Return what may stand in front of a sentence that goes on to something: `So let's look at …`."""
    found = [
        Opening(word, name) for word, name in (("So", "so"), ("And", "and"), ("Now", "now")) if name in habits.openers
    ]
    found += [Opening(frame.text, frame.text, frame) for frame in frames if _TURNS.match(frame.text) and _often(frame)]
    return found


def grammar_resumes(text: str) -> bool:
    """Whether a sentence speaks on of what was named before."""
    return re.match(r"(?:It|They|Its|Their|This|These|That)\b", text) is not None


def class_of(text: str) -> str | None:
    """Return the class of the word that opens a sentence, as habits are counted."""
    first = re.split(r"[\s,]", text, maxsplit=1)[0].lower()
    return next((name for name, members in OPENER_CLASSES.items() if first in members), None)


def _often(frame: PhraseFrame) -> bool:
    return frame.count >= _LEAST_SAID
