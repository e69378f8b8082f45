"""Faults that a review finds in a finished draft, put to the model beat by beat, and what may be done about them.

A repair changes single sentences of one beat. All beats are mended at once; a repair is taken only where the script is
better with it than without, so that two that do not fit together cannot both get in.
"""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from pydantic import BaseModel, ConfigDict, Field

from pipelines.models import ReviewFinding, ScriptSentence, SentenceKind, Severity
from pipelines.sentences import counted
from pipelines.writing import rules
from pipelines.writing.beat_briefs import BeatBrief, fact_lines, frame_lines
from pipelines.writing.choosing import Judge
from pipelines.writing.drafted import Allowed, Draft, DraftedSentence, typed

LENGTH_GOAL = 0.05
"""Share of the planned minutes by which a script may miss them."""

_BEAT_SLACK = 0.15  # share of its words by which a beat may miss them before it is asked to change
_CONTEXT = 3  # sentences before and after a beat that its repair is shown
_NOT_FOR_A_MODEL = frozenset({"placeholder", "single-source", "story-left-out", "style-control", "offline-sentence"})
_REFUSED = frozenset(
    {"verbatim", "misplaced-belief", "unsourced-number", "unknown-citation", "untyped", "banned-phrase"}
)
"""Rules of the review without which no draft is stored."""

_COST = {Severity.BLOCKING: 0.2, Severity.WARNING: 0.02, Severity.NOTE: 0.01}


class Edit(BaseModel):
    """What stands in the place of one sentence: one, several, or none."""

    model_config = ConfigDict(extra="forbid")
    number: int = Field(ge=1)
    sentences: list[DraftedSentence] = Field(max_length=6)


class MendedBeat(BaseModel):
    """The reply to the faults of one beat."""

    model_config = ConfigDict(extra="forbid")
    edits: list[Edit]


@dataclass(frozen=True)
class Fault:
    """What is wrong with a beat. `place` is the index of its sentence, None: with the beat as a whole."""

    place: int | None
    message: str
    remedy: str


@dataclass(frozen=True)
class Bench:
    """By what repairs of a script are judged. `target`: words that it should have."""

    briefs: Sequence[BeatBrief]
    judge: Judge
    review: Callable[[Sequence[ScriptSentence]], list[ReviewFinding]]
    target: int

    def worth(self, draft: Draft, findings: Sequence[ReviewFinding]) -> float:
        """Return what a script is worth with the findings on it."""
        return self.judge.worth(draft.beats, self.briefs, draft.hook) - weight(findings)

    def beat_worth(self, draft: Draft, findings: Sequence[ReviewFinding], place: int) -> float:
        """Return what one beat adds to that, with its seams and the findings on its sentences."""
        own = {sentence.sentence_id for sentence in draft.numbered(place)}
        share = self.briefs[place].words / max(1, self.target)
        around = [draft.hook, *draft.beats, ()][place : place + 3]
        seams = sum(self.judge.seam(last, following) for last, following in pairwise(around))
        value = self.judge.merits(draft.beats[place], self.briefs[place]).worth * share
        return value - seams - weight([finding for finding in findings if finding.sentence_id in own])


def taken(
    draft: Draft, findings: list[ReviewFinding], repaired: Mapping[int, Sequence[ScriptSentence]], bench: Bench
) -> tuple[Draft, list[ReviewFinding]]:
    """Keep the repairs of those beats that are better for them, and none where the script as a whole is not; with its findings."""
    if not repaired:
        return draft, findings
    mended = draft
    for place, version in repaired.items():
        mended = mended.with_beat(place, version)
    found = bench.review(mended.sentences)
    worse = [
        place
        for place in repaired
        if bench.beat_worth(mended, found, place) <= bench.beat_worth(draft, findings, place)
    ]
    for place in worse:
        mended = mended.with_beat(place, draft.beats[place])
    if worse:
        found = bench.review(mended.sentences)
    return (mended, found) if bench.worth(mended, found) > bench.worth(draft, findings) else (draft, findings)


