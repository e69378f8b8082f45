"""The spoken words alone, for a teleprompter: as plain text in short lines, and as RTF in large letters.

RTF after the Rich Text Format Specification 1.9.1.
"""

import textwrap

from lectern import running_order
from lectern.exports import contents
from pipelines.models import Script, ScriptSentence

COLUMNS = 38
LETTER_HALF_POINTS = 96  # 48 points
_SPECIAL = {"\\": r"\\", "{": r"\{", "}": r"\}"}
_HEAD = r"{\rtf1\ansi\ansicpg1252\uc1\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}}{\colortbl;\red179\green90\blue0;}"


def render_text(script: Script) -> str:
    """Return short lines, a blank line between sentences, placeholders in brackets."""
    blocks = [
        textwrap.fill(_text(sentence), COLUMNS, break_long_words=False, break_on_hyphens=False)
        for sentence in _in_order(script)
    ]
    return "\n\n".join(blocks) + "\n"


def render_rtf(script: Script) -> str:
    """Return a paragraph a sentence in large letters, placeholders in brackets and another colour. ASCII only."""
    title = _escaped(contents.one_line(script.project.topic))
    lines = [rf"{_HEAD}{{\info{{\title {title}}}}}", rf"\f0\fs{LETTER_HALF_POINTS}"]
    for sentence in _in_order(script):
        colour = r"\cf0" if running_order.is_spoken(sentence) else r"\cf1"
        lines.append(rf"\pard\keep\sa480\sl300\slmult1{colour} {_escaped(_text(sentence))}\par")
    return "\n".join([*lines, "}\n"])


def _in_order(script: Script) -> list[ScriptSentence]:
    return [sentence for timed in running_order.arrange(script) for shot in timed.shots for sentence in shot.sentences]


def _text(sentence: ScriptSentence) -> str:
    if running_order.is_spoken(sentence):
        return contents.one_line(sentence.text)
    return f"[YOUR OWN WORDS: {contents.placeholder(sentence)}]"


def _escaped(text: str) -> str:
    """Escape RTF's own marks; other than ASCII is given by number, beyond 16 bits as two surrogates."""
    return "".join(_SPECIAL.get(char) or (char if char.isascii() else _by_number(char)) for char in text)


def _by_number(char: str) -> str:
    code = char.encode("utf-16-be")
    units = (int.from_bytes(code[at : at + 2], "big", signed=True) for at in range(0, len(code), 2))
    return "".join(rf"\u{unit}?" for unit in units)
