"""What was worked out before, in one SQLite file: outputs, replies of models, scores and figures, each by a digest.

A key is the sha256 of everything that the value depends on, so nothing in the file can be out of date, only unused. The
file may be removed at any time. Several processes and threads may use it at once.
"""

import hashlib
import json
import sqlite3
import threading
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.cases import SuiteError

if TYPE_CHECKING:
    from pipelines.models import ModelCall

OUTPUT, REPLY, SCORE, FIGURE = "output", "reply", "score", "figure"
_BUSY_S = 30.0
_CREATE = "CREATE TABLE IF NOT EXISTS kept (kind TEXT, key TEXT, value TEXT, PRIMARY KEY (kind, key)) WITHOUT ROWID"


def key_of(*parts: object) -> str:
    """Return the sha256 of values that JSON can hold."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


class Cache:
    """A file of JSON values by kind and key; also a store of model calls (`pipelines.llm.CallStore`).

    Raises:
        SuiteError: the file is no cache or cannot be written.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        try:
            self._file = sqlite3.connect(path, timeout=_BUSY_S, check_same_thread=False, isolation_level=None)
            self._file.execute("PRAGMA journal_mode=WAL")
            self._file.execute("PRAGMA synchronous=NORMAL")
            self._file.execute(_CREATE)
        except sqlite3.Error as error:
            raise SuiteError(f"{path}: cannot be used as a cache ({error}). Remove it, or use --no-cache.") from error

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def get(self, kind: str, key: str) -> Any:
        """Return the value, or None."""
        with self._lock:
            row = self._file.execute("SELECT value FROM kept WHERE kind = ? AND key = ?", (kind, key)).fetchone()
        return json.loads(row[0]) if row else None

    def put(self, kind: str, values: Mapping[str, Any]) -> None:
        """Keep values by key, all or none."""
        rows = [(kind, key, json.dumps(value, ensure_ascii=False)) for key, value in values.items()]
        with self._lock:
            self._file.execute("BEGIN IMMEDIATE")
            self._file.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)
            self._file.execute("COMMIT")

    def one(self, model: "type[ModelCall]", /, *, call_id: str) -> "ModelCall | None":
        """Return the model's call with this id, or None."""
        row = self.get(REPLY, call_id)
        return model(**row) if row else None

    def merge(self, model: "type[ModelCall]", rows: "Iterable[ModelCall]", /) -> int:
        """Keep calls of models by their ids."""
        values = {row.call_id: asdict(row) for row in rows}
        self.put(REPLY, values)
        return len(values)
