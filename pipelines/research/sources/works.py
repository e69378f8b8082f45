"""Scholarly works as documents: the title and the abstract, with what the index states of the work."""

from collections.abc import Iterable, Mapping

from pipelines.research.sources.protocol import Copy, SourceError

MOST_AUTHORS = 6
RETRACTIONS = frozenset({"retraction", "withdrawal", "removal", "partial_retraction"})


def names(authors: Iterable[str | None]) -> str:
    """Return authors on one line, after six of them "et al."."""
    known = [author for author in authors if author]
    return ", ".join(known[:MOST_AUTHORS]) + (" et al." if len(known) > MOST_AUTHORS else "")


def abstract_copy(source: str, locator: str, abstract: str | None, stated: Mapping[str, str]) -> Copy:
    """Return a work's title and abstract as a text document.

    Raises:
        SourceError: the index has no abstract of it.
    """
    if not abstract or not abstract.strip():
        where = f" The work itself may stand at {stated['url']}." if "url" in stated else ""
        raise SourceError(
            f"{source} has no abstract of {stated.get('title', locator)!r}.{where} Add its address with `lectern source add`, "
            "or save it into the library."
        )
    paragraphs = (" ".join(part.split()) for part in abstract.split("\n\n"))
    text = "\n\n".join([stated.get("title") or locator, *(part for part in paragraphs if part)]) + "\n"
    return Copy(source, locator, "txt", text.encode(), stated)
