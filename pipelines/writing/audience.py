"""What an audience is taken to know: its level, read from how the project describes it."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Audience(StrEnum):
    """Who a video is for, from the one who knows least."""

    CHILD = "child"
    NEWCOMER = "newcomer"
    STUDENT = "student"
    SPECIALIST = "specialist"


@dataclass(frozen=True)
class Level:
    """What an audience can follow by ear."""

    audience: Audience
    hardest: float  # difficulty of a word, 0..1 (see `difficulty`), from which it needs an explanation
    knows_terms: bool  # whether terms of several plain words ("event horizon") can go without an introduction
    listening: int  # Easy Listening score of a sentence from which it is hard to follow by ear
    because: str  # the words of the description that say so


_HARDEST = {Audience.CHILD: 0.33, Audience.NEWCOMER: 0.38, Audience.STUDENT: 0.43, Audience.SPECIALIST: 0.50}
_LISTENING = {Audience.CHILD: 12, Audience.NEWCOMER: 16, Audience.STUDENT: 20, Audience.SPECIALIST: 24}
_SAID: tuple[tuple[Audience, re.Pattern[str]], ...] = (
    (Audience.NEWCOMER, re.compile(r"(?i)\b(?:without|no|little|lacking) (?:any |much |prior |previous |special )*(?:knowledge|background|training|experience)\b|\b(?:non-?|not )(?:experts?|specialists?)\b|\b(?:lay(?:people|persons?)?|newcomers?|beginners?|general (?:public|audience)|everyone|anyone)\b")),
    (Audience.CHILD, re.compile(r"(?i)\b(?:child(?:ren)?|kids?|pupils|primary school|elementary school|(?:age[sd]?|under) (?:[5-9]|1[0-2])\b)")),
    (Audience.SPECIALIST, re.compile(r"(?i)\b(?:experts?|specialists?|professionals?|researchers?|scientists|physicians|doctors|engineers|developers|programmers|practitioners|ph\.?d|graduate students?|postgraduates?|peers)\b")),
    (Audience.STUDENT, re.compile(r"(?i)\b(?:students?|undergraduates?|high school|college|teenagers?|hobbyists?|enthusiasts?|amateurs?|(?:some|basic) (?:knowledge|background)|familiar with)\b")),
)  # fmt: skip


def level_of(audience: str) -> Level:
    """Return the level of an audience by the first description that fits; newcomers where nothing is said of what they know."""
    for kind, pattern in _SAID:
        match = pattern.search(audience)
        if match:
            return level_named(kind, match.group())
    return level_named(Audience.NEWCOMER)


def level_named(audience: Audience, because: str = "") -> Level:
    """Return the level of one kind of audience."""
    knows_terms = audience is Audience.SPECIALIST
    return Level(audience, _HARDEST[audience], knows_terms, _LISTENING[audience], because)
