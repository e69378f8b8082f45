"""At most one request per host and interval, across all processes of one state folder."""

import fcntl
import hashlib
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TextIO

from pipelines.research.web.failures import TransientError

INTERVAL_S = 1.0
SLOWER: Mapping[str, float] = {"export.arxiv.org": 3.0}  # seconds, as the service asks
LONGEST_WAIT_S = 60.0


class Pace:
    """Keeps requests to one host apart. The moment from which a host may be asked again lies in a file a host."""

    def __init__(
        self,
        folder: Path,
        interval_s: float = INTERVAL_S,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._folder = folder
        self._interval_s = interval_s
        self._sleep = sleep
        self._now = now

    def wait(self, host: str) -> float:
        """Wait until `host` may be asked, note the request, and return the seconds waited.

        Raises:
            TransientError: the host has asked for more than a minute of rest.
        """
        interval_s = max(self._interval_s, SLOWER.get(host, 0.0)) if self._interval_s else 0.0
        wait_s = self._reserve(host, interval_s)
        if wait_s > 0:
            self._sleep(wait_s)
        return max(0.0, wait_s)

    def rest(self, host: str, seconds: float) -> None:
        """Note that `host` wants no request for so long."""
        with self._file(host).open("a+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            _write(file, max(_read(file), self._now() + seconds))

    def _reserve(self, host: str, interval_s: float) -> float:
        with self._file(host).open("a+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            wait_s = _read(file) - self._now()
            if wait_s > LONGEST_WAIT_S:
                raise TransientError(
                    f"{host} has asked for a rest of another {wait_s / 60:.0f} minutes. Try again after that.", wait_s
                )
            _write(file, self._now() + max(0.0, wait_s) + interval_s)
            return wait_s

    def _file(self, host: str) -> Path:
        self._folder.mkdir(parents=True, exist_ok=True)
        return self._folder / hashlib.sha256(host.encode()).hexdigest()[:32]


def _read(file: TextIO) -> float:
    file.seek(0)
    text = file.read()
    try:
        return float(text)
    except ValueError:  # a new file, or one cut off by a full disk
        return 0.0


def _write(file: TextIO, moment: float) -> None:
    file.seek(0)
    file.truncate()
    file.write(f"{moment:.3f}")
    file.flush()
