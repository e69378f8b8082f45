"""Articles as MediaWiki's Parsoid writes them: made readable for an extractor that looks for an article."""

from typing import Any

from pipelines.research.readers.blocks import DROPPED

_FURNITURE = frozenset(
    {"navbox", "reflist", "mw-references-wrap", "references", "reference", "hatnote", "metadata", "infobox", "ambox"}
    | {"mw-editsection", "noprint", "sistersitebox", "toc", "authority-control"}
)


def is_wiki_article(tree: Any) -> bool:
    """Whether a page is the HTML that Parsoid makes of wiki text."""
    return tree.find(".//section[@data-mw-section-id]") is not None


def tidy_wiki_article(tree: Any) -> None:
    """Take out boxes, notes and footnote marks, mark formulas as unreadable, and make the body an article, in place."""
    for element in list(tree.iter()):
        classes = set((element.get("class") or "").split()) if isinstance(element.tag, str) else set()
        if _FURNITURE & classes:
            element.drop_tree()
        elif "mwe-math-element" in classes:
            for child in list(element):
                element.remove(child)
            element.text = DROPPED
    body = tree.find(".//body")
    if body is not None:
        body.tag = "article"
        body.addprevious(body.makeelement("body"))
        body.getprevious().append(body)
