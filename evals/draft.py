"""The evaluation of one draft: factuality by sentence and by quote, and voice fidelity, gated on the lower bound."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from evals import gates, ragas_adapter
from evals.suite import find_metrics, summarise
from pipelines.models import (
    EvaluationResult,
    Evidence,
    ResearchDocument,
    ScriptSentence,
    SentenceKind,
    Story,
    VerifiedFact,
    VoiceProfile,
    VoiceScore,
    content_id,
)
from pipelines.voice.pipeline import score_text
from pipelines.writing import rules

SUITE = "draft_quality"
Item = tuple[str, dict[str, Any], dict[str, Any]]
"""Id, output and expectation of one sentence or quote."""


def evaluate_draft(
    script_sentences: Sequence[ScriptSentence],
    facts: Sequence[VerifiedFact],
    evidence: Sequence[Evidence],
    stories: Sequence[Story],
    documents: Sequence[ResearchDocument],
    profile: VoiceProfile,
    project_key: str,
    tag: str,
) -> list[EvaluationResult]:
    """Return one result per metric of `evals/draft_quality/` and one for voice fidelity.

    Voice fidelity leaves out placeholders and stories: a story is the creator's own text and would flatter the rest.
    """
    spoken = [sentence for sentence in script_sentences if not sentence.is_placeholder]
    items = [*sentence_items(spoken, facts, stories, documents), *_quote_items(spoken, facts, evidence, documents)]
    digest = _digest(script_sentences, facts, evidence)
    engine = ", ".join(sorted({sentence.engine for sentence in script_sentences}))
    results = []
    for metric in find_metrics(SUITE):
        about = [item for item in items if metric.applies(item[2])]
        results.append(
            summarise(
                metric,
                ragas_adapter.score(metric, about),
                clusters={case_id: case_id for case_id, _, _ in about},
                subject=("project", project_key),
                suite=SUITE,
                tag=tag,
                dataset_sha256=digest,
                engine=engine,
            )
        )
    text = " ".join(sentence.text for sentence in spoken if sentence.kind is not SentenceKind.STORY)
    return [*results, _voice_result(score_text(text, profile), project_key, tag, digest, engine)]


def gate(results: Sequence[EvaluationResult]) -> list[tuple[str, bool, str]]:
    """Return (metric, whether it passes, reason) for each metric that has a threshold.

    A metric passes when the lower bound of its interval keeps the threshold. "Cannot say" does not pass.
    """
    return [
        (decision.metric, decision.outcome is gates.Outcome.PASS, f"{decision.outcome.value}: {decision.reason}")
        for decision in gates.decide_all(results)
    ]


def sentence_items(
    sentences: Sequence[ScriptSentence],
    facts: Sequence[VerifiedFact],
    stories: Sequence[Story],
    documents: Sequence[ResearchDocument],
) -> list[Item]:
    """Return (id, output, expected) per sentence, as the metrics of `evals/draft_quality/` take them."""
    by_id = {fact.fact_id: fact for fact in facts}
    sources = {document.document_id: document for document in documents}
    unresolved = _by_sentence(rules.unresolved_citations(sentences, facts, stories))
    numbers = _by_sentence(rules.unsourced_numbers(sentences, facts))
    items = []
    for sentence in sentences:
        cited = [by_id[fact_id] for fact_id in sentence.fact_ids if fact_id in by_id]
        output = {
            "text": sentence.text,
            "stated": " ".join(_stated(fact, sources.get(fact.document_id)) for fact in cited),
            "unresolved": unresolved[sentence.sentence_id],
            "unsourced_numbers": numbers[sentence.sentence_id],
        }
        kind = "sourced sentence" if sentence.kind is SentenceKind.SOURCED else "sentence"
        items.append((sentence.sentence_id, output, {"item": kind}))
    return items


def _stated(fact: VerifiedFact, document: ResearchDocument | None) -> str:
    source = f"{document.title} {document.author or ''} {document.publisher or ''}" if document else ""
    return f"{fact.text} {fact.quote} {fact.heading} {source}"


def _by_sentence(found: Sequence[tuple[ScriptSentence, str]]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = defaultdict(list)
    for sentence, what in found:
        grouped[sentence.sentence_id].append(what)
    return grouped


def _quote_items(
    sentences: Sequence[ScriptSentence],
    facts: Sequence[VerifiedFact],
    evidence: Sequence[Evidence],
    documents: Sequence[ResearchDocument],
) -> list[Item]:
    texts = {document.document_id: document.text for document in documents}
    cited = {fact_id for sentence in sentences for fact_id in sentence.fact_ids}
    used = [fact for fact in facts if fact.fact_id in cited]
    behind = {evidence_id for fact in used for evidence_id in fact.evidence_ids}
    quoted: list[tuple[str, VerifiedFact | Evidence]] = [(fact.fact_id, fact) for fact in used]
    quoted += [(row.evidence_id, row) for row in evidence if row.evidence_id in behind]
    return [
        (
            identifier,
            {"quote": row.quote, "found": texts.get(row.document_id, "")[row.start : row.end]},
            {"item": "quote"},
        )
        for identifier, row in quoted
    ]


def _voice_result(score: VoiceScore, project_key: str, tag: str, digest: str, engine: str) -> EvaluationResult:
    return EvaluationResult(
        result_id=content_id("project", project_key, SUITE, "voice_fidelity", tag),
        subject_type="project",
        subject_key=project_key,
        suite=SUITE,
        metric="voice_fidelity",
        tag=tag,
        value=score.value,
        low=score.low,
        high=score.high,
        n=score.n_words,
        n_errors=0,
        dataset_sha256=digest,
        reason=score.reason if score.value is not None else score.reason or "the voice could not be scored",
        engine=engine,
    )


def _digest(sentences: Sequence[ScriptSentence], facts: Sequence[VerifiedFact], evidence: Sequence[Evidence]) -> str:
    rows = [asdict(sentence) for sentence in sentences] + [asdict(fact) for fact in facts]
    rows += [asdict(row) for row in evidence]
    return hashlib.sha256(json.dumps(rows, sort_keys=True, default=str).encode()).hexdigest()
