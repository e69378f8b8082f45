"""Terms: what a sentence defines, how a definition is asked for and said again, and where a text uses a term."""

import re
from dataclasses import dataclass
from functools import lru_cache

from wordfreq import zipf_frequency

from pipelines.writing import spoken_forms, verbs
from pipelines.writing.speech import SpokenFact
from pipelines.writing.themes import stems

_DEFINITION = re.compile(
    r"^(?:(?:And|But|Now|So),? )?(?P<term>[^,.:;?“”]{3,60}?) (?P<verb>is|are|means|refers to) "
    r"(?P<what>(?:an?|the|any|what) .+|(?=[^.]{5,80}?\b\w+s (?:that|which|who|with|whose|made|in)\b).+)$"
)
_ASKED = re.compile(r"^So what(?:['’]s| is| are) (?P<term>[^?]{3,60})\?$")
_QUOTATION = re.compile(r"^As .+ puts it: “([^”]*)”$")
_NAMES = re.compile(
    r"\b(?:(?:is|are|was|were) called|(?:is|are) known as|what we call|we call(?: it| this| that)?|(?:measures?|measured|expressed?) [^,.]{3,40} as) (?:an? |the )?(?P<term>[a-z][\w-]+(?: [a-z][\w-]+)?)(?=[,.]|$)"
)
_DETERMINER = re.compile(r"(?i)^(?:the|an?) ")
_NO_TERM = re.compile(
    r"(?i)^(?:it|its|they|their|he|she|his|her|we|our|you|your|this|that|these|those|there|here|what|who|which|one|some|most|many|all|each|every|both|no|"
    r"another|other|such|only|now|then|so|if|when|while|because|for|in|at|by|to|from|with|on|as|among|although|once)\b"
    r"|\d|\b(?:reason|result|problem|idea|answer|goal|job|purpose|way|example|difference|effect|cause|point|question|case|part|kind|name|gist|source|key|aim|which|that|who)\b"
)
_SAYS_NOTHING = re.compile(
    r"(?i)(?:an?|the|any) (?:\w+ ){0,2}(?:components?|parts?|pieces?|ingredients?|constituents?|elements?|examples?|features?|factors?|aspects?|topics?|things?|kinds?|types?|sorts?|steps?|players?)\.?$"
)
"""What something is said to be by a word that fits anything: `hydrogen is a major component`."""

_ORDINARY = 4.0  # Zipf frequency from which a single word is everyday English and needs no introduction
_MAX_TERM_WORDS = 4
_MIN_KIND = 3  # words that say what kind of thing something is


@dataclass(frozen=True)
class Definition:
    """A statement that says what something is: `term` with its article, `verb`, and what it is said to be."""

    term: str
    verb: str
    what: str

    @property
    def key(self) -> frozenset[str]:
        """The term's content words."""
        return stems(self.term)

    @property
    def is_plural(self) -> bool:
        """Whether the term is plural."""
        return self.verb == "are"


@lru_cache(maxsize=8192)
def definition(sentence: str) -> Definition | None:
    """Return what a sentence defines, or None where it says something else or it is not certain."""
    match = _DEFINITION.match(sentence.rstrip("."))
    if match is None:
        return None
    term = match.group("term")
    bare = _DETERMINER.sub("", term)
    is_short = 1 <= len(bare.split()) <= _MAX_TERM_WORDS
    if (
        not is_short
        or _SAYS_NOTHING.match(match.group("what"))
        or _NO_TERM.search(bare)
        or not stems(bare)
        or any(map(verbs.is_auxiliary, term.split()))
    ):
        return None
    return Definition(term, match.group("verb"), match.group("what"))


def defined_by(fact: SpokenFact) -> frozenset[str] | None:
    """Return the content words of the term that a fact says what it is, or None."""
    asked = _ASKED.match(fact.sentences[0])
    if asked:
        return stems(asked.group("term"))
    found = definition(stated(fact.sentences[0]))
    return found.key if found else None


def named_by(fact: SpokenFact) -> frozenset[str] | None:
    """Return the content words of the term that a fact gives a thing as its name: `astronomers measure it as a redshift`."""
    match = _NAMES.search(" ".join(fact.sentences))
    return stems(match.group("term")) or None if match else None


def stated(sentence: str) -> str:
    """Return what a sentence states: of a quotation, what is quoted."""
    quoted = _QUOTATION.match(sentence)
    return quoted.group(1) if quoted else sentence


def answer(found: Definition, contracts: bool = True) -> str:
    """Return a definition as the answer to "what is that?": `It's a compact object.`"""
    if found.verb in {"means", "refers to"}:
        return f"It {found.verb} {found.what}."
    subject = "they are" if found.is_plural else "it is"
    said = spoken_forms.capitalised(f"{subject} {found.what}.")
    return spoken_forms.contract(said) if contracts else said


def put_first(found: Definition) -> str:
    """Return a definition with its term in front: `The event horizon: that's the edge of a black hole.`"""
    verb = "those are" if found.is_plural else "that's"
    what = _without_relative(found)
    if found.verb in {"means", "refers to"}:
        return f"{found.term}: that {found.verb} {what}."
    return f"{found.term}: {verb} {what}."


def recalled(found: Definition, place: int = 0) -> str:
    """Return a definition said once more: `remember what the event horizon is: the edge of a black hole.`

    `place` counts what is said again one after the other, so that neighbours differ.
    """
    what = _without_relative(found)
    if found.verb in {"means", "refers to"}:
        return f"{found.term} {found.verb} {what}."
    return (
        f"remember what {found.term} {found.verb}: {what}.",
        f"{found.term}, in one line: {what}.",
        f"when we say {found.term}, we mean {what}.",
    )[place % 3]


def _without_relative(found: Definition) -> str:
    """Return what something is said to be, without the clause that narrows an indefinite noun down: that stays true.

    Where nothing but a word like "part" would be left, the clause is what is said, and stays.
    """
    cut = re.match(r"((?:an? )?[^,]{8,}?),? (?:that|which|who|whose|where) ", found.what)
    is_definite = found.what.startswith(("the ", "any ", "what "))
    is_enough = cut and len(cut.group(1).split()) >= _MIN_KIND and not _SAYS_NOTHING.match(cut.group(1))
    return cut.group(1) if cut and is_enough and not is_definite else found.what


def is_technical(key: frozenset[str], text: str) -> bool:
    """Whether a term needs an introduction: several words, or one that everyday English hardly knows."""
    return len(key) > 1 or all(
        zipf_frequency(word, "en") < _ORDINARY for word in re.findall(r"[a-z]{3,}", text.lower())
    )


def uses(text: str, key: frozenset[str]) -> bool:
    """Whether a text uses a term: all of its content words, close to each other."""
    if not key <= stems(text):
        return False
    words = [stems(word) for word in text.split()]
    size = len(key) + 1  # one word may stand between them
    return any(key <= frozenset().union(*words[start : start + size]) for start in range(max(1, len(words) - size + 1)))
