"""Which sections of a document are about its subject, and which only surround it."""

import re
from collections.abc import Sequence

OBJECTIVES = re.compile(r"(learning (objectives|outcomes|goals)|objectives|by the end of this)\b", re.IGNORECASE)
_BOILERPLATE = re.compile(
    r"(\d+[.)]?\s+)?("
    r"(learning|chapter|section)?\s*(objectives|outcomes)|"
    r"learning goals|"
    r"((practice|review|homework:?|thought|critical thinking|personal application|discussion|self-check) )*"
    r"(exercises?|questions?|problems|quiz|homework|practice)( for .*| and .*)?|"
    r"figuring for yourself|collaborative (group )?activit(y|ies)|try it|check your (learning|understanding)|"
    r"(works cited|references?|bibliography|further (reading|exploration|resources)|for further (reading|exploration)|"
    r"external links|see also|sources|notes|footnotes|endnotes|citations?|suggested reading)|"
    r"formula review|stats ?lab|key equations|"
    r"(table of )?contents|acknowledge?ments?|about the authors?|copyright( notice)?|licen[cs]e|"
    r"related (articles|stories|content|links)|comments|share this|subscribe|newsletter"
    r")\s*[:.]?",
    re.IGNORECASE,
)


def is_boilerplate(heading: str) -> bool:
    """Whether a heading path ("H1 > H2") names a section that says nothing about the subject, at any level."""
    return any(_BOILERPLATE.fullmatch(part.strip()) for part in heading.split(" > "))


def sections(text: str, headings: Sequence[tuple[int, str]]) -> list[tuple[str, int, int]]:
    """Return (heading path, start, end) of each section in order; together they cover `text`."""
    starts = [(0, ""), *sorted(headings, key=lambda entry: entry[0])]
    found = []
    for number, (start, name) in enumerate(starts):
        end = starts[number + 1][0] if number + 1 < len(starts) else len(text)
        if end > start:
            found.append((name, start, end))
    return found
