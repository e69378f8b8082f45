"""A project's script on the desk: load it with its history, save edits by compare-and-swap, restore, and say what differs."""

import getpass
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from lectern.errors import BadInputError, EditConflictError
from lectern.scripts import load_script, profile_of
from pipelines.database import Database
from pipelines.editing import differences, preferences, store
from pipelines.editing.edits import Action, Bench, Edit, EditError, GoneError, applied
from pipelines.models import (
    Change,
    Feedback,
    FeedbackKind,
    PreferenceRule,
    Script,
    ScriptSentence,
    Subject,
    Trait,
    Version,
    WorkingCopy,
    content_id,
)
from pipelines.voice.score import score_sentences

MAX_EDITS = 200


@dataclass(frozen=True)
class Desk:
    """Everything that the page to work on shows."""

    script: Script
    standing: Version
    history: tuple[Version, ...]  # the newest first
    feedback: tuple[Feedback, ...]  # on sentences, claims and hooks of this project, the newest first
    rules: tuple[PreferenceRule, ...]  # what the creator's edits agree on, in all projects of the channel

    @property
    def offer(self) -> Version | None:
        """The machine's newest draft, where it came after what stands."""
        newest = self.history[0]
        return newest if newest.is_offer else None


def open_desk(db: Database, project_key: str) -> Desk:
    """Return the project's script as it stands, with its versions and feedback.

    Raises:
        ScriptMissingError: the project is unknown, or has no script yet.
    """
    script = load_script(db, project_key)
    versions = store.history(db, project_key)
    said = db.read(Feedback, project_key=project_key)
    rules = db.read(PreferenceRule, channel_key=script.channel.channel_key)
    return Desk(script, _standing(versions), tuple(reversed(versions)), tuple(reversed(said)), tuple(rules))


def save(db: Database, project_key: str, base: int, edits: Sequence[Edit], author: str | None = None) -> Version:
    """Apply `edits` to version `base` and store the result as the version that stands; what was done goes to `feedback`.

    Raises:
        BadInputError: an edit cannot be made; nothing was stored.
        EditConflictError: another save came first; it says what that one changed. Nothing was stored.
    """
    if not 0 < len(edits) <= MAX_EDITS:
        raise BadInputError(f"{len(edits)} edits in one save; 1 to {MAX_EDITS} are allowed.")
    who = author or getpass.getuser()
    before = _copy_of(db, project_key, base)
    script = load_script(db, project_key)
    profile = profile_of(db, script.channel.channel_key)
    trusted = [fact for fact in script.facts if fact.fact_id not in script.rejected]
    bench = Bench(trusted, script.words_per_minute, lambda texts: score_sentences(texts, profile))
    try:
        after = applied(before, edits, bench)
    except EditError as error:
        if isinstance(error, GoneError) and base != (now := _standing(store.history(db, project_key))).number:
            raise _conflict(db, project_key, base, now.number, edits) from error
        raise BadInputError(str(error)) from error
    try:
        version = _unchanged(db, project_key, base) if after == before else None
        version = version or store.save(db, project_key, base, after, who, _reason(edits))
    except store.StaleVersionError as error:
        raise _conflict(db, project_key, base, error.standing, edits) from error
    if told := _edited(db, script, before, after, edits, version):
        db.merge(Feedback, told)
        _learn(db, script.channel.channel_key)
    return version


def _unchanged(db: Database, project_key: str, base: int) -> Version | None:
    """Return the version that stands, where it is `base`: edits that change nothing make no version."""
    now = _standing(store.history(db, project_key))
    return now if now.number == base else None


def restore(db: Database, project_key: str, number: int, base: int | None = None, author: str | None = None) -> Version:
    """Make version `number` the one that stands, as a new version; an offer is taken in the same way.

    Raises:
        BadInputError: there is no such version.
        EditConflictError: `base` is given and does not stand any more.
    """
    versions = store.history(db, project_key)
    wanted = _numbered(versions, project_key, number)
    now = _standing(versions).number if base is None else base
    reason = f"Took draft {number}" if wanted.is_offer else f"Restored version {number}"
    try:
        return store.save(db, project_key, now, store.content(db, wanted), author or getpass.getuser(), reason)
    except store.StaleVersionError as error:
        raise _conflict(db, project_key, now, error.standing, ()) from error


