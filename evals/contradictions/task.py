"""Set the two sentences of every case against each other, as the contradiction ledger does."""

from collections.abc import Sequence

from evals.cases import Case, Output
from evals.suite import Answer
from evals.targets import Target
from pipelines.facts import conflicts

ENGINES = ("offline",)
NONE = "none"


def prepare(cases: Sequence[Case], target: Target) -> Answer:
    """Return what gives the outcome of a case: "conflict", "two scopes" or "none"."""
    return answer


def answer(case: Case, epoch: int) -> Output:
    """Return what the ledger finds."""
    pair = conflicts.between(case.input["first"], case.input["second"])
    return {"outcome": pair.outcome.value if pair else NONE}
