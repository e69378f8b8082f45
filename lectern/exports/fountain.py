"""The script as Fountain, the plain text of screenwriters: a section and a scene a beat, pictures as action, words as dialogue.

After the syntax at https://fountain.io/syntax. Every element is forced by its mark, so that no text from outside becomes another one.
"""

import re

from lectern import notes, running_order
from lectern.exports import contents
from lectern.notes import Notes
from lectern.running_order import TimedBeat
from pipelines.models import Script, ScriptSentence

_EMPHASIS = re.compile(r"([\\*_])")
_PAIRS = re.compile(r"\[(?=\[)|\](?=\])|/(?=\*)|\*(?=/)")  # they open and close notes and what is cut out
_JOINER = "\N{WORD JOINER}"  # shows nothing and parts a pair
_NOT_A_NAME = re.compile(r"(?:[^\w .'’-]|_)+")


def render(script: Script) -> str:
    """Return the script as Fountain, UTF-8 text with the title page first."""
    apparatus = notes.number(script)
    speaker = _NOT_A_NAME.sub(" ", contents.one_line(script.channel.name)).strip() or "Narrator"
    blocks = [_title_page(script)]
    for number, timed in enumerate(running_order.arrange(script), 1):
        blocks += _beat(timed, number, f"@{speaker}", apparatus)
    for note in apparatus.used:
        cited = f"{note.number}: “{note.fact.quote}” {notes.citation(note.document)}"
        blocks.append(f"[[{_escaped(cited)}]]")
    return "\n\n".join(blocks) + "\n"


def _title_page(script: Script) -> str:
    lines = {
        "Title": script.project.topic,
        "Author": script.channel.name,
        "Notes": contents.summary(script),
    }
    return "\n".join(f"{key}: {_escaped(text)}" for key, text in lines.items())


def _beat(timed: TimedBeat, number: int, speaker: str, apparatus: Notes) -> list[str]:
    title = _escaped(timed.beat.title)
    blocks = [f"# {title}", f"= {_escaped(timed.beat.purpose)}", f".{number}. {title.upper()} #{number}#"]
    for shot in timed.shots:
        if shot.visual:
            blocks.append(f"!{_escaped(shot.visual)}")
        spoken: list[str] = []
        for sentence in shot.sentences:
            if running_order.is_spoken(sentence):
                spoken.append(_sentence(sentence, apparatus))
                continue
            blocks += _dialogue(speaker, spoken)
            blocks.append(f"[[To fill: {_escaped(contents.placeholder(sentence))}]]")
            spoken = []
        blocks += _dialogue(speaker, spoken)
    return blocks


def _dialogue(speaker: str, spoken: list[str]) -> list[str]:
    words = " ".join(spoken).strip()
    if not words:
        return []
    opens_other = words.startswith(("(", "~"))  # a parenthetical, a lyric
    return [f"{speaker}\n{_JOINER if opens_other else ''}{words}"]


def _sentence(sentence: ScriptSentence, apparatus: Notes) -> str:
    numbers = ", ".join(map(str, apparatus.numbers_of(sentence)))
    return _escaped(sentence.text) + (f" [[{numbers}]]" if numbers else "")


def _escaped(text: str) -> str:
    parted = _PAIRS.sub(lambda match: match.group() + _JOINER, contents.one_line(text))
    return _EMPHASIS.sub(r"\\\1", parted)
