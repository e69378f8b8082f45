"""Set the two sentences of every case against each other, as the contradiction ledger does."""

from collections.abc import Mapping, Sequence

from evals.cases import Case, Output
from pipelines import settings
from pipelines.facts import conflicts

NONE = "none"


def engine() -> str:
    """Name of the engine under test: the ledger is made by rules."""
    return settings.OFFLINE_ENGINE


def answer(cases: Sequence[Case], tag: str) -> Mapping[str, Output]:
    """Return per case what was found: "conflict", "two scopes" or "none"."""
    found = {case.case_id: conflicts.between(case.input["first"], case.input["second"]) for case in cases}
    return {case_id: {"outcome": pair.outcome.value if pair else NONE} for case_id, pair in found.items()}
