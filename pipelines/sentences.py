"""Sentences and words of English text, with offsets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof st jr sr vs etc fig figs eq no vol approx ca e.g i.e cf al inc ltd co u.s u.k a.m p.m dept est".split()
)
_BOUNDARY = re.compile(r"(?P<end>[.!?…]+[\"'”’)\]]*)(?=\s+|$)|\n\s*\n+")
_OPENS_SENTENCE = re.compile(r"\s*[\"'“‘(\[]*[A-Z0-9¿¡]")
_WORD = re.compile(r"[^\W_]+(?:['’\-.,/][^\W_]+)*%?|%")


@dataclass(frozen=True)
class TextSpan:
    """A piece of a text: `text == source[start:end]`."""

    text: str
    start: int
    end: int


def split(text: str) -> list[TextSpan]:
    """Split punctuated text into sentences; each span is stripped and verbatim in `text`.

    A paragraph break always ends a sentence. Abbreviations, initials and decimal numbers do not.
    """
    return list(_spans(text))


def _spans(text: str) -> Iterator[TextSpan]:
    begin = 0
    for match in _BOUNDARY.finditer(text):
        end = match.end("end") if match.group("end") else match.start()
        if match.group("end") and not _is_sentence_end(text, match):
            continue
        yield from _stripped(text, begin, end)
        begin = match.end()
    yield from _stripped(text, begin, len(text))


def _is_sentence_end(text: str, match: re.Match[str]) -> bool:
    following = text[match.end() : match.end() + 20]
    if not following.strip():
        return True
    if not _OPENS_SENTENCE.match(following):
        return False
    if not match.group("end").startswith(".") or match.group("end").startswith(".."):
        return True
    before = re.search(r"([\w.]+)$", text[max(0, match.start() - 20) : match.start()])
    last = before.group(1) if before else ""
    is_initial = re.fullmatch(r"[A-Z]", last) or (re.fullmatch(r"[a-z]", last) and re.match(r"\s*\d", following))
    return (
        last.lower() not in _ABBREVIATIONS and not is_initial
    )  # a small letter is a variable: "the square root of n."


def _stripped(text: str, begin: int, end: int) -> Iterator[TextSpan]:
    piece = text[begin:end]
    stripped = piece.strip()
    if stripped:
        start = begin + len(piece) - len(piece.lstrip())
        yield TextSpan(stripped, start, start + len(stripped))


def words(text: str) -> list[str]:
    """Return the words of `text` in order, cased as they stand; contractions and numbers such as 1,000.5 are one word."""
    return _WORD.findall(text)


def normalised_words(text: str) -> list[str]:
    """Return the words of `text` lower-cased, with straight apostrophes and no punctuation: what comparisons use."""
    return [word.lower().replace("’", "'") for word in words(text)]
