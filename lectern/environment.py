"""The environment that every process of Lectern runs in: database, Dagster's home, telemetry off."""

import os
import sys
from pathlib import Path
from urllib.parse import quote

from lectern import local
from pipelines import settings

QUIET = {
    "HAYSTACK_TELEMETRY_ENABLED": "False",
    "RAGAS_DO_NOT_TRACK": "true",  # the word; "1" is ignored
    "DAGSTER_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
    "HAYSTACK_LOGGING_IGNORE_STRUCTLOG": "true",
    "MPLBACKEND": "Agg",
    "TOKENIZERS_PARALLELISM": "false",
}


def prepare() -> str:
    """Set the environment for this process and its children, start the embedded database if it is used, migrate it.

    Returns the database URL. Cheap when all is up already.

    Raises:
        lectern.local.LocalServerError: the embedded server does not start.
    """
    os.environ.update({name: value for name, value in QUIET.items() if name not in os.environ})
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    state_dir = settings.state_dir()
    state_dir.mkdir(parents=True, exist_ok=True)
    if not os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = local.start(state_dir)
    url = os.environ["DATABASE_URL"]
    os.environ["LECTERN_STATE_DIR"] = str(state_dir)
    os.environ["DAGSTER_HOME"] = str(_dagster_home(state_dir))
    os.environ["DAGSTER_PG_URL"] = dagster_url(url)
    _migrate(url)
    return url


def dagster_url(url: str) -> str:
    """Return the URL for Dagster's own storage: the same database, schema `dagster`, driver psycopg2 by name.

    SQLAlchemy from 2.1 takes psycopg 3 for a bare `postgresql://`, which Dagster's NOTIFY does not survive.
    """
    head, _, query = url.partition("?")
    rest = head.partition("://")[2]
    options = "options=" + quote("-csearch_path=dagster", safe="")
    return f"postgresql+psycopg2://{rest}?{query + '&' if query else ''}{options}"


def _dagster_home(state_dir: Path) -> Path:
    home = state_dir / "dagster"
    home.mkdir(exist_ok=True)
    link = home / "dagster.yaml"
    if not link.is_symlink() or link.resolve() != settings.ROOT / "dagster.yaml":
        temporary = home / f".dagster.yaml.{os.getpid()}"
        temporary.symlink_to(settings.ROOT / "dagster.yaml")
        temporary.replace(link)
    return home


def _migrate(url: str) -> None:
    """Migrate unless the recorded revision is the newest; asking costs one query, Alembic's import half a second."""
    import psycopg

    from pipelines import database

    newest = max(path.name.partition("_")[0] for path in (database.MIGRATIONS / "versions").glob("[0-9]*.py"))
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except psycopg.errors.UndefinedTable:
        row = None
    except psycopg.OperationalError as error:
        raise local.LocalServerError(
            f"The database at {database.redacted(url)} does not answer: {str(error).strip().splitlines()[0]}. "
            "Check DATABASE_URL and that the server is up; unset DATABASE_URL to use the embedded one."
        ) from error
    if row is None or row[0] != newest:
        database.migrate(url)
