"""The script as Markdown: a heading a beat, visual cues as quotes, and a footnote for each fact."""

import re

from lectern import notes, running_order
from lectern.exports import contents
from lectern.notes import Notes
from pipelines.models import Script, ScriptSentence

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")


def render(script: Script) -> str:
    """Return the script as Markdown."""
    apparatus = notes.number(script)
    lines = [f"# {_escaped(script.project.topic)}", "", f"*{_escaped(contents.summary(script))}*", ""]
    for timed in running_order.arrange(script):
        lines += [f"## {_escaped(contents.beat_heading(timed))}", "", f"*{_escaped(timed.beat.purpose)}*", ""]
        for shot in timed.shots:
            if shot.visual:
                lines += [f"> **{running_order.clock(shot.start_s)}** {_escaped(shot.visual)}", ""]
            lines += [" ".join(_sentence(sentence, apparatus) for sentence in shot.sentences), ""]
    lines += _open_questions(script)
    for note in apparatus.used:
        source = f"{_escaped(notes.citation(note.document))} ({_escaped(note.verdict)}; {note.sources})"
        lines.append(f"[^{note.number}]: “{_escaped(note.fact.quote)}” {source}")
    return "\n".join(lines).rstrip() + "\n"


def _escaped(text: str) -> str:
    """Escape a text from outside, so that it can neither mark up nor open a line of its own."""
    return _SPECIAL.sub(r"\\\1", contents.one_line(text))


def _sentence(sentence: ScriptSentence, apparatus: Notes) -> str:
    if sentence.is_placeholder:
        return f"**[To fill: {_escaped(sentence.text)}]**"
    return _escaped(sentence.text) + "".join(f"[^{number}]" for number in apparatus.numbers_of(sentence))


def _open_questions(script: Script) -> list[str]:
    questions = contents.open_questions(script)
    return ["## Open questions", "", *(f"- {_escaped(question)}" for question in questions), ""] if questions else []
