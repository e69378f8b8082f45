"""Whether two sentences conflict: in a number, in a date, or in what they hold. Precision first, recall second.

Two values conflict only where the clauses that state them speak of the same thing (all content words of one stand in the
other), in the same dimension, with intervals that share no value. Where the clauses agree and the conditions do not, the
pair speaks of two scopes. Where both clauses have words of their own, it is about two things and nothing is said.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipelines.facts import frames, measurements, stances
from pipelines.facts.frames import Frame
from pipelines.facts.measurements import MeasuredSentence, Measurement
from pipelines.models import ConflictKind, ConflictOutcome
from pipelines.sentences import words

PRECISION = 0.93  # share of conflicts that refute: 12 of 12 real claims, 65 of 66 edited ones, counted with one success and one failure more
MIN_SHARED = 2  # content words of both clauses: fewer do not say what they are about
MAX_NARROWER = 2  # further words of the subject of one clause, which make it the narrower one
_EVENTS = frozenset().union(
    *map(
        frames.content,
        """born died discovered invented launched published founded began ended opened won completed built wrote proposed exploded
        formed landed crashed signed introduced announced observed detected named created described appeared arrived started
        happened occurred took place abolished elected erupted collapsed patented released fell broke""".split(),
    )
)
_SOLE = {"expansion rate": "hubble constant"}  # units in which only one thing is measured
_PAST = re.compile(r"^(?:was|were|had|would)\b")
_SHARES = frames.content("form constitute contribute supply represent contain hold provide occupy")  # verbs of a share
_GROUPS = frames.content(
    """adults children infants newborn babies teenagers adolescents elderly women men females males boys girls patients mice rats
    animals humans students athletes raw cooked summer winter spring autumn day night young northern southern urban rural"""
)
_NOT_HELD = re.compile(
    r"\b(?:believed|thought|claimed|argued|proposed|predict\w*|expect\w*|hoped|imagined|supposed|speculat\w*|suspected|"
    r"would|might|may|could|should|[Ii]f|[Ss]uppose|[Ii]magine|[Pp]erhaps|possibly|respectively|rose|chance|probability|"
    r"example)\b"
)


@dataclass(frozen=True)
class Found:
    """One difference of two sentences. `same` names what they share, `reason` says why it is a conflict or two scopes."""

    kind: ConflictKind
    outcome: ConflictOutcome
    same: str
    value: str
    other_value: str
    reason: str
    is_dispute: bool = False  # of who measured a constant rightly


def contradicts(one: str, two: str) -> bool:
    """Whether one of two self-contained sentences refutes the other: they conflict, under the same conditions.

    Two measurements of one constant do not refute each other: whose is right is a dispute, and stands in the ledger.
    """
    found = between(one, two)
    return found is not None and found.outcome is ConflictOutcome.CONFLICT and not found.is_dispute


def contradicts_openly(one: str, two: str) -> bool:
    """Whether one of two self-contained sentences conflicts with the other under the same conditions, disputes included."""
    found = between(one, two)
    return found is not None and found.outcome is ConflictOutcome.CONFLICT


def between(one: str, two: str) -> Found | None:
    """Return how two self-contained sentences differ about one thing; None where they do not, or it cannot be told."""
    if any(_NOT_HELD.search(text) or text.rstrip().endswith("?") for text in (one, two)):
        return None
    left, right = measurements.read(one), measurements.read(two)
    found = list(_of_values(left, right))
    if not found and not (left.measurements and right.measurements):
        found = [found_ for found_ in (_of_stance(one, two),) if found_]
    conflicts = [found_ for found_ in found if found_.outcome is ConflictOutcome.CONFLICT]
    best = next(iter(conflicts or found), None)
    return replace(best, same=_in_words(best.same, f"{one} {two}")) if best else None


def _in_words(stems: str, text: str) -> str:
    """Return a list of stems in the words of `text`, each in the form that stands there first."""
    forms: dict[str, str] = {}
    for word in words(text):
        for stem in frames.content(word):
            forms.setdefault(stem, word)
    listed, _, compared = stems.partition(": ")
    return f"{', '.join(forms.get(stem, stem) for stem in listed.split(', '))}: {compared}"


def _of_values(left: MeasuredSentence, right: MeasuredSentence) -> Iterator[Found]:
    for mine in left.measurements:
        for theirs in right.measurements:
            if mine.is_condition or theirs.is_condition:
                continue
            if mine.dimension != theirs.dimension or not mine.excludes(theirs):
                continue
            if not _is_alone(mine, left) or not _is_alone(theirs, right):
                continue
            found = _of_date(mine, theirs) if mine.dimension == "date" else _of_number(mine, theirs, left, right)
            if found:
                yield found


def _is_alone(value: Measurement, sentence: MeasuredSentence) -> bool:
    """Whether its clause states one value of this dimension, so that no other can be the one that is meant."""
    beside = [
        other
        for other in sentence.measurements
        if other.frame == value.frame and other != value and not other.is_condition
    ]
    is_date = value.dimension == "date"
    return not any(other.dimension == value.dimension or (is_date and other.dimension != "date") for other in beside)


def _of_number(mine: Measurement, theirs: Measurement, left: MeasuredSentence, right: MeasuredSentence) -> Found | None:
    if mine.dimension in _SOLE:
        return _of_sole(mine, theirs, left.years ^ right.years)
    if mine.dimension == "share":
        wholes = mine.whole | theirs.whole
        mine, theirs = (replace(one, frame=_without(one.frame, _SHARES | wholes)) for one in (mine, theirs))
    shared = _shared(mine.frame, theirs.frame) | (mine.whole & theirs.whole)
    if len(shared) < MIN_SHARED or not mine.frame.core & theirs.frame.core:
        return None
    if not _meets(mine.frame, theirs.frame) or not _meets(theirs.frame, mine.frame):
        return None
    if not (mine.whole <= theirs.whole or theirs.whole <= mine.whole) or bool(mine.whole) != bool(theirs.whole):
        return None
    difference = _difference(mine.frame, theirs.frame)
    if difference is None:
        return None
    difference = "; ".join(part for part in (difference, _circumstances(left, right)) if part)
    named = sorted(str(year) for year in left.years ^ right.years)
    if named and not difference:
        difference = f"a year is named in one of them ({', '.join(named)})"
    return _found(ConflictKind.NUMBER, mine.text, theirs.text, shared, difference, f"in {mine.dimension}")


def _circumstances(left: MeasuredSentence, right: MeasuredSentence) -> str:
    """Return how the measured conditions of two sentences differ ("at 20 °C" in one, "at 60 °C" in the other)."""
    own, other = ([one for one in sentence.measurements if one.is_condition] for sentence in (left, right))
    mine = [one.text for one in own if not any(_is_same_value(one, rival) for rival in other)]
    theirs = [one.text for one in other if not any(_is_same_value(one, rival) for rival in own)]
    if mine and theirs:
        return f"the measured conditions differ ({', '.join(mine)} / {', '.join(theirs)})"
    return f"a measured condition is named in one of them ({', '.join(mine + theirs)})" if mine or theirs else ""


def _is_same_value(one: Measurement, other: Measurement) -> bool:
    return one.dimension == other.dimension and not one.excludes(other)


def _of_sole(mine: Measurement, theirs: Measurement, years: frozenset[int]) -> Found:
    """Compare two values of a unit in which only one thing is measured, whoever measured it and however."""
    named = "".join(f" ({year})" for year in sorted(years))
    is_past = [bool(_PAST.search(one.frame.said)) for one in (mine, theirs)]
    time = f"one of them tells of a value of the past{named}" if is_past[0] != is_past[1] else ""
    thing = frozenset(_SOLE[mine.dimension].split())
    found = _found(ConflictKind.NUMBER, mine.text, theirs.text, thing, time, f"in {mine.dimension}")
    return replace(found, is_dispute=True)


def _meets(mine: Frame, theirs: Frame) -> bool:
    """Whether a clause speaks of the other's subject: where it has none of its own, or a group of people, it does."""
    return not mine.subject or mine.subject <= _GROUPS or bool(mine.subject & theirs.core)


