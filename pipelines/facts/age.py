"""Documents much older than their library, and what in them is the knowledge of their day and not history.

"In 1929 Hubble published …" stays true. "The Hubble constant lies between 50 and 100" was the state of 1994.
"""

import re
from collections.abc import Sequence

from pipelines.facts import quantities, references, statements
from pipelines.facts.quantities import Quantity
from pipelines.facts.verification import concepts, restatement
from pipelines.models import ResearchDocument

DATED_YEARS = 15  # behind the newest document of a library
PRECISION = 0.7  # of a newer value; a judgement, for few libraries hold dated documents to measure it on
DISCOUNT = 0.5  # of the check-worthiness and relevance of what only a dated document says
MIN_COSINE = 0.6
MIN_COSINE_OF_OPPOSITES = 0.5
MIN_SHARED = 2  # concepts that the two sentences share where they state a value, or beside two opposites
_MUCH_NARROWER = 0.25

_YEAR = re.compile(r"\b(1[5-9]|20)\d\d\b")
_PRESENT = re.compile(
    r"\b(?:is|are|lies?|has|have|may|might|would|could|should|must|can|expect|believe|suggest|favou?r|gives?|reports?|still|yet|now|nobody|unknown)\b"
)
_PAST = re.compile(r"\b(?<!the )(?:\w{2,}ed|found|began|showed|wrote)\b")
_IS_VERB = re.compile(r"(?:ing|ed)$")  # "slowing" against "accelerating", not "slow" against "fast"
_OF = re.compile(r"\bthe (\w+ of (?:the |an? )?\w+)\b")
_ATTRIBUTED = re.compile(r"According to [^,]+, ")
_STATUS = re.compile(
    r"\b(?:may|might|would|could|should|must|expect|believe|suggest|favou?r|have|has|still|yet|now|nobody|unknown|first results)\b"
)


def year_of(document: ResearchDocument) -> int | None:
    """Return the year of publication as stated, None where none is."""
    match = _YEAR.search(document.published_on or "")
    return int(match.group()) if match else None


def dated(documents: Sequence[ResearchDocument]) -> frozenset[str]:
    """Return the ids of the documents at least 15 years older than the newest; those without a year are not."""
    years = {document.document_id: year_of(document) for document in documents}
    newest = max((year for year in years.values() if year is not None), default=0)
    return frozenset(key for key, year in years.items() if year is not None and newest - year >= DATED_YEARS)


def is_of_its_day(text: str) -> bool:
    """Whether `text` states a value or the state of knowledge, not an event with its year."""
    found = quantities.find(text)
    present, past = _PRESENT.search(text), _PAST.search(text)
    is_event = past is not None and (present is None or past.start() < present.start())
    if is_event and any(quantity.unit == "date" for quantity in found):
        return False
    return bool(found or _STATUS.search(text))


def is_superseded(claim: str, newer: str, cosine: float) -> bool:
    """Whether a newer sentence gives another value, a much narrower one, or the opposite, for what an old claim says."""
    shared = concepts.of(claim) & concepts.of(newer)
    if len(shared) < MIN_SHARED or cosine < MIN_COSINE_OF_OPPOSITES:
        return False
    own, other = statements.read(claim), statements.read(newer)
    if any(_IS_VERB.search(left) and _IS_VERB.search(right) for left, right in statements.opposites(own, other)):
        return True
    has_same_subject = _subject_stems(claim) & concepts.of(newer) or _measured(claim) & _measured(newer)
    return cosine >= MIN_COSINE and any(
        _is_narrowed(old, new) or (has_same_subject and _is_replaced(old, new))
        for old in own.quantities
        if old.unit in restatement.MEASURED_UNITS
        for new in other.quantities
        if new.unit == old.unit
    )


def _measured(text: str) -> set[str]:
    """Return what is said to have a value: "age of the universe"."""
    return set(_OF.findall(text))


def _subject_stems(claim: str) -> frozenset[str]:
    """Return the concepts of the subject of a claim with its attribution: that of "According to …, <subject> took place"."""
    match = _ATTRIBUTED.match(claim)
    subject = references.subject(claim[match.end() :]) if match else None
    return concepts.of(subject.text) if subject else frozenset()


def _is_narrowed(old: Quantity, new: Quantity) -> bool:
    return old.is_range and old.agrees_with(new) and new.high - new.low <= _MUCH_NARROWER * (old.high - old.low)


def _is_replaced(old: Quantity, new: Quantity) -> bool:
    """Whether two values of one order of magnitude differ."""
    return not old.agrees_with(new) and new.low < 10 * old.high and old.low < 10 * new.high
