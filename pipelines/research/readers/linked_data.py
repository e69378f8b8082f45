"""What a page states of itself in JSON-LD, by the vocabulary of schema.org."""

import json
from collections.abc import Iterator
from typing import Any

_WORKS = (
    "Article",
    "Report",
    "Book",
    "Chapter",
    "BlogPosting",
    "WebPage",
    "Thesis",
    "CreativeWork",
    "LearningResource",
)
_DEEPEST = 6


def linked_data(tree: Any) -> dict[str, str]:
    """Return author, date, publisher, licence, address and genre as far as the first described work states them."""
    works = [work for work in _objects(tree) if _kind(work)]
    works.sort(key=lambda work: _kind(work) == "WebPage")  # what the page is about rather than the page
    found: dict[str, str] = {}
    for work in works:
        stated = {
            "author": _names(work.get("author") or work.get("creator")),
            "published_on": _text(work.get("dateModified")) or _text(work.get("datePublished")),
            "publisher": _names(work.get("publisher")),
            "licence": _text(work.get("license")) or _text(work.get("copyrightNotice")),
            "url": _text(work.get("url")),
            "genre": _genre(_kind(work)),
        }
        for name, value in stated.items():
            if value:
                found.setdefault(name, value)
    return found


def _objects(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json":
            try:
                yield from _nested(json.loads(script.text or ""), 0)
            except (ValueError, RecursionError):
                continue  # a page's own fault; what else it states still counts


def _nested(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(value, list) and depth < _DEEPEST:
        for entry in value:
            yield from _nested(entry, depth + 1)
    elif isinstance(value, dict):
        yield value
        if depth < _DEEPEST:
            yield from _nested(value.get("@graph"), depth + 1)


def _kind(work: dict[str, Any]) -> str:
    stated = work.get("@type")
    kinds = stated if isinstance(stated, list) else [stated]
    return next((kind for kind in kinds if isinstance(kind, str) and kind.endswith(_WORKS)), "")


def _genre(kind: str) -> str | None:
    known = {"ScholarlyArticle": "article", "MedicalScholarlyArticle": "article", "NewsArticle": "news", "Book": "book"}
    others = {"BlogPosting": "blog", "Report": "report", "Thesis": "thesis", "TechArticle": "technical article"}
    return (known | others).get(kind)


def _names(value: Any) -> str | None:
    entries = value if isinstance(value, list) else [value]
    found = [_text(entry.get("name")) if isinstance(entry, dict) else _text(entry) for entry in entries]
    return ", ".join(name for name in found if name) or None


def _text(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("url") or value.get("name") or value.get("@id")
    return " ".join(value.split()) or None if isinstance(value, str) else None
