"""The doctor sees what is wrong and says what to do; that the whole is sound is tested through the command."""

import shutil
from pathlib import Path

import pytest

from lectern import doctor
from pipelines import settings


def test_a_full_disk_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LECTERN_STATE_DIR", str(tmp_path))
    monkeypatch.setattr(doctor, "MINIMUM_FREE_BYTES", shutil.disk_usage(tmp_path).total + 1)
    [finding] = doctor._disk()
    assert finding["state"] == "problem"
    assert "free at least 1 GB" in finding["message"]


def test_a_template_that_is_missing_is_a_problem_that_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(settings.ROOT / "prompts", tmp_path / "prompts")
    (tmp_path / "prompts" / "script-draft" / "v1.j2").unlink()
    monkeypatch.setenv("PROMPTS_DIR", str(tmp_path / "prompts"))
    [finding] = doctor._prompts()
    assert finding["state"] == "problem"
    assert "script-draft" in finding["message"]


def test_telemetry_that_was_switched_on_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAGSTER_DISABLE_TELEMETRY", "0")
    [finding] = doctor._telemetry()
    assert finding["state"] == "problem"
    assert "DAGSTER_DISABLE_TELEMETRY" in finding["message"]
