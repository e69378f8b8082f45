"""Versions, feedback and preferences in Postgres. A save compares and swaps: it names the version that it was made from."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from typing import Any

import psycopg
from psycopg.types.json import Jsonb
from pydantic import TypeAdapter

from pipelines.database import Database
from pipelines.models import (
    Feedback,
    FeedbackKind,
    Hook,
    OutlineBeat,
    Part,
    ScriptSentence,
    Subject,
    Version,
    WorkingCopy,
    content_id,
)

_ROWS: dict[Part, Any] = {Part.OUTLINE: OutlineBeat, Part.HOOKS: Hook, Part.SCRIPT: ScriptSentence}
_CONTENT = "SELECT rows FROM version_contents WHERE content_key = %s"


class StaleVersionError(RuntimeError):
    """Somebody else saved since: nothing of this save was stored. `standing` is the number of what stands now."""

    def __init__(self, project_key: str, base: int, standing: int) -> None:
        super().__init__(f"{project_key}: version {standing} stands now, and this save was made from version {base}.")
        self.base, self.standing = base, standing


def history(db: Database, project_key: str) -> list[Version]:
    """Return the versions of a project, the oldest first; a machine's draft that stands in the tables is among them."""
    record_draft(db, project_key)
    return db.read(Version, project_key=project_key)


def standing(db: Database, project_key: str) -> Version | None:
    """Return the version that review, evaluation, exports and page read: the newest that is no offer."""
    record_draft(db, project_key)
    return next(
        (version for version in reversed(db.read(Version, project_key=project_key)) if not version.is_offer), None
    )


def persons_version(db: Database, project_key: str) -> Version | None:
    """Return the version that stands where a person made it, else None: then the tables have what stands."""
    rows = db.read(Version, project_key=project_key)
    newest = next((version for version in reversed(rows) if not version.is_offer), None)
    return newest if newest and not newest.is_machine else None


def content(db: Database, version: Version) -> WorkingCopy:
    """Return what a version holds."""
    keys = {Part.OUTLINE: version.outline, Part.HOOKS: version.hooks, Part.SCRIPT: version.script}
    outline, hooks, script = (
        _adapter(part).validate_python(db.query(_CONTENT, (key,))[0]["rows"]) for part, key in keys.items()
    )
    return WorkingCopy(outline, hooks, script)


def standing_script(db: Database, project_key: str) -> list[ScriptSentence]:
    """Return the sentences of the script that stands: a person's version, else the draft; nothing is recorded."""
    version = persons_version(db, project_key)
    if version is None:
        return db.read(ScriptSentence, project_key=project_key)
    held = db.query(_CONTENT, (version.script,))[0]["rows"]
    return list(_adapter(Part.SCRIPT).validate_python(held))


def rejected_facts(db: Database, project_key: str) -> frozenset[str]:
    """Return the ids of the facts of which a person's last word was that they reject them."""
    said = db.read(Feedback, project_key=project_key, subject_type=Subject.CLAIM)
    return _rejected((row.subject_key, row.kind) for row in said)


def rejected_openings(db: Database, project_key: str) -> frozenset[str]:
    """Return the words of the hooks of which a person's last word was that they reject them; ids differ from draft to draft."""
    said = db.read(Feedback, project_key=project_key, subject_type=Subject.HOOK)
    return _rejected((row.before, row.kind) for row in said)


def _rejected(said: Iterable[tuple[str, FeedbackKind]]) -> frozenset[str]:
    last = {key: kind for key, kind in said if kind in {FeedbackKind.ACCEPT, FeedbackKind.REJECT}}
    return frozenset(key for key, kind in last.items() if kind is FeedbackKind.REJECT)


def drafted(db: Database, project_key: str) -> WorkingCopy:
    """Return what the machine's tables hold now."""
    return WorkingCopy(
        tuple(db.read(OutlineBeat, project_key=project_key)),
        tuple(db.read(Hook, project_key=project_key)),
        tuple(db.read(ScriptSentence, project_key=project_key)),
    )


