"""Markdown with optional YAML front matter."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipelines.research.readers.blocks import (
    DROPPED,
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
from pipelines.research.readers.plain import decoded_with_notes

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_DISPLAY_MATH = re.compile(r"^[ \t]*\$\$.*?\$\$[ \t]*$|^[ \t]*\\\[.*?\\\][ \t]*$", re.DOTALL | re.MULTILINE)
_INLINE_MATH = re.compile(r"(?<![\\$\w])\$(?=\S)([^$\n]{1,300}?)(?<=\S)\$(?!\d)|\\\((.{1,300}?)\\\)")
_TEX_ONLY = re.compile(r"[\\{}^_]")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\](?!:)")
_FOOTNOTE_TEXT = re.compile(r"^\[\^[^\]\s]+\]:.*(?:\n[ \t]+\S.*)*", re.MULTILINE)
_DEFINITION = re.compile(r"(?P<term>[^:.]{2,80}): (?P<meaning>.+)", re.DOTALL)
_BOX_LABEL = re.compile(r"(?:Solution|Check Your Learning|Try It|Answer)[:.]? (?=[A-Z])")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_SCRIPT_TAGS = {"<sup>": superscript, "<sub>": subscript}


def read(raw: bytes) -> SourceText:
    """Return the text, headings and front matter of a Markdown file.

    Images, raw HTML, code blocks and display formulas are left out; a sentence with a formula that plain text cannot
    show is left out too. Glossary entries ("**term**: meaning") at the end become a section "Glossary".

    Raises:
        UnreadableSourceError: the file is not text, or its front matter is not YAML.
    """
    whole, notes = decoded_with_notes(raw)
    front, body = _front_matter(whole)
    n_hidden = sum(len(comment.split()) for comment in _COMMENT.findall(body))
    if n_hidden:
        notes += (f"{n_hidden} words in comments of the file were left out.",)
    body = _FOOTNOTE.sub("", _FOOTNOTE_TEXT.sub("", _DISPLAY_MATH.sub("", body)))
    tokens = MarkdownIt("commonmark").enable("table").parse(_INLINE_MATH.sub(_plain_math, body))
    blocks = _with_glossary(list(_blocks(tokens)))
    text, headings = assemble(blocks)
    first = next((block.text for block in blocks if block.kind is BlockKind.HEADING), None)
    return SourceText(
        text=text,
        headings=headings,
        title=_field(front, "title") or first,
        author=_field(front, "author", "authors", "by"),
        published_on=_field(front, "date", "published", "published_on", "year"),
        publisher=_field(front, "publisher", "publication", "site"),
        licence=_field(front, "licence", "license", "rights"),
        url=_field(front, "url", "source", "link", "canonical"),
        genre=_field(front, "genre", "type", "kind"),
        notes=notes,
    )


def _front_matter(raw: str) -> tuple[dict[str, Any], str]:
    match = _FRONT_MATTER.match(raw)
    if not match:
        return {}, raw
    try:
        front = yaml.safe_load(match.group(1))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 2}" if mark else ""
        raise UnreadableSourceError(
            f"The front matter is not valid YAML{line}. Put values with a colon in quotes, or remove the front matter."
        ) from error
    return (front if isinstance(front, dict) else {}), raw[match.end() :]


def _field(front: dict[str, Any], *names: str) -> str | None:
    by_name = {str(key).lower(): value for key, value in front.items()}
    for name in names:
        value = by_name.get(name)
        if isinstance(value, list):
            value = ", ".join(str(part) for part in value)
        if value is not None and str(value).strip():
            return " ".join(str(value).split())
    return None


def _plain_math(match: re.Match[str]) -> str:
    formula: str = match.group(1) or match.group(2)
    return DROPPED if _TEX_ONLY.search(formula) else formula


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    list_depth, level, cells = 0, 0, list[str]()
    for token in tokens:
        match token.type:
            case "heading_open":
                level = int(token.tag[1:])
            case "heading_close":
                level = 0
            case "list_item_open":
                list_depth += 1
            case "list_item_close":
                list_depth -= 1
            case "tr_open":
                cells = []
            case "th_open" | "td_open":
                cells.append("")
            case "tr_close":
                yield item(" | ".join(cell for cell in cells if cell))
                cells = []
            case "inline":
                text = _inline(token.children or [])
                if cells:
                    cells[-1] = text
                elif level:
                    yield heading(text, level)
                else:
                    yield item(text) if list_depth else paragraph(_BOX_LABEL.sub("", text, count=1))


def _inline(children: Sequence[Token]) -> str:
    """Return the words of an inline token: link texts are kept; images and HTML tags are not."""
    parts: list[str] = []
    convert = None
    for child in children:
        if child.type == "html_inline":
            convert = _SCRIPT_TAGS.get(child.content.lower())
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.type in ("text", "code_inline"):
            parts.append(convert(child.content) if convert else child.content)
    return "".join(parts)


def _with_glossary(blocks: list[Block]) -> list[Block]:
    """Put a heading before the definitions that close a document, if they stand under no glossary heading yet."""
    first = len(blocks)
    while first and blocks[first - 1].kind is BlockKind.PARAGRAPH and _DEFINITION.fullmatch(blocks[first - 1].text):
        first -= 1
    if len(blocks) - first < 2 or not first:
        return blocks
    level = min((block.level for block in blocks if block.kind is BlockKind.HEADING), default=1) + 1
    return [*blocks[:first], heading("Glossary", level), *blocks[first:]]
