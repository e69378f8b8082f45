"""What a library covers, as asset checks that warn: terms that are defined, facts that more than one voice states."""

from collections.abc import Sequence
from typing import Any

from assets.policy import Check

LEAST_DEFINED = 0.5  # of the mentions of terms
LEAST_CONFIRMED = 0.1  # of the facts, by an independent source


def _undefined(rows: Sequence[Any], _: dict[str, Any]) -> list[str]:
    defined, missing = _defined(rows), [row for row in rows if row.definition is None]
    if not rows or defined >= LEAST_DEFINED:
        return []
    named = ", ".join(f"{row.term} ({row.n_mentions}×)" for row in sorted(missing, key=lambda row: -row.n_mentions)[:8])
    return [
        f"{defined:.0%} of the mentions of terms are of one that a source defines, where {LEAST_DEFINED:.0%} should be; "
        f"not defined: {named}. Add a source that defines them."
    ]


def _defined(rows: Sequence[Any]) -> float:
    """Share of all mentions of terms that are of a term with a definition."""
    total = sum(row.n_mentions for row in rows)
    return sum(row.n_mentions for row in rows if row.definition is not None) / total if total else 0.0


def _one_voice(rows: Sequence[Any], inputs: dict[str, Any]) -> list[str]:
    from pipelines.facts.corroboration import voices

    figures = _independence(rows, inputs)
    if not rows or figures["share_of_facts_confirmed"] >= LEAST_CONFIRMED:
        return []
    of_voice: dict[int, list[str]] = {}
    for document_id, number in voices(inputs["research_documents"]).items():
        of_voice.setdefault(number, []).append(document_id)
    paths = {row.document_id: row.source_path for row in inputs["research_documents"]}
    same = "; ".join(", ".join(paths[key] for key in own) for own in of_voice.values() if len(own) > 1)
    return [
        f"{figures['confirmed_by_another_voice']} of {len(rows)} facts are stated by two independent sources, where "
        f"{LEAST_CONFIRMED:.0%} should be. {len(of_voice)} of {len(paths)} documents are independent"
        + (f"; these count as one: {same}" if same else "")
        + ". Add a source by another author and publisher."
    ]


def _independence(rows: Sequence[Any], inputs: dict[str, Any]) -> dict[str, Any]:
    """Return how many independent voices the documents are, and how many facts two of them or more state."""
    from pipelines.facts.corroboration import voices

    confirmed = sum(row.independent_sources > 1 for row in rows)
    return {
        "documents": len(inputs["research_documents"]),
        "independent_voices": len(set(voices(inputs["research_documents"]).values())),
        "confirmed_by_another_voice": confirmed,
        "share_of_facts_confirmed": round(confirmed / len(rows), 3) if rows else 0.0,
    }


GLOSSARY_COVERED = Check(
    "glossary_covered",
    "Most mentions of the topic's terms are of a term that a source defines.",
    _undefined,
    is_blocking=False,
    measure=lambda rows, _: {"terms": len(rows), "share_of_mentions_defined": round(_defined(rows), 3)},
)
INDEPENDENT_SOURCES = Check(
    "independence",
    "Facts are stated by more than one independent source; copies, one publisher and mutual citations are one.",
    _one_voice,
    is_blocking=False,
    measure=_independence,
)
