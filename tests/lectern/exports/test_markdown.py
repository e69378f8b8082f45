"""Protects: the Markdown form names every source once, and no text from outside marks anything up."""

import re

from lectern.exports import markdown
from tests.lectern.examples import HOSTILE, SCRIPT, with_text


def test_every_footnote_is_defined_once() -> None:
    text = markdown.render(SCRIPT)
    defined = re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
    assert defined == ["1", "2"]
    assert set(re.findall(r"\[\^(\d+)\](?!:)", text)) == set(defined)
    assert "[^2]: “Quote: The light was found in 1964.” A. Author. Encyclopedia. The Press, 2024." in text


def test_text_from_outside_cannot_mark_up() -> None:
    text = markdown.render(with_text(HOSTILE))
    assert "\n# i" not in text
    assert "<b>" not in text
    assert len(re.findall(r"^\[\^1\]:", text, re.MULTILINE)) == 1


def test_what_the_sources_disagree_on_is_said() -> None:
    line = next(line for line in markdown.render(SCRIPT).splitlines() if "Left out: " in line)
    assert line.index("The universe is 10 billion years old.") < line.index("Contradicted by: “The guide says 13.8")
