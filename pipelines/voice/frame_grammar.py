"""A small grammar of English discourse: which wordings carry a talk along without saying anything about its topic.

Patterns run over lower-cased words joined by one space, as `pipelines.sentences.normalised_words` gives them; they are
general English (Hyland's metadiscourse classes: frame markers, transitions, code glosses, boosters, engagement
markers); nothing in them belongs to one speaker. A phrasing becomes a frame only where a creator says it.
"""

import re
from typing import NamedTuple

from pipelines.models import FrameFunction
from pipelines.voice import frame_openers, frame_sentences

_MACROS = {
    "LEAD": r"(?:(?:okay|ok|alright|all right|now|so|and|but|well|then|now then) ){0,2}",
    "ADV": r"(?:(?:really|actually|exactly|just|even|quite|very|pretty|so|kind of|sort of|super|rather|absolutely"
    r"|incredibly|extremely|particularly|truly|almost|embarrassingly|surprisingly|also|such|fairly) ){0,3}",
    "PRAISE": r"(?:important|key|crucial|critical|interesting|fascinating|remarkable|amazing|incredible|wild|crazy"
    r"|beautiful|cool|huge|powerful|striking|surprising|strange|weird|astonishing|extraordinary|profound|subtle"
    r"|tricky"
    r"|wonderful|neat|clever|elegant|significant|fun|exciting|big|best|essential|vital)",
    "THIS": r"(?:this|that|it|all this|all that|all of this|all of that|this all|that all|any of this|any of that)",
    "MOMENT": r"(?: for)? (?:a|one|just a) (?:second|moment|minute|bit|little bit|while)",
    "POINT": r"(?:thing|point|key|truth|reality|fact|upshot|insight|takeaway|message|bottom line|beauty|kicker"
    r"|lesson)",
    "NOUN": r"(?:thing|things|point|idea|problem|trick|key|catch|truth|reality|fact|upshot|result|insight|story"
    r"|part|bit"
    r"|twist|lesson|takeaway|intuition|observation|principle|issue|difference|beauty|message|bottom line|deal|secret"
    r"|answer|picture|concept|notion|subtlety|kicker)",
}


class SentencePattern(NamedTuple):
    """What whole sentences of one function look like."""

    function: FrameFunction
    pattern: re.Pattern[str]


class OpenerPattern(NamedTuple):
    """What sentence openings of one function look like, and the mark that goes between opening and clause."""

    function: FrameFunction
    pattern: re.Pattern[str]
    mark: str  # "", "," or ":"


def _compiled(pattern: str) -> re.Pattern[str]:
    for name, expansion in _MACROS.items():
        pattern = pattern.replace(f"<{name}>", expansion)
    return re.compile(pattern)


def vocabulary(words: str) -> frozenset[str]:
    """The words of a list that is written as running text."""
    return frozenset(words.split())


SENTENCES = tuple(
    SentencePattern(function, _compiled(rf"<LEAD>(?:{'|'.join(patterns)})"))
    for function, patterns in sorted(
        frame_sentences.SENTENCES.items(), key=lambda item: item[0] is not FrameFunction.CONTRAST
    )
)  # contrast first: "here's the catch" would also pass as emphasis
OPENERS = tuple(
    OpenerPattern(function, _compiled(rf"(?:{pattern})"), mark)
    for function, patterns in frame_openers.OPENERS.items()
    for pattern, mark in patterns
)

VERDICT = _compiled(r"<LEAD>(?:this|that|it)(?:'s| is) <ADV><PRAISE>")
CLAUSE_STARTS = vocabulary(
    "the a an this these those it it's we we're we've we'll you you're you've you'll they they're they've there "
    "there's i i'm "
    "i've i'd he she he's she's all every each most many some any no our your my their his her its nobody "
    "everybody everyone "
    "someone something everything nothing one both few several another"
)
LEADS = vocabulary("okay ok alright right now so and but well then yeah")
