"""Wordings that do the same work in a sentence, so that one can stand in the place of another.

In the table, `*` marks what may be put in and never taken out, for it means other things as well ("only"); `~` the same,
and to put it in asks that the creator says it before the same next word; `^` what is taken out or put in
only where a clause opens ("so", "let's").
"""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

_SLOTS = """
and then | ^then | after that | from there | and from there
but | ^however | and yet | ^yet | but then | ^on the other hand
although | even though | ^though
because | ~since | given that
^so | ^therefore | ^thus | ^hence | ^as a result | ^that's why | ^which means | ^and so | ^consequently
^in addition | ^moreover | ^furthermore | ^also | ^and also | ^plus | ^on top of that | ^besides
for example | for instance | let's say
^in other words | ^that is to say | ^i mean | ^which is to say | ^put another way
^in summary | ^in short | ^to summarize | ^overall | ^in the end | ^ultimately | ^at the end of the day | ^all in all
in fact | actually | indeed | as a matter of fact
of course | obviously | clearly | naturally
kind of | sort of | more or less | basically | essentially
a bit | a little | a little bit | somewhat
probably | maybe | perhaps | presumably | possibly
very | really | quite | extremely | incredibly | ~pretty | highly | particularly
just | simply | *only | merely
approximately | ~around | roughly
a lot of | lots of | *many | a bunch of | a whole bunch of | a number of | plenty of | numerous | several
stuff | things
we have to | we need to | we should | we must | we've got to
we can | we could | we're able to | we might
we're going to | we'll | we will | ^let's
they're going to | they'll | they will | they would
you're going to | you'll | you will | you would
i'm going to | i'll | i will | ^let me
it's going to | it'll | it will | it would
that's going to | that'll | that will | that would
is going to | *will | *would
you have to | you need to | you should | you must | you've got to
you can | you could | you might | you may
i think | i believe | i guess | i suppose | i'd say | i would say | it seems to me
there's | there is | ~you have | ~we have | you've got | we've got
there are | ~we have | ~you have
here's | here is | ~this is
is able to | *can
are able to | should be able to | *can | *could
have to | need to | *must | ought to
has to | needs to | *must
known as | ~called | referred to as
think about | consider | imagine | ~picture | think of
utilize | *use | employ
utilizes | *uses | employs
demonstrate | *show | illustrate
demonstrates | *shows | illustrates
obtain | ~get | acquire
obtains | ~gets | acquires
ensure | make sure
ensures | makes sure
assist | ~help
enables | *lets | *allows
in order to | so as to | ~to
prior to | ~before
regarding | concerning | when it comes to | in terms of
large | big | huge | enormous | massive
significant | *big | important | *major
tiny | *small
crucial | *important | ~key | essential | vital
difficult | ~hard | tricky | challenging
interesting | fascinating | ~cool | neat | curious
good | great | nice | wonderful
examine | look at | take a look at
discuss | talk about | ~go over | ~go through | walk through
understand | figure out | make sense of
what is | what's
happens | takes place | occurs | ~goes on
"""
_OPENERS = frozenset("and but now okay so then well".split())  # after which a clause opens
_TABLE = _SLOTS.strip().split("\n")
_ONE_OF = re.compile(r" \| ")


@dataclass(frozen=True)
class Place:
    """A wording that stands in a text from the word `first` up to the word before `end`, and its number in the table."""

    first: int
    end: int
    slot: int


@functools.cache
def slots() -> tuple[tuple[str, ...], ...]:
    """Return the wordings that can stand for each other, as words, one tuple a line of the table."""
    return tuple(tuple(_ONE_OF.split(re.sub(r"[*~^]", "", line))) for line in _TABLE)


@functools.cache
def _marked(mark: str) -> frozenset[tuple[int, str]]:
    """Return the line and the wording of what has a mark in the table."""
    return frozenset(
        (number, wording[1:])
        for number, line in enumerate(_TABLE)
        for wording in _ONE_OF.split(line)
        if wording.startswith(mark)
    )


@functools.cache
def _slot_of() -> dict[tuple[str, ...], int]:
    """Return the line of each wording that can be replaced, by its words; of two lines the first."""
    found: dict[tuple[str, ...], int] = {}
    for number, members in enumerate(slots()):
        for wording in members:
            if (number, wording) not in _marked("*") | _marked("~"):
                found.setdefault(tuple(wording.split()), number)
    return found


def is_ambiguous(slot: int, wording: str) -> bool:
    """Return whether a wording does the work of a line of the table only before some words."""
    return (slot, wording) in _marked("~")


def fitting(words: Sequence[str], place: Place) -> list[str]:
    """Return the wordings that can take a place of a sentence: some only where a clause opens."""
    opens = place.first == 0 or words[place.first - 1] in _OPENERS
    stands, only_opens = " ".join(words[place.first : place.end]), _marked("^")
    return [
        wording
        for wording in slots()[place.slot]
        if wording != stands and (opens or (place.slot, wording) not in only_opens)
    ]


@functools.cache
def _longer() -> dict[str, tuple[str, ...]]:
    """Return the wordings of the table that have each one inside them, as "you have to" has "you have"."""
    every = sorted({wording for line in slots() for wording in line})
    return {
        wording: tuple(other for other in every if other != wording and f" {wording} " in f" {other} ")
        for wording in every
    }


def times_said(text: str, wording: str) -> int:
    """Return how often a wording of the table stands in `text`, words between spaces, but for inside a longer one."""
    return text.count(f" {wording} ") - sum(text.count(f" {longer} ") for longer in _longer()[wording])


def places(words: Sequence[str]) -> list[Place]:
    """Return what can be replaced in the `words` of a sentence; of two that overlap the longer one, else the first."""
    known, found, at = _slot_of(), [], 0
    longest = max(map(len, known))
    while at < len(words):
        runs = (tuple(words[at : at + n]) for n in range(longest, 0, -1))
        run = next((run for run in runs if run in known), (words[at],))
        place = Place(at, at + len(run), known.get(run, -1))
        opens = at == 0 or words[at - 1] in _OPENERS
        if place.slot >= 0 and (opens or (place.slot, " ".join(run)) not in _marked("^")):
            found.append(place)
        at = place.end
    return found
