"""A fitted draft in the creator's voice: a search over wordings, openers and joints that weighs everything at once.

What can be said of each sentence is collected first (`wordings`), scored in one go, and a beam goes from the first sentence to
the last. A path's worth is the sum of

- voice: the log-odds, by wording, that a sentence is the creator's, weighed by its words and against the draft as it was;
- speakability: what `speakability` finds hard to say;
- coverage: the share of a sentence's content words that a wording keeps;
- coherence: what opens a sentence must fit what stands before it, and neighbours must not open alike;
- habit: nothing comes more often than the creator does it.

What states a number, denies or conditions something does so in every wording, and no run of source words comes about: a
wording that fails is no option. Scores that judge voice from outside are not used here.
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipelines.models import FrameForm, PhraseFrame, ScriptSentence, SentenceKind, content_id
from pipelines.sentences import normalised_words
from pipelines.voice.habits import CreatorVoice, Habits
from pipelines.writing import asides, fitting, openers, speakability, speech
from pipelines.writing.manuscript import Manuscript, Material
from pipelines.writing.openers import Opening
from pipelines.writing.phrasing import Phrasebook
from pipelines.writing.rhythm import contracted
from pipelines.writing.rules import MAX_VERBATIM_WORDS, spoken_words, unquoted, verbatim_places
from pipelines.writing.speech import SpokenFact
from pipelines.writing.themes import stems
from pipelines.writing.wordings import Wording, wordings

Voice = Callable[[Sequence[str]], list[float | None]]

WIDTH = 8
_ATTEMPTS = 4
_FITTINGS = 3
_LENGTH_OFF = 0.03  # of the length, from which facts are taken away
_MOST_USES = 3  # of one opener of several words
_KEPT = 4  # wordings of a sentence that the beam chooses from
_DEPTH = 2  # changes to one sentence
_UNKNOWN = 0.5  # chance of a sentence too short to judge
_WORDS_A_POINT = 2.5  # words over which one unit of log-odds is worth one point
_LOST_WORDS = 2.0  # points for losing all content words
_SAME_START = 0.6
_OVER_HABIT = 1.5
_MOVE_COST: Mapping[str, float] = {
    "words": 0.15, "small": 0.05, "degree": 0.1, "amount": 0.1, "naming": 0.15, "pointing": 0.1, "reason": 0.2, "existential": 0.1, "relative": 0.1,
    "modal": 0.05, "future": 0.1, "person": 0.15, "address": 0.1, "adverb": 0.5, "cleft": 0.5, "in front": 0.5,
    "recast": 0.3, "split": 0.2, "presented": 0.3, "asked": 0.3, "why": 0.3, "parataxis": 0.15, "apart": 0.2, "aside": 0.4, "opener": 0.15,
}  # fmt: skip
_APART: Mapping[str, int] = {
    "naming": 6, "existential": 10, "adverb": 8, "cleft": 16, "in front": 16, "why": 20, "presented": 12, "pointing": 2, "reason": 30, "future": 5, "aside": 5, "asked": 16, "recast": 2, "relative": 4, "amount": 3,
}  # fmt: skip
"""Sentences between two uses of a turn that a listener notices."""

_RESUMES = re.compile(r"(?:(?:And|But|So|Now),? )?(?:it|they|this|that|its|their|he|she)\b", re.IGNORECASE)
_MOVES_THE_SUBJECT = frozenset(["cleft", "in front", "why", "existential", "recast", "split", "presented", "asked"])


@dataclass(frozen=True)
class Option:
    """What one sentence may become, and what that is worth by itself, in points."""

    texts: tuple[str, ...]
    worth: float
    moves: tuple[str, ...] = ()
    markers: tuple[str, ...] = ()
    frame: PhraseFrame | None = None

    @property
    def move_is_aside(self) -> bool:
        """Whether the first sentence is an aside."""
        return "aside" in self.moves


@dataclass(frozen=True)
class _Path:
    """One way through the draft so far."""

    score: float = 0.0
    lines: tuple[ScriptSentence, ...] = ()
    last_at: Mapping[str, int] = field(default_factory=dict)  # move or frame → sentence at which it was used last
    used: Mapping[str, int] = field(default_factory=dict)  # marker or class of opener → times
    changed: bool = False  # whether the last sentence is another than in the draft


def revoiced(
    manuscript: Manuscript, sections: Mapping[str, object], voice: Voice, habits: Habits, fixed: frozenset[str]
) -> list[ScriptSentence]:
    """Return the draft in the wording that the search likes best; sentences that cite a fact of `fixed` stay.

    `sections`: fact id → section of the sources. Kinds, citations and order stay; lengths in seconds are counted anew.
    """
    lines = manuscript.lines
    chances = _Chances(voice)
    options = _options(manuscript, lines, chances, fixed)
    options = _with_openings(manuscript, sections, lines, options, chances, habits)
    paths = [_Path()]
    for place, line in enumerate(lines):
        grown = [
            path
            for old in paths
            for option in options[place]
            if (path := _grown(manuscript, old, line, option, habits))
        ]
        paths = sorted(grown, key=lambda path: -path.score)[:WIDTH]
    return list(paths[0].lines)


def fitted_in_voice(
    material: Material,
    told: Sequence[SpokenFact],
    script: Sequence[ScriptSentence],
    sections: Mapping[str, object],
    voice: Voice,
    contraction_rate: float,
) -> list[ScriptSentence]:
    """Return a fitted script re-voiced; where small words have made it too long, with fewer facts, so that it fits again."""
    habits = voice.habits if isinstance(voice, CreatorVoice) else Habits()
    target = material.project.minutes * material.words_per_minute
    best: list[ScriptSentence] = []
    n_fitted = spoken_words(script)
    for _ in range(_FITTINGS):
        written = Manuscript(material, Phrasebook(()), list(script))
        said = in_voice(written, sections, voice, habits, contraction_rate)
        if not best or abs(spoken_words(said) - target) < abs(spoken_words(best) - target):
            best = said
        excess = spoken_words(said) - target
        if excess <= _LENGTH_OFF * target:
            break
        minutes = material.project.minutes * (n_fitted - excess) / n_fitted
        script = fitting.fitted(replace(material, project=replace(material.project, minutes=minutes)), told)
        n_fitted = spoken_words(script)
    return best


def in_voice(
    manuscript: Manuscript,
    sections: Mapping[str, object],
    voice: Voice,
    habits: Habits,
    contraction_rate: float = 1.0,
) -> list[ScriptSentence]:
    """Return the draft re-voiced, and contracted as often as the creator contracts; no run of source words comes about."""
    fixed: frozenset[str] = frozenset()
    for _ in range(_ATTEMPTS):
        lines = revoiced(manuscript, sections, voice, habits, fixed)
        lines = list(contracted(lines, contraction_rate, fixed, manuscript.material.steering))
        repeated = [lines.index(line) for line, _ in verbatim_places(lines, manuscript.material.index)]
        if not repeated:
            return [
                replace(line, ordinal=place, sentence_id=content_id(line.project_key, place, line.text))
                for place, line in enumerate(lines)
            ]
        fixed |= {
            fact_id for place in repeated for line in lines[max(0, place - 2) : place + 1] for fact_id in line.fact_ids
        }
    return list(manuscript.lines)


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


def _worth(chances: _Chances, texts: Sequence[str], original: str, moves: Sequence[str]) -> float:
    said, kept = stems(original), stems(" ".join(texts))
    lost = len(said - kept) / len(said) if said else 0.0
    cost = sum(_MOVE_COST[move] for move in moves) + sum(speakability.cost(text) for text in texts)
    return chances.worth(texts) - _LOST_WORDS * lost * ("words" not in moves) - cost


def _options(
    manuscript: Manuscript, lines: Sequence[ScriptSentence], chances: _Chances, fixed: frozenset[str]
) -> list[list[Option]]:
    """Return, per sentence, itself and its best other wordings."""
    chances.set_usual([line.text for line in lines if not line.is_placeholder])
    found = [[Option((line.text,), _worth(chances, (line.text,), line.text, ()))] for line in lines]
    for _ in range(_DEPTH):
        grown = [
            _changed(manuscript, lines, place, options) if _is_free(line, fixed) else []
            for place, (line, options) in enumerate(zip(lines, found, strict=True))
        ]
        chances.ask([text for new in grown for wording, _ in new for text in wording.sentences])
        for place, new in enumerate(grown):
            line = lines[place]
            scored = [
                Option(
                    wording.sentences,
                    _worth(chances, wording.sentences, line.text, (*before.moves, wording.move)),
                    (*before.moves, wording.move),
                    (*before.markers, *([wording.marker] if wording.marker else [])),
                )
                for wording, before in new
            ]
            ranked = sorted([*found[place][1:], *scored], key=lambda option: -option.worth)
            unique = {option.texts: option for option in reversed(ranked)}
            best = sorted(unique.values(), key=lambda option: -option.worth)[: _KEPT - 1]
            found[place] = [found[place][0], *best]
    return found


def _is_free(line: ScriptSentence, fixed: frozenset[str]) -> bool:
    is_plain = line.kind is SentenceKind.SOURCED and not line.is_placeholder and unquoted(line.text) == line.text
    return is_plain and line.text.endswith(".") and not fixed & set(line.fact_ids)


def _changed(
    manuscript: Manuscript, lines: Sequence[ScriptSentence], place: int, options: Sequence[Option]
) -> list[tuple[Wording, Option]]:
    """Return one more change to each option of one sentence, where it keeps what is said."""
    following = lines[place + 1].text if place + 1 < len(lines) else ""
    resumes = _RESUMES.match(following) is not None
    steering = manuscript.material.steering
    return [
        (wording, option)
        for option in options
        if len(option.texts) == 1
        for wording in _cased(manuscript, lines[place].text, wordings(option.texts[0]))
        if not (resumes and wording.move in _MOVES_THE_SUBJECT)
        and not (wording.move in option.moves and wording.move != "words")
        and not (lines[place].frame_id and wording.move in _MOVES_THE_SUBJECT)
        and speech.keeps_meaning(lines[place].text, wording.sentences)
        and all(steering.allows(text) for text in wording.sentences)
    ]


def _cased(manuscript: Manuscript, original: str, found: Iterable[Wording]) -> Iterator[Wording]:
    """Lower what opened the sentence and stands inside one now, unless it is a name."""
    for wording in found:
        texts = tuple(speech.decapitalised(text, original, manuscript.material.index) for text in wording.sentences)
        yield replace(wording, sentences=texts)


def _with_openings(
    manuscript: Manuscript,
    sections: Mapping[str, object],
    lines: Sequence[ScriptSentence],
    options: list[list[Option]],
    chances: _Chances,
    habits: Habits,
) -> list[list[Option]]:
    """Add what may open each sentence, and joining it to the one before."""
    known = [frame for frame in manuscript.material.frames if frame.form is FrameForm.OPENER]
    steering = manuscript.material.steering
    drafts: list[list[tuple[Option, Opening]]] = []
    for place in range(len(lines)):
        fitting = openers.fitting(lines, place, sections, known, habits)
        best = sorted(options[place], key=lambda option: -option.worth)[:2]
        made = [
            (option, opening)
            for option in best
            if len(option.texts) == 1 and openers.can_be_opened(option.texts[0])
            for opening in fitting
        ]
        drafts.append([(o, w) for o, w in made if steering.allows(w.before(o.texts[0], manuscript.lowered))])
    chances.ask([w.before(o.texts[0], manuscript.lowered) for row in drafts for o, w in row])
    found = []
    for place, row in enumerate(drafts):
        opened = []
        for option, opening in row:
            text = opening.before(option.texts[0], manuscript.lowered)
            moves = (*option.moves, "opener")
            worth = _worth(chances, (text,), lines[place].text, moves)
            opened.append(Option((text,), worth, moves, (*option.markers, opening.name), opening.frame))
        led = [
            Option((aside, said), _worth(chances, (aside, said), lines[place].text, ("aside",)), ("aside",), (), frame)
            for aside, said, frame in asides.before(lines, place, manuscript.material.frames)
            if steering.allows(aside)
        ]
        led = sorted(led, key=lambda option: -option.worth)[:_KEPT]
        found.append([*options[place], *led, *sorted(opened, key=lambda option: -option.worth)[:_KEPT]])
    return found


def _grown(manuscript: Manuscript, path: _Path, line: ScriptSentence, option: Option, habits: Habits) -> _Path | None:
    """Return the path with one more sentence said as `option` has it; None where it cannot be said so here."""
    place = len(path.lines)
    if any(place - path.last_at.get(move, -99) < _APART.get(move, 0) for move in option.moves):
        return None
    if option.frame and path.used.get(option.frame.frame_id, 0) >= _MOST_USES:
        return None
    if option.move_is_aside and path.used.get(option.texts[0], 0):
        return None
    if option.frame and place - path.last_at.get(option.frame.frame_id, -99) < openers.APART:
        return None
    said = _said(manuscript, line, option)
    is_changed = bool(option.moves)
    if (is_changed or path.changed) and not _is_own(manuscript, path.lines, said):
        return None
    penalty = _alike(path.lines, said) + _over_habit(path, option, place, habits)
    names = [
        *option.markers,
        *([option.frame.frame_id] if option.frame else []),
        *([option.texts[0]] if option.move_is_aside else []),
        *([opening] if (opening := openers.class_of(said[0].text)) else []),
    ]
    used = {**path.used, **{name: path.used.get(name, 0) + 1 for name in names}}
    keys = [*option.moves, *([option.frame.frame_id] if option.frame else [])]
    last_at = {**path.last_at, **dict.fromkeys(keys, place)} if keys else path.last_at
    return _Path(path.score + option.worth - penalty, (*path.lines, *said), last_at, used, is_changed)


def _said(manuscript: Manuscript, line: ScriptSentence, option: Option) -> list[ScriptSentence]:
    pace = manuscript.material.words_per_minute
    found = []
    for number, text in enumerate(option.texts):
        is_aside = option.move_is_aside and number == 0
        is_question = is_aside or (text.endswith("?") and line.kind is SentenceKind.SOURCED)
        found.append(
            replace(
                line,
                text=text,
                kind=SentenceKind.RHETORIC if is_question else line.kind,
                fact_ids=() if is_question else line.fact_ids,
                frame_id=option.frame.frame_id if option.frame and number == 0 else None if is_aside else line.frame_id,
                visual=line.visual if number == 0 else "",
                seconds=0.0 if line.is_placeholder else 60.0 * len(normalised_words(text)) / pace,
            )
        )
    return found


def _is_own(manuscript: Manuscript, before: Sequence[ScriptSentence], said: Sequence[ScriptSentence]) -> bool:
    tail = [unquoted(line.text) for line in before[-2:] if not line.is_placeholder]
    window = " ".join([*tail, *(unquoted(line.text) for line in said)])
    return manuscript.material.index.longest_run(window)[1] <= MAX_VERBATIM_WORDS


def _alike(before: Sequence[ScriptSentence], said: Sequence[ScriptSentence]) -> float:
    """Return the points lost because neighbouring sentences open with the same word."""
    openings = [line.text.split(maxsplit=1)[0].strip(",").lower() for line in (*before[-2:], said[0])]
    same = sum(opening == openings[-1] for opening in openings[:-1])
    return _SAME_START * same * same


def _over_habit(path: _Path, option: Option, place: int, habits: Habits) -> float:
    """Return the points lost by saying what was added more often than the creator does."""
    lost = 0.0
    for name in option.markers:
        share = habits.openers.get(name)
        allowed = share * (place + 1) + 1 if share is not None else habits.allowed(name, 13 * (place + 1)) + 1
        lost += _OVER_HABIT * max(0.0, path.used.get(name, 0) + 1 - allowed)
    return lost
