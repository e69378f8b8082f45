"""Web pages saved as HTML: the article without navigation, advertising and footers."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml import html as lxml_html
from trafilatura import bare_extraction
from trafilatura.settings import Document

from pipelines.research.readers.blocks import (
    MAX_CHARACTERS,
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
from pipelines.research.readers.hidden import take_out_hidden
from pipelines.research.readers.linked_data import linked_data
from pipelines.research.readers.plain import decoded_with_notes, not_utf8
from pipelines.research.readers.wiki import is_wiki_article, tidy_wiki_article

_META = {
    "author": ("author", "dcterms.creator", "dc.creator", "article:author", "citation_author"),
    "published_on": ("date", "article:published_time", "dcterms.date", "dc.date", "citation_publication_date"),
    "publisher": ("publisher", "og:site_name", "dcterms.publisher", "dc.publisher"),
    "licence": ("dcterms.license", "dcterms.licence", "dc.rights", "dcterms.rights", "license", "licence"),
    "url": ("og:url", "citation_public_url"),
}
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
MAX_ELEMENTS = 100_000
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_MAX_BYLINE_WORDS = 20


def read(raw: bytes) -> SourceText:
    """Return the main text, headings and declared metadata of an HTML page.

    Raises:
        UnreadableSourceError: the file is not HTML or holds no article text.
    """
    page, encoding_notes = _decoded_page(raw)
    try:
        tree = lxml_html.document_fromstring(_DECLARATION.sub("", page))
    except (etree.ParserError, ValueError) as error:
        raise UnreadableSourceError(f"The page is not HTML ({error}). Save the page again, or remove it.") from error
    declared = {**linked_data(tree), **_declared(tree)}
    notes = take_out_hidden(tree)
    _check_length(tree)
    if is_wiki_article(tree):
        tidy_wiki_article(tree)
    write_out_scripts(tree)
    found = bare_extraction(tree, include_comments=False, include_tables=True, with_metadata=True)
    if not isinstance(found, Document) or found.body is None:
        raise UnreadableSourceError("The page holds no article text. Save the page again after it has loaded fully.")
    blocks = list(_blocks(found.body))
    text, headings = assemble(_without_byline(blocks, declared.get("author") or found.author))
    return SourceText(
        text=text,
        headings=headings,
        title=_page_title(tree) or found.title,
        author=declared.get("author") or found.author,
        published_on=(declared.get("published_on") or found.date or None),
        publisher=declared.get("publisher") or found.sitename,
        licence=declared.get("licence") or found.license,
        url=declared.get("url") or found.url,
        genre=declared.get("genre"),
        notes=(*encoding_notes, *notes),
    )


def _decoded_page(raw: bytes) -> tuple[str, tuple[str, ...]]:
    """Return a page's characters: UTF-8, else the encoding that the page names, else a guess."""
    named = _CHARSET.search(raw[:4096])
    try:
        raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        encoding = named[1].decode() if named else ""
        try:
            return raw.decode(encoding), (not_utf8(encoding),)
        except (LookupError, UnicodeDecodeError):
            pass  # it names none, or a wrong one
    return decoded_with_notes(raw)


def _check_length(tree: Any) -> None:
    """Refuse a page whose extraction would take minutes; its cost grows with characters and elements alike."""
    n_elements = sum(1 for _ in tree.iter())
    n_characters = sum(len(text) for text in tree.itertext())
    if n_elements > MAX_ELEMENTS or n_characters > MAX_CHARACTERS:
        raise UnreadableSourceError(
            f"The page has {n_characters:,} characters in {n_elements:,} elements; {MAX_CHARACTERS:,} and {MAX_ELEMENTS:,} "
            "are allowed. Save the part that matters."
        )


def _declared(tree: Any) -> dict[str, str]:
    meta: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("name") or element.get("property") or "").lower()
        if name and (element.get("content") or "").strip():
            meta.setdefault(name, " ".join(element.get("content").split()))
    for link in tree.iter("link", "a"):
        relation = (link.get("rel") or "").lower().split()
        if "canonical" in relation:
            meta.setdefault("og:url", link.get("href", ""))
        if "license" in relation:
            meta.setdefault("license", link.get("href", ""))
    return {field: meta[name] for field, names in _META.items() for name in reversed(names) if meta.get(name)}


def _page_title(tree: Any) -> str | None:
    for tag in ("h1", "title"):
        element = next(tree.iter(tag), None)
        if element is not None and element.text_content().strip():
            return " ".join(element.text_content().split())
    return None


def write_out_scripts(tree: Any) -> None:
    """In place: replace <sup> and <sub> by characters, because extraction keeps their digits on the line."""
    for tag, convert in (("sup", superscript), ("sub", subscript)):
        for element in list(tree.iter(tag)):
            content = convert(element.text_content())
            tail = element.tail
            element.clear()
            element.text, element.tail = content, tail
            element.drop_tag()


def _blocks(body: Any) -> Iterator[Block]:
    for element in body:
        text = " ".join("".join(element.itertext()).split())
        if element.tag == "head":
            yield heading(text, int((element.get("rend") or "h2")[1:] or 2))
        elif element.tag == "list":
            yield from (item(" ".join("".join(entry.itertext()).split())) for entry in element.iter("item"))
        elif element.tag == "table":
            for row in element.iter("row"):
                cells = (" ".join("".join(cell.itertext()).split()) for cell in row.iter("cell"))
                yield item(" | ".join(cell for cell in cells if cell))
        elif element.tag in ("p", "quote"):
            yield paragraph(text)


def _without_byline(blocks: list[Block], author: str | None) -> list[Block]:
    """Drop the short line with the author's name near the top, which is no sentence of the article."""
    for number, block in enumerate(blocks[:4]):
        is_short = len(block.text.split()) <= _MAX_BYLINE_WORDS and not block.text.endswith(".")
        if author and block.kind is BlockKind.PARAGRAPH and is_short and author in block.text:
            return blocks[:number] + blocks[number + 1 :]
    return blocks