def _of_date(mine: Measurement, theirs: Measurement) -> Found | None:
    shared = _shared(mine.frame, theirs.frame)
    if len(shared) < MIN_SHARED or not shared & _EVENTS or not mine.frame.subject & theirs.frame.everything:
        return None
    if mine.frame.everything != theirs.frame.everything:
        return None  # another place or another occasion is another event
    return _found(ConflictKind.DATE, mine.text, theirs.text, shared, "", "dates of one event")


def _of_stance(one: str, two: str) -> Found | None:
    turned = stances.turned_comparison(one, two)
    if turned:
        return _found(ConflictKind.STANCE, turned[1], turned[2], turned[0], "", "a comparison turned round")
    for mine in frames.clauses(one):
        for theirs in frames.clauses(two):
            opposed = stances.opposed(mine, theirs)
            if opposed is None:
                continue
            shared, left, right = opposed
            conditions = _conditions(mine, theirs)
            return _found(ConflictKind.STANCE, left, right, shared, conditions, "what is said of it")
    return None


def _without(frame: Frame, left_out: frozenset[str]) -> Frame:
    return replace(frame, subject=frame.subject - left_out, predicate=frame.predicate - left_out)


def _shared(mine: Frame, theirs: Frame) -> frozenset[str]:
    return mine.everything & theirs.everything


def _difference(mine: Frame, theirs: Frame) -> str | None:
    """Return how the scopes of two clauses differ, "" where they do not; None where the clauses are about two things."""
    own, other = mine.core - theirs.everything, theirs.core - mine.everything
    if own and other:
        is_grouped = own <= _GROUPS and other <= _GROUPS
        return f"they speak of different groups ({_listed(own)} / {_listed(other)})" if is_grouped else None
    extra, subject = (own, mine.subject) if own else (other, theirs.subject)
    if extra - subject or len(extra) > MAX_NARROWER:
        return None
    narrower = f"one speaks of {_listed(extra)} only" if extra else ""
    conditions = _conditions(mine, theirs)
    return "; ".join(part for part in (narrower, conditions) if part)


def _conditions(mine: Frame, theirs: Frame) -> str:
    own, other = mine.conditions - theirs.everything, theirs.conditions - mine.everything
    if own and other:
        return f"the conditions differ ({_listed(own)} / {_listed(other)})"
    return f"a condition is named in one of them ({_listed(own | other)})" if own | other else ""


def _found(kind: ConflictKind, value: str, other: str, shared: frozenset[str], difference: str, compared: str) -> Found:
    same = f"{_listed(shared)}: {compared}"
    if difference:
        return Found(kind, ConflictOutcome.TWO_SCOPES, same, value, other, difference)
    reason = "no year, group, place or circumstance tells them apart"
    return Found(kind, ConflictOutcome.CONFLICT, same, value, other, f"“{value}” against “{other}”; {reason}")


def _listed(stems: frozenset[str]) -> str:
    return ", ".join(sorted(stems))
