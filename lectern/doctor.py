"""`lectern doctor`: what is wrong with the set-up, and what to do about it."""

import importlib.metadata
import os
import shutil

from lectern import environment, local
from pipelines import database, settings

MINIMUM_FREE_BYTES = 1_000_000_000
MINIMUM_PGVECTOR = (0, 8, 4)  # earlier ones can corrupt an index when it is vacuumed

Finding = dict[str, str]


def examine() -> list[Finding]:
    """Return one finding per subject: `state` is ok, note or problem; `message` says what to do."""
    return [
        finding for look in (_disk, _database, _prompts, _model, _encoder, _services, _telemetry) for finding in look()
    ]


def _finding(state: str, subject: str, message: str) -> Finding:
    return {"state": state, "subject": subject, "message": message}


def _disk() -> list[Finding]:
    place = settings.state_dir()
    place.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(place).free
    if free < MINIMUM_FREE_BYTES:
        return [
            _finding(
                "problem",
                "disk",
                f"{free / 1e9:.1f} GB free at {place}. A full disk stops Postgres: free at least 1 GB.",
            )
        ]
    return [_finding("ok", "disk", f"{free / 1e9:.0f} GB free at {place}")]


def _database() -> list[Finding]:
    try:
        url = environment.prepare()
        db = database.Database(url)
    except (local.LocalServerError, database.DatabaseError) as error:
        return [_finding("problem", "database", str(error))]
    try:
        row = db.query(
            "SELECT current_setting('server_version') AS server, current_setting('fsync') AS fsync,"
            " (SELECT extversion FROM pg_extension WHERE extname = 'vector') AS vector,"
            " (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS is_superuser"
        )[0]
    finally:
        db.close()
    findings = [
        _finding("ok", "database", f"Postgres {row['server']}, pgvector {row['vector']}, {database.redacted(url)}")
    ]
    if tuple(int(part) for part in row["vector"].split(".")) < MINIMUM_PGVECTOR:
        findings.append(
            _finding("problem", "pgvector", f"{row['vector']} is too old: update the extension to 0.8.4 or later.")
        )
    if row["fsync"] != "on":
        findings.append(
            _finding("problem", "durability", "fsync is off: a power cut can lose what was saved. Turn it on.")
        )
    if row["is_superuser"]:
        findings.append(
            _finding("note", "role", "DATABASE_URL connects as a superuser: use a role that only owns this database.")
        )
    return findings


def _prompts() -> list[Finding]:
    from pipelines.prompts import PromptConfigError, PromptService

    try:
        PromptService.from_environment().validate()
    except PromptConfigError as error:
        return [_finding("problem", "prompts", str(error))]
    return [_finding("ok", "prompts", "every tag's templates are there and unchanged since their release")]


def _model() -> list[Finding]:
    engine = settings.load().engine if os.environ.get("DATABASE_URL") else settings.OFFLINE_ENGINE
    if engine == settings.OFFLINE_ENGINE:
        return [
            _finding(
                "note", "model", "none set: the offline engine writes. LECTERN_LLM_MODEL and a key or base URL set one."
            )
        ]
    return [_finding("ok", "model", engine)]


def _encoder() -> list[Finding]:
    from pipelines.embeddings import EmbeddingModelError, load_embedder

    try:
        load_embedder(settings.state_dir())
    except EmbeddingModelError as error:
        return [_finding("problem", "sentence encoder", str(error))]
    return [
        _finding("ok", "sentence encoder", f"all-MiniLM-L6-v2, onnxruntime {importlib.metadata.version('onnxruntime')}")
    ]


def _services() -> list[Finding]:
    from lectern import services

    running = services.running()
    message = ", ".join(running) if running else "not running; `lectern up` starts the Dagster UI and JupyterLab"
    return [_finding("ok" if running else "note", "services", message)]


def _telemetry() -> list[Finding]:
    loud = [
        name
        for name, value in environment.QUIET.items()
        if "TEL" in name or "TRACK" in name
        if os.environ.get(name) != value
    ]
    if loud:
        return [
            _finding(
                "problem", "telemetry", f"{', '.join(loud)} differ from Lectern's setting: unset them to send nothing."
            )
        ]
    return [_finding("ok", "telemetry", "off for Dagster, Haystack and ragas")]
