"""A project's script on the desk: load it with its history, save edits by compare-and-swap, restore, and say what differs."""

import getpass
from collections.abc import Sequence
from dataclasses import dataclass

from lectern import feedback
from lectern.errors import BadInputError, EditConflictError, ScriptMissingError
from lectern.scripts import load_script, profile_of
from pipelines.database import Database
from pipelines.editing import differences, store
from pipelines.editing.edits import Action, Bench, Edit, EditError, GoneError, applied
from pipelines.models import (
    Change,
    Feedback,
    PreferenceRule,
    Script,
    StyleControl,
    Trait,
    VerifiedFact,
    Version,
    WorkingCopy,
)
from pipelines.voice.pipeline import speaking_pace
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
    controls: tuple[StyleControl, ...]  # what the creator asks of their style, in all projects of the channel
    traits: tuple[Trait, ...]

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
    channel = script.channel.channel_key
    return Desk(
        script,
        _standing(versions),
        tuple(reversed(versions)),
        tuple(reversed(said)),
        tuple(db.read(PreferenceRule, channel_key=channel)),
        tuple(db.read(StyleControl, channel_key=channel)),
        tuple(db.read(Trait, channel_key=channel)),
    )


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
    try:
        after = applied(before, edits, _bench(db, project_key))
    except EditError as error:
        if isinstance(error, GoneError) and base != (now := _standing(store.history(db, project_key))).number:
            raise _conflict(db, project_key, base, now.number, edits) from error
        raise BadInputError(str(error)) from error
    try:
        version = _unchanged(db, project_key, base) if after == before else None
        version = version or store.save(db, project_key, base, after, who, _reason(edits))
    except store.StaleVersionError as error:
        raise _conflict(db, project_key, base, error.standing, edits) from error
    feedback.keep_edits(db, project_key, before, after, edits, version)
    return version


def _bench(db: Database, project_key: str) -> Bench:
    """Return what edits of the project are checked and timed against."""
    channel_key = project_key.partition("/")[0]
    profile, rejected = profile_of(db, channel_key), store.rejected_facts(db, project_key)
    pace, _ = speaking_pace(profile.traits, db.read(StyleControl, channel_key=channel_key))
    facts = [fact for fact in db.read(VerifiedFact, project_key=project_key) if fact.fact_id not in rejected]
    return Bench(facts, pace, lambda texts: score_sentences(texts, profile))


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
    told: list[str] = []
    for verb, noun in dict.fromkeys(_VERBS.values()):
        n = len({edit.key for edit in edits if _VERBS[edit.action] == (verb, noun)})
        if n and (verb != "split" or not told):
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
    Action.EARLIER: ("moved", "sentence"),
    Action.LATER: ("moved", "sentence"),
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
    found = next((version for version in reversed(versions) if not version.is_offer), None)
    if found is None:
        raise ScriptMissingError("There is no script yet. `lectern run` writes it.")
    return found
