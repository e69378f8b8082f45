"""The command that compares runs compares projects, too: from the front door, with exit codes, and refusing what is of runs."""

import json
from pathlib import Path

import pytest

from evals import arm_command, arms
from pipelines import settings
from pipelines.database import Database
from pipelines.settings import SettingsError
from tests import inputs
from tests.evals import test_arms


@pytest.fixture
def environ(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The environment of a command in which half of the projects run under `experimental`."""
    tags = tmp_path / "tags.yaml"
    shipped = (settings.ROOT / "prompts" / "pipeline-tags.yaml").read_text()
    tags.write_text(f"{shipped}\nshares:\n  writing:\n    experimental: 0.5\n")
    monkeypatch.setenv("PIPELINE_TAGS_CONFIG_PATH", str(tags))
    monkeypatch.setenv("DATABASE_URL", database_url)
    return {**inputs.environment(tmp_path / "state", database_url), "PIPELINE_TAGS_CONFIG_PATH": str(tags)}


def test_the_verdict_is_said_first_and_is_the_exit_code(db: Database, environ: dict[str, str]) -> None:
    test_arms.dealt(db, 24, -0.3)
    done = inputs.lectern(environ, "eval", "compare", "production", "experimental", "--projects")
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("KEEP: ")
    as_json = inputs.lectern(environ, "eval", "compare", "experimental", "production", "--projects", "--json")
    assert as_json.returncode == 0, as_json.stderr
    said = json.loads(as_json.stdout)
    assert (said["verdict"], said["tags"]) == ("ship", ["experimental", "production"])
    of_facts = inputs.lectern(environ, "eval", "compare", "production", "experimental", "--projects", "--type", "facts")
    assert of_facts.returncode == 2
    assert "`shares:`" in of_facts.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("production", "experimantal"), "no tag 'experimantal'"),
        (("production", "production"), "one tag"),
        (("production", "experimental", "--type", "fact"), "No pipeline type 'fact'"),
        (("production", "experimental", "--suite", "claims"), "Leave them out"),
    ],
)
def test_what_cannot_be_compared_is_refused(environ: dict[str, str], arguments: tuple[str, ...], message: str) -> None:
    done = inputs.lectern(environ, "eval", "compare", *arguments, "--projects")
    assert done.returncode == 3
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_without_the_front_door_the_database_is_named_by_the_environment(
    db: Database, environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found, code = arm_command.compare_projects("production", "experimental", "writing")
    assert isinstance(found, arms.ArmComparison)
    assert code in {0, 1, 2}
    monkeypatch.delenv("DATABASE_URL")
    with pytest.raises(SettingsError, match="DATABASE_URL is not set"):
        arm_command.compare_projects("production", "experimental", "writing")
