"""Protects: both Word forms open, hold every word in order with its sources, and carry no clock."""

import io
import zipfile
from collections.abc import Callable

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Mm

from lectern.exports import contents, word
from pipelines.models import Script
from tests.lectern.examples import HOSTILE, SCRIPT, with_text

FORMS = [word.render_read, word.render_audio_visual]


def opened(content: bytes) -> WordDocument:
    return Document(io.BytesIO(content))


@pytest.mark.parametrize("render", FORMS)
def test_every_beat_has_a_heading_and_the_sources_stand_last(render: Callable[[Script], bytes]) -> None:
    document = opened(render(SCRIPT))
    headings = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"]
    assert headings == ["A hiss (0:00, 0.2 min)", "The light (0:12, 0.2 min)", "Open questions", "Sources"]
    assert document.paragraphs[-1].text.startswith("[2] “Quote: The light was found in 1964.” A. Author.")
    assert any("Contradicted by: “The guide says 13.8" in paragraph.text for paragraph in document.paragraphs)


def test_to_be_read_the_picture_stands_above_the_words_spoken_over_it() -> None:
    texts = [paragraph.text for paragraph in opened(word.render_read(SCRIPT)).paragraphs]
    at = texts.index("0:00 · Static on a screen.")
    assert texts[at + 1] == "So, what hisses? It comes from everywhere.1 "
    assert any(text.endswith("My sister laughed. [To fill: A moment of your own.] ") for text in texts)


def test_to_be_filmed_the_picture_stands_beside_the_words_on_a_wide_page() -> None:
    document = opened(word.render_audio_visual(SCRIPT))
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["Time", "Video", "Audio"]
    cells = [cell.text for cell in document.tables[0].rows[1].cells]
    assert cells == ["0:00", "Static on a screen.", "So, what hisses? It comes from everywhere.1 "]
    page = document.sections[0]
    assert page.page_width > page.page_height
    assert [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in document.tables[0].rows] == [True, False]
    assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in document.tables[0].rows[1:])
    width = sum(column.width for column in document.tables[0].columns)
    assert width <= page.page_width - page.left_margin - page.right_margin
    assert width > Mm(240)


@pytest.mark.parametrize("render", FORMS)
def test_hostile_text_is_text(render: Callable[[Script], bytes]) -> None:
    document = opened(render(with_text(HOSTILE)))
    shown = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert contents.one_line(HOSTILE) in shown
    assert not {"\x07", "\x1b", "\u202e"} & set(shown)


@pytest.mark.parametrize("render", FORMS)
def test_the_same_script_gives_the_same_bytes_without_a_clock(render: Callable[[Script], bytes]) -> None:
    content = render(SCRIPT)
    assert content == render(SCRIPT)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {2000}
