"""Which of a creator's phrasing frames may carry a fact, and when each was last used."""

import re
from collections.abc import Sequence

from pipelines.models import FrameForm, FrameFunction, PhraseFrame, VerifiedFact
from pipelines.sentences import words
from pipelines.writing import earned, grammar
from pipelines.writing.steering import UNSTEERED, Steering

COOLDOWN = 25
"""Sentences before a frame may come back."""

OPENERS_APART = 12
"""Sentences before an opener may come back; three times in a script are enough."""

_MOST_OPENINGS = 3
_CARRIED_SHARE = 1 / 3
_APART = {FrameFunction.EMPHASIS: 12, FrameFunction.SIGNPOST: 4, FrameFunction.EVIDENCE: 20}
"""Sentences between two frames of one function: emphasis on everything is emphasis on nothing."""

_SIGNATURE = 4
"""Videos in which a frame must stand to be a signature that may be heard twice in a script."""

_CONNECTIVE = re.compile(
    r"(?i)^(?:and|but|so|or|yet|now|then|also|that's|that|because|for|in|at|by|if|when|while|although|though|once|after|before|since|"
    r"as|to|unlike|despite|instead|even|however|well|today|during|with|without|from|until|under|over|on|some \d|about|not|here)\b"
)
_INTRODUCES = re.compile(r"(?i)^(?:now,? )?here's (?:the (?:part|thing|kicker)|where)")
_SAFE_OPENERS: dict[FrameFunction, re.Pattern[str]] = {
    FrameFunction.SIGNPOST: re.compile(r"(?i)^now,?$"),
    FrameFunction.ADDITION: re.compile(r"(?i)^and,?$"),
    FrameFunction.CONTRAST: re.compile(r"(?i)^(?:but|and yet|however|on the other hand),?$"),
    FrameFunction.CONSEQUENCE: re.compile(r"(?i)^(?:so|and so),?$"),
    FrameFunction.EVIDENCE: re.compile(r"(?i)^(?:we also know that|we know that)$"),
    FrameFunction.EMPHASIS: re.compile(r"(?i)^(?:in fact|the truth is),?$"),
    FrameFunction.RECAP: re.compile(r"(?i)^(?:and )?again,?$"),
    FrameFunction.EXAMPLE: re.compile(r"(?i)^(?:for example|for instance),?$"),
}
_LAST = 2  # rank of a frame that the creator wants less of
_DEFINES = re.compile(r"\bcalled\b|\bknown as\b|\b(?:measure|measures|express) [^,.]{3,40} as an? ")
_SAYS_WHAT_A_WORD_MEANS = re.compile(
    r"(?:\bis|\bare|['’]s) (?:just )?(?:the|a|our) (?:name|word|term) for\b|(?:^|[.?] )[A-Z][a-z-]+(?: [a-z-]+)? means (?:that|an?|the)\b"
)
_CONTRASTS = re.compile(r"^But\b")
_STRIKES = re.compile(
    r"(?i)^(?:let that|that is (?:not|neat)|say that again|that's (?:incredible|pretty|cool|wild)|it's amazing|isn't (?:that|it) (?:neat|amazing|wild|cool))"
)
_SOURCE_CONNECTIVES: tuple[tuple[FrameFunction, re.Pattern[str]], ...] = (
    (
        FrameFunction.CONTRAST,
        re.compile(r"^(?:However|But|Yet|Nevertheless|On the other hand|By contrast|In contrast)\b"),
    ),
    (FrameFunction.CONSEQUENCE, re.compile(r"^(?:Therefore|Thus|Hence|So|Consequently|As a result)\b")),
    (FrameFunction.EXAMPLE, re.compile(r"^For (?:example|instance)\b")),
    (FrameFunction.EMPHASIS, re.compile(r"^(?:In fact|Indeed)\b")),
    (FrameFunction.ADDITION, re.compile(r"^(?:Also|Moreover|Furthermore|In addition|Additionally|And)\b")),
)
_NEXT_SENTENCE = 2  # characters between a sentence and the one after it in the source


