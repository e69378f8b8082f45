"""A creator's style controls, as the choices that the writer makes: what may be said, what first, and how much of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipelines.models import ControlAction, PhraseFrame, StyleControl
from pipelines.sentences import normalised_words
from pipelines.voice.sentence import moves_in, read_sentence
from pipelines.writing.speech import SpokenFact

_RATE_STEP = 0.25  # by which a raised or lowered share of contractions moves
_LENGTH_STEP = 0.12  # in voice, by which joining or splitting sentences is favoured
_LONGER = ("sentence_length_mean", "long_sentence_share")
_ACTIONS = {ControlAction.RAISE: 1, ControlAction.LOWER: -1}
_PREFERRED = {ControlAction.PIN: 0, ControlAction.RAISE: 0, ControlAction.LOWER: 2}


@dataclass(frozen=True)
class Steering:
    """Style controls of one channel. Without any, it changes nothing."""

    controls: tuple[StyleControl, ...] = ()

    @cached_property
    def banned(self) -> tuple[str, ...]:
        """Phrases that must not occur, each between spaces."""
        return tuple(f" {c.target} " for c in self.controls if c.kind == "phrase" and c.action is ControlAction.BAN)

    def allows(self, text: str) -> bool:
        """Whether a sentence holds no banned phrase and is nothing that the creator has banned as a trait."""
        padded = f" {' '.join(normalised_words(text))} "
        if any(phrase in padded for phrase in self.banned):
            return False
        if self._is("questions", ControlAction.BAN) and text.rstrip("\"'”’) ").endswith("?"):
            return False
        banned = [name for name in ("signposting", "recaps") if self._is(name, ControlAction.BAN)]
        return not banned or not set(banned).intersection(moves_in(read_sentence(text)))

    def frames(self, frames: Sequence[PhraseFrame]) -> list[PhraseFrame]:
        """Return the frames that may be used: pinned and raised ones first, lowered ones last."""
        return sorted((frame for frame in frames if self.allows(frame.text)), key=self.rank)

    def rank(self, frame: PhraseFrame) -> int:
        """0 for a frame that holds a pinned or raised phrase, 2 for a lowered one, else 1."""
        padded = f" {' '.join(normalised_words(frame.text))} "
        ranks = [
            _PREFERRED[control.action]
            for control in self.controls
            if control.kind == "phrase" and control.action in _PREFERRED and f" {control.target} " in padded
        ]
        return min(ranks, default=1)

    def facts(self, spoken: Sequence[SpokenFact]) -> list[SpokenFact]:
        """Return the facts that can be told as they are worded."""
        return [fact for fact in spoken if all(self.allows(sentence) for sentence in fact.sentences)]

    def contraction_rate(self, measured: float) -> float:
        """Return the share of contractions to aim at."""
        pinned = self._value("contraction_share")
        rate = measured if pinned is None else pinned
        return min(1.0, max(0.0, rate + _RATE_STEP * self.leaning("contraction_share")))

    @property
    def length_bonus(self) -> float:
        """What a longer sentence gains over two short ones, in voice; negative where short ones are wanted."""
        wanted = max((self.leaning(name) for name in _LONGER), key=abs)
        return _LENGTH_STEP * (wanted or -self.leaning("short_sentence_share"))

    def leaning(self, trait: str) -> int:
        """1 where a trait is raised, -1 where it is lowered, else 0."""
        return next((_ACTIONS.get(c.action, 0) for c in self.controls if c.kind == "trait" and c.target == trait), 0)

    def told(self) -> str:
        """Return the controls in words, one a line, for a model's prompt; empty without any."""
        return "\n".join(f"{control.action.value} | {control.kind} | {control.target}" for control in self.controls)

    def _is(self, trait: str, action: ControlAction) -> bool:
        return any(c.kind == "trait" and c.target == trait and c.action is action for c in self.controls)

    def _value(self, trait: str) -> float | None:
        pinned = (c for c in self.controls if c.kind == "trait" and c.target == trait and c.action is ControlAction.PIN)
        return next((control.value for control in pinned), None)


UNSTEERED = Steering()
