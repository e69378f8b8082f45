"""What several forms of a script say in the same words: its summary, the names of its beats, what is left to the creator."""

import re
import textwrap

from lectern import notes, running_order
from lectern.running_order import TimedBeat
from pipelines.editing.edits import BY_HAND
from pipelines.models import Script, ScriptSentence, Severity

_SHOWN = 80  # characters of a sentence that a finding is about

_CONTROL = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202f-\u2065\u2070-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def one_line(text: str) -> str:
    """Return a text from outside on one line, without control characters and marks that turn the direction of writing."""
    return " ".join(_CONTROL.sub(" ", text).split())


def summary(script: Script) -> str:
    """Return channel, length, pace and engine in one sentence."""
    counted = running_order.tally(script)
    return (
        f"{script.channel.name}. {counted.minutes:.1f} minutes of a planned {script.project.minutes:g} at "
        f"{script.words_per_minute:.0f} words a minute; {counted.n_sentences} sentences; {_written_by(counted.engine)}."
    )


def _written_by(engines: str) -> str:
    names = engines.split(", ")
    return "written " + " and ".join(name if name == BY_HAND else f"by {name}" for name in names)


def beat_heading(timed: TimedBeat) -> str:
    """Return the title of a beat with its start and length."""
    return f"{timed.beat.title} ({running_order.clock(timed.start_s)}, {timed.seconds / 60:.1f} min)"


def placeholder(sentence: ScriptSentence) -> str:
    """Return what a placeholder asks of the creator, without brackets of its own."""
    return one_line(sentence.text).strip("[]")


def open_questions(script: Script) -> list[str]:
    """Return what is left to the creator: placeholders, findings above the level of a note, what sources disagree on."""
    texts = {sentence.sentence_id: sentence.text for sentence in script.sentences}
    asks = [f"To fill: {sentence.text}" for sentence in script.sentences if sentence.is_placeholder]
    found = [
        f"{item.severity.value.capitalize()}: {item.message} {item.remedy}{_place(texts.get(item.sentence_id or ''))}"
        for item in script.findings
        if item.severity is not Severity.NOTE and item.rule != "placeholder"
    ]
    disputed = [
        f"Left out: “{note.fact.quote}” {notes.citation(note.document)} "
        f"Contradicted by: “{other.evidence.quote}” {notes.citation(other.document)}"
        for note in notes.number(script).refuted
        for other in note.contradictions[:1]
    ]
    return asks + found + disputed


def _place(text: str | None) -> str:
    return f" In: “{textwrap.shorten(text, _SHOWN, placeholder=' …')}”" if text else ""
