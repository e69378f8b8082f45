"""Faults of a whole script: what it promises and does not keep, what its recap leaves out, an end that forgets the beginning."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from pipelines.models import ScriptSentence, SentenceKind, Severity
from pipelines.sentences import normalised_words
from pipelines.writing import continuity, repairs, spoken_forms, terms
from pipelines.writing.faults import Fault, Lines, Setting
from pipelines.writing.repairs import Repair
from pipelines.writing.rules import MAX_VERBATIM_WORDS

_ORDINAL = re.compile(r"^(First|Second|Third|And last|Last), ")
_LONGEST_RECALLED = 16  # words
_CALLBACK = "So, back to where we started."


def _broken_promise(script: Lines, setting: Setting) -> Iterator[Fault]:
    telling = frozenset(setting.beats_with("fact"))
    for sentence, station, what in continuity.broken_promises(script, telling):
        kept = [name for name in continuity.stations(sentence) if name != station]
        yield Fault(
            "promise-not-kept",
            Severity.WARNING,
            2.0,
            sentence,
            f"“{station}” is announced, and {what}.",
            "Announce what comes, in the order in which it comes.",
            (repairs.reword(script, sentence, announced(kept)),),
        )


def announced(stations: list[str]) -> str:
    """Return the sentence that announces stations in their order."""
    match stations:
        case [first, *middle, last] if middle:
            return f"We'll start with {first}, go on to {' and '.join(middle)}, and end with {last}."
        case [first, last]:
            return f"We'll start with {first}, and from there we'll get to {last}."
        case [first]:
            return f"We'll start with {first}."
        case _:
            return "Let's take it one step at a time."


def _recap_gap(script: Lines, setting: Setting) -> Iterator[Fault]:
    recap = frozenset(setting.beats_with("recap"))
    titles = {beat.beat_id: beat.name for beat in setting.outline}
    for beat_id, where in continuity.uncovered(script, recap, setting.beats_with("fact")):
        yield Fault(
            "recap-gap",
            Severity.NOTE,
            1.0,
            where,
            f"The recap says nothing of the beat “{titles.get(beat_id, '')}”.",
            "Say its main point again.",
            tuple(_recalled(script, setting, beat_id, recap)),
        )


def _recalled(script: Lines, setting: Setting, beat_id: str, recap: frozenset[str]) -> Iterator[Repair]:
    """Yield the recap with a point of the beat in the place of one whose beat comes twice."""
    beat_of = {fact_id: line.beat_id for line in script if line.beat_id not in recap for fact_id in line.fact_ids}
    again = [line for line in script if line.beat_id in recap and line.kind is SentenceKind.SOURCED]
    homes = [beat_of.get(line.fact_ids[0], "") for line in again]
    spare = next((line for line, home in zip(again, homes, strict=True) if homes.count(home) > 1), None)
    if spare is None:
        return
    opener = _ORDINAL.match(spare.text)
    for line in _points(script, setting, beat_id):
        text = (
            f"{opener.group(1)}, {_said_again(setting, line)}" if opener else f"Remember, {_said_again(setting, line)}"
        )
        place = script.index(spare)
        changed = repairs.insert(script, spare, text, line.kind, line.fact_ids, "Say").script
        yield Repair(
            f"Say “{text}” instead of “{repairs.start(spare)}”.", (*changed[: place + 1], *changed[place + 2 :])
        )


def _points(script: Lines, setting: Setting, beat_id: str) -> list[ScriptSentence]:
    """Return sentences of a beat that can be said again by themselves, definitions first."""
    fitting = [
        line
        for line in script
        if line.beat_id == beat_id
        and line.kind is SentenceKind.SOURCED
        and not continuity.is_tied(line.text)
        and 5 <= len(normalised_words(line.text)) <= _LONGEST_RECALLED
    ]
    return sorted(fitting, key=lambda line: terms.definition(line.text) is None)[:4]


def _said_again(setting: Setting, line: ScriptSentence) -> str:
    found = terms.definition(line.text)
    if found is not None:
        return terms.recalled(replace(found, term=setting.lowered(found.term)))
    if len(normalised_words(line.text)) <= MAX_VERBATIM_WORDS:
        return f"we saw that {setting.lowered(line.text)}"
    other = spoken_forms.reworded(line.text, 0, MAX_VERBATIM_WORDS)
    return f"we saw that {setting.lowered(other or line.text)}"


def _no_callback(script: Lines, setting: Setting) -> Iterator[Fault]:
    if continuity.comes_back(script, setting.contents, setting.project.topic):
        return
    recap = next((line for line in script if line.beat_id in setting.beats_with("recap")), None)
    yield Fault(
        "no-callback",
        Severity.NOTE,
        0.6,
        recap,
        "The end does not come back to the opening.",
        "Take up the opening's question or picture once more.",
        (repairs.insert(script, recap, _CALLBACK, SentenceKind.RHETORIC, (), "Say"),) if recap else (),
    )


FINDERS: tuple[Callable[[Lines, Setting], Iterator[Fault]], ...] = (
    _broken_promise,
    _recap_gap,
    _no_callback,
)
