"""A cluster of databases on disk: made whole or not at all, with role and database of our own."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from lectern.postgres import programs

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


def create(home: Path, password: str, runner: Sequence[str], lock: int) -> None:
    """Make cluster, role and database beside their place, then rename: half a cluster is never used."""
    new = home / "data.new"
    if new.exists():
        shutil.rmtree(new)
    new.mkdir(mode=0o700)
    if runner:
        os.chown(new, *programs.server_user(home))
    settings = [word for name, value in SETTINGS.items() for word in ("--set", f"{name}={value}")]
    encoding = ["--encoding=UTF8", "--locale=C.UTF-8"]
    security = ["-U", "postgres", "--auth=reject", "--data-checksums"]
    initdb = [programs.binary("initdb"), "-D", str(new), "--no-instructions", *encoding, *security, *settings]
    programs.run([*runner, *initdb], lock)
    (new / "pg_hba.conf").write_text(HOST_BASED_ACCESS)
    _single_user(runner, new, CREATE_LECTERN.format(password=password), lock)
    new.rename(home / "data")
    directory = os.open(home, os.O_RDONLY)
    os.fsync(directory)  # without it a power cut could undo the rename, and the next start would begin anew
    os.close(directory)


def reset_password(home: Path, password: str, runner: Sequence[str], lock: int) -> None:
    """Give the role of a cluster at rest another password."""
    _single_user(runner, home / "data", RESET_PASSWORD.format(password=password), lock)


def _single_user(runner: Sequence[str], data: Path, statements: str, lock: int) -> None:
    """Run statements as superuser on a cluster at rest; the password stays out of argv and of the log."""
    quiet = ["-c", "exit_on_error=true", "-c", "log_min_error_statement=panic"]
    programs.run(
        [*runner, programs.binary("postgres"), "--single", "-D", str(data), *quiet, "template1"], lock, statements
    )
