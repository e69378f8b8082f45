"""The editor's server: the page, saves, versions, feedback, preferences and exports of every project, on 127.0.0.1.

Its work is synchronous and runs in threads; Postgres decides between two saves at once.
"""

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from lectern import desk
from lectern import feedback as feedbacks
from lectern.editor import views
from lectern.editor.guard import Guard
from lectern.errors import BadInputError, EditConflictError, ScriptMissingError
from lectern.exports import formats
from pipelines.database import Database, DatabaseError
from pipelines.editing import differences, store
from pipelines.editing.edits import Edit
from pipelines.models import ControlAction, Feedback, FeedbackKind, PreferenceRule, Subject, Version

MAX_BODY_BYTES = 1_000_000
HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}


@dataclass(frozen=True)
class Save:
    """What `POST …/edits` is sent."""

    base: int
    edits: list[Edit]


@dataclass(frozen=True)
class Restore:
    """What `POST …/restore` is sent."""

    base: int
    version: int


@dataclass(frozen=True)
class Word:
    """What `POST …/feedback` is sent."""

    subject: Subject
    key: str
    kind: FeedbackKind
    text: str = ""


@dataclass(frozen=True)
class Revocation:
    """What `POST …/preferences` is sent."""

    rule_id: str
    is_revoked: bool


@dataclass(frozen=True)
class Wish:
    """What `POST …/style` is sent. `target` is a trait's name or a phrase; no action takes the wish for it back."""

    target: str
    action: ControlAction | None = None


def application(db: Database, reports: Path, key: str, port: int, author: str | None = None) -> Starlette:
    """Return the editor of all projects in `db`; `reports` is the folder into which exports are written."""
    editor = Editor(db, reports, author)
    return Starlette(
        routes=[
            Route("/{channel}/{topic}", editor.page),
            Route("/{channel}/{topic}/head", editor.head),
            Route("/{channel}/{topic}/edits", editor.edits, methods=["POST"]),
            Route("/{channel}/{topic}/restore", editor.restore, methods=["POST"]),
            Route("/{channel}/{topic}/feedback", editor.feedback, methods=["POST"]),
            Route("/{channel}/{topic}/preferences", editor.preferences, methods=["POST"]),
            Route("/{channel}/{topic}/style", editor.style, methods=["POST"]),
            Route("/{channel}/{topic}/versions/{number:int}", editor.version),
            Route("/{channel}/{topic}/exports", editor.exports),
            Route("/{channel}/{topic}/exports/{name}", editor.export),
        ],
        middleware=[Middleware(Guard, key=key, port=port)],
        exception_handlers={
            EditConflictError: _conflict,
            BadInputError: _refused(422),
            ScriptMissingError: _refused(404),
            DatabaseError: _refused(503),
        },
    )


def serve(db: Database, reports: Path, key: str, port: int, author: str | None = None) -> None:
    """Serve until Ctrl-C."""
    import uvicorn

    uvicorn.run(application(db, reports, key, port, author), host="127.0.0.1", port=port, log_level="warning")


