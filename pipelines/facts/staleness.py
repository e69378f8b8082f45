"""Which facts a changed or withdrawn document marks: those that quote it, or whose evidence does, and no others."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipelines.models import Evidence, ResearchDocument, VerifiedFact


class Change(StrEnum):
    """What has become of a document that facts were made from."""

    CHANGED = "changed"
    WITHDRAWN = "withdrawn"  # it stands nowhere any more: removed, retracted, or taken out by hand


@dataclass(frozen=True)
class DocumentChange:
    """A document as it was read, and what stands in its place."""

    document: ResearchDocument
    change: Change
    text_now: str  # empty where nothing is left to read
    reason: str


@dataclass(frozen=True)
class StaleFact:
    """A fact that rests on a changed document. `is_quote_kept`: whether every quote of that document still stands in it."""

    fact_id: str
    change: DocumentChange
    is_quote_kept: bool


def changed_documents(
    before: Sequence[ResearchDocument], now: Sequence[ResearchDocument], withdrawn: Mapping[str, str] | None = None
) -> list[DocumentChange]:
    """Return what has become of the readable documents in `before`, in their order; those that stand are left out.

    A document stands while some document has its text: a new name, or other bytes around the same text, is no change.
    Between documents of one `source_path` it has changed; else it is withdrawn, for the reason in `withdrawn` by path.
    """
    texts = {document.text for document in now if document.text}
    by_path = {document.source_path: document for document in now}
    found = []
    for document in before:
        if not document.text or document.text in texts:
            continue
        successor = by_path.get(document.source_path)
        if successor is None:
            reason = (withdrawn or {}).get(document.source_path, "It is no longer among the project's sources.")
            found.append(DocumentChange(document, Change.WITHDRAWN, "", reason))
        else:
            reason = (
                f"It cannot be read any more: {successor.problem}" if successor.problem else "Its text has changed."
            )
            found.append(DocumentChange(document, Change.CHANGED, successor.text, reason))
    return found


def stale_facts(
    changes: Iterable[DocumentChange], facts: Sequence[VerifiedFact], evidence: Sequence[Evidence]
) -> list[StaleFact]:
    """Return one row for each fact and changed document that it rests on, in the order of the facts."""
    by_document = {change.document.document_id: change for change in changes}
    by_id = {row.evidence_id: row for row in evidence}
    found = []
    for fact in facts:
        quotes: dict[str, list[str]] = {fact.document_id: [fact.quote]}
        for row in (by_id[evidence_id] for evidence_id in fact.evidence_ids if evidence_id in by_id):
            quotes.setdefault(row.document_id, []).append(row.quote)
        for document_id, quoted in quotes.items():
            if change := by_document.get(document_id):
                is_kept = all(quote in change.text_now for quote in quoted)
                found.append(StaleFact(fact.fact_id, change, is_kept))
    return found
