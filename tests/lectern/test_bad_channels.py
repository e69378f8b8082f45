"""What a creator is told about transcripts that are no good for a voice: which file, what is wrong, what to do."""

import json
import subprocess
from pathlib import Path

import pytest

from assets.checks import USABLE_VIDEO
from pipelines.database import Database
from pipelines.models import Channel, Segment, Video, VideoFrames, VideoStatus
from pipelines.sentences import split
from pipelines.transcripts.pipeline import read_channel
from tests import inputs
from tests.pipelines.transcripts.test_suitability import OTHERS

SAMPLES = inputs.ROOT / "samples" / "channel"
GOOD = "2024-12-14-why-winter-happens.srt"
SPEECH = (
    "So how far is the Moon? You can walk to the shop, and you can drive to the sea, but you cannot walk to the Moon. "
    "When I was ten my uncle drew it for me on a napkin. He put a coin down for the Earth, and he asked me where the Moon "
    "should go. I put it next to the coin. He laughed and moved it right across the table. "
)


def _srt(*lines: str) -> str:
    return "\n\n".join(
        f"{n}\n00:00:{2 * n % 60:02},000 --> 00:00:{2 * n % 60 + 1:02},900\n{line}"
        for n, line in enumerate(lines, start=1)
    )


def _sentences(name: str, n: int = 25) -> list[str]:
    return [span.text for span in split((SAMPLES / name).read_text())[:n]]


def _write(folder: Path) -> Path:
    good = (SAMPLES / GOOD).read_text()
    (folder / GOOD).write_text(good)
    (folder / "2025-01-01-german.txt").write_text(OTHERS["German"])
    (folder / "2025-01-02-song.srt").write_text(
        _srt(*(["Row the boat along the river"] * 4 + ["And the night is long"] * 4) * 2)
    )
    (folder / "2025-01-03-mixed.srt").write_text(_srt(*(f">> {span.text}" for span in split(SPEECH))))
    (folder / "2025-01-04-capitals.srt").write_text(_srt(*map(str.upper, _sentences("2023-02-11-why-ice-floats.txt"))))
    (folder / "2025-01-05-labelled.txt").write_text(
        "ADA: The Moon pulls on the sea. It pulls on the rocks as well.\n\n"
        "BEN: And what about the air?\n\nCLO: I never knew that.\n\nADA: It pulls on the air as well.\n"
    )
    (folder / "2025-01-06-with-a-song.srt").write_text(
        _srt("♪ Row the boat along the river ♪", *_sentences("2023-09-16-how-far-is-a-star.txt"))
    )
    (folder / "2025-01-07-winter-again.txt").write_text(
        " ".join(line for line in good.split("\n") if line and not line[0].isdigit()).replace("winter", "Winter")
    )
    (folder / "2025-01-08-winter-copied.srt").write_text(good)
    return folder


@pytest.fixture(scope="module")
def environ(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return inputs.environment(tmp_path_factory.mktemp("state"), database_url)


@pytest.fixture(scope="module")
def added(environ: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    """The command on a folder with one good video and one of each kind of bad one."""
    done = inputs.lectern(environ, "channel", "add", _write(tmp_path_factory.mktemp("channel")), "--name", "ada")
    assert done.returncode == 0, done.stderr
    return done


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("2025-01-01-german.txt", ["left out", "not in English", "Give its English subtitles"]),
        ("2025-01-02-song.srt", ["left out", "reads like a song", "14 of 16 lines come again"]),
        ("2025-01-03-mixed.srt", ["partial", "turns are marked with “>>” and no name", "Put the speaker's name"]),
        ("2025-01-04-capitals.srt", ["partial", "in capitals", "names are not restored"]),
        ("2025-01-06-with-a-song.srt", ["partial", "1 line(s) between music marks (♪) left out"]),
        ("2025-01-07-winter-again.txt", ["duplicate", f"are those of {GOOD}", "remove one of the two files"]),
        ("2025-01-08-winter-copied.srt", ["duplicate", f"The same bytes as {GOOD}"]),
    ],
)
def test_each_bad_file_is_named_with_its_fault_and_a_remedy(
    added: subprocess.CompletedProcess[str], file: str, words: list[str]
) -> None:
    [line] = [line for line in added.stderr.splitlines() if f" {file}: " in line]
    for word in words:
        assert word in line


def test_only_what_the_creator_says_in_english_and_once_is_measured(
    added: subprocess.CompletedProcess[str], db: Database
) -> None:
    names = {video.video_id: video.source_path for video in db.read(Video, channel_key="ada")}
    assert {names[row.video_id] for row in db.read(VideoFrames, channel_key="ada")} == {
        GOOD, "2025-01-03-mixed.srt", "2025-01-04-capitals.srt", "2025-01-05-labelled.txt", "2025-01-06-with-a-song.srt",
    }  # fmt: skip
    said = [segment.text for segment in db.read(Segment, channel_key="ada")]
    assert not [text for text in said if "Wetter" in text or "river" in text]


def test_of_three_named_speakers_the_creator_alone_is_kept(
    added: subprocess.CompletedProcess[str], db: Database
) -> None:
    video = next(video for video in db.read(Video, channel_key="ada") if video.source_path.endswith("labelled.txt"))
    said = [segment.text for segment in db.read(Segment, channel_key="ada", video_id=video.video_id)]
    assert said == ["The Moon pulls on the sea.", "It pulls on the rocks as well.", "It pulls on the air as well."]
    assert video.problem is None


def test_capitals_are_read_as_sentences(added: subprocess.CompletedProcess[str], db: Database) -> None:
    video = next(video for video in db.read(Video, channel_key="ada") if video.source_path.endswith("capitals.srt"))
    said = " ".join(segment.text for segment in db.read(Segment, channel_key="ada", video_id=video.video_id))
    assert "Solid iron sinks in molten iron, roughly speaking." in said
    assert video.status is VideoStatus.PARTIAL


def test_one_short_video_is_enough_to_begin_and_is_said_to_be_little(environ: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "moon.txt").write_text(SPEECH * 2 + "That is about thirty Earths away.")  # some 200 words
    done = inputs.lectern(environ, "channel", "add", tmp_path, "--name", "tiny", "--json")
    assert done.returncode == 0, done.stderr
    outcome = json.loads(done.stdout)
    assert (outcome["videos"], outcome["usable"]) == (1, 1)
    [note] = [note for note in outcome["notes"] if "can be compared with this voice" in note]
    assert "more sentences before a text can be compared with this voice" in note
    assert "2 more video(s)" in note


def test_a_channel_in_another_language_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "wetter.txt").write_text(OTHERS["German"])
    videos = read_channel(Channel("deutsch", "Deutsch", str(tmp_path)), [])
    [fault] = USABLE_VIDEO.find(videos, {})
    assert fault.startswith("wetter.txt: It is not in English")
