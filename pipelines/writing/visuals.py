"""What the viewer sees while a sentence is spoken, as a direction to whoever edits the video."""

import re

_YEAR = re.compile(r"\b(1[5-9]\d\d|20[0-2]\d)\b")
_QUANTITY = re.compile(
    r"(?:about |over |under |nearly |almost |roughly )?\d[\d,.]*(?:\.\d+)?(?: (?:million|billion|trillion|percent|times|degrees"
    r"|kelvin|[a-z]*metres|[a-z]*meters|light[- ]years|years|seconds|minutes|hours|days|miles)(?: (?:per second|Celsius|kilometres|years))?)?"
)


def cue(sentence: str, subject: str | None) -> str:
    """Return the cue for a sourced sentence: a timeline for a year, a text overlay for a quantity, else its subject."""
    year = _YEAR.search(sentence)
    if year:
        return f"Timeline: {year.group(1)}" + (f", {subject}" if subject else "")
    quantities = [match.group().strip(" ,.") for match in _QUANTITY.finditer(sentence)]
    if quantities:
        return f"Text overlay: {max(quantities, key=len)}"
    return f"On screen: {subject}" if subject and len(subject) > 3 else ""
