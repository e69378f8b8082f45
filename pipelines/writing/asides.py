"""Small sentences that state nothing and lead from one fact to the next: a question before its answer, a word before a surprise.

They stand where what follows pays for them: a reason behind "Why is that?", a contrast behind "But here's the thing". The
creator's own sentences of that kind come first; the ones here are what anybody says.
"""

import re
from collections.abc import Sequence

from pipelines.models import FrameForm, FrameFunction, PhraseFrame, ScriptSentence, SentenceKind
from pipelines.writing import earned, grammar
from pipelines.writing.themes import stems

_REASON = re.compile(r"(?:And )?(?:That's|This is|That is) because\b")
_CONTRAST = re.compile(r"But (?=[a-zA-Z])")
_NAMED = re.compile(
    r"(?:look at|talk about|get to|turn to|brings us to|what about|the question of|about) (?!it\b|that\b|this\b)([^.?,]{3,40})[.?]$"
)
_WHY_FRAME = re.compile(
    r"(?i)^(?:and |so |but |now,? )?why (?:is (?:that|this)|is it|does that happen|would that be)\?$"
)
_STRIKE_FRAME = re.compile(
    r"(?i)^(?:and |now,? |so )?here's (?:the|where|what).{3,40}(?:interesting|amazing|cool|surprising|crazy|part|thing)\b"
)

_THING_FRAME = re.compile(
    r"(?i)^(?:but |and |now,? )?(?:here['’]s the (?:catch|thing|problem|twist)|but look|you['’]d think)\b"
)
_LEADING = frozenset([FrameFunction.QUESTION, FrameFunction.EMPHASIS, FrameFunction.SIGNPOST, FrameFunction.CONTRAST])
_WHY = ("Why is that?", "And why is that?", "Now why is that?", "So why is that?", "Okay, so why is that?")
_STRIKE = (
    "And here's the interesting part.",
    "Now here's the part that I find interesting.",
    "And this is where it gets interesting.",
    "Think about this for a second.",
)
_THING = (
    "But here's the thing.",
    "But here's the catch.",
)
_CLOSED = ("So that's {thing}.", "Okay, so that's {thing}.", "And that's {thing}.", "All right, so that's {thing}.")
_LEAST_TOLD = 3  # sentences of a section that can be closed


def before(
    lines: Sequence[ScriptSentence], place: int, frames: Sequence[PhraseFrame]
) -> list[tuple[str, str, PhraseFrame | None]]:
    """Return what may be said in front of the sentence at `place`: (aside, the sentence after it, the creator's frame or None)."""
    line = lines[place]
    last = lines[place - 1] if place else None
    if last is None or last.kind is not SentenceKind.SOURCED or line.is_placeholder:
        return []
    if line.kind is SentenceKind.RHETORIC:
        thing = _told_of(lines, place)
        return [(text.format(thing=thing), line.text, None) for text in _CLOSED] if thing else []
    if line.kind is not SentenceKind.SOURCED or line.frame_id or grammar.PRESENTS.match(last.text):
        return []
    if _REASON.match(line.text):
        return _choices(_WHY, _WHY_FRAME, line.text, frames)
    if _CONTRAST.match(line.text):
        rest = line.text.removeprefix("But ")
        return _choices(_THING, _THING_FRAME, rest[:1].upper() + rest[1:], frames)
    following = lines[place + 1] if place + 1 < len(lines) else None
    if earned.amazes(line.text) and not (following and following.frame_id and following.kind is SentenceKind.RHETORIC):
        said = line.text.removeprefix("Now, ")  # "Now here's the part … Now, the universe"
        return _choices(_STRIKE, _STRIKE_FRAME, said[:1].upper() + said[1:], frames)
    return []


def _choices(
    texts: Sequence[str], accept: re.Pattern[str], said: str, frames: Sequence[PhraseFrame]
) -> list[tuple[str, str, PhraseFrame | None]]:
    own = [frame for frame in frames if frame.form is FrameForm.SENTENCE and accept.search(frame.text)]
    own = [frame for frame in own if frame.function in _LEADING]
    return [*((frame.text, said, frame) for frame in own[:2]), *((text, said, None) for text in texts)]


def _told_of(lines: Sequence[ScriptSentence], place: int) -> str | None:
    """Return what the section that ends before `place` was announced as, where enough was said of it."""
    told = 0
    for line in reversed(lines[:place]):
        if line.kind is SentenceKind.SOURCED:
            told += 1
        elif line.kind is SentenceKind.RHETORIC:
            named = _NAMED.search(line.text)
            is_still_on_it = named and stems(named.group(1)) <= stems(lines[place - 1].text)
            return named.group(1) if named and is_still_on_it and told >= _LEAST_TOLD else None
        else:
            return None
    return None
