"""What people corrected, as cases: rejected claims for `factuality`, edited sentences for `script`.

The cases hold people's words and names of folders, so they are kept under the state folder and in no repository.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from evals import runs
from evals.cases import Case, SuiteError, as_row, read_cases
from evals.factuality.verdicts import REJECTED
from pipelines.models import (
    Channel,
    Feedback,
    FeedbackKind,
    Project,
    ResearchDocument,
    Subject,
    VerifiedFact,
    content_id,
)

Material = tuple[Project, Channel, Sequence[Feedback], Sequence[VerifiedFact], Sequence[ResearchDocument]]
"""A project with its channel, its feedback, and the facts and documents that the feedback is about."""


def path_of(suite: str) -> Path:
    """Return the file of a suite's cases that come from people."""
    return runs.root() / "cases" / f"{suite}.jsonl"


def cases_of(suite: str, projects: Iterable[Material]) -> list[Case]:
    """Return the cases that the feedback on projects makes for a suite.

    Raises:
        SuiteError: nothing that people say makes a case of this suite.
    """
    if suite not in _MAKERS:
        raise SuiteError(f"Feedback makes no case of {suite!r}. It makes cases of: {', '.join(sorted(_MAKERS))}.")
    return [case for material in projects for case in _MAKERS[suite](*material)]


def add(suite: str, cases: Sequence[Case]) -> int:
    """Put cases into the suite's file, whole or not at all, in place of those with their ids; return how many changed.

    Raises:
        SuiteError: the file is broken, or would be.
    """
    path = path_of(suite)
    known = {case.case_id: case for case in read_cases(path).cases} if path.exists() else {}
    changed = [case for case in cases if known.get(case.case_id) != case]
    if changed:
        known |= {case.case_id: case for case in changed}
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".part")
        draft.write_text("".join(json.dumps(as_row(case), ensure_ascii=False) + "\n" for case in known.values()))
        read_cases(draft)
        draft.replace(path)
    return len(changed)


def _last_words(feedback: Sequence[Feedback], subject: Subject) -> list[Feedback]:
    """Return the last thing that was done about each subject, comments apart, in order of time."""
    about = [row for row in feedback if row.subject_type is subject and row.kind is not FeedbackKind.COMMENT]
    last = {row.subject_key: row for row in sorted(about, key=lambda row: (row.created_at, row.feedback_id))}
    return list(last.values())


def _rejected_claims(
    project: Project,
    channel: Channel,
    feedback: Sequence[Feedback],
    facts: Sequence[VerifiedFact],
    documents: Sequence[ResearchDocument],
) -> list[Case]:
    paths = {document.document_id: document.source_path for document in documents}
    stated_by = {fact.fact_id: paths.get(fact.document_id) for fact in facts}
    return [
        Case(
            f"feedback-{content_id(project.project_key, row.before)[:12]}",
            {
                "claim": row.before,
                "library": project.library,
                "topic": project.topic,
                **({"stated_by": name} if (name := stated_by.get(row.subject_key)) else {}),
            },
            {"verdict": REJECTED},
            {"from": "feedback", "by": row.author, "at": row.created_at.isoformat(), "said": row.text},
            "test",
            project.project_key,
        )
        for row in _last_words(feedback, Subject.CLAIM)
        if row.kind is FeedbackKind.REJECT
    ]


def _edited_sentences(
    project: Project,
    channel: Channel,
    feedback: Sequence[Feedback],
    facts: Sequence[VerifiedFact],
    documents: Sequence[ResearchDocument],
) -> list[Case]:
    edits = [row for row in _last_words(feedback, Subject.SENTENCE) if row.kind is FeedbackKind.EDIT]
    if not edits:
        return []
    asked = {
        "channel": channel.source,
        "library": project.library,
        "topic": project.topic,
        "minutes": project.minutes,
    }
    return [
        Case(
            f"feedback-{content_id(project.project_key)[:12]}",
            asked,
            {"corrections": [{"before": row.before, "after": row.text} for row in edits]},
            {"from": "feedback", "by": sorted({row.author for row in edits}), "at": edits[-1].created_at.isoformat()},
            "test",
            project.project_key,
        )
    ]


_MAKERS: Mapping[str, Callable[..., list[Case]]] = {"factuality": _rejected_claims, "script": _edited_sentences}
