"""The environment that every process gets: no telemetry, one database, a Dagster home of its own."""

import os
from pathlib import Path
from urllib.parse import unquote

import psycopg
import pytest

from lectern import environment, local
from pipelines import settings


@pytest.fixture
def prepared(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (*environment.QUIET, "DAGSTER_HOME", "DAGSTER_PG_URL", "PATH"):
        monkeypatch.setenv(name, os.environ.get(name, ""))
        if name in environment.QUIET:
            monkeypatch.delenv(name)
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("LECTERN_STATE_DIR", str(tmp_path / "state dir"))
    assert environment.prepare() == database_url
    return tmp_path / "state dir"


def test_nothing_is_sent_home(prepared: Path) -> None:
    assert {name: os.environ[name] for name in environment.QUIET} == environment.QUIET


def test_dagster_gets_a_home_with_our_configuration(prepared: Path) -> None:
    home = Path(os.environ["DAGSTER_HOME"])
    assert home.is_relative_to(prepared)
    assert (home / "dagster.yaml").resolve() == settings.ROOT / "dagster.yaml"
    environment.prepare()
    assert (home / "dagster.yaml").is_symlink()


def test_dagster_gets_its_own_schema_of_the_same_database(prepared: Path, database_url: str) -> None:
    url = os.environ["DAGSTER_PG_URL"]
    assert url.startswith("postgresql+psycopg2://"), "SQLAlchemy may not choose the driver"
    assert unquote(url).endswith("options=-csearch_path=dagster")
    with psycopg.connect(database_url) as connection:
        assert connection.execute("SELECT 1 FROM pg_namespace WHERE nspname = 'dagster'").fetchone()


def test_options_of_a_url_are_kept() -> None:
    assert "sslmode=require&options=" in environment.dagster_url("postgresql://a:b@host/db?sslmode=require")


def test_a_server_that_does_not_answer_is_named_without_its_password(
    prepared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://someone:secret@127.0.0.1:9/nothing")
    with pytest.raises(local.LocalServerError, match=r"127\.0\.0\.1:9.*DATABASE_URL") as caught:
        environment.prepare()
    assert "secret" not in str(caught.value)
