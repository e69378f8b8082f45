"""Who may use the editor: a browser on this machine that has the key, from the editor's own page.

A page of another site could otherwise send requests to 127.0.0.1, or reach it under a name of its own (DNS rebinding).
"""

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qs

from starlette.datastructures import URL, Headers
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

SAFE_METHODS = frozenset({"GET", "HEAD"})
OPEN_AGAIN = "Open the page again with `lectern script open`."


def key_of(state_dir: Path) -> str:
    """Return the key of this state folder's editor, made at first use and readable by its owner only.

    It stays the same when the server starts again, so that a page that was open can save what it has.
    """
    file = state_dir / "editor.key"
    state_dir.mkdir(parents=True, exist_ok=True)
    try:
        with open(file, "x", opener=_owners_only) as created:
            created.write(secrets.token_urlsafe(32))
    except FileExistsError:
        pass
    return file.read_text().strip()


class Guard:
    """Refuses what does not come from the editor's own page in a browser that has the key."""

    def __init__(self, app: ASGIApp, key: str, port: int) -> None:
        self._app, self._key = app, key
        self._hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})
        self._cookie = f"lectern-{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request, or pass it on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = self._answer(scope)
        await (answer or self._app)(scope, receive, send)

    def _answer(self, scope: Scope) -> Response | None:
        headers, method = Headers(scope=scope), scope["method"]
        host = headers.get("host", "")
        if host not in self._hosts:
            return PlainTextResponse("This server answers at its own address only.", 421)
        if method not in SAFE_METHODS and headers.get("origin") != f"http://{host}":
            return PlainTextResponse("Only the editor's own page may change anything.", 403)
        if self._is_key(cookie_parser(headers.get("cookie", "")).get(self._cookie, "")):
            return None
        offered = parse_qs(scope["query_string"].decode("latin-1")).get("key", [""])[0]
        if method not in SAFE_METHODS or not self._is_key(offered):
            return PlainTextResponse(f"This page needs its key. {OPEN_AGAIN}", 401)
        answer = RedirectResponse(URL(scope=scope).path, 303)  # the key leaves the address line
        answer.set_cookie(self._cookie, self._key, httponly=True, samesite="strict", path="/")
        return answer

    def _is_key(self, offered: str) -> bool:
        return secrets.compare_digest(offered.encode(), self._key.encode())


def _owners_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
