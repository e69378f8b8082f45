"""Settings are read when asked for, and a wrong one is named with its remedy."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipelines import settings


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "LECTERN_LLM_MODEL",
        "LECTERN_LLM_API_KEY",
        "LECTERN_LLM_BASE_URL",
        "OPENAI_API_KEY",
        "LECTERN_STATE_DIR",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", "postgresql://someone@127.0.0.1/x")


def test_no_database_url_is_said_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL")
    with pytest.raises(settings.SettingsError, match=r"DATABASE_URL is not set.*lectern"):
        settings.load()


def test_work_without_a_database_reads_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.setenv("LECTERN_LLM_TIMEOUT_S", "7")
    found = settings.without_database()
    assert (found.database_url, found.llm_timeout_s) == ("", 7.0)
    monkeypatch.setenv("DATABASE_URL", "postgresql://someone@127.0.0.1/x")
    assert settings.load() == replace(found, database_url="postgresql://someone@127.0.0.1/x")


def test_without_a_model_the_offline_engine_works() -> None:
    assert settings.load().engine == settings.OFFLINE_ENGINE


@pytest.mark.parametrize(
    ("variables", "engine"),
    [
        ({"OPENAI_API_KEY": "k"}, settings.OFFLINE_ENGINE),
        ({"LECTERN_LLM_MODEL": "m", "OPENAI_API_KEY": "k"}, "m"),
        ({"LECTERN_LLM_MODEL": "m", "LECTERN_LLM_API_KEY": "k"}, "m"),
        ({"LECTERN_LLM_MODEL": "m", "LECTERN_LLM_BASE_URL": "http://127.0.0.1:1/v1"}, "m"),
    ],
)
def test_a_model_needs_a_name_and_a_way_to_reach_it(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], engine: str
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert settings.load().engine == engine


def test_a_model_without_key_and_address_is_not_passed_over_in_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LECTERN_LLM_MODEL", "m")
    with pytest.raises(settings.SettingsError, match=r"LECTERN_LLM_MODEL=m .*unset it"):
        settings.load()


def test_a_number_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LECTERN_LLM_TIMEOUT_S", "soon")
    with pytest.raises(settings.SettingsError, match=r"LECTERN_LLM_TIMEOUT_S='soon' is not a number.*60"):
        settings.load()


def test_the_environment_is_read_on_each_call(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = settings.state_dir()
    monkeypatch.setenv("LECTERN_STATE_DIR", str(tmp_path / "a folder"))
    assert settings.state_dir() == tmp_path / "a folder" != before


@pytest.mark.parametrize("wrong", ["0", "65", "2.5", "many"])
def test_calls_in_flight_are_a_whole_number_within_bounds(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("LECTERN_LLM_CONCURRENCY", wrong)
    with pytest.raises(settings.SettingsError, match="LECTERN_LLM_CONCURRENCY"):
        settings.load()


def test_prices_go_together(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings.load().llm_prices is None
    monkeypatch.setenv("LECTERN_LLM_PROMPT_PRICE", "2.5")
    with pytest.raises(settings.SettingsError, match="LECTERN_LLM_COMPLETION_PRICE"):
        settings.load()
    monkeypatch.setenv("LECTERN_LLM_COMPLETION_PRICE", "10")
    assert settings.load().llm_prices == (2.5, 10.0)
