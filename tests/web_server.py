"""A server on 127.0.0.1 that answers as it is told: pages, recorded answers of services, and every kind of fault."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from pipelines.research.web.addresses import Reach
from pipelines.research.web.cache import ResponseCache
from pipelines.research.web.fetching import Fetcher, Limits
from pipelines.research.web.pacing import Pace
from tests.local_server import QuietHandler, serving


@dataclass(frozen=True)
class Answer:
    """One answer. `cut_after`: close the connection after so many bytes; `drip_s`: wait so long before each byte."""

    body: bytes = b""
    media_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    stall_s: float = 0.0
    drip_s: float = 0.0
    cut_after: int | None = None
    is_endless: bool = False  # sends `body` again and again, without a length


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    method: str
    path: str  # with its query
    headers: Mapping[str, str]  # names in lower case
    body: bytes


class WebServer:
    """Answers by path (without the query), the last of several again and again; every request is kept."""

    def __init__(self, port: int, folder: Path) -> None:
        self.port = port
        self.folder = folder  # where fetchers note their pace
        self.url = f"http://127.0.0.1:{port}"
        self.asked: list[Asked] = []
        self._answers: dict[str, list[Answer]] = {}

    def serve(self, path: str, *answers: Answer) -> None:
        self._answers[path] = list(answers)

    def next_answer(self, asked: Asked) -> Answer:
        self.asked.append(asked)
        answers = self._answers.get(urlsplit(asked.path).path)
        if not answers:
            return Answer(b"nothing here", status=404)
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def fetcher(self, folder: Path | None = None, limits: Limits = Limits(seconds=5.0)) -> Fetcher:  # noqa: B008
        """Return a fetcher that may reach this server beside public addresses, and does not pause between requests."""
        return Fetcher(
            "Lectern tests",
            Pace((folder or self.folder) / "pace", interval_s=0.0),
            ResponseCache(folder / "answers") if folder else None,
            Reach(frozenset({("127.0.0.1", self.port)})),
            limits,
            backoff_s=0.0,
        )


@contextmanager
def running() -> Iterator[WebServer]:
    """Run a server until the block ends."""
    with TemporaryDirectory() as folder, serving(_Handler) as http:
        server = WebServer(http.server_port, Path(folder))
        http.web_server = server  # type: ignore[attr-defined]
        yield server


class _Handler(QuietHandler):
    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(self.command, self.path, headers, self.rfile.read(length))
        self._send(self.server.web_server.next_answer(asked))  # type: ignore[attr-defined]

    do_POST = do_GET

    def _send(self, answer: Answer) -> None:
        time.sleep(answer.stall_s)
        self.send_response(answer.status)
        length = {} if answer.is_endless else {"Content-Length": str(len(answer.body))}
        for name, value in {"Content-Type": answer.media_type, **length, **answer.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        while answer.is_endless:
            self.wfile.write(answer.body)
        if answer.drip_s:
            for byte in answer.body:
                time.sleep(answer.drip_s)
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
        else:
            self.wfile.write(answer.body[: answer.cut_after])
        self.close_connection = self.close_connection or answer.cut_after is not None or answer.is_endless
