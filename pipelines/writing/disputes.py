"""Which of two contradicting statements a script uses, and why; the other is not told beside it as if both were so.

The reasons are those of the facts stage: more independent voices, a much newer source, a source of the creator's own
choice. Where none of them tells, the newer one or else the one nearer to the topic is used, and the review says that it
is open. Two statements that each say who found their value may both stand.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipelines.facts import age, conflicts
from pipelines.models import (
    ConflictOutcome,
    Contradiction,
    ResearchDocument,
    ScriptSentence,
    SentenceKind,
    Severity,
    VerifiedFact,
)

_FINDS = (
    r"(?:measured|found|reported|reports?|estimate[ds]?|calculated|concluded|inferred|infers?|derive[ds]?|determined|deduced|obtained|predict(?:s|ed)?|"
    r"puts?|gives?|gave|yield(?:s|ed)?|says|argues?|argued|claims?|claimed|suggests?|suggested|impl(?:y|ies|ied)|points? to|favou?rs?)"
)
_ATTRIBUTED = re.compile(
    r"\b[Aa]ccording to\b|\b(?:[Mm]easurements?|[Dd]ata|[Rr]esults?|[Oo]bservations?|[Ss]urveys?) (?:by|of|from|with) (?:the )?[A-Z]|"
    rf"\b(?:[Mm]easurements?|[Dd]ata|[Rr]esults?|[Oo]bservations?|[Ss]urveys?|[Ss]tudies|[Mm]aps?) (?:in|of|with|by|from|at|on) (?:[\w’'-]+ ){{1,8}}?{_FINDS}\b|"
    r"\b(?:inferred|derived|estimated|obtained|deduced|calculated|determined|measured|worked out) (?:from|with|by|using)\b|\b(?:is|are) based on\b|"
    rf"\b[A-Z][\w’']+(?: \w+){{0,4}}? {_FINDS}\b"
)
_SUPPOSED = re.compile(r"^(?:A|Any|The) value of .*?\d.*? (?:means?|would mean|implies|would imply)\b")
"""What a value would mean, which does not say that it is so."""

_OWN_CHOICE = 0  # priority of a document that no search found
_Documents = Mapping[str, ResearchDocument]
_Found = tuple[str, Severity, str | None, str, str]  # rule, severity, sentence id, message, remedy


@dataclass(frozen=True)
class Side:
    """One of two contradicting statements. `facts` are those that state it, usable or not; empty where all were rejected."""

    value: str
    quote: str
    document: ResearchDocument | None
    facts: tuple[VerifiedFact, ...]

    @property
    def can_be_told(self) -> bool:
        """Whether a fact that no other source refutes states it."""
        return any(fact.is_usable for fact in self.facts)

    @property
    def voices(self) -> int:
        """Independent sources of the fact that has most of them."""
        return max((fact.independent_sources for fact in self.facts), default=0)

    @property
    def shown(self) -> str:
        """The quote with its source and year."""
        year = age.year_of(self.document) if self.document else None
        source = self.document.title if self.document else "a source that is gone"
        return f"“{' '.join(self.quote.split())}” ({source}{f', {year}' if year else ''})"


@dataclass(frozen=True)
class Dispute:
    """An open conflict of the ledger with the side that a script uses. Not `is_decided`: nothing says which is right."""

    same: str
    used: Side
    left: Side
    why: str
    is_decided: bool
    is_attributed: bool  # each statement says who found it


def settled(
    facts: Sequence[VerifiedFact], ledger: Sequence[Contradiction], documents: Sequence[ResearchDocument]
) -> list[Dispute]:
    """Return the conflicts of `ledger` of which `facts` state a side, in its order; pairs of two scopes are none."""
    by_id = {document.document_id: document for document in documents}
    gone: set[str] = set()
    found = []
    for entry in ledger:
        sides = _sides(entry, facts, by_id)
        if entry.outcome is not ConflictOutcome.CONFLICT or not any(side.facts for side in sides):
            continue
        dispute = _settled(entry, sides, gone)
        found.append(dispute)
        if dispute.used.can_be_told and not dispute.is_attributed:
            gone |= {fact.fact_id for fact in dispute.left.facts}
    return found


def undisputed(
    facts: Sequence[VerifiedFact], ledger: Sequence[Contradiction], documents: Sequence[ResearchDocument]
) -> list[VerifiedFact]:
    """Return the facts without the weaker side of each conflict."""
    gone = {
        fact.fact_id
        for dispute in settled(facts, ledger, documents)
        if dispute.used.can_be_told and not dispute.is_attributed
        for fact in dispute.left.facts
    }
    return [fact for fact in facts if fact.fact_id not in gone]


def findings(
    sentences: Sequence[ScriptSentence],
    facts: Sequence[VerifiedFact],
    ledger: Sequence[Contradiction],
    documents: Sequence[ResearchDocument],
) -> Iterator[_Found]:
    """Show both quotes of each conflict that the script touches, which one it uses, and why."""
    for dispute in settled(facts, ledger, documents):
        used, left = (_citing(sentences, side.facts) for side in (dispute.used, dispute.left))
        if used and left:
            yield _both(dispute, used, left)
        elif used or left:
            yield _one(dispute, used, left)


def _one(dispute: Dispute, used: Sequence[ScriptSentence], left: Sequence[ScriptSentence]) -> _Found:
    quotes = f"Sources differ on {dispute.same}: {dispute.used.shown} against {dispute.left.shown}."
    if left:
        message = f"{quotes} The script uses the second; the first is stronger: {dispute.why}."
        remedy = "State the first instead, or say whose value it is."
        return "disputed-fact", Severity.WARNING, left[0].sentence_id, message, remedy
    message = f"{quotes} The script uses the first and leaves the second out: {dispute.why}."
    remedy = "Nothing, if you agree. To tell the second instead, reject the fact that states the first."
    severity = Severity.NOTE if dispute.is_decided else Severity.WARNING
    if not dispute.is_decided:
        remedy = "Add a source that decides it, say aloud that it is open, or reject the fact that you do not trust."
    return "disputed-fact", severity, used[0].sentence_id, message, remedy


def _both(dispute: Dispute, used: Sequence[ScriptSentence], left: Sequence[ScriptSentence]) -> _Found:
    quotes = f"Sources differ on {dispute.same}: {dispute.used.shown} against {dispute.left.shown}."
    if all(is_attributed(line.text) for line in (*used, *left)):
        weighed = f"The first is the stronger: {dispute.why}" if dispute.is_decided else dispute.why.capitalize()
        message = f"{quotes} The script tells both, each with who found it. {weighed}."
        return "disputed-fact", Severity.NOTE, left[0].sentence_id, message, "Nothing, if you agree."
    message = f"{quotes} The script states both as facts. The first is used: {dispute.why}."
    remedy = "Cut this sentence, or say in both whose value it is."
    return "both-sides-stated", Severity.WARNING, left[0].sentence_id, message, remedy


def is_attributed(text: str) -> bool:
    """Whether a statement says who found what it says, or how; or only what a value would mean."""
    return _ATTRIBUTED.search(text) is not None or _SUPPOSED.search(text) is not None


def _citing(sentences: Sequence[ScriptSentence], facts: Sequence[VerifiedFact]) -> list[ScriptSentence]:
    ids = {fact.fact_id for fact in facts}
    return [line for line in sentences if line.kind is SentenceKind.SOURCED and ids & set(line.fact_ids)]


def _sides(entry: Contradiction, facts: Sequence[VerifiedFact], documents: _Documents) -> tuple[Side, Side]:
    one = [fact for fact in facts if _is_at(fact, entry.claim_id, entry.document_id, entry.start)]
    two = [fact for fact in facts if _is_at(fact, entry.other_claim_id, entry.other_document_id, entry.other_start)]
    one += _restating(entry.value, two, facts, one)
    two += _restating(entry.other_value, one, facts, two)
    return (
        Side(entry.value, entry.quote, documents.get(entry.document_id), tuple(one)),
        Side(entry.other_value, entry.other_quote, documents.get(entry.other_document_id), tuple(two)),
    )


def _is_at(fact: VerifiedFact, claim_id: str, document_id: str, start: int) -> bool:
    return fact.claim_id == claim_id or (fact.document_id, fact.start) == (document_id, start)


def _restating(
    value: str, against: Sequence[VerifiedFact], facts: Sequence[VerifiedFact], known: Sequence[VerifiedFact]
) -> list[VerifiedFact]:
    """Return further facts that give `value` for what `against` gives another: the ledger keeps one pair of equal values."""
    digits = _digits(value)
    return [
        fact
        for fact in facts
        if digits and digits <= _digits(fact.text) and fact not in known and fact not in against
        if any(conflicts.contradicts_openly(fact.text, other.text) for other in against)
    ]


def _digits(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:[.,]\d+)*", text))


def _settled(entry: Contradiction, sides: tuple[Side, Side], gone: Iterable[str]) -> Dispute:
    one, two = (replace(side, facts=tuple(fact for fact in side.facts if fact.fact_id not in gone)) for side in sides)
    reasons = [*_reasons(one, two)]
    told = [side.can_be_told for side in (one, two)]
    if told[0] is not told[1]:
        is_first = told[0]
        why = next((reason for favours_first, reason in reasons if favours_first is is_first), None)
        is_decided, why = True, why or "the other is refuted, rejected by you, or gives way in another dispute"
    elif reasons:
        (is_first, why), is_decided = reasons[0], True
    else:
        is_first, why, is_decided = *_for_want_of_reasons(one, two), False
    used, left = (0, 1) if is_first else (1, 0)
    attributed = all(is_attributed(fact.text) for side in (one, two) for fact in side.facts) and all(told)
    return Dispute(entry.same, sides[used], sides[left], why, is_decided, attributed)


def _reasons(one: Side, two: Side) -> Iterator[tuple[bool, str]]:
    """Yield (whether it speaks for the first, reason), the weightiest first."""
    if one.voices != two.voices and one.facts and two.facts:
        more, fewer = max(one.voices, two.voices), min(one.voices, two.voices)
        yield one.voices > two.voices, f"more independent voices state it ({more} against {fewer})"
    years = [age.year_of(side.document) if side.document else None for side in (one, two)]
    if years[0] is not None and years[1] is not None and abs(years[0] - years[1]) >= age.DATED_YEARS:
        yield (
            years[0] > years[1],
            f"its source is much newer ({max(years[0], years[1])} against {min(years[0], years[1])})",
        )
    own = [side.document is not None and side.document.priority == _OWN_CHOICE for side in (one, two)]
    if own[0] is not own[1]:
        yield own[0], "it is from your own sources, and the other was found by a search"


def _for_want_of_reasons(one: Side, two: Side) -> tuple[bool, str]:
    years = [age.year_of(side.document) or 0 if side.document else 0 for side in (one, two)]
    if all(years) and years[0] != years[1]:
        return years[0] > years[1], "as many voices state each and both are current, so the newer source is taken"
    nearest = [max((fact.relevance for fact in side.facts), default=0.0) for side in (one, two)]
    return nearest[0] >= nearest[1], "nothing says which is right, so the one nearer to the topic is taken"
