"""The script as a Word document: to be read, under headings, or to be filmed, with narration beside picture."""

import io
import zipfile
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

from lectern import notes, running_order
from lectern.exports import contents
from lectern.notes import Notes
from lectern.running_order import Shot, TimedBeat
from pipelines.models import Script, ScriptSentence

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
GREY = RGBColor(0x6B, 0x66, 0x5D)
INK = RGBColor(0x22, 0x22, 0x22)
A4 = (Mm(210), Mm(297))
AUDIO_VISUAL = (("Time", Mm(18)), ("Video", Mm(88)), ("Audio", Mm(151)))  # of a landscape page with 20 mm margins


def render_read(script: Script) -> bytes:
    """Return the script as prose under headings, each picture named above the words spoken over it."""
    apparatus = notes.number(script)
    document = _opened(script)
    for timed in running_order.arrange(script):
        _add_beat_heading(document, timed)
        for shot in timed.shots:
            _add_shot(document, shot, apparatus)
    _add_end(document, script, apparatus)
    return _without_clock(document, script)


def render_audio_visual(script: Script) -> bytes:
    """Return the script as a table a beat, picture on the left and words on the right, on a landscape page."""
    apparatus = notes.number(script)
    document = _opened(script)
    page = document.sections[0]
    page.orientation, (page.page_height, page.page_width) = WD_ORIENT.LANDSCAPE, A4
    for timed in running_order.arrange(script):
        _add_beat_heading(document, timed)
        _add_table(document, timed, apparatus)
    _add_end(document, script, apparatus)
    return _without_clock(document, script)


def _opened(script: Script) -> WordDocument:
    document = Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Georgia", Pt(11)
    for name, size in (("Title", 26), ("Heading 1", 15)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Georgia", Pt(size), INK
        style.element.rPr.rFonts.attrib.clear()  # the theme's face would win over the name
        style.font.name = "Georgia"
    page = document.sections[0]
    page.page_width, page.page_height = A4
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(20)
    document.add_heading(contents.one_line(script.project.topic), level=0)
    _grey(document.add_paragraph(contents.one_line(contents.summary(script))))
    return document


def _add_beat_heading(document: WordDocument, timed: TimedBeat) -> None:
    heading = document.add_heading(contents.one_line(contents.beat_heading(timed)), level=1)
    heading.paragraph_format.keep_with_next = True
    _grey(document.add_paragraph(contents.one_line(timed.beat.purpose))).paragraph_format.keep_with_next = True


def _add_shot(document: WordDocument, shot: Shot, apparatus: Notes) -> None:
    if shot.visual:
        cue = document.add_paragraph(contents.one_line(f"{running_order.clock(shot.start_s)} · {shot.visual}"))
        _grey(cue).paragraph_format.keep_with_next = True
        for run in cue.runs:
            run.italic, run.font.size = True, Pt(9.5)
    spoken = document.add_paragraph()
    spoken.paragraph_format.line_spacing = 1.4
    for sentence in shot.sentences:
        _add_sentence(spoken, sentence, apparatus)


def _add_table(document: WordDocument, timed: TimedBeat, apparatus: Notes) -> None:
    table = document.add_table(rows=1, cols=len(AUDIO_VISUAL), style="Table Grid")
    table.autofit = False
    for cell, (title, _) in zip(table.rows[0].cells, AUDIO_VISUAL, strict=True):
        cell.paragraphs[0].add_run(title).bold = True
    _mark(table.rows[0], "w:tblHeader")
    for shot in timed.shots:
        row = table.add_row()
        _mark(row, "w:cantSplit")
        time, visual, spoken = row.cells
        time.text, visual.text = running_order.clock(shot.start_s), contents.one_line(shot.visual)
        for sentence in shot.sentences:
            _add_sentence(spoken.paragraphs[0], sentence, apparatus)
    for cell in table._cells:
        cell.paragraphs[0].paragraph_format.space_before = cell.paragraphs[0].paragraph_format.space_after = Pt(3)
    _set_widths(table)


def _mark(row: _Row, name: str) -> None:
    """Set a property of a row that the library has no name for, such as that it stays on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _set_widths(table: Table) -> None:
    """Set the widths on the grid and on every cell: programs differ in which of the two they obey."""
    for at, (_, width) in enumerate(AUDIO_VISUAL):
        table.columns[at].width = width
        for row in table.rows:
            row.cells[at].width = width


def _add_sentence(paragraph: Paragraph, sentence: ScriptSentence, apparatus: Notes) -> None:
    if sentence.is_placeholder:
        paragraph.add_run(f"[To fill: {contents.placeholder(sentence)}] ").bold = True
        return
    paragraph.add_run(contents.one_line(sentence.text))
    numbers = apparatus.numbers_of(sentence)
    if numbers:
        paragraph.add_run(",".join(str(number) for number in numbers)).font.superscript = True
    paragraph.add_run(" ")


def _add_end(document: WordDocument, script: Script, apparatus: Notes) -> None:
    """Add what is left to the creator, and the sources with their quotes."""
    questions = contents.open_questions(script)
    if questions:
        document.add_heading("Open questions", level=1)
    for question in questions:
        document.add_paragraph(contents.one_line(question), style="List Bullet")
    document.add_heading("Sources", level=1)
    for note in apparatus.used:
        paragraph = document.add_paragraph(f"[{note.number}] ")
        paragraph.add_run(contents.one_line(f"“{note.fact.quote}”") + " ").italic = True
        cited = f"{notes.citation(note.document)} ({note.verdict}; {note.sources})"
        paragraph.add_run(contents.one_line(cited))


def _grey(paragraph: Paragraph) -> Paragraph:
    for run in paragraph.runs:
        run.font.color.rgb = GREY
    return paragraph


def _without_clock(document: WordDocument, script: Script) -> bytes:
    """Return the file with fixed dates in its properties and in its zip entries."""
    properties = document.core_properties
    properties.author, properties.title, properties.comments = (
        "Lectern",
        contents.one_line(script.project.topic)[:250],
        "",
    )
    properties.created = properties.modified = EPOCH
    saved = io.BytesIO()
    document.save(saved)
    repacked = io.BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(repacked, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            target.writestr(zipfile.ZipInfo(name, EPOCH.timetuple()[:6]), source.read(name), zipfile.ZIP_DEFLATED)
    return repacked.getvalue()
