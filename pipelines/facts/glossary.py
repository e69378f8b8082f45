"""Glossary lines as sentences: "event horizon: a boundary …" is "An event horizon is a boundary …"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.facts import references, wording
from pipelines.sentences import TextSpan, words

_MIN_WORDS, _MAX_WORDS = 5, 40
_MAX_TERM_WORDS = 5
_PRONOUNS = frozenset("he she it they we you this that there in at to where".split())
_LINE = re.compile(
    r"^\**(?P<term>[A-Za-z][\w ’'()-]{2,50}?)\**:\**\s+(?P<definition>[a-z][^:;]{15,220}?)(?:[.;]|; [^:]*[.”\"]+|, or [^ ]{1,3} [^ ]{1,3} ?\.)?$",
    re.MULTILINE,
)
_ENTRY = re.compile(
    r"(?:^|(?<=\n\n))\**(?P<term>[A-Za-z][\w ’'()-]{2,50}?)\**:\**[ ](?P<definition>(?:[a-z“]|[A-Z][\w-]+[’']s )[^\n]{10,400})(?=\n\n|\n?\Z)"
)
_NO_DEFINITION = re.compile(r"[=~|<>∑√]|https?:|\?$")
_KIND = re.compile(
    r"(?:\w+ )?(?:type|kind|form|set|part|class|group|model|piece|technique|method|device|unit|result) (?:of|that|to|for)\b"
)
_DEED = re.compile(
    r"(?:\w+ )?(?:act|process|ability|tendency|input|creation|inability|failure|loss|storage|repetition|study|rate|amount|number|state|physical trace) of\b|"
    r"(?:act|process|ability|tendency|inability|failure) (?:to|for|in)\b|(?:\w+ )?[a-z]{4,}tion of\b"
)
_DOING = re.compile(r"[a-z]{3,}ing\b(?! of)")
_NOTATION = re.compile(r"[;,.]+ notation: .*$")
_MENTION = re.compile(r"; |[,.] (?:notation|also)\b.*$|, or \S{1,3}(?: \S{1,3})? ?$")


@dataclass(frozen=True)
class Entry:
    """A line of a glossary: its term, what it says of it, as a sentence where one can be made, and where it stands."""

    term: str
    text: str
    span: TextSpan


def entries(source: str) -> Iterator[Entry]:
    """Yield the lines "term: what it is" of a text, each a paragraph of its own, in reading order."""
    for match in _ENTRY.finditer(source):
        plain = re.sub(r"\s*\([^)]*\)", "", match["term"]).strip()
        if not _is_name(plain) or _NO_DEFINITION.search(match["definition"]):
            continue
        term = _lowered(plain, source)
        sentence = claim(match.group(), source)
        said = sentence or f"{wording.capitalised(term)}: {match['definition'].rstrip('. ')}."
        yield Entry(term, said, TextSpan(match.group(), match.start(), match.end()))


def claim(quote: str, source: str) -> str | None:
    """Return the sentence that a glossary line stands for, None where `quote` is none or its form leaves doubt.

    `source` decides whether the term is a name: it is written small where the source writes it so anywhere.
    """
    match = _LINE.fullmatch(_NOTATION.sub("", quote.strip()))
    if not match or re.search(r"[=~|<>]", match.group("definition")) or not _is_term(match.group("term")):
        return None
    term = _lowered(re.sub(r"\s*\([^)]*\)", "", match.group("term")).strip(), source)
    definition = _MENTION.split(re.sub(r"\s+", " ", match.group("definition")).strip())[0]
    definition = _with_article(re.sub(r"\s*\([A-Z]{2,4}\)", "", definition))
    if definition is None or (term.endswith("s") and not term.endswith(("ss", "is", "us"))):
        return None
    text = wording.capitalised(f"{_article(term, definition, source)}{term} is {definition}.")
    return text if _MIN_WORDS <= len(words(text)) <= _MAX_WORDS else None


def _with_article(definition: str) -> str | None:
    """Return a definition that can follow "is": with the article that glossaries leave out, where its form shows which."""
    if re.match(r"(?:an?|the) ", definition):
        return definition
    if _KIND.match(definition):
        return f"{'an' if definition[0] in 'aeio' else 'a'} {definition}"
    if _DEED.match(definition):
        return f"the {definition}"
    return definition if _DOING.match(definition) else None


def _article(term: str, definition: str, source: str) -> str:
    """Return the article that a source gives a term most often, with a space; "" for names and what is not counted."""
    if _DOING.match(definition):
        return ""
    head = re.escape(term.rsplit(maxsplit=1)[-1])
    if term[0].isupper() or re.match(rf"(?i)an? (?:\w+ )?(?:type|kind|form) of (?:[\w-]+ )*{head}\b", definition):
        return "the " if re.search(rf"\bthe {re.escape(term)}\b", source) else ""
    noun = rf"(?i:{re.escape(term)})\b(?!:)"
    used = {
        "": len(re.findall(rf"(?:(?:^|[.,;] )|\b(?:of|in|from|to|and|with|by|through|called) ){noun}", source)),
        "the ": len(re.findall(rf"\b[Tt]he {noun}", source)),
        "a ": len(re.findall(rf"\b(?:[Aa]n?|[Ee]ach|[Ee]very) {noun}", source)),
    }
    if definition.startswith("the ") and not used["the "] and not used["a "]:
        return ""
    best = max(used, key=lambda article: (used[article], article == "a "))
    if best == "the " and not definition.startswith("the "):
        best = "a "
    return "an " if best == "a " and term[0].lower() in "aeio" else best


def _lowered(term: str, source: str) -> str:
    words_ = [word if word.isupper() or word.lower() not in source else word.lower() for word in term.split()]
    return " ".join(words_)


def _is_name(term: str) -> bool:
    """Whether the words of a line before its colon name something; "where", "this is" and "the book says" do not."""
    plain = term.lower().split()
    verbs = references.FINITE - references.BASES
    return (
        len(plain) <= _MAX_TERM_WORDS
        and not any(word in _PRONOUNS for word in plain)
        and not any(word in verbs and not word.endswith("ed") for word in plain[1:])
    )


def _is_term(term: str) -> bool:
    """Whether the words before a colon are a term, not the beginning of a sentence."""
    plain = term.lower().split()
    verbs = references.FINITE - {
        "form",
        "point",
        "mean",
        "range",
        "state",
        "force",
        "recall",
        "trace",
        "storage",
        "burst",
    }
    return (
        len(plain) <= _MAX_TERM_WORDS
        and not any(word in _PRONOUNS for word in plain)
        and not any(w in verbs for w in plain[1:])
    )
