"""On what ground a document's words may be used, read from what it states. A reading aid, not legal advice."""

import re

from pipelines.models import RightsBasis

_CC_URL = re.compile(r"creativecommons\.org/(?P<kind>licenses|publicdomain)/(?P<name>[\w-]+)(?:/(?P<version>[\d.]+))?")
_CC_CODE = re.compile(r"cc-(?P<name>by(?:-nc)?(?:-sa|-nd)?)(?:-(?P<version>[\d.]+))?|cc-?0(?:-(?P<zero>[\d.]+))?")
_OWN = re.compile(r"(?:my |our )?own(?: (?:work|text|notes?|writing|research))?\.?", re.IGNORECASE)
_RESERVED = re.compile(
    r"all rights reserved|\bcopyright\b|©|\bin copyright\b|nonexclusive-distrib|tdm[-_/]|/userlicense/|"
    r"publisher-specific|\bproprietary\b|\bno licen[cs]e\b|by permission",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\bcc\b|cc0|cc[ -]by|creative commons|public domain|open government|\bgfdl\b|licen[cs]ed? under", re.I
)


def licence_name(stated: str | None) -> str | None:
    """Return a licence as people write it: "CC BY-SA 4.0" for its address or code; other wordings unchanged."""
    if not stated or not stated.strip():
        return None
    text = " ".join(stated.split())
    if address := _CC_URL.search(text.lower()):
        return _creative_commons(address["name"], address["version"])
    if code := _CC_CODE.fullmatch(text.lower()):
        return _creative_commons(code["name"] or "zero", code["version"] or code["zero"])
    return text


def rights_basis(licence: str | None) -> RightsBasis:
    """Return the ground on which a document may be used, from the licence that it or its source states.

    A statement of copyright alone allows quotation only; beside an open licence it only names the owner. A licence that
    is not known here counts as named: its text decides.
    """
    if not licence:
        return RightsBasis.UNKNOWN
    if _OWN.fullmatch(licence.strip()):
        return RightsBasis.OWN
    if _RESERVED.search(licence) and not _OPEN.search(licence):
        return RightsBasis.QUOTATION
    return RightsBasis.LICENCE


def _creative_commons(name: str, version: str | None) -> str:
    if name == "zero":
        return f"CC0 {version or '1.0'}"
    if name in ("mark", "publicdomain"):
        return "public domain"
    return " ".join(filter(None, ["CC", name.upper(), version]))
