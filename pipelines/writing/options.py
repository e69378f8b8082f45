"""What each sentence of a draft may become: other wordings, openers, asides and joints, each with its worth in points.

A worth adds up voice (the log-odds, by wording, that a sentence is the creator's, weighed by its words and against the draft as it
was), speakability, coverage (the share of content words that a wording keeps), the creator's usual length of sentence, and
what a change costs in naturalness.
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipelines.models import FrameForm, PhraseFrame, ScriptSentence, SentenceKind
from pipelines.sentences import normalised_words
from pipelines.voice.habits import Habits
from pipelines.writing import asides, joints, openers, speakability, speech
from pipelines.writing.manuscript import Manuscript
from pipelines.writing.openers import Opening
from pipelines.writing.rules import unquoted
from pipelines.writing.themes import stems
from pipelines.writing.wordings import Wording, wordings

Voice = Callable[[Sequence[str]], list[float | None]]

_KEPT = 4  # wordings of a sentence that are kept for the search
_DEPTH = 2  # changes to one sentence
_UNKNOWN = 0.5  # chance of a sentence too short to judge
_WORDS_A_POINT = 2.5  # words over which one unit of log-odds is worth one point
_LOST_WORDS = 2.0  # points for losing all content words
_RHYTHM = 0.4  # points for a sentence e times as long as the creator's usual one
_LONGEST_USUAL = 20.0  # words: a longer mean is hard to say from a script
_LENGTH_BONUS = 5.0  # points for a style control's step in favour of longer sentences
_ASKING = 0.6  # points for a question where the creator wants more of them
_MOVE_COST: Mapping[str, float] = {
    "small": 0.05, "modal": 0.05, "degree": 0.1, "amount": 0.1, "pointing": 0.1, "existential": 0.1, "relative": 0.1, "future": 0.1,
    "address": 0.1, "words": 0.15, "naming": 0.15, "person": 0.15, "parataxis": 0.15, "opener": 0.15, "reason": 0.2, "split": 0.2,
    "apart": 0.2, "joined": 0.2, "recast": 0.3, "presented": 0.3, "asked": 0.3, "why": 0.3, "aside": 0.4, "adverb": 0.5,
    "cleft": 0.5, "in front": 0.5,
}  # fmt: skip
_RESUMES = re.compile(r"(?:(?:And|But|So|Now),? )?(?:it|they|this|that|its|their|he|she)\b", re.IGNORECASE)
_TURNED = frozenset(["cleft", "in front", "aside"])
_MOVES_THE_SUBJECT = frozenset(["cleft", "in front", "why", "existential", "recast", "split", "presented", "asked"])


@dataclass(frozen=True)
class Option:
    """What one sentence may become, and what that is worth by itself, in points."""

    texts: tuple[str, ...]
    worth: float
    moves: tuple[str, ...] = ()
    markers: tuple[str, ...] = ()  # what of the creator's it brings in, as their habits name it
    frame: PhraseFrame | None = None
    behind: str | None = None  # the sentence that it is joined to and takes the place of

    @property
    def has_aside(self) -> bool:
        """Whether its first sentence is an aside."""
        return "aside" in self.moves


def options(
    manuscript: Manuscript, sections: Mapping[str, object], voice: Voice, habits: Habits, fixed: frozenset[str]
) -> list[list[Option]]:
    """Return, per sentence of a draft, itself first and then what it may become; who cites a fact of `fixed` stays."""
    collected = _Collected(manuscript, sections, habits, fixed, _Chances(voice))
    collected.chances.set_usual([line.text for line in manuscript.lines if not line.is_placeholder])
    worded = collected.worded()
    return collected.joined(collected.led(collected.opened(worded)))


class _Chances:
    """Log-odds of sentences, each asked for once, against the mean of the draft as it was."""

    def __init__(self, voice: Voice):
        self._voice = voice
        self._known: dict[str, float] = {}
        self._usual = 0.0

    def ask(self, texts: Sequence[str]) -> None:
        """Score the texts that are not known yet, in one go."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        for text, chance in zip(new, self._voice(new) if new else (), strict=True):
            bounded = min(max(_UNKNOWN if chance is None else chance, 0.01), 0.99)
            self._known[text] = math.log(bounded / (1 - bounded))

    def set_usual(self, texts: Sequence[str]) -> None:
        """Take the mean over these texts as what a word is worth without a change."""
        self.ask(texts)
        n_words = [len(normalised_words(text)) for text in texts]
        total = sum(self._known[text] * n for text, n in zip(texts, n_words, strict=True))
        self._usual = total / max(1, sum(n_words))

    def worth(self, texts: Sequence[str]) -> float:
        """Return the points of sentences for their voice."""
        self.ask(texts)
        return sum((self._known[t] - self._usual) * len(normalised_words(t)) / _WORDS_A_POINT for t in texts)


