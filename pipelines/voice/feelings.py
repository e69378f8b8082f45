"""Feelings that a speaker names, and the turn from one to its opposite. Nothing is inferred from what happens."""

import re

PLEASANT = frozenset(
    """
    amazed brave calm cheerful comforted delighted excited glad grateful happy hopeful inspired joyful
    proud pleased relieved safe satisfied thankful thrilled
    """.split()
)
UNPLEASANT = frozenset(
    """
    afraid alone angry anxious ashamed bored broken confused crushed depressed desperate devastated disappointed
    embarrassed exhausted frightened frustrated furious guilty heartbroken helpless homesick humiliated hurt jealous
    lonely lost miserable nervous overwhelmed sad scared shocked stressed stuck terrified unhappy upset worried
    """.split()
)
_NAMED = re.compile(
    r"\b(?:i|we|i'm|we're|it|that)(?: (?:was|were|am|are|felt|feel|got|became|made me|made us))?"
    r"(?: (?:so|very|really|pretty|quite|just|a bit|a little|completely|absolutely|feeling|feel|a lot less"
    rf"|more))* (?P<feeling>{'|'.join(sorted(PLEASANT | UNPLEASANT))})\b",
    re.IGNORECASE,
)


def turn_in(text: str) -> str | None:
    """Return "first → last" where the teller names a feeling and later one of the opposite kind, else None."""
    named = [match["feeling"].lower() for match in _NAMED.finditer(text.replace("’", "'"))]
    if not named or (named[0] in PLEASANT) == (named[-1] in PLEASANT):
        return None
    return f"{named[0]} → {named[-1]}"
