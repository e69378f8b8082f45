"""Read every case's sentence, behind the sentence before it, as one paragraph of a source, by rule or with a model."""

from collections.abc import Sequence
from typing import Any

from evals import model_calls
from evals.cases import Case, Output
from evals.suite import Answer
from evals.targets import Target, prompts_of
from pipelines.facts import checkable, claims
from pipelines.models import Passage, Project, ResearchDocument

ENGINES = ("offline", "model")
CLAIM = "claim"
UNIQUE: frozenset[str] = frozenset()  # a paragraph is too short to tell what there is only one of


def prepare(cases: Sequence[Case], target: Target) -> Answer:
    """Return what gives the claims of a case, and the kind of the sentence where it makes none."""
    client = model_calls.client(target)
    if client is None:
        return lambda case, epoch: read(case.input["before"], case.input["sentence"])
    from pipelines.facts.model_extractor import ModelClaimExtractor

    prompts = prompts_of(target)

    def answer(case: Case, epoch: int) -> Output:
        document, passage, opening = _paragraph(case.input["before"], case.input["sentence"])
        project = Project("evals/claims", "evals", case.source, "", 1.0)
        extractor = ModelClaimExtractor(model_calls.of_case(client, epoch), prompts, target.tag)
        found = extractor.run(project, [document], [passage])["claims"]
        made = [claim.text for claim in found if claim.start >= opening]
        # A model says nothing of what is no claim; the rules do, which would refuse it as one.
        kind = read(case.input["before"], case.input["sentence"])["kind"]
        return {"claims": made, "kind": CLAIM if made else kind if kind != CLAIM else "none"}

    return answer


def read(before: str, sentence: str) -> dict[str, Any]:
    """Return the claims of `sentence` as the rules word them, and its kind: "claim", or why there is none."""
    document, passage, opening = _paragraph(before, sentence)
    judged = [row for row in claims.judge(document, [passage], UNIQUE) if row.span.start >= opening]
    made = [row.text for row in judged if row.problem is None]
    kinds = [checkable.kind_of(row.problem).value for row in judged if row.problem]
    return {"claims": made, "kind": CLAIM if made else next(iter(kinds), "none")}


def _paragraph(before: str, sentence: str) -> tuple[ResearchDocument, Passage, int]:
    """Return the two sentences as a document and its passage, with the offset of the second."""
    text = f"{before} {sentence}".strip()
    document = ResearchDocument("document", "evals/claims", "Case", "case.md", "md", "", text)
    passage = Passage("passage", "evals/claims", "document", 0, "Body", text, 0, len(text), ())
    return document, passage, text.index(sentence)
