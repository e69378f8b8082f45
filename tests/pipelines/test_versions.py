"""A stage's version is the digest of its source: nothing else changes it, and every change does."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines import freshness, versions


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the sources whose files may be changed."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(versions.PACKAGE, tmp_path / "pipelines", ignore=ignored)
    monkeypatch.setattr(versions, "PACKAGE", tmp_path / "pipelines")
    versions.stage_version.cache_clear()
    yield tmp_path / "pipelines"
    versions.stage_version.cache_clear()


def _version(stage: str) -> str:
    versions.stage_version.cache_clear()
    return versions.stage_version(stage)


def test_a_version_depends_on_the_stage_and_the_vocabulary_only(package: Path) -> None:
    before = _version("facts")
    (package / "voice" / "pace.py").write_text("# changed\n")
    (package / "facts" / "notes.tmp").write_text("not source\n")
    assert _version("facts") == before
    (package / "models" / "facts.py").write_text("# changed\n")
    assert _version("facts") != before


@pytest.mark.parametrize("change", ["edit", "rename", "data"])
def test_every_change_of_a_stage_is_another_version(package: Path, change: str) -> None:
    before = _version("facts")
    source = package / "facts" / "claims.py"
    if change == "edit":
        source.write_text(source.read_text() + "\n")
    elif change == "rename":
        source.rename(source.with_name("assertions.py"))
    else:
        (package / "facts" / "table.json").write_text("{}")
    assert _version("facts") != before


def test_every_asset_has_the_version_of_a_stage_that_exists() -> None:
    for asset in freshness.ASSETS:
        if asset.stage != "quality":  # its code is `evals/`, which is an outside input of its own
            assert (versions.PACKAGE / asset.stage / "pipeline.py").exists()
        assert len(freshness.code_version(asset.name)) == 12
