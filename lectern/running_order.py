"""The running order of a script: its beats with their times, and in each the shots that share one visual cue."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.models import OutlineBeat, Script, ScriptSentence, SentenceKind, Severity

_NUMBER = re.compile(
    r"\d|\b(?:hundred|thousand|million|billion|trillion|percent|per cent"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)s?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Shot:
    """Sentences that are spoken over one visual. `start_s` counts from the start of the script."""

    visual: str
    start_s: float
    sentences: tuple[ScriptSentence, ...]


@dataclass(frozen=True)
class TimedBeat:
    """A beat as it is spoken. `seconds` leaves placeholders out; `share` is its part of the spoken script, 0..1."""

    beat: OutlineBeat
    start_s: float
    seconds: float
    share: float
    shots: tuple[Shot, ...]


@dataclass(frozen=True)
class Tally:
    """What can be counted about a script. Sentences exclude placeholders unless the name says so."""

    kinds: dict[SentenceKind, int]
    n_sentences: int
    n_words: int
    n_placeholders: int
    n_with_numbers: int  # beliefs aside: the script does not say that they are so
    n_numbers_sourced: int  # of those with numbers: sourced, or the creator's own story
    n_facts: int
    n_facts_confirmed: int  # of the facts used: stated by two or more independent sources
    n_blocking: int
    seconds: float
    engine: str  # that wrote the sentences; several are joined by commas

    @property
    def minutes(self) -> float:
        """Spoken minutes at the creator's pace."""
        return self.seconds / 60


def is_spoken(sentence: ScriptSentence) -> bool:
    """Whether the sentence is part of the narration; a placeholder asks for something and is not read aloud."""
    return not sentence.is_placeholder


def has_number(text: str) -> bool:
    """Whether a text states a figure, in digits or in words from twenty on ("three things" is speech, not data)."""
    return _NUMBER.search(text) is not None


def arrange(script: Script) -> tuple[TimedBeat, ...]:
    """Return the beats of `script` with their shots and times.

    Raises:
        ValueError: a sentence names a beat that the outline lacks.
    """
    known = {beat.beat_id for beat in script.beats}
    for sentence in script.sentences:
        if sentence.beat_id not in known:
            raise ValueError(
                f"Sentence {sentence.ordinal} of {script.project.project_key} belongs to beat {sentence.beat_id}, "
                "which the outline lacks. Materialise script_draft again: the outline was made anew after it."
            )
    total = sum(sentence.seconds for sentence in script.sentences if is_spoken(sentence))
    timed, start = [], 0.0
    for beat in script.beats:
        sentences = [sentence for sentence in script.sentences if sentence.beat_id == beat.beat_id]
        seconds = sum(sentence.seconds for sentence in sentences if is_spoken(sentence))
        share = seconds / total if total else 0.0
        timed.append(TimedBeat(beat, start, seconds, share, _shots(beat, sentences, start)))
        start += seconds
    return tuple(timed)


def timed_sentences(script: Script) -> Iterator[tuple[ScriptSentence, float]]:
    """Yield each sentence in order with the second at which it is spoken; a placeholder takes no time.

    Raises:
        ValueError: as `arrange`.
    """
    start = 0.0
    for timed in arrange(script):
        for shot in timed.shots:
            for sentence in shot.sentences:
                yield sentence, start
                start += sentence.seconds if is_spoken(sentence) else 0.0


def tally(script: Script) -> Tally:
    """Count what the verdict strip of a script page states."""
    spoken = [sentence for sentence in script.sentences if is_spoken(sentence)]
    asserted = (sentence for sentence in spoken if sentence.kind is not SentenceKind.BELIEF)
    with_numbers = [sentence for sentence in asserted if has_number(sentence.text)]
    used = {fact_id for sentence in script.sentences for fact_id in sentence.fact_ids}
    facts = [fact for fact in script.facts if fact.fact_id in used]
    known = {fact.fact_id for fact in facts}
    return Tally(
        kinds={kind: sum(sentence.kind is kind for sentence in spoken) for kind in SentenceKind},
        n_sentences=len(spoken),
        n_words=sum(len(sentence.text.split()) for sentence in spoken),
        n_placeholders=len(script.sentences) - len(spoken),
        n_with_numbers=len(with_numbers),
        n_numbers_sourced=sum(_rests_on_something(sentence, known) for sentence in with_numbers),
        n_facts=len(facts),
        n_facts_confirmed=sum(fact.independent_sources >= 2 for fact in facts),
        n_blocking=sum(finding.severity is Severity.BLOCKING for finding in script.findings),
        seconds=sum(sentence.seconds for sentence in spoken),
        engine=", ".join(sorted({sentence.engine for sentence in script.sentences})),
    )


def clock(seconds: float) -> str:
    """Return seconds as `m:ss`."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"


def _rests_on_something(sentence: ScriptSentence, known_fact_ids: set[str]) -> bool:
    if sentence.kind is SentenceKind.OWN:
        return True  # the creator vouches for it
    if sentence.kind is SentenceKind.STORY:
        return sentence.story_id is not None
    return sentence.kind is SentenceKind.SOURCED and any(fact_id in known_fact_ids for fact_id in sentence.fact_ids)


def _shots(beat: OutlineBeat, sentences: list[ScriptSentence], start_s: float) -> tuple[Shot, ...]:
    """Cut the sentences where a new visual comes in; the beat's own visual stands where the first has none."""
    groups: list[tuple[str, list[ScriptSentence]]] = []
    for sentence in sentences:
        if sentence.visual or not groups:
            groups.append((sentence.visual or beat.visual, []))
        groups[-1][1].append(sentence)
    shots, at = [], start_s
    for visual, members in groups:
        shots.append(Shot(visual, at, tuple(members)))
        at += sum(sentence.seconds for sentence in members if is_spoken(sentence))
    return tuple(shots)
