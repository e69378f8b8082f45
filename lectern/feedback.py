"""What people say of sentences, claims, hooks and traits: kept as rows, and learned from."""

import getpass
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from lectern import wishes
from lectern.errors import BadInputError, ScriptMissingError
from pipelines.database import Database
from pipelines.editing import preferences, store
from pipelines.editing.edits import Action, Edit
from pipelines.models import (
    ControlAction,
    Feedback,
    FeedbackKind,
    PreferenceRule,
    Project,
    ScriptSentence,
    StyleControl,
    Subject,
    Trait,
    VerifiedFact,
    Version,
    WorkingCopy,
    content_id,
)
from pipelines.voice.traits import BY_NAME


def say(
    db: Database,
    project_key: str,
    subject: Subject,
    key: str,
    kind: FeedbackKind,
    text: str = "",
    author: str | None = None,
) -> Feedback:
    """Store a person's word about a sentence, claim or hook of a project, or a trait of its channel.

    Raises:
        BadInputError: there is no such thing in the project, or a comment has no words.
        ScriptMissingError: the project has no script.
    """
    version = store.standing(db, project_key)
    if version is None:
        raise ScriptMissingError(f"{project_key} has no script yet. `lectern run {project_key}` writes it.")
    reads = _readings(db, version, subject)
    if key not in reads:
        raise BadInputError(f"{project_key} has no {subject.value} {key!r}.")
    words = " ".join(text.split())
    if kind is FeedbackKind.COMMENT and not words:
        raise BadInputError("A comment needs words.")
    row = _row(project_key, subject, key, kind, reads[key], words, author or getpass.getuser(), version.number)
    db.merge(Feedback, [row])
    return row


def wish(
    db: Database, project_key: str, action: ControlAction | None, target: str, author: str | None = None
) -> StyleControl | None:
    """Keep a wish for a trait or phrase of the project's channel, or take it back without an action.

    A wish for a trait is feedback on it, too: more of it, or as much, accepts it; less of it, or none, rejects it.

    Raises:
        BadInputError: there is no such trait, the wish cannot be kept, or there is none to be taken back.
        ScriptMissingError: the project has no script.
    """
    channel_key = project_key.partition("/")[0]
    kept = wishes.wish(db, channel_key, action, target) if action else None
    if action is None:
        wishes.take_back(db, channel_key, target)
    if target in BY_NAME:
        kind = _VERDICTS[action] if action else FeedbackKind.COMMENT
        say(db, project_key, Subject.TRAIT, target, kind, action.value if action else "wish taken back", author)
    return kept


_VERDICTS = {
    ControlAction.PIN: FeedbackKind.ACCEPT,
    ControlAction.RAISE: FeedbackKind.ACCEPT,
    ControlAction.LOWER: FeedbackKind.REJECT,
    ControlAction.BAN: FeedbackKind.REJECT,
}


def keep_edits(
    db: Database, project_key: str, before: WorkingCopy, after: WorkingCopy, edits: Sequence[Edit], version: Version
) -> None:
    """Store what edits say of sentences and hooks, and learn from it: a cut is a rejection, a choice an acceptance."""
    old = {row.sentence_id: row for row in before.sentences}
    rows = []
    for edit in dict.fromkeys(edits):
        was, end = old.get(edit.key), (version.author, version.number)
        if edit.action is Action.DONE and was:
            first, now = _wording_before(db, project_key, was), _reads_now(was, before, after)
            if first is not None and now != first:
                rows.append(_row(project_key, Subject.SENTENCE, edit.key, FeedbackKind.EDIT, first, now, *end))
        elif edit.action is Action.CUT and was:
            rows.append(_row(project_key, Subject.SENTENCE, edit.key, FeedbackKind.REJECT, was.text, "", *end))
        elif edit.action is Action.CHOOSE:
            said = " ".join(after.hooks[0].sentences)
            rows.append(_row(project_key, Subject.HOOK, edit.key, FeedbackKind.ACCEPT, said, "", *end))
    if rows:
        db.merge(Feedback, rows)
        _learn(db, project_key.partition("/")[0])


