"""What the credibility commands do: show the number of each document with its parts, and record a person's own."""

import getpass
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from lectern.collecting import documents_now
from lectern.errors import BadInputError
from pipelines.database import Database
from pipelines.models import CredibilityOverride, ResearchDocument, VerifiedFact, content_id
from pipelines.research.credibility import Credibility, credibility, latest_overrides, newest_year


def judge(db: Database, project_key: str) -> list[Credibility]:
    """Return the credibility of each readable document of a project as it stands now, most credible first.

    Raises:
        BadInputError: unknown project, or a library that cannot be read.
    """
    return judge_as_read(db, project_key, documents_now(db, project_key))


def judge_as_read(db: Database, project_key: str, documents: Sequence[ResearchDocument]) -> list[Credibility]:
    """Return the credibility of those of the given documents that can be read, most credible first."""
    readable = [document for document in documents if not document.problem]
    overrides = latest_overrides(db.read(CredibilityOverride, project_key=project_key))
    confirmed, newest = _confirmed(db, project_key), newest_year(readable)
    judged = [
        credibility(document, newest, confirmed.get(document.source_path), overrides.get(document.source_path))
        for document in readable
    ]
    return sorted(judged, key=lambda row: (row.value is None, -(row.value or 0.0), row.source_path))


def overrule(
    db: Database, project_key: str, place: str, value: float, reason: str, decided_by: str | None
) -> CredibilityOverride:
    """Record a person's judgement of a document; earlier ones stay in the table.

    Raises:
        BadInputError: unknown project or document, a value outside 0..1, or no reason.
    """
    known = [document.source_path for document in documents_now(db, project_key)]
    if place not in known:
        raise BadInputError(f"{project_key} has no document {place!r}. Documents: {', '.join(known)}.")
    if not 0 <= value <= 1:
        raise BadInputError(f"{value:g} is no credibility. Give a number from 0 to 1.")
    if not reason.strip():
        raise BadInputError("Say why with --reason: the judgement is shown with it.")
    who, when = decided_by or getpass.getuser(), datetime.now(UTC)
    row = CredibilityOverride(
        content_id(project_key, place, when.isoformat()), project_key, place, value, reason.strip(), who, when
    )
    db.merge(CredibilityOverride, [row])
    return row


def as_json(row: Credibility) -> dict[str, Any]:
    """Return a credibility as plain values."""
    override = row.override
    return {
        "place": row.source_path,
        "value": row.value,
        "computed": row.computed,
        "known": row.known,
        "components": [vars(component) for component in row.components],
        "override": override
        and {
            "value": override.value,
            "reason": override.reason,
            "decided_by": override.decided_by,
            "decided_at": override.decided_at,
        },
    }


def _confirmed(db: Database, project_key: str) -> dict[str, tuple[int, int]]:
    """Return by document how many of its facts another independent source states, and how many it has."""
    paths = {row.document_id: row.source_path for row in db.read(ResearchDocument, project_key=project_key)}
    facts = [fact for fact in db.read(VerifiedFact, project_key=project_key) if fact.document_id in paths]
    all_facts = Counter(paths[fact.document_id] for fact in facts)
    confirmed = Counter(paths[fact.document_id] for fact in facts if fact.independent_sources > 1)
    return {path: (confirmed[path], n) for path, n in all_facts.items()}
