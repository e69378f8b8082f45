"""Protects: Markdown becomes plain sentences under the right headings, with what its front matter states."""

import pytest

from pipelines.research.readers.blocks import SourceText, UnreadableSourceError
from pipelines.research.readers.markdown import read
from pipelines.research.sections import is_boilerplate, sections


def source(text: str) -> SourceText:
    return read(text.encode())


def test_front_matter_is_metadata() -> None:
    found = source(
        '---\ntitle: "A: B"\nauthor: [Ann, Bo]\ndate: 2024-03-11\n'
        "license: CC0\nurl: https://x.example\n---\n\nIt is.\n",
    )
    assert (found.title, found.author, found.published_on) == ("A: B", "Ann, Bo", "2024-03-11")
    assert (found.licence, found.url, found.text) == ("CC0", "https://x.example", "It is.")


def test_broken_front_matter_names_line_and_remedy() -> None:
    with pytest.raises(UnreadableSourceError, match=r"line 2.*quotes"):
        source("---\ntitle: a: b\n---\nText.\n")


def test_markup_images_and_code_do_not_reach_the_text() -> None:
    found = source(
        "# T\n\nSee **bold** and [a link](https://x.example). ![A caption](i.png)\n\n"
        "```\ncode()\n```\n\n<div>raw</div>\n\nEnd.\n",
    )
    assert found.text == "See bold and a link.\n\nEnd."


def test_a_power_does_not_become_another_number() -> None:
    assert source("It grew by 10<sup>26</sup> in H<sub>2</sub>O.").text == "It grew by 10²⁶ in H₂O."


def test_a_sentence_with_an_unreadable_formula_is_left_out_and_money_is_kept() -> None:
    found = source(r"It costs $5 and $10. The mass is $\frac{m}{2}$ here. Take $n = 3$ now." + "\n\n$$\nx^2\n$$\n")
    assert found.text == "It costs $5 and $10. Take n = 3 now."


def test_traces_of_lost_references_go() -> None:
    found = source("Gravity bends light (). But, as shown in , it falls (and listed in ). It is small.Strictly so.")
    assert found.text == "Gravity bends light. But, it falls. It is small. Strictly so."


def test_text_after_a_list_of_objectives_belongs_to_the_section_around_it() -> None:
    found = source("# Holes\n\n## Learning Objectives\n\nYou will be able to:\n\n- Explain it\n\nA hole is deep.\n")
    bodies = {name: found.text[start:end].strip() for name, start, end in sections(found.text, found.headings)}
    assert bodies["Holes"] == "A hole is deep."
    assert [name for name in bodies if is_boilerplate(name)] == ["Holes > Learning Objectives"]


def test_closing_definitions_become_a_glossary() -> None:
    found = source("# Stars\n\nText here.\n\n## Exercises\n\n1. Why?\n\n**nova**: a star\n\n**dwarf**: a small star\n")
    assert found.headings[-1][1] == "Stars > Glossary"
    assert found.text[found.headings[-1][0] :].startswith("nova: a star")