def revoke(db: Database, channel_key: str, rule_id: str, is_revoked: bool = True) -> PreferenceRule:
    """Take a learned preference back, or let it apply again.

    Raises:
        BadInputError: the channel has no such rule.
    """
    rule = next((rule for rule in db.read(PreferenceRule, channel_key=channel_key) if rule.rule_id == rule_id), None)
    if rule is None:
        raise BadInputError(
            f"{channel_key} has no learned preference {rule_id!r}. `lectern script preferences` lists them."
        )
    changed = replace(rule, is_revoked=is_revoked)
    db.merge(PreferenceRule, [changed])
    return changed


def _learn(db: Database, channel_key: str) -> None:
    """Make the channel's preference rules again from all of its feedback."""
    known = db.read(PreferenceRule, channel_key=channel_key)
    rules = preferences.learned(channel_key, db.read(Feedback, channel_key=channel_key), known)
    for rule in known:
        if rule.rule_id not in {found.rule_id for found in rules}:
            db.delete(PreferenceRule, rule_id=rule.rule_id)
    db.merge(PreferenceRule, rules)


def _readings(db: Database, version: Version, subject: Subject) -> dict[str, str]:
    """Return key → how it reads, of all things of one kind that feedback can be about."""
    match subject:
        case Subject.SENTENCE:
            return {row.sentence_id: row.text for row in store.content(db, version).sentences}
        case Subject.HOOK:
            return {row.hook_id: " ".join(row.sentences) for row in store.content(db, version).hooks}
        case Subject.CLAIM:
            return {row.fact_id: row.text for row in db.read(VerifiedFact, project_key=version.project_key)}
        case Subject.TRAIT:
            return {row.name: row.label for row in db.read(Trait, channel_key=_channel_of(db, version.project_key))}


def _channel_of(db: Database, project_key: str) -> str:
    project = db.one(Project, project_key=project_key)
    assert project is not None, "a version has a project"
    return project.channel_key


def _row(
    project_key: str, subject: Subject, key: str, kind: FeedbackKind, before: str, text: str, author: str, version: int
) -> Feedback:
    now = datetime.now(UTC)
    return Feedback(
        feedback_id=content_id(project_key, subject, key, kind, text, author, now.isoformat()),
        channel_key=project_key.partition("/")[0],
        project_key=None if subject is Subject.TRAIT else project_key,
        subject_type=subject,
        subject_key=key,
        kind=kind,
        before=before,
        text=text,
        author=author,
        version=version,
        created_at=now,
    )


def _wording_before(db: Database, project_key: str, sentence: ScriptSentence) -> str | None:
    """Return how the sentence read when it was last left or drafted; None for a placeholder, or one that a person added."""
    left = db.read(
        Feedback, project_key=project_key, subject_type=Subject.SENTENCE, subject_key=sentence.sentence_id,
        kind=FeedbackKind.EDIT,
    )  # fmt: skip
    if left:
        return left[-1].text
    for version in reversed(store.history(db, project_key)):
        if version.is_machine:
            drafts = [row for row in store.content(db, version).sentences if row.sentence_id == sentence.sentence_id]
            if drafts:
                return None if drafts[0].is_placeholder else drafts[0].text
    return None


def _reads_now(was: ScriptSentence, before: WorkingCopy, after: WorkingCopy) -> str:
    """Return the new wording of a sentence, with what was split off from it."""
    known = {row.sentence_id for row in before.sentences}
    rows = list(after.sentences)
    start = next((n for n, row in enumerate(rows) if row.sentence_id == was.sentence_id), len(rows))
    end = start + 1
    while end < len(rows) and rows[end].sentence_id not in known:
        end += 1
    return " ".join(row.text for row in rows[start:end])
