"""The command as a script calls it: the contract's forms, the exit codes, and what a user is told about bad input."""

import json
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from pipelines.database import Database
from pipelines.models import ResearchDocument, ScriptSentence, Segment, Video, VideoStatus
from tests import inputs

CUE = "1\n00:00:01,000 --> 00:00:04,000\nThe Moon pulls on the near side of the sea.\n\n2\n00:00:04,500 --> 00:00:08,000\nSo what happens on the far side?\n"


@pytest.fixture(scope="module")
def environ(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return inputs.environment(tmp_path_factory.mktemp("state"), database_url)


@pytest.fixture(scope="module")
def channel(environ: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the channel `tiny`, added once."""
    folder = inputs.write_channel(tmp_path_factory.mktemp("channel"))
    done = inputs.lectern(environ, "channel", "add", folder, "--name", "tiny", "--json")
    assert done.returncode == 0, done.stderr
    outcome = json.loads(done.stdout)
    assert outcome["videos"] == outcome["usable"] == 2
    assert outcome["changed"]
    return folder


def refused(done: subprocess.CompletedProcess[str], code: int, *words: str) -> None:
    """A refusal has its exit code, says what and the remedy on standard error, and shows no traceback."""
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr, done.stderr


def test_the_lists_are_json_for_scripts_and_tables_for_people(environ: dict[str, str], channel: Path) -> None:
    rows = json.loads(inputs.lectern(environ, "channel", "list", "--json").stdout)
    assert [row["key"] for row in rows] == ["tiny"]
    assert rows[0]["sentences"] > 10
    assert "tiny" in inputs.lectern(environ, "channel", "list").stdout
    assert json.loads(inputs.lectern(environ, "project", "list", "--json").stdout) == []


def test_an_unchanged_channel_costs_no_dagster_and_no_write(
    environ: dict[str, str], channel: Path, database_url: str
) -> None:
    before = inputs.digests(database_url)
    program = (
        "import sys\nfrom lectern.cli import app\n"
        f"sys.argv = ['lectern', 'channel', 'add', {str(channel)!r}, '--name', 'tiny', '--json']\n"
        "try:\n    app()\nexcept SystemExit as end:\n    code = end.code\n"
        "print(code, 'dagster' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env=environ, cwd=inputs.ROOT, capture_output=True, text=True, check=True
    )
    assert done.stderr.split()[-2:] == ["0", "False"]
    assert json.loads(done.stdout)["changed"] is False
    assert inputs.digests(database_url) == before


def test_a_changed_file_replaces_its_own_rows_only(environ: dict[str, str], channel: Path, db: Database) -> None:
    before = {row.segment_id: row for row in db.read(Segment, channel_key="tiny")}
    changed, kept = db.read(Video, channel_key="tiny")
    path = channel / changed.source_path
    original = path.read_text()
    path.write_text(original.replace("1\n", "1\n", 1).replace(" the ", " that ", 1))
    done = inputs.lectern(environ, "channel", "add", channel, "--name", "tiny", "--json")
    assert done.returncode == 0, done.stderr
    after = {row.segment_id: row for row in db.read(Segment, channel_key="tiny")}
    of_kept = {key: row for key, row in before.items() if row.video_id == kept.video_id}
    assert {key: row for key, row in after.items() if row.video_id == kept.video_id} == of_kept
    assert {key for key, row in after.items() if row.video_id == changed.video_id}.isdisjoint(before)


def test_every_bad_file_in_a_zip_is_recorded_and_stops_no_other(
    environ: dict[str, str], db: Database, tmp_path: Path
) -> None:
    folder = tmp_path / "mixed"
    inputs.write_channel(folder, cues=40)
    (folder / "empty.srt").write_bytes(b"")
    (folder / "binary.srt").write_bytes(bytes(range(256)) * 40)
    (folder / "no-cues.vtt").write_text("WEBVTT\n\nNOTE nothing is said here\n")
    (folder / "huge.srt").write_bytes(CUE.encode() * 90_000)
    (folder / "cp1252.srt").write_bytes(CUE.replace("the sea.", "the café’s “sea”.").encode("cp1252"))
    (folder / "backwards.srt").write_text(
        "1\n00:00:20,000 --> 00:00:24,000\nThis is said second.\n\n2\n00:00:01,000 --> 00:00:04,000\nThis is said first.\n"
    )
    path = tmp_path / "mixed.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, file.name)
        archive.writestr("../../escaped.srt", CUE)
    done = inputs.lectern(environ, "channel", "add", path, "--name", "mixed", "--json")
    assert done.returncode == 0, done.stderr
    videos = {video.source_path: video for video in db.read(Video, channel_key="mixed")}
    spoken = {row.video_id for row in db.read(Segment, channel_key="mixed")}
    for name in ("empty.srt", "binary.srt", "no-cues.vtt", "huge.srt", "../../escaped.srt"):
        assert videos[name].status is VideoStatus.FAILED, name
        assert videos[name].problem, name
        assert videos[name].video_id not in spoken
    assert not list(tmp_path.parent.rglob("escaped.srt")), "nothing leaves the zip"
    assert videos["huge.srt"].raw == b"", "10 MB of rubbish do not belong in the database"
    for name in (*inputs.TRANSCRIPTS, "cp1252.srt", "backwards.srt"):
        assert videos[name].video_id in spoken, f"{name}: {videos[name].problem}"
    texts = [row.text for row in db.read(Segment, video_id=videos["cp1252.srt"].video_id)]
    assert any("café’s “sea”" in text for text in texts)
    assert {row["file"] for row in json.loads(done.stdout)["problems"]} >= {"empty.srt", "binary.srt", "huge.srt"}


def test_a_zip_bomb_is_refused_before_it_is_opened(environ: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(4):
            archive.writestr(f"{number}.srt", b"0" * 9_000_000)
    refused(inputs.lectern(environ, "channel", "add", path, "--name", "bomb"), 3, "refused", "times its size")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["channel", "add", "/nowhere/at/all", "--name", "x"], 3, ["/nowhere/at/all", "does not exist", "Give a folder"]),
        (["channel", "add", ".", "--name", "Bad Key!"], 3, ["Bad Key!", "lower-case letters"]),
        (["channel", "add", "."], 2, ["--name"]),
        (["project", "new", "--channel", "nobody", "--topic", "t", "--library", "."], 3, ["nobody", "lectern channel add"]),
        (["run", "nobody/nothing"], 3, ["nobody/nothing", "lectern project new"]),
        (["script", "show", "nobody/nothing"], 3, ["nobody/nothing"]),
        (["script", "show", "nobody/nothing", "--json"], 3, ["nobody/nothing"]),
        (["script", "export", "nobody/nothing", "--to", "."], 3, ["nobody/nothing"]),
        (["script", "export", "nobody/nothing", "--to", ".", "--format", "pdf"], 3, ["pdf", "docx", "all"]),
        (["run"], 2, ["CHANNEL/TOPIC"]),
    ],
    ids=["missing folder", "bad key", "no name", "unknown channel", "unknown project", "no script", "no script json", "nothing to export", "no such format", "no key"],
)  # fmt: skip
def test_bad_input_has_its_exit_code_and_a_remedy(
    environ: dict[str, str], channel: Path, arguments: list[str], code: int, words: list[str]
) -> None:
    refused(inputs.lectern(environ, *arguments), code, *words)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"--library": "/nowhere"}, ["/nowhere", "no such folder"]),
        ({"--topic": "!?"}, ["--topic", "Say what the video is about"]),
        ({"--tag": "no-such-tag"}, ["no-such-tag"]),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_plan_that_cannot_be_used_is_refused(
    environ: dict[str, str], channel: Path, tmp_path: Path, changes: dict[str, str], words: list[str]
) -> None:
    options = {"--channel": "tiny", "--topic": "the big bang", "--library": str(tmp_path), **changes}
    refused(inputs.lectern(environ, "project", "new", *[word for pair in options.items() for word in pair]), 3, *words)


def _project(environ: dict[str, str], topic: str, library: Path) -> str:
    done = inputs.lectern(
        environ, "project", "new", "--channel", "tiny", "--topic", topic, "--library", library, "--minutes", "1.5"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_an_empty_library_is_refused_with_the_kinds_that_are_read(
    environ: dict[str, str], channel: Path, tmp_path: Path
) -> None:
    key = _project(environ, "an empty shelf", tmp_path)
    assert key == "tiny/an-empty-shelf"
    refused(inputs.lectern(environ, "run", key), 3, str(tmp_path), "md, html, txt, pdf, docx")


def test_a_channel_of_unreadable_files_is_bad_input(environ: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "binary.srt").write_bytes(bytes(range(256)) * 40)
    refused(inputs.lectern(environ, "channel", "add", tmp_path, "--name", "unreadable"), 3, "binary.srt")


@pytest.mark.slow
def test_a_topic_that_the_library_does_not_cover_gets_a_page_and_no_script(
    environ: dict[str, str], channel: Path, db: Database, tmp_path: Path
) -> None:
    key = _project(environ, "baking sourdough bread", inputs.write_library(tmp_path))
    refused(inputs.lectern(environ, "run", key), 4, "does not cover the topic", "Add sources")
    assert len(db.read(ResearchDocument, project_key=key)) == len(inputs.DOCUMENTS)
    assert db.read(ScriptSentence, project_key=key) == []
    page = Path(environ["LECTERN_STATE_DIR"]) / "reports" / key / "script.html"
    assert "does not cover" in page.read_text()
    refused(inputs.lectern(environ, "script", "show", key, "--json"), 3, key)


@pytest.mark.slow
def test_one_document_makes_a_script_that_claims_no_confirmation(
    environ: dict[str, str], channel: Path, tmp_path: Path
) -> None:
    """With a single source nothing can be confirmed by another one, and no number of sources may say otherwise."""
    key = _project(environ, "the big bang", inputs.write_library(tmp_path, inputs.DOCUMENTS[:1]))
    done = inputs.lectern(environ, "run", key, "--json")
    assert done.returncode == 0, done.stderr
    script = json.loads(inputs.lectern(environ, "script", "show", key, "--json").stdout)
    assert script["sentences"]
    assert {sentence["kind"] for sentence in script["sentences"]} <= {"sourced", "story", "rhetoric"}
    assert script["facts"]
    assert {fact["independent_sources"] for fact in script["facts"]} == {1}


def test_a_database_that_is_down_is_said_quickly(tmp_path: Path) -> None:
    environ = inputs.environment(tmp_path, "postgresql://someone:secret@127.0.0.1:9/nothing")
    start = time.monotonic()
    done = inputs.lectern(environ, "channel", "list")
    refused(done, 5, "does not answer", "DATABASE_URL")
    assert "secret" not in done.stderr
    assert time.monotonic() - start < 20


def test_doctor_finds_a_sound_installation_sound(environ: dict[str, str], channel: Path) -> None:
    done = inputs.lectern(environ, "doctor", "--json")
    findings = {finding["subject"]: finding for finding in json.loads(done.stdout)}
    assert done.returncode == 0, findings
    assert findings["database"]["state"] == "ok"
    assert findings["prompts"]["state"] == "ok"
    assert all(finding["message"] for finding in findings.values())


def test_doctor_says_that_the_database_is_down(tmp_path: Path) -> None:
    environ = inputs.environment(tmp_path, "postgresql://someone:secret@127.0.0.1:9/nothing")
    done = inputs.lectern(environ, "doctor", "--json")
    assert done.returncode == 1
    findings = {finding["subject"]: finding for finding in json.loads(done.stdout)}
    assert findings["database"]["state"] == "problem"
    assert "DATABASE_URL" in findings["database"]["message"]


def test_text_from_outside_cannot_steer_the_terminal(environ: dict[str, str], channel: Path, tmp_path: Path) -> None:
    done = inputs.lectern(environ, "channel", "add", tmp_path / "\x1b[2Jclear", "--name", "escape")
    assert done.returncode == 3
    assert "\x1b[2J" not in done.stderr + done.stdout
