"""Style controls from the command line to the next draft: kept, honoured, and cause for a new draft."""

import json
from pathlib import Path

import pytest

from pipelines import freshness
from pipelines.database import Database
from pipelines.models import ProfileVersion, ScriptSentence, SentenceKind, StyleControl
from pipelines.sentences import normalised_words
from tests import inputs

PROJECT = "tiny/the-big-bang"


@pytest.fixture(scope="module")
def environ(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A channel of two short videos and a project with its script."""
    folder = tmp_path_factory.mktemp("style")
    environ = inputs.environment(folder / "state", database_url)
    run(environ, "channel", "add", inputs.write_channel(folder / "channel"), "--name", "tiny")
    library = inputs.write_library(folder / "library")
    run(
        environ,
        "project",
        "new",
        "--channel",
        "tiny",
        "--topic",
        "the big bang",
        "--library",
        library,
        "--minutes",
        "2",
    )
    run(environ, "run", PROJECT)
    return environ


def run(environ: dict[str, str], *arguments: str | Path) -> str:
    done = inputs.lectern(environ, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_banned_line_makes_the_script_stale_and_is_gone_from_the_next_draft(
    environ: dict[str, str], db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LECTERN_STATE_DIR", "DATABASE_URL"):
        monkeypatch.setenv(name, environ[name])
    before = db.read(ScriptSentence, project_key=PROJECT)
    line = next(row for row in before if row.kind is SentenceKind.RHETORIC and len(row.text.split()) > 3)
    run(environ, "style", "ban", "tiny", line.text)
    stale = {item.asset: item.reason for item in freshness.find_stale(db, "projects", PROJECT)}
    assert "style_controls" in stale["outline"]
    assert "script_draft" in stale
    run(environ, "run", PROJECT)
    after = db.read(ScriptSentence, project_key=PROJECT)
    wording = normalised_words(line.text)
    assert after
    assert not any(normalised_words(row.text) == wording for row in after)

    run(environ, "channel", "add", Path(db.query("SELECT source FROM channels")[0]["source"]), "--name", "tiny")
    [kept] = db.read(StyleControl, channel_key="tiny")
    assert kept.target == " ".join(wording), "adding the channel again keeps the creator's wishes"
    assert json.loads(run(environ, "style", "clear", "tiny", "--json")) == {"cleared": 1}
    assert json.loads(run(environ, "style", "list", "tiny", "--json")) == []


def test_a_wish_is_tried_on_the_script_in_figures_and_sentences_and_nothing_is_kept(
    environ: dict[str, str], db: Database
) -> None:
    stored = db.read(ScriptSentence, project_key=PROJECT)
    found = json.loads(run(environ, "style", "try", PROJECT, "lower", "contraction_share", "--json"))
    effect = found["effect"]
    assert effect["after"] < effect["before"]
    assert effect["aim"] < effect["usual"]
    assert found["changed"] == sum(len(change["before"]) for change in found["changes"]) > 0
    assert found["words"]["before"] > 100
    assert found["model"]["model_requests"] == 0
    assert db.read(ScriptSentence, project_key=PROJECT) == stored
    assert db.read(StyleControl, channel_key="tiny") == []


def test_a_preview_says_what_only_a_model_can_do_and_what_cannot_be_seen_in_a_text(environ: dict[str, str]) -> None:
    done = inputs.lectern(environ, "style", "try", PROJECT, "raise", "pause_length")
    assert "Only a language model can raise pause_length" in done.stderr
    assert "it is heard, not read" in " ".join((done.stdout + done.stderr).split())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("try", "tiny/unknown", "raise", "questions"), "no outline"),
        (("try", PROJECT, "raise", "questionz"), "Did you mean questions"),
        (("ban", "tiny", "questionz"), "Did you mean questions"),
        (("raise", "nobody", "questions"), "No channel 'nobody'"),
        (("clear", "tiny", "never said"), "has no control"),
        (("pin", "tiny", "long_pauses_per_day"), "There is no trait"),
    ],
)
def test_a_wish_that_cannot_be_kept_is_refused_with_what_there_is(
    environ: dict[str, str], arguments: tuple[str, ...], words: str
) -> None:
    done = inputs.lectern(environ, "style", *arguments)
    assert done.returncode == 3
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_series_set_by_hand_is_kept_and_shown(environ: dict[str, str]) -> None:
    run(environ, "style", "series", "tiny", "*winter*", "Seasons")
    rows = json.loads(run(environ, "style", "series", "tiny", "--json"))
    assert {row["series"] for row in rows if "winter" in row["title"].lower()} == {"Seasons"}


def test_the_profile_is_version_one_and_says_so(environ: dict[str, str], db: Database) -> None:
    [version] = json.loads(run(environ, "style", "versions", "tiny", "--json"))
    assert version["number"] == 1
    assert version["stored_at"]
    assert db.read(ProfileVersion, channel_key="tiny")[0].traits["words_per_minute"][0] > 100
