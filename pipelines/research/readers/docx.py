"""Word documents (.docx)."""

import io
import re
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.shared import Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml import etree

from pipelines.research.readers.blocks import (
    Block,
    BlockKind,
    SourceText,
    UnreadableSourceError,
    assemble,
    heading,
    item,
    paragraph,
    subscript,
    superscript,
)
from pipelines.research.readers.packed import open_packed

_SMALLEST_SIZE = Pt(2)
_WHITE = RGBColor(0xFF, 0xFF, 0xFF)
_LICENCE = re.compile(r"licen[cs]e\s*:\s+(?P<licence>\S.*)", re.IGNORECASE)
_LICENCE_NAME = re.compile(r"(CC0|CC[ -]BY|Creative Commons|public domain)", re.IGNORECASE)
_BYLINE = re.compile(r"(?P<publisher>[A-Z][^.,]+(?: [^.,]+)*), (?P<date>(?:\d{1,2} )?(?:[A-Z][a-z]+ )?\d{4})")
_HEADING_STYLE = re.compile(r"heading (\d)", re.IGNORECASE)


def read(raw: bytes) -> SourceText:
    """Return the text, headings and core properties of a Word document.

    Raises:
        UnreadableSourceError: the file is not a Word document, is damaged, or unpacks to far more than a document does.
    """
    open_packed(raw, "Word document").close()
    unseen: list[str] = []
    try:
        document = docx.Document(io.BytesIO(raw))
        blocks = list(_blocks(document, unseen))
        properties = document.core_properties
        created = properties.created
        stated = (properties.title, properties.author, properties.comments)
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, etree.XMLSyntaxError, OSError) as error:
        raise UnreadableSourceError(
            f"The file is not a readable Word document ({error}). Save it again as .docx."
        ) from error
    n_unseen = len(" ".join(unseen).split())
    title, author, comments = (" ".join(value.split()) or None for value in stated)
    licences = [match["licence"] for block in blocks if (match := _LICENCE.fullmatch(block.text))]
    blocks, byline = _without_front([block for block in blocks if not _LICENCE.fullmatch(block.text)], author)
    text, headings = assemble(blocks)
    return SourceText(
        text=text,
        headings=headings,
        title=title or next((block.text for block in blocks if block.kind is BlockKind.HEADING), None),
        author=author,
        published_on=byline["date"] if byline else (created.date().isoformat() if created else None),
        publisher=byline["publisher"] if byline else None,
        licence=next(iter(licences), comments if comments and _LICENCE_NAME.search(comments) else None),
        notes=(f"{n_unseen} words that the document hides from its readers were left out.",) if n_unseen else (),
    )


def _blocks(document: Document, unseen: list[str]) -> Iterator[Block]:
    names = {
        style.style_id: style.name or "" for style in document.styles
    }  # a paragraph seeks its own among all of them
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            for row in part.rows:
                cells = dict.fromkeys(" ".join(cell.text.split()) for cell in row.cells)
                yield item(" | ".join(cell for cell in cells if cell))
        else:
            yield _block(part, names.get(part._p.style or "", ""), unseen)


def _block(source: Paragraph, style: str, unseen: list[str]) -> Block:
    """Return the block of a paragraph in the style of that name. Runs that no reader sees go to `unseen` instead."""
    text = "".join(
        superscript(run.text) if run.font.superscript else subscript(run.text) if run.font.subscript else run.text
        for content in source.iter_inner_content()
        for run in (content.runs if hasattr(content, "runs") else [content])
        if not _is_unseen(run, unseen)
    )
    level = _HEADING_STYLE.match(style)
    if style.lower() == "title":
        return heading(text, 1)
    if level:
        return heading(text, int(level[1]) + 1)
    return item(text) if "list" in style.lower() else paragraph(text)


def _is_unseen(run: Run, unseen: list[str]) -> bool:
    font = run.font
    is_unseen = bool(font.hidden) or font.color.rgb == _WHITE or (font.size is not None and font.size < _SMALLEST_SIZE)
    if is_unseen:
        unseen.append(run.text)
    return is_unseen


def _without_front(blocks: list[Block], author: str | None) -> tuple[list[Block], re.Match[str] | None]:
    """Drop the author's name and the line "Publisher, date" that stand before the first section."""
    byline = None
    kept = []
    is_front = True
    for block in blocks:
        is_front = is_front and not block.text.strip().endswith((".", "!", "?")) and block.level < 2
        if is_front and block.kind is BlockKind.PARAGRAPH:
            match = _BYLINE.fullmatch(block.text.strip())
            byline = byline or match
            if match or (author and author in block.text):
                continue
        kept.append(block)
    return kept, byline
