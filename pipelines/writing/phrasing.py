"""Which of a creator's phrasing frames may carry a fact, and when each was last used."""

import re
from collections.abc import Sequence

from pipelines.models import FrameForm, FrameFunction, PhraseFrame
from pipelines.sentences import words

COOLDOWN = 25
"""Sentences before a frame may come back."""

_CARRIED_SHARE = 1 / 3
_CONNECTIVE = re.compile(
    r"(?i)^(?:and|but|so|or|yet|now|then|also|that's|that|because|for|in|at|by|if|when|while|although|though|once|after|before|since|"
    r"as|to|unlike|despite|instead|even|however|well|today|during|with|without|from|until|under|over|on|some \d|about|not|here)\b"
)
_INTRODUCES = re.compile(
    r"(?i)^(?:now,? )?(?:here's|quick word|let me|you'd think|but look)|(?:kicker|fun part|thing is|like this|catch)\.$"
)
_SAFE_OPENERS: dict[FrameFunction, re.Pattern[str]] = {
    FrameFunction.SIGNPOST: re.compile(r"(?i)^(?:now|you see),?$"),
    FrameFunction.ADDITION: re.compile(r"(?i)^and,?$"),
    FrameFunction.CONTRAST: re.compile(r"(?i)^(?:but|and yet),?$"),
    FrameFunction.CONSEQUENCE: re.compile(r"(?i)^(?:so|and so),?$"),
    FrameFunction.EVIDENCE: re.compile(r"(?i)^(?:we also know that|we know that)$"),
    FrameFunction.EMPHASIS: re.compile(r"(?i)^(?:in fact|the truth is),?$"),
    FrameFunction.EXAMPLE: re.compile(r"(?i)^(?:for example|for instance),?$"),
}
_SAFE_QUESTIONS = re.compile(r"(?i)\b(?:going on|happening|does that look like|why does this happen)\b")
_DEFINES = re.compile(r"\bcalled\b|\bmeans\b|\bthe name\b")
_CAUSAL = re.compile(r"(?i)\b(?:that's because|because|caused?s?|the reason)\b")
_MEASURED = re.compile(
    r"\b(?:measured|observed|observations?|detected|showed|discovered|confirmed|experiments?|found that|tested)\b"
)
_CONTRASTS = re.compile(r"(?i)^but\b|\b(?:unlike|instead|rather than|not)\b")
_STRENGTHENS = re.compile(r"\b(?:even|only|every|never|most|all)\b|\d")


class Phrasebook:
    """A creator's frames by function; remembers when each was used. One per draft."""

    def __init__(self, frames: Sequence[PhraseFrame]):
        ranked = sorted(frames, key=lambda frame: (-frame.n_videos, -frame.count, frame.frame_id))
        self._frames = [frame for frame in ranked if len(words(frame.text)) <= 16]
        self._used_at: dict[str, int] = {}
        self._times: dict[str, int] = {}
        self.spoken = 0
        self.carried = 0

    def sentence(self, function: FrameFunction, accept: re.Pattern[str] | None = None) -> PhraseFrame | None:
        """Return a frame that stands alone and has not been heard lately; once a script, unless it is short."""
        return next(
            (
                frame
                for frame in self._fresh(function, FrameForm.SENTENCE)
                if frame.frame_id not in self._times and (accept is None or accept.search(frame.text))
            ),
            None,
        )

    def opener(self, function: FrameFunction) -> PhraseFrame | None:
        """Return a frame that may go before a clause without saying more than its function."""
        safe = _SAFE_OPENERS.get(function)
        if safe is None:
            return None
        return next((f for f in self._fresh(function, FrameForm.OPENER) if safe.match(f.text)), None)

    def use(self, frame: PhraseFrame) -> PhraseFrame:
        """Mark a frame as said now."""
        self._used_at[frame.frame_id] = self.spoken
        self._times[frame.frame_id] = self._times.get(frame.frame_id, 0) + 1
        self.carried += 1
        return frame

    @property
    def has_room(self) -> bool:
        """Whether one more frame leaves at least two plain sentences for each carried one."""
        return self.carried + 1 <= (self.spoken + 1) * _CARRIED_SHARE

    def _fresh(self, function: FrameFunction, form: FrameForm) -> list[PhraseFrame]:
        fresh = [
            frame
            for frame in self._frames
            if frame.function is function
            and frame.form is form
            and self.spoken - self._used_at.get(frame.frame_id, -COOLDOWN) >= COOLDOWN
        ]
        return sorted(fresh, key=lambda frame: self._times.get(frame.frame_id, 0))


def before(sentence: str) -> list[tuple[FrameFunction, re.Pattern[str] | None]]:
    """Return the functions of a stand-alone frame that may precede a sentence, best first."""
    wanted: list[tuple[FrameFunction, re.Pattern[str] | None]] = []
    if _DEFINES.search(sentence):
        wanted.append((FrameFunction.DEFINITION, re.compile(r"(?i)quick word|jargon|name")))
    if _CONTRASTS.match(sentence):
        wanted.append((FrameFunction.CONTRAST, re.compile(r"(?i)catch|but look")))
    if _MEASURED.search(sentence):
        wanted.append((FrameFunction.EVIDENCE, None))
    if _CAUSAL.search(sentence):
        wanted.append((FrameFunction.QUESTION, _SAFE_QUESTIONS))
    if re.search(r"\d|most|every", sentence):
        wanted.append((FrameFunction.EMPHASIS, _INTRODUCES))
    return wanted


def after(sentence: str) -> list[tuple[FrameFunction, re.Pattern[str] | None]]:
    """Return the functions of a stand-alone frame that may follow a sentence, best first."""
    if re.search(r"\d[\d,.]* (?:million|billion|trillion|times)|\d{1,3},\d{3}", sentence):
        return [
            (
                FrameFunction.EMPHASIS,
                re.compile(
                    r"(?i)^(?:let that|that is (?:not|neat)|that's the|this is a big|so it's very|isn't|remember that|it really)"
                ),
            )
        ]
    return []


def opening(sentence: str, same_subject: bool, first: bool) -> list[FrameFunction]:
    """Return the functions of an opener that fit a sentence, best first; none where it opens with a connective."""
    if _CONNECTIVE.match(sentence):
        return []
    if first:
        return [FrameFunction.SIGNPOST]
    if same_subject:
        return [FrameFunction.ADDITION]
    return [FrameFunction.SIGNPOST]
