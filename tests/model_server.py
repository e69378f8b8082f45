"""A server on 127.0.0.1 that speaks OpenAI's chat completions and answers from a script, faults included."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipelines.settings import ROOT, Settings
from tests.local_server import QuietHandler, serving

KEY = "sk-very-secret-0123456789"


@dataclass(frozen=True)
class Answer:
    """One scripted answer. `body` replaces the completion; `cut_after` closes the stream after so many chunks."""

    content: str | None = ""
    finish_reason: str | None = "stop"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    body_type: str = "application/json"
    is_without_choices: bool = False
    cut_after: int | None = None
    is_aborted: bool = False  # closes the connection in the middle of a chunk
    stall_s: float = 0.0
    tokens: tuple[int, int] = (100, 20)  # of the prompt and of the reply, as the server counts them

    @property
    def usage(self) -> dict[str, int]:
        prompt, completion = self.tokens
        return {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion}


def json_answer(value: object) -> Answer:
    """An answer whose content is `value` as JSON."""
    return Answer(content=json.dumps(value))


def failure(status: int, message: str = "it failed", code: str | None = None, **headers: str) -> Answer:
    """An error in OpenAI's form."""
    body = json.dumps({"error": {"message": message, "type": "error", "code": code}}).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status=status, headers=named, body=body)


class ModelServer:
    """The requests that came, and the answers still to be given; the last answer is given again and again.

    `served` holds each answered request with when it came and when its answer went out, by `time.perf_counter`.
    """

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self.requests: list[dict[str, Any]] = []
        self.served: list[tuple[dict[str, Any], float, float]] = []
        self._answers: list[Answer] = []
        self._answer_to: Callable[[dict[str, Any]], Answer] | None = None
        self._lock = threading.Lock()

    def script(self, *answers: Answer) -> None:
        """Give these answers in the order in which requests come."""
        self._answers, self._answer_to = list(answers), None
        self.forget()

    def answer_by(self, answer_to: Callable[[dict[str, Any]], Answer]) -> None:
        """Give each request the answer that a function has for it, in whatever order they come."""
        self._answer_to = answer_to
        self.forget()

    def forget(self) -> None:
        """Forget the requests that came."""
        self.requests.clear()
        self.served.clear()

    def next_answer(self, request: dict[str, Any]) -> Answer:
        with self._lock:
            self.requests.append(request)
            if self._answer_to is None:
                return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        return self._answer_to(request)


@contextmanager
def running() -> Iterator[ModelServer]:
    """Run a server until the block ends."""
    with serving(_Handler) as http:
        server = ModelServer(f"http://127.0.0.1:{http.server_port}/v1")
        http.model_server = server  # type: ignore[attr-defined]
        yield server


def settings_for(server: ModelServer, timeout_s: float = 5.0) -> Settings:
    """Return settings whose model is this server."""
    return Settings(
        database_url="",
        state_dir=Path(),
        prompts_dir=ROOT / "prompts",
        pipeline_tags_path=ROOT / "prompts" / "pipeline-tags.yaml",
        default_prompt_version="v1",
        llm_model="test-model",
        llm_base_url=server.base_url,
        llm_api_key=KEY,
        llm_timeout_s=timeout_s,
        llm_max_tokens=500,
    )


class _Handler(QuietHandler):
    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        server: ModelServer = self.server.model_server  # type: ignore[attr-defined]
        came = time.perf_counter()
        answer = server.next_answer(request)
        time.sleep(answer.stall_s)
        server.served.append((request, came, time.perf_counter()))
        if answer.body is not None:
            self._send(answer, answer.body, answer.body_type)
        elif request.get("stream"):
            self._stream(answer)
        else:
            self._send(answer, json.dumps(_completion(answer)).encode(), "application/json")

    def _send(self, answer: Answer, body: bytes, media_type: str) -> None:
        self.send_response(answer.status)
        for name, value in {"Content-Type": media_type, "Content-Length": str(len(body)), **answer.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _stream(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for chunk in list(_chunks(answer))[: answer.cut_after]:
            self._write(f"data: {json.dumps(chunk)}\n\n".encode())
        if answer.is_aborted:
            self.wfile.write(b"ff\r\ndata: {")
            self.close_connection = True
            return
        if answer.cut_after is None:
            self._write(b"data: [DONE]\n\n")
        self._write(b"")

    def _write(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")


def _completion(answer: Answer) -> dict[str, Any]:
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": answer.content},
        "finish_reason": answer.finish_reason,
    }
    choices = [] if answer.is_without_choices else [choice]
    return {
        "id": "1",
        "object": "chat.completion",
        "created": 0,
        "model": "m",
        "choices": choices,
        "usage": answer.usage,
    }


def _chunks(answer: Answer) -> Iterator[dict[str, Any]]:
    base = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "m"}
    text = answer.content or ""
    if not answer.is_without_choices:
        for start in range(0, len(text), 12):
            delta = {"role": "assistant", "content": text[start : start + 12]}
            yield {**base, "choices": [{"index": 0, "delta": delta, "finish_reason": None}]}
        yield {**base, "choices": [{"index": 0, "delta": {}, "finish_reason": answer.finish_reason}]}
    yield {**base, "choices": [], "usage": answer.usage}
