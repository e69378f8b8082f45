"""E-books (.epub): the chapters in reading order, and what the package states of the book."""

import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from lxml import etree
from lxml import html as lxml_html

from pipelines.research.readers.blocks import (
    Block,
    SourceText,
    UnreadableSourceError,
    assemble,
    heading,
    item,
    paragraph,
)
from pipelines.research.readers.hidden import take_out_hidden
from pipelines.research.readers.html import write_out_scripts
from pipelines.research.readers.packed import open_packed

_SPACES = {
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
    "o": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_CHAPTER = ("application/xhtml+xml", "text/html")
_PROTECTED = (".xhtml", ".html", ".htm", ".opf", ".xml")
_BLOCKS = frozenset("h1 h2 h3 h4 h5 h6 p li dt dd tr blockquote figcaption div section article body".split())
_ITEMS = ("li", "dt", "dd", "tr")
_NO_TEXT = ("nav", "aside", "script", "style", "svg", "math")


def read(raw: bytes) -> SourceText:
    """Return the text of an e-book, with the headings of its chapters.

    Raises:
        UnreadableSourceError: it is no e-book, is damaged or protected, or unpacks to far more than a book does.
    """
    with open_packed(raw, "e-book") as book:
        try:
            if _is_protected(book):
                raise UnreadableSourceError("The e-book is protected against copying. Add another edition.")
            place = _xml(book, "META-INF/container.xml").find(".//c:rootfile", _SPACES).get("full-path")
            package = _xml(book, place)
            names = _chapters(package, posixpath.dirname(place), set(book.namelist()))
            notes: dict[str, None] = {}
            text, headings = assemble(block for name in names for block in _blocks(_tree(book, name), notes))
        except (KeyError, AttributeError, ValueError, zipfile.BadZipFile, etree.LxmlError, EOFError, OSError) as error:
            if isinstance(error, UnreadableSourceError):
                raise
            raise UnreadableSourceError(f"The e-book is damaged ({error}). Save or download it again.") from error
    return SourceText(
        text=text,
        headings=headings,
        title=_stated(package, "title"),
        author=", ".join(filter(None, (found.text for found in package.iterfind(".//dc:creator", _SPACES)))) or None,
        published_on=_stated(package, "date"),
        publisher=_stated(package, "publisher"),
        licence=_stated(package, "rights"),
        url=_stated(package, "source"),
        genre="book",
        notes=tuple(notes),
    )


def _is_protected(book: zipfile.ZipFile) -> bool:
    """Whether chapters are encrypted; fonts may be."""
    if "META-INF/encryption.xml" not in book.namelist():
        return False
    named = (element.get("URI", "") for element in _xml(book, "META-INF/encryption.xml").iter("{*}CipherReference"))
    return any(name.lower().endswith(_PROTECTED) for name in named)


def _chapters(package: Any, folder: str, names: set[str]) -> list[str]:
    """Return the names of the chapters in reading order, each once however often the book lists it."""
    manifest = {entry.get("id"): entry for entry in package.iterfind(".//o:manifest/o:item", _SPACES)}
    found: dict[str, None] = {}
    for reference in package.iterfind(".//o:spine/o:itemref", _SPACES):
        entry = manifest.get(reference.get("idref"))
        if entry is None or entry.get("media-type") not in _CHAPTER or "nav" in (entry.get("properties") or "").split():
            continue
        name = posixpath.normpath(posixpath.join(folder, unquote(entry.get("href", ""))))
        if name in names:
            found[name] = None
    return list(found)


def _xml(book: zipfile.ZipFile, name: str) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(book.read(name), parser)


def _tree(book: zipfile.ZipFile, name: str) -> Any:
    return lxml_html.document_fromstring(book.read(name), parser=lxml_html.HTMLParser(encoding="utf-8"))


def _blocks(tree: Any, notes: dict[str, None]) -> Iterator[Block]:
    """Yield the blocks of a chapter. What was left out of it goes to `notes`."""
    notes.update(dict.fromkeys(take_out_hidden(tree)))
    write_out_scripts(tree)
    for element in list(tree.iter(*_NO_TEXT)):
        element.drop_tree()
    for element in tree.iter(*_BLOCKS):
        if element.tag == "tr":
            yield item(" | ".join(filter(None, (" ".join(_own_text(cell).split()) for cell in element))))
        elif element.tag[1:].isdigit():
            yield heading(_own_text(element), int(element.tag[1:]))
        elif text := _own_text(element).strip():
            is_item = element.tag in _ITEMS or any(parent.tag in _ITEMS for parent in element.iterancestors())
            yield item(text) if is_item else paragraph(text)


def _own_text(element: Any) -> str:
    """Return the text of an element without that of the blocks inside it, which stand for themselves."""
    inner = (" " if child.tag in _BLOCKS else _own_text(child) for child in element)
    tails = (child.tail or "" for child in element)
    return (element.text or "") + "".join(own + tail for own, tail in zip(inner, tails, strict=True))


def _stated(package: Any, name: str) -> str | None:
    found = package.find(f".//dc:{name}", _SPACES)
    return found.text if found is not None else None
