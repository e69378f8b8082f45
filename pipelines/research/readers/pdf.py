"""PDF files with a text layer."""

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

from pipelines.research.readers.blocks import (
    Block,
    BlockKind,
    SourceText,
    UnreadableSourceError,
    assemble,
    heading,
    paragraph,
)
from pipelines.research.readers.ink import InkTracker
from pipelines.research.readers.plain import heading_title

MAX_PAGES = 500
_MIN_CHARACTERS_A_PAGE = 20
_EDGE_LINES = 2  # running headers and footers are sought in this many lines at the top and bottom of a page
_HYPHEN_AT_END = re.compile(r"(?<=[a-z])[-\u00ad\u2010]$")
_TERMINAL = re.compile(r"[.!?:…][\"'”’)\]]*$")
_LICENCE = re.compile(r"licen[cs]e\s*:\s+(?P<licence>\S.*)", re.IGNORECASE)
_LICENCE_NAME = re.compile(r"(CC0|CC[ -]BY|Creative Commons|public domain)", re.IGNORECASE)
_FRONT_LINES = 6
_PUBLISHER_AND_DATE = re.compile(r"(?P<publisher>[A-Z][^.]{3,80}?), (?:.*, )?(?:\d{1,2} )?(?:[A-Z][a-z]+ )?\d{4}")
_PDF_DATE = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?")


@dataclass(frozen=True)
class _Line:
    text: str
    size: float  # points, of the line's largest character
    is_unseen: bool = False


def read(raw: bytes) -> SourceText:
    """Return the text of a PDF without running headers and footers, words that were hyphenated joined again.

    Raises:
        UnreadableSourceError: the file is encrypted, damaged, has too many pages, or holds images of text only.
    """
    try:
        reader = PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableSourceError("The PDF is encrypted. Save a copy without a password.")
        if len(reader.pages) > MAX_PAGES:
            raise UnreadableSourceError(f"The PDF has {len(reader.pages)} pages, the limit is {MAX_PAGES}. Split it.")
        read_pages = [_lines(page) for page in reader.pages]
        metadata = {key: str(value).strip() for key, value in (reader.metadata or {}).items() if value}
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as error:
        if isinstance(error, UnreadableSourceError):
            raise
        raise UnreadableSourceError(
            f"The PDF is damaged ({type(error).__name__}: {error}). Download it again or print it to a new PDF."
        ) from error
    pages = [_seen(page) for page in read_pages]
    if sum(len(line.text) for page in pages for line in page) < _MIN_CHARACTERS_A_PAGE * max(1, len(pages)):
        raise UnreadableSourceError("The PDF holds no text, only images. Run text recognition (OCR) on it first.")
    source = _source(pages, metadata)
    return replace(source, licence=source.licence or _rights(reader), notes=_notes(read_pages, pages))


def _rights(reader: PdfReader) -> str | None:
    """Return what the file's XMP metadata say of rights; broken ones say nothing."""
    try:
        stated = reader.xmp_metadata.dc_rights if reader.xmp_metadata else None
    except (PyPdfError, ValueError):
        return None
    return next((text.strip() for text in (stated or {}).values() if text and text.strip()), None)


def _seen(page: Sequence["_Line"]) -> list["_Line"]:
    """Return the lines that a reader sees. Where no line is seen they all are: a scan's recognised text, white on black."""
    seen = [line for line in page if not line.is_unseen]
    return seen or list(page)


def _notes(read_pages: Sequence[Sequence["_Line"]], pages: Sequence[Sequence["_Line"]]) -> tuple[str, ...]:
    n_all, n_seen = (sum(len(line.text.split()) for page in some for line in page) for some in (read_pages, pages))
    empty = [str(number) for number, page in enumerate(pages, start=1) if not page]
    notes = []
    if n_all > n_seen:
        notes.append(f"{n_all - n_seen} words that the pages hide from their readers were left out.")
    if empty:
        notes.append(f"Pages without text, left out: {', '.join(empty[:10])}{' …' if len(empty) > 10 else ''}.")
    return tuple(notes)


