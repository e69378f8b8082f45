"""Who lives and who may start: two file locks, and the pid file of Postgres.

`start.lock` is held by the one process that starts or stops the server. `alive.lock` is taken before the first server
process is spawned and inherited by it and its descendants (initdb, postmaster, backends), so the kernel itself says
whether any of them lives. Unlike a pid file it is not fooled by a zombie, a re-used pid, or a backend that outlived a
killed postmaster.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lectern.postgres import programs
from lectern.postgres.programs import COMMAND_TIMEOUT_S, OTHERWISE, LocalServerError

POLL_S = 0.02


@contextmanager
def start_lock(home: Path) -> Iterator[None]:
    """Be the only one who starts or stops; what the system refuses becomes a LocalServerError."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0 and home.stat().st_uid == 0:
            home.chmod(0o711)  # where the parents are open, the server's user needs no capability
        with open(home / "start.lock", "ab", opener=programs.private) as file:
            _wait_for_lock(file.fileno(), home)
            yield
    except OSError as error:
        raise LocalServerError(
            f"The embedded Postgres in {home} is out of reach: {error}. Use the account that first started "
            f"it, or a folder that you may write to, {OTHERWISE}."
        ) from error


def _wait_for_lock(descriptor: int, home: Path) -> None:
    deadline = time.monotonic() + COMMAND_TIMEOUT_S
    while time.monotonic() < deadline:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(POLL_S)
    raise LocalServerError(
        f"Another process has been starting or stopping the embedded Postgres in {home} for more than "
        f"{COMMAND_TIMEOUT_S:.0f} s. End it (`fuser '{home}/start.lock'` gives its pid), {OTHERWISE}."
    )


def is_alive(home: Path) -> bool:
    """Whether any process of the server lives."""
    with alive_lock(home, fcntl.LOCK_SH) as lock:
        return lock is None


@contextmanager
def alive_lock(home: Path, mode: int) -> Iterator[int | None]:
    """The descriptor of `alive.lock`, locked; None while a process of the server holds it."""
    with open(home / "alive.lock", "ab", opener=programs.private) as file:
        try:
            fcntl.flock(file, mode | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
        else:
            yield file.fileno()


def pid_file_lines(home: Path) -> list[str]:
    """Return the lines of postmaster.pid; none where there is no such file."""
    try:
        return [line.strip() for line in (home / "data" / "postmaster.pid").read_text().splitlines()]
    except FileNotFoundError:
        return []


def postmaster_pid(home: Path) -> int | None:
    """The pid in postmaster.pid, unless /proc (on Linux) shows that no postgres lives under it."""
    lines = pid_file_lines(home)
    if not lines or not lines[0].isdigit():
        return None
    try:
        name, _, rest = Path(f"/proc/{lines[0]}/stat").read_text().partition("(")[2].rpartition(")")
    except (FileNotFoundError, ProcessLookupError):
        return None if Path("/proc/self/stat").exists() else int(lines[0])
    return int(lines[0]) if name == "postgres" and rest.split()[0] != "Z" else None


def remove_stale_pid_file(home: Path) -> None:
    """Remove what a killed postmaster left: Postgres would take a zombie or a re-used pid for it."""
    if postmaster_pid(home) is None:
        (home / "data" / "postmaster.pid").unlink(missing_ok=True)
