"""What may stand in front of a sentence: the creator's own small words, where they fit what was said before."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pipelines.models import FrameFunction, PhraseFrame, ScriptSentence, SentenceKind
from pipelines.voice.habits import Habits
from pipelines.voice.words import OPENER_CLASSES
from pipelines.writing import grammar
from pipelines.writing.rules import unquoted
from pipelines.writing.themes import stems

APART = 12
"""Sentences between two uses of one opener of several words."""

_NOW_APART = 8  # sentences between two that "Now" opens
_MOST = 8  # openers that are tried before one sentence
_TURNS = re.compile(r"(?i)^(?:okay|ok|all right|alright|right|now then|well)[, ]*(?:so|now)?,?$")
_TELLING = (
    FrameFunction.EMPHASIS,
    FrameFunction.ANSWER,
    FrameFunction.EVIDENCE,
    FrameFunction.DEFINITION,
    FrameFunction.SIGNPOST,
)
_TELLS = re.compile(
    r"(?i)(?:\bthat|^(?:(?:and |so |but |now )?it turns out|you see|see|look|you know|basically|essentially|so basically|"
    r"keep in mind|the (?:thing|point|key|idea) (?:here )?is),?)$"
)
_ADDS = re.compile(
    r"(?i)(?!.*\b(?:remember|finally|of course|but|not only|then|importantly|interestingly|now)\b)(?:\w+ ){1,}\w+,?$|(?:also|plus|moreover),$"
)
_ADDS_WEIGHT = re.compile(r"(?i)(?:and )?(?:in fact|interestingly|notably),$")
_SAYS_MORE = re.compile(
    r"(?i)\b(?:means?|implies|tells|shows|suggests|says|learned|seen|found|discovered|evidence|data|mean by|unlike|answer|what i|i want|surprising\w*|"
    r"amazing\w*|incredibl\w*|crazy|wild|coincidence|accident|no doubt|happens|again|remember|recall|don't forget)\b|what(?:'s| is) (?:happening|going on)"
)
"""What only some sentences can stand behind: a conclusion, a finding, something to be amazed at."""

_PLAIN = re.compile(
    r"(?!(?:Consider|Take|Look|Suppose|Then|Think|So|And|But|Now|Well|Or|Why|Because|Born|Unable|\w+(?:ed|ing) (?:by|in|from|on|to|with))\b)(?:It|They|The|An?|Its|Their|There|You|We|This|These|That|If|When|Once|In|At|Some|Most|Many|Each|Every|All|One|Two|[A-Z][a-z]+)(?:['’]\w+)?\b"
)
_LEADS_ON = re.compile(r"(?:Let['’]s|What|How|Why|Where|Here['’]s|That brings)\b")
_PRESENTS = re.compile(r"(?:But |And )?(?:[Tt]ake|[Ll]ook at|[Cc]onsider|[Tt]hink about|[Ss]uppose|[Tt]hen there)\b")
_RESUMES = re.compile(r"(?:It|They|Its|Their|This|These|That)\b")
_LEANING = (("And", "and"),)  # "so" would make a reason of what stands before
_BEGINNING = (("So", "so"), ("Now,", "now"))
_GOING_ON = (("So", "so"), ("And", "and"), ("Now", "now"))
_HEDGED = re.compile(r"(?i)\b(?:may|might|maybe|perhaps|probably|possibly|seems?|appears?|could)\b")


@dataclass(frozen=True)
class Opening:
    """Words in front of a sentence. `name` is what the creator's habit is counted under."""

    text: str
    name: str
    frame: PhraseFrame | None = None

    def before(self, sentence: str, lowered: Callable[[str], str]) -> str:
        """Return the sentence behind the opener."""
        if _LEADS_ON.match(sentence):
            return f"{self.text} {sentence[:1].lower()}{sentence[1:]}"
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
        return _for_turns(frames, habits) if _LEADS_ON.match(line.text) else []
    if line.kind is not SentenceKind.SOURCED or not _PLAIN.match(line.text) or grammar.has_connective(line.text):
        return []
    if last.text.endswith("?"):
        return [_own(frame) for frame in frames if frame.text == "Well,"]
    if _PRESENTS.match(last.text):
        return []
    is_next = last.kind is SentenceKind.SOURCED and sections.get(last.fact_ids[-1]) == sections.get(line.fact_ids[0])
    leans = is_next and (_RESUMES.match(line.text) is not None or bool(stems(last.text) & stems(line.text)))
    plain: Sequence[tuple[str, str]] = _LEANING if leans else () if is_next else _BEGINNING
    if any(other.text.startswith("Now") for other in lines[max(0, place - _NOW_APART) : place + _NOW_APART + 1]):
        plain = tuple(opener for opener in plain if opener[1] != "now")
    found = [Opening(words, name) for words, name in plain if name in habits.openers]
    found += [_own(frame) for frame in frames if (_adds(frame) if leans else not is_next and _TURNS.match(frame.text))]
    if not _HEDGED.search(line.text):
        found += [_own(frame) for frame in frames if _tells(frame)][:_MOST]
    return found


def _for_turns(frames: Sequence[PhraseFrame], habits: Habits) -> list[Opening]:
    """Return what may stand in front of a sentence that goes on to something: `So let's look at …`."""
    plain = [Opening(words, name) for words, name in _GOING_ON if name in habits.openers]
    return [*plain, *(_own(frame) for frame in frames if _TURNS.match(frame.text))]


def _own(frame: PhraseFrame) -> Opening:
    return Opening(frame.text, frame.text, frame)


def _adds(frame: PhraseFrame) -> bool:
    """Whether an opener says that more follows on the same thing."""
    if frame.function is FrameFunction.ADDITION:
        return _ADDS.match(frame.text) is not None
    return frame.function is FrameFunction.EMPHASIS and _ADDS_WEIGHT.match(frame.text) is not None


def _tells(frame: PhraseFrame) -> bool:
    """Whether an opener only says that something is worth hearing, so that it may stand before any fact."""
    fits = frame.function in _TELLING and _TELLS.search(frame.text) and not _SAYS_MORE.search(frame.text)
    return bool(fits) and re.match(r"(?i)(?:but|so)\b", frame.text) is None


def can_be_opened(text: str) -> bool:
    """Whether a sentence has no opener, and is no request."""
    return _PLAIN.match(text) is not None or _LEADS_ON.match(text) is not None


def core(text: str) -> str:
    """Return what a listener hears an opener by: `All right, so` and `And all right,` are one."""
    return " ".join(re.sub(r"^(?:and|so|but|now),? ", "", text.lower()).replace(",", "").split()[:2])


def class_of(text: str) -> str | None:
    """Return the class of the word that opens a sentence, as habits are counted."""
    first = re.split(r"[\s,]", text, maxsplit=1)[0].lower()
    return next((name for name, members in OPENER_CLASSES.items() if first in members), None)
