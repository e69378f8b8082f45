"""Small real inputs cut from the samples, the installed command, and the digest by which two databases are compared."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import psycopg
from psycopg import sql

from pipelines.tables import TABLES

ROOT = Path(__file__).resolve().parent.parent
LECTERN = Path(sys.executable).parent / "lectern"
TRANSCRIPTS = ("2024-12-14-why-winter-happens.srt", "2025-12-06-the-ground-is-moving.srt")
DOCUMENTS = ("big-bang-encyclopedia-entry.md", "hubble-tension-fact-sheet.md", "early-universe-timeline.html")
CUES = 60  # of each transcript, about three minutes
WRITE_MARKS = ("run_id", "fence_order")  # who wrote and when: differs between two runs that made the same


def write_channel(folder: Path, cues: int = CUES) -> Path:
    """Write two short subtitle files into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in TRANSCRIPTS:
        blocks = (ROOT / "samples" / "channel" / name).read_text().split("\n\n")
        (folder / name).write_text("\n\n".join(blocks[:cues]) + "\n")
    return folder


def write_library(folder: Path, documents: tuple[str, ...] = DOCUMENTS) -> Path:
    """Write a few source documents on the Big Bang into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in documents:
        (folder / name).write_bytes((ROOT / "samples" / "library" / name).read_bytes())
    return folder


def environment(state_dir: Path, database_url: str | None = None) -> dict[str, str]:
    """Return the environment of a command with a state directory of its own and no model."""
    dropped = ("LECTERN_LLM", "OPENAI", "DATABASE_URL", "DAGSTER", "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    return {
        **kept,
        "LECTERN_STATE_DIR": str(state_dir),
        "COLUMNS": "200",
        **({"DATABASE_URL": database_url} if database_url else {}),
    }


def lectern(
    environ: dict[str, str], *arguments: str | Path, timeout_s: float = 300
) -> subprocess.CompletedProcess[str]:
    """Run the installed command to its end."""
    return subprocess.run(
        [LECTERN, *map(str, arguments)], env=environ, capture_output=True, text=True, timeout=timeout_s, check=False
    )


def digests(database_url: str) -> dict[str, str]:
    """Return table → digest of its rows, times of writing and run numbers left out."""
    names = [*(table.name for table in TABLES.values()), "partition_writes"]
    with psycopg.connect(database_url) as connection:
        return {name: _digest(connection, name) for name in names}


def _digest(connection: psycopg.Connection[tuple[object, ...]], table: str) -> str:
    cursor = connection.execute(sql.SQL("SELECT * FROM {} LIMIT 0").format(sql.Identifier(table)))
    columns = [
        column.name
        for column in cursor.description or ()
        if not column.name.endswith("_at") and column.name not in WRITE_MARKS
    ]
    statement = sql.SQL("SELECT row({})::text AS row FROM {} ORDER BY 1").format(
        sql.SQL(", ").join(map(sql.Identifier, columns)), sql.Identifier(table)
    )
    rows = [str(row[0]) for row in connection.execute(statement)]
    return hashlib.sha256("\n".join(rows).encode()).hexdigest() if rows else "empty"
