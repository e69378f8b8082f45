"""What a page does not show its reader: taken out before its text is read, and counted.

Text that only a machine sees is where instructions to a machine are hidden. It is no part of the document.
"""

import re
from typing import Any

from lxml import etree

_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0*)?(?![.\d])|"
    r"(?:left|right|top|text-indent)\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*0|"
    r"clip-path\s*:\s*inset\(\s*(?:50|100)%|(?<!-)(?:width|height)\s*:\s*0(?:px)?\s*(?:;|!|$)|"
    r"(?<![-\w])color\s*:\s*transparent",
    re.IGNORECASE,
)
_TINY = re.compile(r"font-size\s*:\s*(?:0(?:\.\d+)?(?:px|pt|em|rem|%)?|1(?:\.0*)?px)\s*(?:;|!|$)", re.IGNORECASE)
_RULE = re.compile(r"(?P<selectors>[^{}@]+)\{(?P<body>[^{}]*)\}")
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SIMPLE = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?P<mark>[.#])(?P<name>[\w-]+)")
_KEPT = ("html", "body", "head", "script", "style")  # scripts show a body late; the others are no text anyway
_COLOUR = re.compile(r"(?<![-\w])(?P<kind>background(?:-color)?|color)\s*:\s*(?P<value>[^;!]+)", re.IGNORECASE)
_SAME_COLOUR = {"white": "#fff", "#ffffff": "#fff", "rgb(255,255,255)": "#fff", "black": "#000", "#000000": "#000"}


def take_out_hidden(tree: Any) -> tuple[str, ...]:
    """Remove comments and hidden elements from `tree`, in place. Return one note for each kind that held words.

    Found are attributes, inline styles, and rules of style sheets in the page for a single class or id. What a script or
    a style sheet elsewhere hides is not.
    """
    n_comment_words = 0
    for comment in list(tree.iter(etree.Comment, etree.ProcessingInstruction)):
        n_comment_words += len((comment.text or "").split())
        _drop(comment)
    hiding = _hiding_selectors(tree)
    n_hidden_words = 0
    for element in list(tree.iter(etree.Element)):
        if element.tag in _KEPT or element.getparent() is None or not _is_attached(element, tree):
            continue
        if _is_hidden(element, hiding):
            n_hidden_words += len(element.text_content().split())
            _drop(element)
    notes = []
    if n_hidden_words:
        notes.append(f"{n_hidden_words} words that the page hides from its readers were left out.")
    if n_comment_words:
        notes.append(f"{n_comment_words} words in comments of the page were left out.")
    return tuple(notes)


def _is_attached(element: Any, tree: Any) -> bool:
    while element is not None and element is not tree:
        element = element.getparent()
    return element is not None


def _is_hidden(element: Any, hiding: set[str]) -> bool:
    if element.get("hidden") is not None or (element.tag == "input" and element.get("type") == "hidden"):
        return True
    style = element.get("style") or ""
    if style and (_HIDING.search(style) or _is_tone_on_tone(style) or (_TINY.search(style) and not len(element))):
        return True  # a row may have no size of its own, and its cells have one
    marks = {f".{name}" for name in (element.get("class") or "").split()}
    if element.get("id"):
        marks.add(f"#{element.get('id')}")
    return any(mark in hiding or f"{element.tag}{mark}" in hiding for mark in marks)


def _is_tone_on_tone(style: str) -> bool:
    """Whether text has the colour of its ground, or is white where no ground is named."""
    stated = {}
    for match in _COLOUR.finditer(style):
        value = re.sub(r"\s+", "", match["value"].lower())
        stated[match["kind"].lower()[:5]] = _SAME_COLOUR.get(value, value)
    return "color" in stated and stated["color"] == stated.get("backg", "#fff")


def _hiding_selectors(tree: Any) -> set[str]:
    sheets = "\n".join(element.text or "" for element in tree.iter("style"))
    hiding: set[str] = set()
    for rule in _RULE.finditer(_CSS_COMMENT.sub("", sheets)):
        if _HIDING.search(rule["body"]):
            selectors = (selector.strip() for selector in rule["selectors"].split(","))
            hiding |= {selector for selector in selectors if _SIMPLE.fullmatch(selector)}
    return hiding


def _drop(element: Any) -> None:
    """Take an element out and leave the text behind it."""
    parent, tail = element.getparent(), element.tail
    if parent is None:
        return
    if tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    parent.remove(element)
