"""Sentences and words of English text, with offsets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NEVER_LAST = frozenset("mr mrs ms dr prof vs fig figs eq vol approx ca e.g i.e cf est".split())
_MAY_BE_LAST = frozenset("st jr sr etc al inc ltd co u.s u.k a.m p.m dept".split())
# After such an abbreviation or a single letter, a capital proves nothing ("J. Smith", "vitamin C. The dose"). These
# words are no names, so one of them with a capital opens a sentence; "A." and "I." would be initials again.
_OPENERS = (
    "The|An?|This|That|These|Those|It|Its|He|His|She|Her|We|Our|You|Your|They|Their|I|There|Here|In|On|At|By|For|From|To|"
    "With|Without|Under|Over|Between|During|Through|Within|And|But|Or|Nor|So|Yet|If|When|While|As|Because|Since|After|"
    "Before|Although|Though|Unless|Until|However|Then|Thus|Therefore|Now|Today|What|Why|How|Where|Who|Which|Is|Are|Was|"
    "Were|Do|Does|Did|Can|Could|Not|No|Some|Many|Most|All|Each|Every|Both|Another|Other|One"
)
_OPENER = re.compile(rf"\s*[\"'“‘(\[]*(?:{_OPENERS})(?![\w.-])")
_BOUNDARY = re.compile(r"(?P<end>[.!?…]+[\"'”’)\]]*)(?=\s+|$)|\n\s*\n+")
_OPENS_SENTENCE = re.compile(r"\s*[\"'“‘(\[]*[A-Z0-9¿¡]")
_BIBLIOGRAPHIC = re.compile(r"\b[A-Z][\w'’-]+,(?:\s*[A-Z]\.)*$")
_WORD = re.compile(r"[^\W_]+(?:['’\-.,/][^\W_]+)*%?|%")


@dataclass(frozen=True)
class TextSpan:
    """A piece of a text: `text == source[start:end]`."""

    text: str
    start: int
    end: int


def split(text: str) -> list[TextSpan]:
    """Split punctuated text into sentences; each span is stripped and verbatim in `text`.

    A paragraph break always ends a sentence. Decimal numbers and initials do not, nor do abbreviations, but where the
    next word can only open a sentence ("vitamin C. The dose").
    """
    return list(_spans(text))


def _spans(text: str) -> Iterator[TextSpan]:
    begin = 0
    for match in _BOUNDARY.finditer(text):
        end = match.end("end") if match.group("end") else match.start()
        if match.group("end") and not _is_sentence_end(text, begin, match):
            continue
        yield from _stripped(text, begin, end)
        begin = match.end()
    yield from _stripped(text, begin, len(text))


def _is_sentence_end(text: str, begin: int, match: re.Match[str]) -> bool:
    following = text[match.end() : match.end() + 20]
    if not following.strip():
        return True
    if not _OPENS_SENTENCE.match(following):
        return False
    if not match.group("end").startswith(".") or match.group("end").startswith(".."):
        return True
    before = re.search(r"([\w.'’/-]+)$", text[max(begin, match.start() - 20) : match.start()])
    written = before.group(1) if before else ""
    if re.fullmatch(r"[a-z]", written):  # a variable: "the square root of n."
        return re.match(r"\s*\d", following) is None
    last = written.lower()
    if last == "no":
        return not following.lstrip()[:1].isdigit()
    if last in _MAY_BE_LAST or re.fullmatch(r"[a-z](?:\.?-[a-z])*", last):
        said = text[begin : match.start() - len(last)].strip()
        is_label = not said or _BIBLIOGRAPHIC.search(said)  # "A. The first reason", "Smith, J. The Stars"
        return not is_label and _OPENER.match(following) is not None
    return last not in _NEVER_LAST


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


def counted(n: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun: `1 fact`, `3 stories`."""
    return f"{n:,} {noun if n == 1 else plural or noun + 's'}"