@dataclass(frozen=True)
class _Collected:
    """Collects options. One per draft."""

    manuscript: Manuscript
    sections: Mapping[str, object]
    habits: Habits
    fixed: frozenset[str]
    chances: _Chances

    @property
    def hooked(self) -> frozenset[str]:
        """The sentences of the hook, which a person has chosen as they are."""
        hook = self.manuscript.material.hook
        return frozenset(hook.sentences if hook else ())

    @property
    def lines(self) -> Sequence[ScriptSentence]:
        """The draft."""
        return self.manuscript.lines

    def worth(self, texts: Sequence[str], original: str, moves: Sequence[str]) -> float:
        """Return what saying `texts` for `original` is worth."""
        said, kept = stems(original), stems(" ".join(texts))
        lost = len(said - kept) / len(said) if said and "words" not in moves else 0.0
        cost = sum(_MOVE_COST[move] for move in moves) + sum(speakability.cost(text) for text in texts)
        asking = self.manuscript.material.steering.leaning("questions") * ("asked" in moves or "why" in moves)
        return self.chances.worth(texts) - _LOST_WORDS * lost - cost - self._off_rhythm(texts) + _ASKING * asking

    def worded(self) -> list[list[Option]]:
        """Return, per sentence, itself and its best other wordings."""
        found = [[Option((line.text,), self.worth((line.text,), line.text, ()))] for line in self.lines]
        for _ in range(_DEPTH):
            grown = [self._changes(place, known) for place, known in enumerate(found)]
            self.chances.ask([text for new in grown for wording, _ in new for text in wording.sentences])
            for place, new in enumerate(grown):
                scored = [self._changed(place, wording, before) for wording, before in new]
                unique = {option.texts: option for option in [*scored, *found[place][1:]]}
                best = sorted(unique.values(), key=lambda option: -option.worth)[: _KEPT - 1]
                found[place] = [found[place][0], *best]
        return found

    def opened(self, known: list[list[Option]]) -> list[list[Option]]:
        """Add what may open each sentence."""
        frames = [frame for frame in self.manuscript.material.frames if frame.form is FrameForm.OPENER]
        drafts: list[list[tuple[Option, Opening, str]]] = []
        for place, row in enumerate(known):
            best = [option for option in sorted(row, key=lambda option: -option.worth)[:2] if _is_plain(option)]
            fitting = (
                []
                if self.lines[place].text in self.hooked
                else openers.fitting(self.lines, place, self.sections, frames, self.habits)
            )
            made = [
                (option, opening, opening.before(option.texts[0], self.manuscript.lowered))
                for option in best
                if openers.can_be_opened(option.texts[0])
                for opening in fitting
            ]
            drafts.append([entry for entry in made if self.manuscript.material.steering.allows(entry[2])])
        self.chances.ask([text for row in drafts for _, _, text in row])
        added = [
            [
                Option(
                    (text,),
                    self.worth((text,), self.lines[place].text, (*option.moves, "opener")),
                    (*option.moves, "opener"),
                    (*option.markers, opening.name),
                    opening.frame,
                )
                for option, opening, text in row
            ]
            for place, row in enumerate(drafts)
        ]
        return _with_best(known, added)

    def led(self, known: list[list[Option]]) -> list[list[Option]]:
        """Add small sentences that lead to the next."""
        steering, frames = self.manuscript.material.steering, self.manuscript.material.frames
        added = [
            [
                Option((aside, said), self.worth((aside, said), line.text, ("aside",)), ("aside",), (), frame)
                for aside, said, frame in asides.before(self.lines, place, frames)
                if steering.allows(aside) and line.text not in self.hooked
            ]
            for place, line in enumerate(self.lines)
        ]
        return _with_best(known, added)

    def joined(self, known: list[list[Option]]) -> list[list[Option]]:
        """Add joining a sentence to the one before, where both speak of one thing."""
        drafts: list[list[tuple[Option, Option, str]]] = [[]]
        for place in range(1, len(self.lines)):
            last, line = self.lines[place - 1], self.lines[place]
            may_join = self._is_free(last) and self._is_free(line) and joints.may_join(last, line, self.sections)
            pairs = [
                (one, other, text)
                for one in (_plainest(known[place - 1]) if may_join else ())
                for other in _plainest(known[place])
                if (text := joints.joined(one.texts[-1], other.texts[0], self.manuscript.lowered))
            ]
            drafts.append([pair for pair in pairs if self.manuscript.material.steering.allows(pair[2])])
        self.chances.ask([text for row in drafts for _, _, text in row])
        bonus = _LENGTH_BONUS * self.manuscript.material.steering.length_bonus
        added = []
        for row in drafts:
            found = []
            for one, other, text in row:
                alone = self.worth(one.texts, one.texts[0], ())
                gain = self.worth((text,), text, (*other.moves, "joined")) - alone + bonus
                found.append(Option((text,), gain, behind=one.texts[-1]))
            added.append(found)
        return _with_best(known, added)

    def _changes(self, place: int, known: Sequence[Option]) -> list[tuple[Wording, Option]]:
        """Return one more change to each option of one sentence, where it keeps what is said."""
        line, following = self.lines[place], self.lines[place + 1].text if place + 1 < len(self.lines) else ""
        if not self._is_free(line):
            return []
        keeps_subject = _RESUMES.match(following) is not None or line.frame_id is not None
        steering = self.manuscript.material.steering
        return [
            (wording, option)
            for option in known
            if len(option.texts) == 1
            for wording in self._cased(line.text, wordings(option.texts[0]))
            if not (keeps_subject and wording.move in _MOVES_THE_SUBJECT)
            and not (wording.move == "presented" and self._is_known(place, wording.sentences[0]))
            and (wording.move == "words" or wording.move not in option.moves)
            and speech.keeps_meaning(line.text, wording.sentences)
            and all(steering.allows(text) for text in wording.sentences)
        ]

    def _is_known(self, place: int, presents: str) -> bool:
        """Whether the sentence before speaks already of what `presents` brings in as new."""
        return place > 0 and bool(stems(presents) & stems(self.lines[place - 1].text))

    def _changed(self, place: int, wording: Wording, before: Option) -> Option:
        moves = (*before.moves, wording.move)
        markers = (*before.markers, wording.marker) if wording.marker else before.markers
        return Option(wording.sentences, self.worth(wording.sentences, self.lines[place].text, moves), moves, markers)

    def _cased(self, original: str, found: Iterable[Wording]) -> Iterator[Wording]:
        """Lower what opened the sentence and stands inside one now, unless it is a name."""
        for wording in found:
            texts = (speech.decapitalised(t, original, self.manuscript.material.index) for t in wording.sentences)
            yield Wording(tuple(texts), wording.move, wording.marker)

    def _is_free(self, line: ScriptSentence) -> bool:
        is_plain = line.kind is SentenceKind.SOURCED and not line.is_placeholder and unquoted(line.text) == line.text
        is_fixed = line.text in self.hooked or bool(self.fixed & set(line.fact_ids))
        return is_plain and line.text.endswith(".") and not is_fixed

    def _off_rhythm(self, texts: Sequence[str]) -> float:
        """Return the points lost for sentences that are shorter or longer than the creator's usual one."""
        if not self.habits.sentence_words:
            return 0.0
        usual = min(self.habits.sentence_words, _LONGEST_USUAL)
        return _RHYTHM * sum(math.log(len(text.split()) / usual) ** 2 for text in texts if len(text.split()) > 3)


def _with_best(known: Sequence[list[Option]], added: Sequence[list[Option]]) -> list[list[Option]]:
    return [
        [*row, *sorted(new, key=lambda option: -option.worth)[:_KEPT]] for row, new in zip(known, added, strict=True)
    ]


def _plainest(known: Sequence[Option]) -> list[Option]:
    """Return a sentence as it is, and its best wording of one sentence."""
    best = sorted(known[1:], key=lambda option: -option.worth)
    return [known[0], *[option for option in best if _is_plain(option) and option.frame is None][:1]]


def _is_plain(option: Option) -> bool:
    """Whether an option is one sentence that begins as statements do."""
    return len(option.texts) == 1 and not _TURNED & set(option.moves)
