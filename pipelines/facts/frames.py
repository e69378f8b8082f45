"""A sentence as clauses with a subject, a predicate and the conditions under which it is said to hold.

Two sentences can only conflict where all three agree. There is no parser: a clause is what stands between commas and has
a finite verb of its own, its subject is what stands before that verb, and a condition is a phrase opened by a preposition
of place, time, group or circumstance ("in adults", "at sea level", "when it is cold").
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from pipelines.facts import references
from pipelines.facts.statements import NEGATIONS, STOP_WORDS, stem
from pipelines.sentences import words

_LIGHT = """value number amount total estimate estimated calculate calculated measure measured measurement roughly
approximately precisely exactly current currently today now known know thought actual actually really generally usually
typically put give given gives find found show shown report reported astronomer scientist researcher expert physicist
psychologist historian study survey data evidence result research scholar figure quantity size reach reaches equal equals
stand stands just only nearly almost around close best new recent modern make"""
_SAME = """age old
mass weigh weight heavy
height tall high
length long
width wide diameter across
depth deep
distance far away
temperature hot warm
speed velocity fast travel move
last duration
live lifetime lifespan
constitute comprise account compose
born birth
die death
begin start began begun
end finish
found establish
discover discovery
invent invention
launch launched
publish published publication
cause causes causing produce
human people person
take took taken
hold held
lose lost
grow grew grown
rise rose risen
fall fell fallen
keep kept
break broke broken
write wrote written
speak spoke spoken
eat ate eaten
go went gone
bring brought
build built
drive drove driven
spend spent
win won
fly flew flown
send sent
leave left
lead led
sleep slept
freeze froze frozen
melt melted molten
lie lay lain"""
_BREAK = re.compile(r";\s+|:\s+|\s+[–—]\s+|,\s+|\s+(?=(?:whereas|although|though|while)\b)|\s+but\s+")
_LEADS = re.compile(
    r"(?:in|at|on|among|during|under|within|near|above|below|inside|outside|with|without|when|whenever|if|unless|where|"
    r"while|until|after|before|for|throughout|across|like|unlike|since|by|as|because|although|though|of|from|to)\b",
    re.IGNORECASE,
)
_ATTRIBUTION = re.compile(
    r"^(?P<who>.*?\b(?:find|finds|found|shows?|showed|shown|reports?|reported|estimates?|estimated|suggests?|suggested|"
    r"conclude[sd]?|believe[sd]?|thinks?|thought|calculated|says?|said|state[sd]?|claim(?:s|ed)?|argue[sd]?|indicate[sd]?|"
    r"confirm(?:s|ed)?|knows?|known|knew|measured|proposed|announced) that|according to [^,]+,) ",
    re.IGNORECASE,
)
_GIVES = re.compile(
    r"\s*(?:gives?|gave|yields?|yielded|puts?|found|measured|inferred|reported|estimated|obtained|calculated|suggests?)\b"
)  # what stands before says who measured, not what
_LEADING_DATE = re.compile(
    r"^\s*(?:(?:In|By|On|Since|Around|During|Before|After)\s+(?:the\s+)?(?:[a-z]+\s+)?)?0\s+(?=[a-z])", re.I
)
_CONDITION = re.compile(
    r"\b(?:in|at|on|among|during|under|within|near|above|below|inside|outside|with|without|when|whenever|if|unless|where|"
    r"until|after|before|for|throughout|across|like|since|per|because|as)\b",
    re.IGNORECASE,
)
_UNLISTED = re.compile(
    r"(?<=[a-rt-z] )[a-z]{2,}[a-rt-z]s(?= (?:0|an?|the|its|their|in|at|on|to|from|into|within|by|with|about|up|down|over|more|less|"
    r"quickly|slowly|well|poorly)\b)"
)  # a word in -s behind a singular noun, before what only follows a verb
_RELATIVE = re.compile(r"\b(?:which|who|whose|whom|that (?=(?:is|are|was|were|has|have|had|can|could)\b))")


@dataclass(frozen=True)
class Frame:
    """One clause. The sets hold stems of content words, close synonyms as one; `start` and `end` are offsets."""

    start: int
    end: int
    subject: frozenset[str]
    predicate: frozenset[str]
    conditions: frozenset[str]
    is_negated: bool
    said: str  # the predicate as it stands, conditions included

    @property
    def core(self) -> frozenset[str]:
        """What the clause speaks of and what it says of it, whatever the order."""
        return self.subject | self.predicate

    @property
    def everything(self) -> frozenset[str]:
        """The core and the conditions."""
        return self.core | self.conditions


def _table() -> dict[str, str]:
    return {stem(word): line.split()[0] for line in _SAME.splitlines() for word in line.split()}


_CANONICAL = _table()
_LIGHT_STEMS = frozenset(stem(word) for word in _LIGHT.split())


@lru_cache(maxsize=50_000)
def content(text: str) -> frozenset[str]:
    """Return the stems of what `text` is about: no function words, numerals, negations or words of estimating."""
    found = set()
    for word in words(text):
        plain = word.lower().replace("’", "'")
        if plain in STOP_WORDS | NEGATIONS or plain[0].isdigit() or plain.endswith("n't"):
            continue
        stemmed = stem(plain)
        if stemmed not in _LIGHT_STEMS:
            found.add(_CANONICAL.get(stemmed, stemmed))
    return frozenset(found)


def attribution(text: str) -> int:
    """Return where the content of `text` starts, behind "The survey found that" or "According to …,"; 0 without one."""
    match = _ATTRIBUTION.match(text)
    return match.end() if match else 0


def elided(frame: Frame, start: int, end: int, subject: str) -> Frame:
    """Return the clause that repeats the verb of `frame` unsaid: "…, dark energy 68 percent"."""
    return replace(frame, start=start, end=end, subject=content(subject))


def clauses(text: str, held: tuple[tuple[int, int], ...] = ()) -> list[Frame]:
    """Return the clauses of a sentence that have a subject and a finite verb, in order.

    `held` are the spans of quantities and dates; their words count as no content, and no clause ends inside one.
    """
    masked = _masked(text, held)
    return [frame for start, end in _segments(masked) if (frame := _frame(masked, start, end))]


def _masked(text: str, held: tuple[tuple[int, int], ...]) -> str:
    """Return `text` at its length with every held span written over."""
    for start, end in held:
        width = end - start
        text = text[:start] + "0".ljust(width) + text[end:]
    return text


def _segments(text: str) -> list[tuple[int, int]]:
    """Cut at commas and the like; an opening phrase goes with what follows, a bare predicate with what precedes."""
    opening = attribution(text)
    cuts = [match for match in _BREAK.finditer(text, opening)]
    edges = [opening, *(match.end() for match in cuts)]
    ends = [*(match.start() for match in cuts), len(text)]
    pieces: list[tuple[int, int]] = []
    pending: int | None = None
    for start, end in zip(edges, ends, strict=True):
        first = words(text[start:end])[:1]
        begins = start if pending is None else pending
        if _LEADS.match(text, start) and end < len(text) and text[end] == "," and not pieces:
            pending = begins
            continue
        if first and first[0].lower() in references.FINITE and pieces and len(words(text[slice(*pieces[0])])) <= 6:
            pieces[0] = (pieces[0][0], end)
        else:
            pieces.append((begins, end))
        pending = None
    return pieces


def _frame(text: str, start: int, end: int) -> Frame | None:
    clause = text[start:end]
    relative = _RELATIVE.search(clause)
    if relative:
        clause = clause[: relative.start()]
    opened = _LEADS.match(clause)
    comma = clause.find(",") if opened else -1
    lead, rest = (clause[:comma], clause[comma + 1 :]) if comma > 0 else ("", clause)
    dated = _LEADING_DATE.match(rest)
    rest = rest[dated.end() :] if dated else rest
    verb = _verb(rest)
    if verb is None:
        return None
    before, after = rest[:verb], rest[verb:]
    subject, conditions = _parted(before)
    predicate, more = _parted(after)
    return Frame(
        start,
        start + len(clause),
        frozenset() if _GIVES.match(after) else content(subject),
        content(predicate),
        content(lead) | conditions | more,
        sum(word.lower() in NEGATIONS or word.lower().endswith(("n't", "n’t")) for word in words(rest)) % 2 == 1,
        after.strip(" ."),
    )


def _verb(clause: str) -> int | None:
    """Return the offset of the first finite verb that has something before it."""
    previous = ""
    for match in re.finditer(r"[A-Za-z][\w’'-]*", clause):
        word = match.group().lower()
        if previous and word in references.FINITE and previous not in ("the", "a", "an", "of", "to", "its", "their"):
            return match.start()
        previous = word
    unlisted = re.search(r"(?<=\w )[a-z]{3,}ed\b", clause) or _UNLISTED.search(clause)
    return unlisted.start() if unlisted else None


def _parted(text: str) -> tuple[str, frozenset[str]]:
    """Part a text into what it says and the content of its conditions."""
    cuts = [match.start() for match in _CONDITION.finditer(text)]
    if not cuts:
        return text, frozenset()
    phrases = [text[start:end] for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)]
    return text[: cuts[0]], frozenset().union(*(content(re.sub(r"^\w+", "", phrase)) for phrase in phrases))
