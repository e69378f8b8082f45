"""Read every case's sentence, behind the sentence before it, as one paragraph of a source."""

from collections.abc import Mapping, Sequence
from typing import Any

from evals.cases import Case, Output
from pipelines import settings
from pipelines.facts import checkable, claims
from pipelines.models import Passage, ResearchDocument

CLAIM = "claim"
UNIQUE: frozenset[str] = frozenset()  # a paragraph is too short to tell what there is only one of


def engine() -> str:
    """Name of the engine under test: the rules. A model proposes claims of its own, which other rules check."""
    return settings.OFFLINE_ENGINE


def answer(cases: Sequence[Case], tag: str) -> Mapping[str, Output]:
    """Return per case its claims, and the kind of the sentence where it makes none."""
    return {case.case_id: read(case.input["before"], case.input["sentence"]) for case in cases}


def read(before: str, sentence: str) -> dict[str, Any]:
    """Return the claims of `sentence` as they are worded, and its kind: "claim", or why there is none."""
    text = f"{before} {sentence}".strip()
    document = ResearchDocument("document", "evals/claims", "Case", "case.md", "md", "", text)
    passage = Passage("passage", "evals/claims", "document", 0, "Body", text, 0, len(text), ())
    opening = text.index(sentence)
    judged = [row for row in claims.judge(document, [passage], UNIQUE) if row.span.start >= opening]
    made = [row.text for row in judged if row.problem is None]
    kinds = [checkable.kind_of(row.problem).value for row in judged if row.problem]
    return {"claims": made, "kind": CLAIM if made else next(iter(kinds), "none")}