def _source(pages: Sequence[Sequence[_Line]], metadata: dict[str, str]) -> SourceText:
    lines = [line for page in _without_running_lines(pages) for line in page]
    licences = [match["licence"] for line in lines if (match := _LICENCE.fullmatch(line.text))]
    title = metadata.get("/Title")
    lines = [line for line in lines if not _LICENCE.fullmatch(line.text)]
    lines, publisher = _without_front(lines, title or "", metadata.get("/Author", ""))
    blocks = list(_blocks(lines))
    text, headings = assemble(blocks)
    date = _PDF_DATE.match(metadata.get("/CreationDate", ""))
    stated = [metadata[key] for key in ("/Keywords", "/Subject") if _LICENCE_NAME.search(metadata.get(key, ""))]
    return SourceText(
        text=text,
        headings=headings,
        title=title or next((block.text for block in blocks if block.kind is BlockKind.HEADING), None),
        author=metadata.get("/Author"),
        published_on="-".join(part for part in date.groups() if part) if date else None,
        publisher=publisher,
        licence=next(iter(licences + stated), None),
    )


def _lines(page: PageObject) -> list[_Line]:
    """Return the page's lines with the size of their type."""
    finished: list[_Line] = []
    parts: list[tuple[str, float, bool]] = []
    ink = InkTracker()

    def end_line() -> None:
        for is_unseen in (False, True):
            own = [(part, size) for part, size, unseen in parts if unseen is is_unseen]
            text = " ".join("".join(part for part, _ in own).split())
            if text:
                finished.append(_Line(text, max(size for part, size in own if part.strip()), is_unseen))
        parts.clear()

    def visit(text: str, _: Any, text_matrix: Sequence[float], __: Any, font_size: float) -> None:
        scale = abs(text_matrix[3]) or 1.0
        size = round(font_size * scale, 1)
        is_unseen = ink.is_unseen(size)
        for number, piece in enumerate(text.split("\n")):
            if number:
                end_line()
            parts.append((piece, size, is_unseen))

    page.extract_text(visitor_operand_before=ink.operator, visitor_text=visit)
    end_line()
    return finished


def _without_running_lines(pages: Sequence[Sequence[_Line]]) -> list[list[_Line]]:
    """Drop lines at the edge of a page that stand, but for their numbers, on most pages, and bare page numbers."""
    seen = Counter(shape for page in pages for shape in {_shape(line) for line in _edges(page)})
    repeated = {shape for shape, count in seen.items() if count >= max(2, len(pages) // 2)} if len(pages) > 1 else set()
    kept = []
    for page in pages:
        edges = {id(line) for line in _edges(page) if _shape(line) in repeated or _shape(line) in ("#", "page #")}
        kept.append([line for line in page if id(line) not in edges])
    return kept


def _edges(page: Sequence[_Line]) -> list[_Line]:
    return [*page[:_EDGE_LINES], *page[max(_EDGE_LINES, len(page) - _EDGE_LINES) :]]


def _shape(line: _Line) -> str:
    return re.sub(r"\d+", "#", line.text).lower()


def _blocks(lines: Sequence[_Line]) -> Iterator[Block]:
    """Join lines to paragraphs. A paragraph ends where a line ends a sentence and stops short of the margin."""
    sizes = Counter(line.size for line in lines for _ in range(len(line.text)))
    body_size = sizes.most_common(1)[0][0]
    full = sorted(len(line.text) for line in lines)[int(0.8 * (len(lines) - 1))]
    pending = ""
    for line in lines:
        title = line.text if line.size > 1.08 * body_size else heading_title(line.text)
        if title and not _TERMINAL.search(title.rstrip("?")) and len(line.text) < 1.2 * full and _may_break(pending):
            if pending:
                yield paragraph(pending)
            pending = ""
            yield heading(re.sub(r"^\d+(?:\.\d+)*[.)]?\s+", "", title), 1 if line.size > 1.5 * body_size else 2)
            continue
        pending = _joined(pending, line.text)
        if _TERMINAL.search(line.text) and len(line.text) < 0.8 * full:
            yield paragraph(pending)
            pending = ""
    if pending:
        yield paragraph(pending)


def _may_break(pending: str) -> bool:
    return not pending or bool(_TERMINAL.search(pending))


def _joined(pending: str, line: str) -> str:
    if _HYPHEN_AT_END.search(pending) and line[:1].islower():
        return _HYPHEN_AT_END.sub("", pending) + line
    return f"{pending} {line}" if pending else line


def _without_front(lines: Sequence[_Line], title: str, author: str) -> tuple[list[_Line], str | None]:
    """Drop the lines under the title that name the author, or publisher and date; return the publisher as well."""
    kept: list[_Line] = []
    publisher = None
    for number, line in enumerate(lines):
        is_front = number < _FRONT_LINES and line.text != title and not _TERMINAL.search(line.text)
        byline = _PUBLISHER_AND_DATE.fullmatch(line.text) if is_front else None
        if byline:
            publisher = publisher or byline["publisher"]
        elif not (is_front and author and author in line.text):
            kept.append(line)
    return kept, publisher