class Phrasebook:
    """A creator's frames by function; remembers when each was used. One per draft."""

    def __init__(self, frames: Sequence[PhraseFrame], steering: Steering = UNSTEERED):
        self._steering = steering
        allowed = [frame for frame in frames if self._steering.allows(frame.text)]
        ranked = sorted(
            allowed, key=lambda frame: (self._steering.rank(frame), -frame.n_videos, -frame.count, frame.frame_id)
        )
        self._frames = [frame for frame in ranked if len(words(frame.text)) <= 16]
        self._used_at: dict[str, int] = {}
        self._times: dict[str, int] = {}
        self._said_at: dict[FrameFunction, int] = {}
        self.spoken = 0
        self.carried = 0

    def sentence(self, function: FrameFunction, accept: re.Pattern[str] | None = None) -> PhraseFrame | None:
        """Return a frame that stands alone; once a script, or twice where it is the creator's signature."""
        return next(
            (
                frame
                for frame in self._fresh(function, FrameForm.SENTENCE)
                if self._times.get(frame.frame_id, 0) < self._allowed(frame)
                and (accept is None or accept.search(frame.text))
            ),
            None,
        )

    def opener(self, function: FrameFunction) -> PhraseFrame | None:
        """Return a frame that may go before a clause without saying more than its function."""
        safe = _SAFE_OPENERS.get(function)
        if safe is None:
            return None
        return next((f for f in self._fresh(function, FrameForm.OPENER) if safe.match(f.text)), None)

    def opening(self, accept: re.Pattern[str]) -> PhraseFrame | None:
        """Return an opener of any function that has not been heard lately and that `accept` finds."""
        return next(
            (
                frame
                for function in FrameFunction
                for frame in self._fresh(function, FrameForm.OPENER)
                if accept.search(frame.text)
            ),
            None,
        )

    def matching(self, function: FrameFunction, form: FrameForm, accept: re.Pattern[str]) -> PhraseFrame | None:
        """Return a frame of a function and form that has not been heard lately and that `accept` finds."""
        return next((frame for frame in self._fresh(function, form) if accept.search(frame.text)), None)

    def use(self, frame: PhraseFrame) -> PhraseFrame:
        """Mark a frame as said now."""
        self._used_at[frame.frame_id] = self.spoken
        self._said_at[frame.function] = self.spoken
        self._times[frame.frame_id] = self._times.get(frame.frame_id, 0) + 1
        self.carried += 1
        return frame

    @property
    def has_room(self) -> bool:
        """Whether one more frame leaves at least two plain sentences for each carried one."""
        return self.carried + 1 <= (self.spoken + 1) * _CARRIED_SHARE

    def _allowed(self, frame: PhraseFrame) -> int:
        return 2 if frame.n_videos >= _SIGNATURE or self._steering.rank(frame) == 0 else 1

    def _fresh(self, function: FrameFunction, form: FrameForm) -> list[PhraseFrame]:
        fresh = [
            frame
            for frame in self._frames
            if frame.function is function
            and frame.form is form
            and self.spoken - self._said_at.get(function, -COOLDOWN) >= _APART.get(function, 0)
            and self.spoken - self._used_at.get(frame.frame_id, -COOLDOWN) >= _rest(frame)
            and (form is FrameForm.SENTENCE or self._times.get(frame.frame_id, 0) < _MOST_OPENINGS)
        ]
        return sorted(
            fresh, key=lambda frame: (self._steering.rank(frame) == _LAST, self._times.get(frame.frame_id, 0))
        )


def _rest(frame: PhraseFrame) -> int:
    return COOLDOWN if frame.form is FrameForm.SENTENCE else OPENERS_APART


def before(sentence: str) -> list[tuple[FrameFunction, re.Pattern[str] | None]]:
    """Return the functions of a stand-alone frame that may precede a sentence, best first."""
    wanted: list[tuple[FrameFunction, re.Pattern[str] | None]] = []
    if _DEFINES.search(sentence):
        wanted.append((FrameFunction.DEFINITION, re.compile(r"(?i)quick word|jargon")))
    if _CONTRASTS.match(sentence):
        wanted.append((FrameFunction.CONTRAST, re.compile(r"(?i)catch|but look|you['’]d think")))
    if earned.amazes(sentence):
        wanted.append((FrameFunction.EMPHASIS, _INTRODUCES))
    return wanted


def after(sentence: str) -> list[tuple[FrameFunction, re.Pattern[str] | None]]:
    """Return the functions of a stand-alone frame that may follow a sentence, best first.

    Emphasis follows a striking number or a superlative, the creator's word on words what says what a word means.
    """
    wanted: list[tuple[FrameFunction, re.Pattern[str] | None]] = []
    if _SAYS_WHAT_A_WORD_MEANS.search(sentence):
        wanted.append((FrameFunction.DEFINITION, re.compile(r"(?i)\bthat['’]s all\b.*\bmeans?\b")))
    if earned.strikes(sentence) or earned.surpasses(sentence):
        wanted.append((FrameFunction.EMPHASIS, _STRIKES))
    return wanted


def may_turn(sentence: str) -> bool:
    """Whether a plain "Now," may open a sentence: it has no connective of its own, and is no request."""
    return _CONNECTIVE.match(sentence) is None and grammar.PRESENTS.match(sentence) is None


def connection(sentence: str, fact: VerifiedFact, previous: VerifiedFact | None) -> FrameFunction | None:
    """Return what joins a fact to the one told before it, as its source says, or None.

    Only a fact that stands right behind the previous one in the source has a connection: there the source's own
    "However", "Therefore" or "For example" says which.
    """
    if previous is None or previous.document_id != fact.document_id or _CONNECTIVE.match(sentence):
        return None
    if not 0 <= fact.start - previous.end <= _NEXT_SENTENCE:
        return None
    return next((function for function, pattern in _SOURCE_CONNECTIVES if pattern.match(fact.quote)), None)