def record_draft(db: Database, project_key: str) -> Version | None:
    """Keep the machine's draft as a version where it is a new one; None where it is known, or not finished.

    It becomes what stands, unless a person's version does: then it is an offer.
    """
    copy = drafted(db, project_key)
    beats = {beat.beat_id for beat in copy.outline}
    if not copy.sentences or not beats.issuperset(sentence.beat_id for sentence in copy.sentences):
        return None
    with db.transaction() as connection:
        _lock(connection, project_key)
        rows = _versions(connection, project_key)
        drafts = [row for row in rows if row["is_machine"]]
        if drafts and (
            _keys(copy) == tuple(drafts[-1][part] for part in Part) or _content(connection, drafts[-1]) == copy
        ):
            return None
        head = _head(rows)
        engine = copy.sentences[0].engine
        return _insert(
            connection, project_key, rows, copy, parent=drafts[-1]["number"] if drafts else None, author=engine,
            is_machine=True, is_offer=head is not None and not head["is_machine"], reason="Drafted",
        )  # fmt: skip


def save(db: Database, project_key: str, base: int, copy: WorkingCopy, author: str, reason: str) -> Version:
    """Store `copy` as the version that stands, if version `base` still does.

    Raises:
        StaleVersionError: another save came first. Nothing was stored.
    """
    with db.transaction() as connection:
        _lock(connection, project_key)
        rows = _versions(connection, project_key)
        head = _head(rows)
        if head is None or head["number"] != base:
            raise StaleVersionError(project_key, base, head["number"] if head else 0)
        return _insert(
            connection, project_key, rows, copy, parent=base, author=author, is_machine=False, is_offer=False, reason=reason,
        )  # fmt: skip


def _lock(connection: psycopg.Connection[Any], project_key: str) -> None:
    connection.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (f"versions\x1f{project_key}",))


def _versions(connection: psycopg.Connection[Any], project_key: str) -> list[dict[str, Any]]:
    return connection.execute(
        "SELECT * FROM versions WHERE project_key = %s ORDER BY number", (project_key,)
    ).fetchall()


def _head(rows: list[dict[str, Any]]) -> dict[str, Any] | None:
    return next((row for row in reversed(rows) if not row["is_offer"]), None)


def _content(connection: psycopg.Connection[Any], row: dict[str, Any]) -> WorkingCopy:
    held = [connection.execute(_CONTENT, (row[part],)).fetchall()[0]["rows"] for part in Part]
    outline, hooks, script = (_adapter(part).validate_python(rows) for part, rows in zip(Part, held, strict=True))
    return WorkingCopy(outline, hooks, script)


def _insert(
    connection: psycopg.Connection[Any],
    project_key: str,
    rows: list[dict[str, Any]],
    copy: WorkingCopy,
    *,
    parent: int | None,
    author: str,
    is_machine: bool,
    is_offer: bool,
    reason: str,
) -> Version:
    number = rows[-1]["number"] + 1 if rows else 1
    for part, key, held in zip(Part, _keys(copy), _parts(copy), strict=True):
        connection.execute(
            "INSERT INTO version_contents (content_key, part, rows) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
            (key, part, Jsonb(_dumped(part, held))),
        )
    version = Version(
        content_id(project_key, "version", number), project_key, number, parent, author, is_machine, is_offer, reason,
        *_keys(copy), datetime.now(UTC),
    )  # fmt: skip
    connection.execute(
        "INSERT INTO versions (version_id, project_key, number, parent, author, is_machine, is_offer, reason, outline, hooks,"
        " script, created_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        tuple(vars(version).values()),
    )
    return version


def _keys(copy: WorkingCopy) -> tuple[str, str, str]:
    """Return the content keys of outline, hooks and script."""
    told = (
        json.dumps([part, _dumped(part, held)], sort_keys=True) for part, held in zip(Part, _parts(copy), strict=True)
    )
    outline, hooks, script = (hashlib.sha256(text.encode()).hexdigest()[:32] for text in told)
    return outline, hooks, script


def _parts(copy: WorkingCopy) -> tuple[tuple[Any, ...], ...]:
    return copy.outline, copy.hooks, copy.sentences


def _dumped(part: Part, held: tuple[Any, ...]) -> Any:
    return _adapter(part).dump_python(held, mode="json")


@cache
def _adapter(part: Part) -> TypeAdapter[Any]:
    row: Any = _ROWS[part]
    return TypeAdapter(tuple[row, ...])
