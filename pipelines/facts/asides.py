"""The sentences of a library that make no claim, each with its kind and the reason."""

from collections.abc import Sequence

from pipelines.facts import checkable, claims
from pipelines.models import Aside, Passage, ResearchDocument, content_id
from pipelines.settings import OFFLINE_ENGINE


def set_aside(project_key: str, documents: Sequence[ResearchDocument], passages: Sequence[Passage]) -> list[Aside]:
    """Return one row per sentence, or part of one, that no claim was made of, in reading order."""
    rows: dict[str, Aside] = {}
    for document, own, unique, is_dated in claims.readings(documents, passages):
        for judged in claims.judge(document, own, unique, is_dated):
            if judged.problem is None:
                continue
            aside_id = content_id(project_key, document.document_id, judged.span.start, judged.text, judged.problem)
            rows[aside_id] = Aside(
                aside_id=aside_id,
                project_key=project_key,
                document_id=document.document_id,
                passage_id=judged.passage.passage_id,
                ordinal=len(rows),
                kind=checkable.kind_of(judged.problem),
                reason=judged.problem,
                quote=judged.span.text,
                start=judged.span.start,
                end=judged.span.end,
                engine=OFFLINE_ENGINE,
            )
    return list(rows.values())