def faults(
    version: Sequence[ScriptSentence], findings: Sequence[ReviewFinding], brief: BeatBrief, surplus: int
) -> list[Fault]:
    """Return the faults of one beat of a script: findings on its sentences, and a length that the script cannot bear.

    `surplus` is by how many words the whole script is too long; negative where it is too short.
    """
    places = {sentence.sentence_id: place for place, sentence in enumerate(version)}
    found = [
        Fault(places[finding.sentence_id], finding.message, finding.remedy)
        for finding in findings
        if finding.sentence_id in places and finding.rule not in _NOT_FOR_A_MODEL
    ]
    off = rules.spoken_words(version) - brief.words
    if surplus * off > 0 and abs(off) > _BEAT_SLACK * brief.words:
        wanted = "Cut what is missed least" if off > 0 else "Tell facts that are not told yet, or explain what is told"
        found.append(
            Fault(None, f"The beat has {counted(abs(off), 'word')} too {'many' if off > 0 else 'few'}.", f"{wanted}.")
        )
    return found


def weight(findings: Sequence[ReviewFinding]) -> float:
    """Return what the findings on sentences cost a script, which is worth 1 at most without them."""
    return sum(_COST[finding.severity] for finding in findings if finding.sentence_id)


def refused(findings: Sequence[ReviewFinding]) -> set[str]:
    """Return the ids of the sentences with which a draft would be refused: they are cut where no repair has mended them."""
    return {finding.sentence_id for finding in findings if finding.sentence_id and finding.rule in _REFUSED}


def variables(
    brief: BeatBrief,
    allowed: Allowed,
    version: Sequence[ScriptSentence],
    found: Sequence[Fault],
    neighbours: tuple[Sequence[ScriptSentence], Sequence[ScriptSentence]],
    habits: str,
) -> dict[str, object]:
    """Return what the prompt of a repair is rendered with."""
    before, after = neighbours
    numbered = (
        f"{n} | {one.kind.value} | {', '.join(one.fact_ids) or '–'} | {one.text}" for n, one in enumerate(version, 1)
    )
    told = (f"{'all' if f.place is None else f.place + 1} | {f.message} | {f.remedy}" for f in found)
    return {
        "topic": allowed.project.topic,
        "before": " ".join(sentence.text for sentence in before[-_CONTEXT:]),
        "sentences": "\n".join(numbered),
        "after": " ".join(sentence.text for sentence in after[:_CONTEXT]),
        "faults": "\n".join(told),
        "facts": fact_lines(brief.facts),
        "habits": habits,
        "frames": frame_lines(allowed),
        "style": allowed.steering.told(),
    }


def misplaced(mended: MendedBeat, found: Sequence[Fault], n_sentences: int) -> list[str]:
    """Return what is wrong with the places of edits: each is a sentence with a fault, named once."""
    is_free = any(fault.place is None for fault in found)
    faulty = set(range(n_sentences)) if is_free else {fault.place for fault in found}
    numbers = [edit.number for edit in mended.edits]
    wrong = [f"sentence {number} has no fault: leave it as it is" for number in numbers if number - 1 not in faulty]
    return wrong + [
        f"sentence {number} is edited twice" for number in sorted(set(numbers)) if numbers.count(number) > 1
    ]


def edited(
    allowed: Allowed, brief: BeatBrief, version: Sequence[ScriptSentence], mended: MendedBeat
) -> list[ScriptSentence]:
    """Return a beat with its edits made. Edits of sentences that it has not are left out."""
    instead = {edit.number - 1: typed(allowed, brief.beat, edit.sentences) for edit in mended.edits}
    return [one for place, sentence in enumerate(version) for one in instead.get(place, [sentence])]


def trimmed(draft: Draft, bench: Bench, promised: Set[str] = frozenset()) -> Draft:
    """Cut whole sentences while the script is longer than `LENGTH_GOAL` allows: each time the one that is missed least.

    A belief and what corrects it stay, and so do a question and its answer's first sentence, and what tells a fact of
    `promised`, by which the opening is paid.
    """
    while rules.spoken_words(draft.sentences) > (1 + LENGTH_GOAL) * bench.target:
        shorter = [
            draft.with_beat(beat, [one for at, one in enumerate(version) if at != place])
            for beat, version in enumerate(draft.beats)
            for place in range(len(version))
            if _may_go(version, place, promised)
        ]
        if not shorter:
            break
        draft = max(shorter, key=lambda one: bench.judge.worth(one.beats, bench.briefs, one.hook))
    return draft


def _may_go(version: Sequence[ScriptSentence], place: int, promised: Set[str]) -> bool:
    sentence, before = version[place], version[place - 1] if place else None
    leans_on_it = before is not None and (before.kind is SentenceKind.BELIEF or before.text.endswith("?"))
    pays = any(fact_id in promised for fact_id in sentence.fact_ids)
    is_needed = sentence.kind is SentenceKind.BELIEF or sentence.is_placeholder or leans_on_it or pays
    return len(version) > 1 and not is_needed
