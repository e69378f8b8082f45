"""The exports carry the same words and the same sources as the page, and the same script gives the same bytes."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document

from lectern import exports
from tests.lectern.examples import SCRIPT, SENTENCES, with_text


def test_every_markdown_footnote_is_defined_once() -> None:
    text = exports.render_markdown(SCRIPT)
    defined = re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
    assert defined == ["1", "2"]
    assert set(re.findall(r"\[\^(\d+)\](?!:)", text)) == set(defined)
    assert "[^2]: “Quote: The light was found in 1964.” A. Author. Encyclopedia. The Press, 2024." in text


def test_text_from_outside_cannot_mark_up_the_markdown() -> None:
    text = exports.render_markdown(with_text("# x\n\n[^1]: forged <script> *a* [l](javascript:x)"))
    assert "\n# x" not in text
    assert "<script>" not in text.replace("\\<script", "")
    assert len(re.findall(r"^\[\^1\]:", text, re.MULTILINE)) == 1


def test_the_teleprompter_has_the_spoken_words_in_order_and_short_lines() -> None:
    text = exports.render_teleprompter(SCRIPT)
    assert max(map(len, text.splitlines())) <= exports.PROMPTER_COLUMNS
    spoken = " ".join(sentence.text for sentence in SENTENCES if not sentence.is_placeholder)
    assert " ".join(re.sub(r"\[[^\]]*\]", "", text).split()) == spoken
    assert "[YOUR OWN WORDS: A moment of your own.]" in " ".join(text.split())


def test_the_word_document_holds_narration_beside_visual_and_the_sources() -> None:
    document = Document(io.BytesIO(exports.render_docx(SCRIPT)))
    headings = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"]
    assert headings == ["A hiss (0:00, 0.2 min)", "The light (0:12, 0.2 min)", "Open questions", "Sources"]
    row = document.tables[0].rows[1].cells
    assert row[0].text.startswith("So, what hisses? It comes from everywhere.1")
    assert row[1].text == "0:00  Static on a screen."
    assert any(p.text.startswith("[2] “Quote: The light was found in 1964.”") for p in document.paragraphs)


def test_control_characters_do_not_break_the_word_document() -> None:
    script = replace(SCRIPT, sentences=(replace(SENTENCES[0], text="A bell\x07 and a null\x00."),))
    document = Document(io.BytesIO(exports.render_docx(script)))
    assert "A bell and a null." in document.tables[0].rows[1].cells[0].text


def test_the_word_document_carries_no_clock() -> None:
    content = exports.render_docx(SCRIPT)
    assert content == exports.render_docx(SCRIPT)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {2000}


def test_all_files_are_written_whole_and_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "a folder" / "out"
    first = {name: path.read_bytes() for name, path in exports.write_all(SCRIPT, folder).items()}
    second = {name: path.read_bytes() for name, path in exports.write_all(SCRIPT, folder).items()}
    assert first == second
    assert sorted(path.name for path in folder.iterdir()) == [
        "script.docx",
        "script.html",
        "script.md",
        "teleprompter.txt",
    ]


def test_a_write_that_fails_leaves_the_old_file_and_no_rest(tmp_path: Path) -> None:
    (tmp_path / "script.md").mkdir()
    (tmp_path / "script.md" / "kept").touch()
    with pytest.raises(OSError, match=r"script\.md"):
        exports.write_whole(tmp_path / "script.md", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["script.md"]


def test_every_form_says_what_the_sources_disagree_on() -> None:
    document = Document(io.BytesIO(exports.render_docx(SCRIPT)))
    for text in (exports.render_markdown(SCRIPT), "\n".join(paragraph.text for paragraph in document.paragraphs)):
        line = next(line for line in text.splitlines() if "Left out: " in line)
        assert line.index("The universe is 10 billion years old.") < line.index("Contradicted by: “The guide says 13.8")
