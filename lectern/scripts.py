"""A project's script: out of the tables as one value, and as plain JSON for other programs."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from lectern import notes, running_order
from lectern.errors import ScriptMissingError
from pipelines import freshness
from pipelines import models as m
from pipelines.database import Database
from pipelines.editing.store import content, drafted, persons_version, rejected_facts
from pipelines.voice.pipeline import score_text, speaking_pace
from pipelines.voice.store import told_in_scripts
from pipelines.writing.pipeline import review_script
from pipelines.writing.prerequisites import ConceptMap
from pipelines.writing.review import Background
from pipelines.writing.store import last_scripts

_PASSAGE_DOCUMENTS = "SELECT passage_id, document_id FROM passages WHERE project_key = %s"


def load_script(db: Database, project_key: str) -> m.Script:
    """Read the script of a project with everything that its page shows.

    Where a person's version stands, the script is that one. It is reviewed here unless the stored review is of it, and of
    what the creator asks of facts and style now.
    The pace and the voice score are worked out from the channel's stored profile; nothing is written.

    Raises:
        ScriptMissingError: the project is unknown, or has no script yet.
    """
    project = db.one(m.Project, project_key=project_key)
    if project is None:
        raise ScriptMissingError(f"There is no project {project_key!r}. `lectern project list` shows those there are.")
    channel = db.one(m.Channel, channel_key=project.channel_key)
    if channel is None:
        raise ScriptMissingError(
            f"{project_key}: its channel {project.channel_key!r} is gone. Add it again with `lectern channel add`."
        )
    version = persons_version(db, project_key)
    copy = content(db, version) if version else drafted(db, project_key)
    if not copy.sentences:
        raise ScriptMissingError(
            f"{project_key} has no script yet. `lectern run {project_key}` writes it, or says why it cannot."
        )
    profile = profile_of(db, project.channel_key)
    controls = db.read(m.StyleControl, channel_key=project.channel_key)
    words_per_minute, pace_reason = speaking_pace(profile.traits, controls)
    spoken = " ".join(sentence.text for sentence in copy.sentences if running_order.is_spoken(sentence))
    script = m.Script(
        project=project,
        channel=channel,
        words_per_minute=words_per_minute,
        pace_reason=pace_reason,
        beats=copy.outline,
        hooks=copy.hooks,
        sentences=copy.sentences,
        facts=tuple(db.read(m.VerifiedFact, project_key=project_key)),
        evidence=tuple(db.read(m.Evidence, project_key=project_key)),
        documents=tuple(db.read(m.ResearchDocument, project_key=project_key)),
        stories=tuple(db.read(m.Story, channel_key=project.channel_key)),
        findings=tuple(db.read(m.ReviewFinding, project_key=project_key)),
        voice=score_text(spoken, profile),
        evaluations=tuple(db.read(m.EvaluationResult, subject_type="project", subject_key=project_key)),
        brief=tuple(db.read(m.BriefSentence, project_key=project_key)),
        passage_documents={
            row["passage_id"]: row["document_id"] for row in db.query(_PASSAGE_DOCUMENTS, (project_key,))
        },
        is_edited=version is not None,
        rejected=rejected_facts(db, project_key),
    )
    is_draft = version is None and not script.rejected
    if _is_reviewed(db, project_key, is_draft):
        return script
    found = tuple(_reviewed(db, script, controls))
    return replace(script, findings=found, evaluations=script.evaluations if is_draft else ())


def script_json(script: m.Script) -> dict[str, Any]:
    """Return what `lectern script show --json` prints: plain JSON types only, sentences in speaking order.

    `minutes` are spoken minutes at the creator's pace, placeholders left out; `seconds` likewise.
    """
    counted = running_order.tally(script)
    documents = {document.document_id: document for document in script.documents}
    beats = {beat.beat_id: beat for beat in script.beats}
    return {
        "project": script.project.project_key,
        "channel": script.channel.name,
        "topic": script.project.topic,
        "minutes": round(counted.minutes, 2),
        "target_minutes": script.project.minutes,
        "words_per_minute": round(script.words_per_minute, 1),
        "pace_reason": script.pace_reason,
        "words": counted.n_words,
        "engine": counted.engine,
        "framework": script.beats[0].framework_id if script.beats else None,
        "voice": {
            "value": script.voice.value,
            "low": script.voice.low,
            "high": script.voice.high,
            "reason": script.voice.reason,
            "n_words": script.voice.n_words,
        },
        "sentences": [_sentence(sentence, beats) for sentence in script.sentences],
        "facts": [_fact(fact, documents) for fact in script.facts],
        "hooks": [_hook(hook) for hook in script.hooks],
        "findings": [_finding(finding) for finding in script.findings],
    }


def _is_reviewed(db: Database, project_key: str, is_draft: bool) -> bool:
    """Whether the stored review is of what stands; of a draft whose review no run has stored, there is no other."""
    write = db.last_write("script_review", project_key)
    if write is None:
        return is_draft
    now = freshness.outside_inputs(db, "script_review", project_key)
    return all(write.inputs.get(name) == now[name] for name in ("version", "rejected", "style_controls"))


def _reviewed(db: Database, script: m.Script, controls: Sequence[m.StyleControl]) -> list[m.ReviewFinding]:
    key = script.project.project_key
    told = told_in_scripts(db, script.channel.channel_key, script.stories, written_for=key)
    beliefs = db.read(m.Misconception, project_key=key)
    facts = [fact for fact in script.facts if fact.fact_id not in script.rejected]
    known = ConceptMap(tuple(db.read(m.Concept, project_key=key)), tuple(db.read(m.ConceptLink, project_key=key)))
    background = Background(
        db.read(m.Contradiction, project_key=key),
        db.read(m.Gap, project_key=key),
        db.read(m.Trait, channel_key=script.channel.channel_key),
        db.read(m.PhraseFrame, channel_key=script.channel.channel_key),
    )
    return review_script(
        script.project, script.beats, script.sentences, facts, told, script.documents, script.words_per_minute,
        controls, beliefs, db.read(m.Explanation, project_key=key), known, script.hooks,
        last_scripts(db, script.project), background,
    )  # fmt: skip


def profile_of(db: Database, channel_key: str) -> m.VoiceProfile:
    """Return the voice profile of a channel."""
    traits = tuple(db.read(m.Trait, channel_key=channel_key))
    return m.VoiceProfile(channel_key, traits, tuple(db.read(m.VoiceFeatures, channel_key=channel_key)))


def _sentence(sentence: m.ScriptSentence, beats: dict[str, m.OutlineBeat]) -> dict[str, Any]:
    beat = beats.get(sentence.beat_id)
    return {
        "ordinal": sentence.ordinal,
        "beat": beat.name if beat else None,
        "text": sentence.text,
        "kind": sentence.kind.value,
        "fact_ids": list(sentence.fact_ids),
        "story_id": sentence.story_id,
        "frame_id": sentence.frame_id,
        "is_placeholder": sentence.is_placeholder,
        "visual": sentence.visual,
        "seconds": sentence.seconds,
        "voice": sentence.voice,
    }


def _fact(fact: m.VerifiedFact, documents: dict[str, m.ResearchDocument]) -> dict[str, Any]:
    document = documents.get(fact.document_id)
    return {
        "fact_id": fact.fact_id,
        "text": fact.text,
        "quote": fact.quote,
        "document": notes.citation(document) if document else None,
        "source_path": document.source_path if document else None,
        "verdict": fact.verdict.value,
        "probability": fact.probability,
        "independent_sources": fact.independent_sources,
    }


def _hook(hook: m.Hook) -> dict[str, Any]:
    return {
        "kind": hook.kind,
        "is_chosen": hook.ordinal == 0,
        "sentences": list(hook.sentences),
        "fact_ids": [list(fact_ids) for fact_ids in hook.fact_ids],
        "score": hook.score,
        "reason": hook.reason,
        "criteria": hook.criteria,
        "style": hook.style,
        "promises": [
            {"text": promise.text, "beat_id": promise.beat_id, "fact_ids": list(promise.fact_ids)}
            for promise in hook.promises
        ],
    }


def _finding(finding: m.ReviewFinding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "sentence_id": finding.sentence_id,
        "message": finding.message,
        "remedy": finding.remedy,
    }
