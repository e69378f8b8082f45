"""Conditions that narrow what a sentence says ("in adults", "at sea level", "if untreated"), so that none is lost or added."""

import re
from functools import lru_cache

from pipelines.facts.statements import content_stems

_GROUPS = (
    "adults?|children|infants?|neonates?|adolescents?|teenagers?|boys|girls|men|women|males?|females?|mice|rats|rodents?|mammals|"
    "primates?|humans?|animals?|plants?|yeast|bacteria|patients?|individuals|people|subjects|participants|cells|cell lines|"
    "smokers|non-smokers|diabetics|athletes|students|workers|volunteers|populations?|countries|beginners"
)
_CONDITION = re.compile(
    rf"\b(?:in|among|for|of|only in) (?:[\w-]+ ){{0,3}}?(?:{_GROUPS})\b(?: (?:with|without|aged|under|over) [\w-]+(?: [\w-]+)?)?"
    r"|\bat (?:sea level|room temperature|high altitudes?|low temperatures?|high temperatures?|rest|birth|night|low doses?|high doses?)\b"
    r"|\b(?:in vitro|in vivo|in theory|in principle|on average|on earth|in space|in a vacuum|in water|in air)\b"
    r"|\b(?:if|unless|provided|as long as|in the absence of|in the presence of|under) (?:[\w-]+ ){0,4}[\w-]+",
    re.IGNORECASE,
)


@lru_cache(maxsize=20_000)
def find(text: str) -> tuple[frozenset[str], ...]:
    """Return the content stems of each condition in `text`, in order."""
    found = (content_stems(match.group()) for match in _CONDITION.finditer(text))
    return tuple(stems for stems in found if stems)


def lost(text: str, other: str) -> int:
    """Return how many conditions of `text` have no word in `other`."""
    said = content_stems(other)
    return sum(not stems & said for stems in find(text))
