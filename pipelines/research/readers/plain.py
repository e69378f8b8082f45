"""Plain text: paragraphs divided by empty lines, headings on lines of their own, a licence line at the end."""

import re
from collections.abc import Iterator

from charset_normalizer import from_bytes

from pipelines.research.readers.blocks import (
    Block,
    SourceText,
    UnreadableSourceError,
    assemble,
    heading,
    item,
    paragraph,
)

_FIELD = re.compile(
    r"(?P<name>licen[cs]e|published|date|author|authors|publisher|source|url|title)\s*:\s+(?P<value>\S.*)",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?:.*,\s*)?(?:written )?by (?P<author>[A-Z][^\d,|]{2,60})", re.IGNORECASE)
_NUMBERED = re.compile(r"\d+(?:\.\d+)*[.)]?\s+(?P<title>\S.*)")
_ITEM = re.compile(r"\s*(?:[-*•‣◦–]|\d+[.)])\s+")
_URL = re.compile(r"https?://\S+")


def not_utf8(encoding: str) -> str:
    """Return the note on a file in another encoding."""
    return f"It is not UTF-8 and was read as {encoding}. If letters are wrong, save it as UTF-8."


def decoded(raw: bytes) -> str:
    """Return the text of a file's bytes. As `decoded_with_notes`, without the notes."""
    return decoded_with_notes(raw)[0]


def decoded_with_notes(raw: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of a file's bytes, with line breaks as "\\n", and what had to be guessed.

    Raises:
        UnreadableSourceError: the file is empty, or is not text in any encoding that can be recognised.
    """
    if not raw.strip():
        raise UnreadableSourceError("The file is empty. Replace or remove it.")
    notes: tuple[str, ...] = ()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        best = from_bytes(raw).best()
        if best is None:
            raise UnreadableSourceError("The file is not text. Save it as UTF-8 text, or remove it.") from None
        text, notes = str(best), (not_utf8(best.encoding),)
    if text.count("\x00") > len(text) // 100:
        raise UnreadableSourceError("The file is binary, not text. Save it as UTF-8 text, or remove it.")
    return text.replace("\r\n", "\n").replace("\r", "\n"), notes


def read(raw: bytes) -> SourceText:
    """Return the text of a plain text file. The first line is the title; lines such as "Licence: …" are metadata.

    Raises:
        UnreadableSourceError: the file is empty or not text.
    """
    body, notes = decoded_with_notes(raw)
    paragraphs = [part.strip("\n") for part in re.split(r"\n\s*\n", body) if part.strip()]
    head = [" ".join(line.split()) for line in paragraphs[0].splitlines()]
    title, fields = readable_case(head[0]), dict[str, str]()
    front = [line for line in head[1:] if not _take_field(line, fields)]
    is_title_block = len(head[0].split()) <= 20 and not head[0].endswith(".")
    rest = paragraphs[1:] if is_title_block else paragraphs
    blocks = [heading(title, 1)] if is_title_block else []
    for part in rest:
        blocks.extend(_blocks(part, fields))
    text, headings = assemble(blocks)
    byline = next((match for line in front if (match := _BYLINE.match(line))), None)
    others = [line for line in front if not _BYLINE.match(line) and not _URL.search(line)]
    return SourceText(
        text=text,
        headings=headings,
        title=fields.get("title") or (title if is_title_block else None),
        author=fields.get("author") or fields.get("authors") or (byline["author"].strip() if byline else None),
        published_on=fields.get("published") or fields.get("date"),
        publisher=fields.get("publisher") or (others[0] if others and is_title_block else None),
        licence=fields.get("licence") or fields.get("license"),
        url=fields.get("url")
        or fields.get("source")
        or next((m[0] for line in front if (m := _URL.search(line))), None),
        notes=notes,
    )


def heading_title(line: str) -> str | None:
    """Return the title if a line that stands alone reads as a heading: capitals, or a number and a short phrase."""
    if len(line.split()) > 12 or line.endswith((".", ",", ";", ":")):
        return None
    numbered = _NUMBERED.fullmatch(line)
    title = numbered["title"] if numbered else line
    if title.isupper() or numbered:
        return readable_case(title)
    return None


def readable_case(line: str) -> str:
    """Return a line of capitals in sentence case; other lines unchanged."""
    return line.capitalize() if line.isupper() and len(line.split()) > 1 else line


def _take_field(line: str, fields: dict[str, str]) -> bool:
    match = _FIELD.fullmatch(line)
    if match:
        fields.setdefault(match["name"].lower(), match["value"].strip())
    return match is not None


def _blocks(part: str, fields: dict[str, str]) -> Iterator[Block]:
    lines = [line.strip() for line in part.splitlines() if line.strip()]
    lines = [line for line in lines if not (len(lines) <= 3 and _take_field(line, fields))]
    if len(lines) == 1 and (title := heading_title(lines[0])):
        yield heading(title, 2)
    elif len(lines) > 1 and all(_ITEM.match(line) for line in lines):
        yield from (item(_ITEM.sub("", line, count=1)) for line in lines)
    elif lines:
        yield paragraph(" ".join(lines))
