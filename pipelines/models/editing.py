"""A script as people work on it: its versions, what was said about its parts, and what edits teach."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from pipelines.models.writing import Hook, OutlineBeat, ScriptSentence


class Part(StrEnum):
    """What a version holds."""

    OUTLINE = "outline"
    HOOKS = "hooks"
    SCRIPT = "script"


@dataclass(frozen=True)
class WorkingCopy:
    """Outline, hooks and script that belong together; each in its order, the first hook is the one in use."""

    outline: tuple[OutlineBeat, ...]
    hooks: tuple[Hook, ...]
    sentences: tuple[ScriptSentence, ...]


@dataclass(frozen=True)
class VersionContent:
    """One row per distinct outline, list of hooks, or script; versions that agree in it share it."""

    content_key: str  # digest of part and rows
    part: Part
    rows: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Version:
    """One row per saved state of a project's outline, hooks and script. Never changed, never deleted.

    The newest version that is no offer is the one that stands: what review, evaluation, exports and page read.
    """

    version_id: str
    project_key: str
    number: int  # 1 is the first
    parent: int | None  # the version it was made from
    author: str  # a person's name, or the engine that drafted it
    is_machine: bool
    is_offer: bool  # drafted anew by the machine while a person's version stood: it waits to be taken
    reason: str
    outline: str  # content_key
    hooks: str
    script: str
    created_at: datetime


class ChangeKind(StrEnum):
    """What happened to a beat, hook or sentence between two versions."""

    ADDED = "added"
    CUT = "cut"
    EDITED = "edited"
    MOVED = "moved"
    CHOSEN = "chosen"  # a hook that is in use now and was not before


@dataclass(frozen=True)
class Change:
    """One difference between two versions. Read from them, not stored."""

    part: Part
    kind: ChangeKind
    key: str  # beat_id, hook_id or sentence_id; the older one's where it was cut
    place: int  # from 1, in the newer version; in the older one where it was cut
    before: str
    after: str


class FeedbackKind(StrEnum):
    """What a person did about a thing."""

    ACCEPT = "accept"
    EDIT = "edit"
    REJECT = "reject"
    COMMENT = "comment"


class Subject(StrEnum):
    """What feedback is about."""

    SENTENCE = "sentence"
    CLAIM = "claim"
    HOOK = "hook"
    TRAIT = "trait"


@dataclass(frozen=True)
class Feedback:
    """One row per thing that a person said or did about a sentence, claim, hook or trait. Never changed."""

    feedback_id: str
    channel_key: str
    project_key: str | None  # None where it is about a trait of the channel
    subject_type: Subject
    subject_key: str
    kind: FeedbackKind
    before: str  # how the subject read
    text: str  # the comment, or how it reads now; empty without words
    author: str
    version: int | None  # in which it was said
    created_at: datetime


@dataclass(frozen=True)
class PreferenceRule:
    """One row per wording that a creator's edits agree on. Made again from `feedback`; `is_revoked` is the creator's."""

    rule_id: str
    channel_key: str
    wording: str  # what was there, as normalised words
    rather: str  # what the creator puts there; empty: nothing
    statement: str  # for people to read
    support: int  # edits that agree, each of another sentence
    against: int  # edits that do the opposite
    examples: tuple[str, ...]  # feedback ids, the newest first
    is_revoked: bool = False
