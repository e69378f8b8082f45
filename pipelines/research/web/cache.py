"""Answers kept on disk, one file each, so that nothing is asked twice that has not changed."""

import hashlib
import json
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import NamedTemporaryFile


@dataclass(frozen=True)
class Response:
    """An answer with a body. `url` is where it was found in the end; `stored_at` is in seconds since 1970."""

    url: str
    media_type: str  # lower case, without parameters
    charset: str | None
    body: bytes
    etag: str | None = None
    last_modified: str | None = None
    max_age_s: float = 0.0
    stored_at: float = 0.0


class ResponseCache:
    """A folder of responses. A file that is damaged is as good as none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> Response | None:
        """Return the response stored under `key`, or None."""
        try:
            head, _, body = self._path(key).read_bytes().partition(b"\n")
            fields = json.loads(head)
            digest = fields.pop("sha256")
            is_whole = digest == hashlib.sha256(body).hexdigest()
            return Response(**fields, body=body) if is_whole else None
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def put(self, key: str, response: Response) -> None:
        """Store a response, whole or not at all."""
        fields = {name: value for name, value in asdict(replace(response, body=b"")).items() if name != "body"}
        head = json.dumps({**fields, "sha256": hashlib.sha256(response.body).hexdigest()})
        self._folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=self._folder, delete=False) as file:
            file.write(head.encode() + b"\n" + response.body)
        os.replace(file.name, self._path(key))

    def _path(self, key: str) -> Path:
        return self._folder / hashlib.sha256(key.encode()).hexdigest()[:40]