def compare(db: Database, project_key: str, old: int, new: int) -> list[Change]:
    """Return what differs between two versions.

    Raises:
        BadInputError: there is no such version.
    """
    return differences.differences(_copy_of(db, project_key, old), _copy_of(db, project_key, new))


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
    """
    script = load_script(db, project_key)
    reads = _readings(db, script, subject)
    if key not in reads:
        raise BadInputError(f"{project_key} has no {subject.value} {key!r}.")
    words = " ".join(text.split())
    if kind is FeedbackKind.COMMENT and not words:
        raise BadInputError("A comment needs words.")
    number = _standing(store.history(db, project_key)).number
    row = _feedback(
        script=script, subject=subject, key=key, kind=kind, before=reads[key], text=words, author=author, version=number
    )
    db.merge(Feedback, [row])
    return row


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


def _readings(db: Database, script: Script, subject: Subject) -> dict[str, str]:
    """Return key → how it reads, of all things of one kind that feedback can be about."""
    match subject:
        case Subject.SENTENCE:
            return {row.sentence_id: row.text for row in script.sentences}
        case Subject.HOOK:
            return {row.hook_id: " ".join(row.sentences) for row in script.hooks}
        case Subject.CLAIM:
            return {row.fact_id: row.text for row in script.facts}
        case Subject.TRAIT:
            return {row.name: row.label for row in db.read(Trait, channel_key=script.channel.channel_key)}


def _feedback(
    *,
    script: Script,
    subject: Subject,
    key: str,
    kind: FeedbackKind,
    before: str,
    text: str = "",
    author: str | None,
    version: int,
) -> Feedback:
    who, now = author or getpass.getuser(), datetime.now(UTC)
    place = None if subject is Subject.TRAIT else script.project.project_key
    row_id = content_id(script.project.project_key, subject, key, kind, text, who, now.isoformat())
    return Feedback(
        row_id, script.channel.channel_key, place, subject, key, kind, before, text, who, version, now
    )  # fmt: skip


def _edited(
    db: Database, script: Script, before: WorkingCopy, after: WorkingCopy, edits: Sequence[Edit], version: Version
) -> list[Feedback]:
    """Return what the edits say of sentences and hooks: a rewording is an edit, a cut a rejection, a choice an acceptance."""
    old = {row.sentence_id: row for row in before.sentences}
    rows = []
    for edit in dict.fromkeys(edits):
        was = old.get(edit.key)
        told = {"script": script, "key": edit.key, "author": version.author, "version": version.number}
        if edit.action is Action.DONE and was:
            first, now = _wording_before(db, script.project.project_key, was), _reads_now(was, before, after)
            if first is not None and now != first:
                rows.append(_feedback(subject=Subject.SENTENCE, kind=FeedbackKind.EDIT, before=first, text=now, **told))
        elif edit.action is Action.CUT and was:
            rows.append(_feedback(subject=Subject.SENTENCE, kind=FeedbackKind.REJECT, before=was.text, **told))
        elif edit.action is Action.CHOOSE:
            said = " ".join(after.hooks[0].sentences)
            rows.append(_feedback(subject=Subject.HOOK, kind=FeedbackKind.ACCEPT, before=said, **told))
    return rows


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


def _conflict(db: Database, project_key: str, base: int, now: int, edits: Sequence[Edit]) -> EditConflictError:
    versions = store.history(db, project_key)
    theirs = _numbered(versions, project_key, now)
    changes = compare(db, project_key, base, now)
    touched = {change.key for change in changes}
    return EditConflictError(
        f"{theirs.author} saved version {now} while you worked on version {base}. Nothing of yours was stored there, and nothing is lost.",
        standing=now,
        author=theirs.author,
        changes=tuple(changes),
        overlaps=tuple(edit.key for edit in edits if edit.key in touched or edit.action is Action.CHOOSE),
    )


def _reason(edits: Sequence[Edit]) -> str:
    """Return in a few words what was done, such as “Reworded 2 sentences, cut 1 sentence”."""
    told = []
    for action, (verb, noun) in _VERBS.items():
        n = len({edit.key for edit in edits if edit.action is action})
        if n and (action is not Action.DONE or not told):
            told.append(f"{verb} {'a' if n == 1 else n} {noun}{'' if n == 1 else 's'}")
    text = ", ".join(told)
    return text[:1].upper() + text[1:]


_VERBS = {
    Action.REWORD: ("reworded", "sentence"),
    Action.DONE: ("split", "sentence"),
    Action.CUT: ("cut", "sentence"),
    Action.INSERT: ("added", "sentence"),
    Action.CITE: ("changed the source of", "sentence"),
    Action.VOUCH: ("vouched for", "sentence"),
    Action.DIRECT: ("changed", "visual cue"),
    Action.RETITLE: ("retitled", "beat"),
    Action.CHOOSE: ("chose", "hook"),
}


def _copy_of(db: Database, project_key: str, number: int) -> WorkingCopy:
    return store.content(db, _numbered(store.history(db, project_key), project_key, number))


def _numbered(versions: Sequence[Version], project_key: str, number: int) -> Version:
    found = next((version for version in versions if version.number == number), None)
    if found is None:
        known = f"1 to {versions[-1].number}" if versions else "none: it has no script yet"
        raise BadInputError(f"{project_key} has no version {number}. Versions: {known}.")
    return found


def _standing(versions: Sequence[Version]) -> Version:
    return next(version for version in reversed(versions) if not version.is_offer)
