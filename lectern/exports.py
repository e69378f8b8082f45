"""A script in other forms: Markdown with footnotes, a Word document, a teleprompter text; and all of them as files.

The same script gives the same bytes: the Word document carries no clock.
"""

import io
import os
import re
import tempfile
import textwrap
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from lectern import notes, page, running_order
from lectern.notes import Notes
from lectern.running_order import TimedBeat
from pipelines.models import Script, ScriptSentence, Severity

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
PROMPTER_COLUMNS = 38
GREY = RGBColor(0x6B, 0x66, 0x5D)
_MARKDOWN_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_all(script: Script, folder: Path) -> dict[str, Path]:
    """Write `script.html`, `script.md`, `script.docx` and `teleprompter.txt` into `folder`; return name → path.

    Each file appears whole or not at all, and replaces the one before.
    """
    contents = {
        "script.html": page.render_html(script).encode(),
        "script.md": render_markdown(script).encode(),
        "script.docx": render_docx(script),
        "teleprompter.txt": render_teleprompter(script).encode(),
    }
    folder.mkdir(parents=True, exist_ok=True)
    return {name: write_whole(folder / name, content) for name, content in contents.items()}


def write_whole(path: Path, content: bytes) -> Path:
    """Write `content` to `path` so that a reader, or a crash, never sees half of it."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return path


def render_markdown(script: Script) -> str:
    """Return the script as Markdown: a heading a beat, visual cues as quotes, and a footnote for each fact."""
    apparatus = notes.number(script)
    lines = [f"# {_md(script.project.topic)}", "", f"*{_md(_summary(script))}*", ""]
    for timed in running_order.arrange(script):
        lines += [f"## {_md(_beat_heading(timed))}", "", f"*{_md(timed.beat.purpose)}*", ""]
        for shot in timed.shots:
            if shot.visual:
                lines += [f"> **{running_order.clock(shot.start_s)}** {_md(shot.visual)}", ""]
            lines += [" ".join(_md_sentence(sentence, apparatus) for sentence in shot.sentences), ""]
    lines += _md_open_questions(script)
    for note in apparatus.used:
        source = f"{_md(notes.citation(note.document))} ({_md(note.verdict)}; {note.sources})"
        lines.append(f"[^{note.number}]: “{_md(note.fact.quote)}” {source}")
    return "\n".join(lines).rstrip() + "\n"


def render_teleprompter(script: Script) -> str:
    """Return the spoken words alone: short lines, a blank line between sentences, placeholders in brackets."""
    blocks = []
    for timed in running_order.arrange(script):
        for shot in timed.shots:
            for sentence in shot.sentences:
                text = " ".join(sentence.text.split())
                text = text if running_order.is_spoken(sentence) else f"[YOUR OWN WORDS: {text.strip('[]')}]"
                blocks.append(textwrap.fill(text, PROMPTER_COLUMNS, break_long_words=False, break_on_hyphens=False))
    return "\n\n".join(blocks) + "\n"


def render_docx(script: Script) -> bytes:
    """Return the script as a Word document: a two-column table of narration and visual per beat, then the sources."""
    apparatus = notes.number(script)
    document = Document()
    document.styles["Normal"].font.name = "Georgia"
    document.styles["Normal"].font.size = Pt(11)
    document.add_heading(_xml(script.project.topic), level=0)
    _grey(document.add_paragraph(_xml(_summary(script))))
    for timed in running_order.arrange(script):
        _add_beat(document, timed, apparatus)
    _add_open_questions(document, script)
    document.add_heading("Sources", level=1)
    for note in apparatus.used:
        paragraph = document.add_paragraph(f"[{note.number}] ")
        paragraph.add_run(_xml(f"“{note.fact.quote}” ")).italic = True
        paragraph.add_run(_xml(f"{notes.citation(note.document)} ({note.verdict}; {note.sources})"))
    return _without_clock(document, script)


def _summary(script: Script) -> str:
    counted = running_order.tally(script)
    return (
        f"{script.channel.name}. {counted.minutes:.1f} minutes of a planned {script.project.minutes:g} at "
        f"{script.words_per_minute:.0f} words a minute; {counted.n_sentences} sentences; engine {counted.engine}."
    )


def _beat_heading(timed: TimedBeat) -> str:
    return f"{timed.beat.title} ({running_order.clock(timed.start_s)}, {timed.seconds / 60:.1f} min)"


def _open_questions(script: Script) -> list[str]:
    """Return what is left to the creator: placeholders, findings above the level of a note, what sources disagree on."""
    asks = [f"To fill: {sentence.text}" for sentence in script.sentences if sentence.is_placeholder]
    found = [
        f"{item.severity.value}: {item.message} {item.remedy}"
        for item in script.findings
        if item.severity is not Severity.NOTE
    ]
    disputed = [
        f"Left out: “{note.fact.quote}” {notes.citation(note.document)} "
        f"Contradicted by: “{other.evidence.quote}” {notes.citation(other.document)}"
        for note in notes.number(script).refuted
        for other in note.contradictions[:1]
    ]
    return asks + found + disputed


def _md(text: str) -> str:
    """Escape a text from outside, so that it can neither mark up nor open a line of its own."""
    return _MARKDOWN_SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _md_sentence(sentence: ScriptSentence, apparatus: Notes) -> str:
    if sentence.is_placeholder:
        return f"**[To fill: {_md(sentence.text)}]**"
    return _md(sentence.text) + "".join(f"[^{number}]" for number in apparatus.numbers_of(sentence))


def _md_open_questions(script: Script) -> list[str]:
    questions = _open_questions(script)
    return ["## Open questions", "", *(f"- {_md(question)}" for question in questions), ""] if questions else []


def _xml(text: str) -> str:
    """Drop the control characters that XML cannot carry."""
    return _NOT_XML.sub("", text)


def _add_beat(document: WordDocument, timed: TimedBeat, apparatus: Notes) -> None:
    document.add_heading(_xml(_beat_heading(timed)), level=1)
    _grey(document.add_paragraph(_xml(timed.beat.purpose)))
    table = document.add_table(rows=1, cols=2, style="Table Grid")
    for cell, title in zip(table.rows[0].cells, ("Narration", "Visual"), strict=True):
        cell.paragraphs[0].add_run(title).bold = True
    for shot in timed.shots:
        narration, visual = table.add_row().cells
        for sentence in shot.sentences:
            _add_sentence(narration.paragraphs[0], sentence, apparatus)
        visual.text = _xml(f"{running_order.clock(shot.start_s)}  {shot.visual}")


def _add_sentence(paragraph: Paragraph, sentence: ScriptSentence, apparatus: Notes) -> None:
    if sentence.is_placeholder:
        paragraph.add_run(_xml(f"[To fill: {sentence.text}] ")).bold = True
        return
    paragraph.add_run(_xml(sentence.text))
    numbers = apparatus.numbers_of(sentence)
    if numbers:
        paragraph.add_run(",".join(str(number) for number in numbers)).font.superscript = True
    paragraph.add_run(" ")


def _add_open_questions(document: WordDocument, script: Script) -> None:
    questions = _open_questions(script)
    if questions:
        document.add_heading("Open questions", level=1)
    for question in questions:
        document.add_paragraph(_xml(question), style="List Bullet")


def _grey(paragraph: Paragraph) -> None:
    for run in paragraph.runs:
        run.font.color.rgb = GREY


def _without_clock(document: WordDocument, script: Script) -> bytes:
    """Return the file with fixed dates in its properties and in its zip entries."""
    properties = document.core_properties
    properties.author, properties.title, properties.comments = "Lectern", _xml(script.project.topic)[:250], ""
    properties.created = properties.modified = EPOCH
    saved = io.BytesIO()
    document.save(saved)
    repacked = io.BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(repacked, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            target.writestr(zipfile.ZipInfo(name, EPOCH.timetuple()[:6]), source.read(name), zipfile.ZIP_DEFLATED)
    return repacked.getvalue()
