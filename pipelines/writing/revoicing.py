"""A fitted draft in the creator's voice: a search over wordings, openers and joints that weighs everything at once.

What can be said of each sentence is collected first (`options`), with its worth in voice, speakability, coverage and rhythm; then
a beam goes from the first sentence to the last and adds coherence (what stands side by side must not open alike, no turn
comes back soon, no run of source words comes about) and habit (nothing comes more often than the creator does it).

What states a number, denies or conditions something does so in every wording. Scores that judge voice from outside are
not used here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipelines.models import ScriptSentence, SentenceKind, content_id
from pipelines.sentences import normalised_words
from pipelines.voice.habits import CreatorVoice, Habits
from pipelines.writing import fitting, openers
from pipelines.writing.contracting import contracted
from pipelines.writing.manuscript import Manuscript, Material
from pipelines.writing.options import Option, Voice, options
from pipelines.writing.phrasing import Phrasebook
from pipelines.writing.rules import MAX_VERBATIM_WORDS, spoken_words, unquoted, verbatim_places
from pipelines.writing.speech import SpokenFact

WIDTH = 8
_ATTEMPTS = 4
_FITTINGS = 3
_LENGTH_OFF = 0.03  # of the length, from which facts are taken away
_OFTEN = 4  # times that the creator says an opener of several words which a script may say twice
_SAME_START = 0.6  # points for opening as a neighbour does
_OPENED_TWICE = 0.5  # points for an opener right behind another
_WORDS_A_SENTENCE = 13
_APART: Mapping[str, int] = {
    "naming": 6, "existential": 10, "adverb": 8, "cleft": 16, "in front": 16, "why": 20, "presented": 12, "pointing": 2,
    "reason": 30, "future": 5, "aside": 5, "asked": 16, "recast": 2, "relative": 4, "amount": 3,
}  # fmt: skip
"""Sentences between two uses of a turn that a listener notices."""


@dataclass(frozen=True)
class _Path:
    """One way through the draft so far."""

    score: float = 0.0
    lines: tuple[ScriptSentence, ...] = ()
    last_at: Mapping[str, int] = field(default_factory=dict)  # move or frame → sentence at which it was used last
    used: Mapping[str, int] = field(default_factory=dict)  # marker, frame, aside or class of opener → times
    changed: bool = False  # whether the last sentence is another than in the draft


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
        hooked = manuscript.material.hook.sentences if manuscript.material.hook else ()
        short = contracted(lines, contraction_rate, fixed, manuscript.material.steering)
        lines = [line if line.text in hooked else other for line, other in zip(lines, short, strict=True)]
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


def revoiced(
    manuscript: Manuscript, sections: Mapping[str, object], voice: Voice, habits: Habits, fixed: frozenset[str]
) -> list[ScriptSentence]:
    """Return the draft in the wording that the search likes best; sentences that cite a fact of `fixed` stay.

    `sections`: fact id → section of the sources. Kinds, citations and order stay; lengths in seconds are counted anew.
    """
    paths = [_Path()]
    choices = options(manuscript, sections, voice, habits, fixed)
    for line, known in zip(manuscript.lines, choices, strict=True):
        grown = [path for old in paths for option in known if (path := _grown(manuscript, old, line, option, habits))]
        paths = sorted(grown, key=lambda path: -path.score)[:WIDTH]
    return list(paths[0].lines)


def _grown(manuscript: Manuscript, path: _Path, line: ScriptSentence, option: Option, habits: Habits) -> _Path | None:
    """Return the path with one more sentence said as `option` has it; None where it cannot be said so here."""
    if option.behind is not None:
        return _joined(manuscript, path, line, option)
    place = len(path.lines)
    if any(place - path.last_at.get(move, -99) < _APART.get(move, 0) for move in option.moves):
        return None
    if option.frame and path.used.get(option.frame.frame_id, 0) >= (2 if option.frame.count >= _OFTEN else 1):
        return None
    if _is_over_habit(path, option, place, habits):
        return None
    if option.has_aside and path.used.get(option.texts[0], 0):
        return None
    if option.frame and place - path.last_at.get(openers.core(option.frame.text), -99) < openers.APART:
        return None
    said = _said(manuscript, line, option)
    is_changed = bool(option.moves)
    if (is_changed or path.changed) and not _is_own(manuscript, path.lines, said):
        return None
    penalty = _alike(path.lines, said)
    if "opener" in option.moves and path.last_at.get("opener") == place - 1:
        penalty += _OPENED_TWICE
    names = [
        *option.markers,
        *([option.frame.frame_id] if option.frame else []),
        *([option.texts[0]] if option.has_aside else []),
        *([opening] if (opening := openers.class_of(said[0].text)) else []),
    ]
    used = {**path.used, **{name: path.used.get(name, 0) + 1 for name in names}}
    keys = [*option.moves, *([openers.core(option.frame.text)] if option.frame else [])]
    last_at = {**path.last_at, **dict.fromkeys(keys, place)} if keys else path.last_at
    return _Path(path.score + option.worth - penalty, (*path.lines, *said), last_at, used, is_changed)


def _joined(manuscript: Manuscript, path: _Path, line: ScriptSentence, option: Option) -> _Path | None:
    """Return the path with its last sentence and this one as one; None where its last sentence is another wording."""
    *before, last = path.lines or (line,)
    if last.text != option.behind or last.frame_id:
        return None
    facts = tuple(dict.fromkeys((*last.fact_ids, *line.fact_ids)))
    seconds = 60.0 * len(normalised_words(option.texts[0])) / manuscript.material.words_per_minute
    said = replace(last, text=option.texts[0], fact_ids=facts, seconds=seconds)
    if not _is_own(manuscript, before, [said]):
        return None
    return replace(path, score=path.score + option.worth, lines=(*before, said), changed=True)


def _said(manuscript: Manuscript, line: ScriptSentence, option: Option) -> list[ScriptSentence]:
    pace = manuscript.material.words_per_minute
    found = []
    for number, text in enumerate(option.texts):
        is_aside = option.has_aside and number == 0
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


def _is_over_habit(path: _Path, option: Option, place: int, habits: Habits) -> bool:
    """Whether what an option brings in would come more often than the creator does it; once is always free."""
    for name in option.markers:
        share = habits.openers.get(name)
        n_words = _WORDS_A_SENTENCE * (place + 1)
        allowed = share * (place + 1) if share is not None else habits.allowed(name, n_words)
        if path.used.get(name, 0) + 1 > max(1.0, allowed + 1):
            return True
    return False
