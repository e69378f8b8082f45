"""How often what the ledger calls a conflict is one, and how many it finds.

The pairs were written for this suite. Those of the split `dev` were looked at while the rules were written, those of
`test` were not.
"""

from collections.abc import Sequence

from evals.pooled import Scored, pooled_metric

CONFLICT, SCOPES = "conflict", "two scopes"


def _precision(scored: Sequence[Scored], outcome: str) -> float | None:
    right = [expected["outcome"] == outcome for output, expected in scored if output["outcome"] == outcome]
    return sum(right) / len(right) if right else None


def _recall(scored: Sequence[Scored], outcome: str) -> float | None:
    found = [output["outcome"] == outcome for output, expected in scored if expected["outcome"] == outcome]
    return sum(found) / len(found) if found else None


@pooled_metric(name="conflict_precision")
def conflict_precision(scored: Sequence[Scored]) -> float | None:
    """Share of the pairs called a conflict that are one."""
    return _precision(scored, CONFLICT)


@pooled_metric(name="conflict_recall")
def conflict_recall(scored: Sequence[Scored]) -> float | None:
    """Share of the conflicts that are called one."""
    return _recall(scored, CONFLICT)


@pooled_metric(name="two_scopes_recall")
def two_scopes_recall(scored: Sequence[Scored]) -> float | None:
    """Share of the pairs that speak of two scopes and are called so."""
    return _recall(scored, SCOPES)


@pooled_metric(name="false_alarms", better="lower")
def false_alarms(scored: Sequence[Scored]) -> float | None:
    """Share of the pairs without a conflict, two scopes among them, that are called a conflict."""
    called = [output["outcome"] == CONFLICT for output, expected in scored if expected["outcome"] != CONFLICT]
    return sum(called) / len(called) if called else None


@pooled_metric(name="dev_conflict_precision", split="dev", better=None)
def dev_conflict_precision(scored: Sequence[Scored]) -> float | None:
    """The precision on the pairs that the rules were written on: no measure of anything but fit."""
    return _precision(scored, CONFLICT)


@pooled_metric(name="dev_conflict_recall", split="dev", better=None)
def dev_conflict_recall(scored: Sequence[Scored]) -> float | None:
    """The recall on the pairs that the rules were written on."""
    return _recall(scored, CONFLICT)