class Editor:
    """The editor's answers. One per server."""

    def __init__(self, db: Database, reports: Path, author: str | None) -> None:
        self._db, self._reports, self._author = db, reports, author

    async def page(self, request: Request) -> Response:
        """The script as it stands, to work on."""
        opened = await run_in_threadpool(desk.open_desk, self._db, _project(request))
        html = await run_in_threadpool(views.render_editor, self._db, opened)
        policy = f"{views.content_security_policy()}; frame-ancestors 'none'"
        return HTMLResponse(html, headers={**HEADERS, "Content-Security-Policy": policy})

    async def head(self, request: Request) -> Response:
        """The number of the version that stands: what an open page asks from time to time."""
        now = await run_in_threadpool(store.standing, self._db, _project(request))
        return _json({"version": now.number if now else 0, "author": now.author if now else ""})

    async def edits(self, request: Request) -> Response:
        """Save edits; 409 with what the other changed where somebody saved first."""
        sent, key = await _body(request, Save), _project(request)
        version = await run_in_threadpool(desk.save, self._db, key, sent.base, sent.edits, self._author)
        return await self._saved(version)

    async def restore(self, request: Request) -> Response:
        """Make an older version, or an offered draft, the one that stands."""
        sent, key = await _body(request, Restore), _project(request)
        version = await run_in_threadpool(desk.restore, self._db, key, sent.version, sent.base, self._author)
        return await self._saved(version)

    async def feedback(self, request: Request) -> Response:
        """Keep an acceptance, rejection or comment."""
        sent, key = await _body(request, Word), _project(request)
        row: Feedback = await run_in_threadpool(
            feedbacks.say, self._db, key, sent.subject, sent.key, sent.kind, sent.text, self._author
        )
        return _json({"feedback_id": row.feedback_id})

    async def preferences(self, request: Request) -> Response:
        """Revoke a preference that was learned, or let it apply again."""
        sent, key = await _body(request, Revocation), _project(request)
        rule: PreferenceRule = await run_in_threadpool(
            feedbacks.revoke, self._db, key.partition("/")[0], sent.rule_id, sent.is_revoked
        )
        return _json({"statement": rule.statement, "is_revoked": rule.is_revoked})

    async def style(self, request: Request) -> Response:
        """Keep a wish for a trait or a phrase, or take it back."""
        sent, key = await _body(request, Wish), _project(request)
        await run_in_threadpool(feedbacks.wish, self._db, key, sent.action, sent.target, self._author)
        return _json({"target": sent.target, "action": sent.action})

    async def version(self, request: Request) -> Response:
        """What differs between a version and the one that stands, as HTML."""
        key, number = _project(request), request.path_params["number"]
        html = await run_in_threadpool(views.render_difference, self._db, key, number)
        return HTMLResponse(html, headers=HEADERS)

    async def exports(self, request: Request) -> Response:
        """Write the script that stands in every form, and name them."""
        files = await run_in_threadpool(self._write, _project(request))
        told = [(row.file, row.title, files[row.file].stat().st_size) for row in formats.FORMATS.values()]
        return _json({"files": [{"name": name, "title": title, "bytes": size} for name, title, size in told]})

    async def export(self, request: Request) -> Response:
        """One of the forms, of the script that stands."""
        files = await run_in_threadpool(self._write, _project(request))
        path = files.get(request.path_params["name"])
        if path is None:
            return PlainTextResponse(f"There is no such form. Forms: {', '.join(files)}.", 404)
        return FileResponse(path, filename=path.name, headers=HEADERS)

    def _write(self, key: str) -> dict[str, Path]:
        return formats.write(desk.open_desk(self._db, key).script, self._reports / key, formats.FORMATS.values())

    async def _saved(self, version: Version) -> Response:
        copy = await run_in_threadpool(store.content, self._db, version)
        kinds = {row.sentence_id: row.kind for row in copy.sentences}
        return _json({"version": version.number, "reason": version.reason, "kinds": kinds})


def _project(request: Request) -> str:
    return f"{request.path_params['channel']}/{request.path_params['topic']}"


async def _body(request: Request, model: Any) -> Any:
    """Return the request's JSON as `model`.

    Raises:
        BadInputError: it is too large, or not of that form.
    """
    raw = b""
    async for chunk in request.stream():
        raw += chunk
        if len(raw) > MAX_BODY_BYTES:
            raise BadInputError(f"More than {MAX_BODY_BYTES} bytes in one save. Save in smaller steps.")
    try:
        return TypeAdapter(model).validate_json(raw)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the request"
        raise BadInputError(f"{place}: {first['msg']}. Reload the page.") from error


def _json(value: dict[str, Any], status: int = 200) -> JSONResponse:
    return JSONResponse(json.loads(json.dumps(value, default=str)), status, headers=HEADERS)


async def _conflict(request: Request, error: Exception) -> Response:
    assert isinstance(error, EditConflictError)
    changes = [
        {**asdict(change), "pieces": differences.word_changes(change.before, change.after)} for change in error.changes
    ]
    told = {"message": str(error), "standing": error.standing, "author": error.author}
    return _json({**told, "overlaps": error.overlaps, "changes": changes}, 409)


def _refused(status: int) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def refuse(request: Request, error: Exception) -> Response:
        return _json({"message": str(error)}, status)

    return refuse
