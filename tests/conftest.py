"""One embedded Postgres for the whole test run, and an empty, migrated database for each test module that asks."""

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from hypothesis import settings as hypothesis_settings
from psycopg import sql

os.environ.update(
    HAYSTACK_TELEMETRY_ENABLED="False",
    RAGAS_DO_NOT_TRACK="true",
    DAGSTER_DISABLE_TELEMETRY="1",
    DO_NOT_TRACK="1",
    HAYSTACK_LOGGING_IGNORE_STRUCTLOG="true",
)
for name in ("OPENAI_API_KEY", "LECTERN_LLM_API_KEY", "LECTERN_LLM_BASE_URL", "LECTERN_LLM_MODEL", "DATABASE_URL"):
    os.environ.pop(name, None)

from lectern import local
from pipelines import database

hypothesis_settings.register_profile("untimed", deadline=None)  # a busy machine is not a fault
hypothesis_settings.load_profile("untimed")

ROOT = Path(__file__).resolve().parent.parent
CORPORA = ROOT.parent / "shared" / "corpora"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not CORPORA.exists():
        for item in items:
            if "corpora" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="the development corpora are not beside this repository"))


@pytest.fixture(scope="session")
def server_url() -> Iterator[str]:
    """URL of an embedded Postgres that lives as long as the test run."""
    state_dir = Path(tempfile.mkdtemp(prefix="lectern tests "))
    try:
        yield local.start(state_dir)
    finally:
        local.stop(state_dir)
        shutil.rmtree(state_dir, ignore_errors=True)


@pytest.fixture(scope="module")
def empty_database_url(server_url: str) -> Iterator[str]:
    """URL of a new database without any table of ours."""
    name = f"test_{secrets.token_hex(6)}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    yield server_url.rpartition("/")[0] + f"/{name}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture(scope="module")
def database_url(empty_database_url: str) -> str:
    """URL of a new database with the current schema."""
    database.migrate(empty_database_url)
    return empty_database_url


@pytest.fixture(scope="module")
def db(database_url: str) -> Iterator[database.Database]:
    """A `Database` on a new database with the current schema."""
    opened = database.Database(database_url)
    yield opened
    opened.close()
