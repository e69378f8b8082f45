"""`lectern voice`: a creator learns how near a text is, which sentences are off, and what is wrong with a file that is no text."""

import json
import subprocess
from pathlib import Path

import pytest

from pipelines.database import Database
from pipelines.models import Channel, Segment, Video, VoiceFeatures
from pipelines.transcripts.pipeline import read_channel
from tests import inputs
from tests.pipelines.voice.channel import KEY, sample_profile, sample_segments
from tests.pipelines.voice.test_explanation import STIFF
from tests.pipelines.voice.test_score_bad_input import ESSAY

STIFF_ESSAY = STIFF + ESSAY
SONG = "Oh carry me home tonight\nover the water and back\nI left my shoes by the river\nand the river kept them\n" * 4
INTERVIEW = "\n".join(
    f"{name}: {text}"
    for name, text in zip(("ANNA", "BEN") * 10, (f"{line.strip()}." for line in ESSAY.split(".") if line), strict=False)
)


@pytest.fixture(scope="module")
def environ(db: Database, database_url: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A measured channel."""
    channel = Channel(KEY, "Slow Light", str(inputs.ROOT / "samples" / "channel"))
    db.merge(Channel, [channel])
    db.merge(Video, read_channel(channel, []))
    db.merge(Segment, list(sample_segments()))
    db.merge(VoiceFeatures, list(sample_profile().features))
    return inputs.environment(tmp_path_factory.mktemp("state"), database_url)


@pytest.fixture
def essay(tmp_path: Path) -> Path:
    path = tmp_path / "essay.txt"
    path.write_text(STIFF_ESSAY)
    return path


def test_a_strangers_text_is_placed_and_its_worst_sentences_are_shown(environ: dict[str, str], essay: Path) -> None:
    done = inputs.lectern(environ, "voice", KEY, essay)
    assert done.returncode == 0, done.stderr
    assert "Position between other speakers (0)" in done.stdout
    assert "\n5. " in done.stdout
    assert "Rather: “" in done.stdout


def test_json_holds_interval_traits_and_timed_examples(environ: dict[str, str], essay: Path) -> None:
    done = inputs.lectern(environ, "voice", KEY, essay, "--json")
    found = json.loads(done.stdout)
    assert found["low"] <= found["value"] <= found["high"]
    assert found["value"] < 0.5
    assert found["copied_share"] == 0
    assert len(found["sentences"]) == 5
    pulls = [row["contribution"] for row in found["sentences"]]
    assert pulls == sorted(pulls)
    assert pulls[-1] < 0
    examples = [one for row in found["sentences"] for one in row["examples"]]
    assert examples
    assert any(one["start_s"] is not None for one in examples)


def test_subtitles_and_standard_input_give_the_same_words(environ: dict[str, str], essay: Path) -> None:
    expected = json.loads(inputs.lectern(environ, "voice", KEY, essay, "--json").stdout)
    piped = subprocess.run(
        [inputs.LECTERN, "voice", KEY, "-", "--json"],
        env=environ,
        input=STIFF_ESSAY,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(piped.stdout) == expected
    words = STIFF_ESSAY.split()
    cues = [
        f"{n + 1}\n00:{n:02}:00,000 --> 00:{n:02}:50,000\n{' '.join(words[10 * n : 10 * n + 10])}\n"
        for n in range(len(words) // 10 + 1)
    ]
    subtitles = essay.with_suffix(".srt")
    subtitles.write_text("\n".join(cues))
    found = json.loads(inputs.lectern(environ, "voice", KEY, subtitles, "--json").stdout)
    assert (found["value"], found["n_words"]) == (expected["value"], expected["n_words"])


@pytest.mark.parametrize(
    ("channel", "name", "raw", "words"),
    [
        ("nobody", "a.txt", b"Some words.", "No channel 'nobody'. Channels: slow-light"),
        (KEY, "a.txt", b" \n", "empty"),
        (KEY, "a.txt", b"\x00\x01\x02PNG", "not a text"),
        (KEY, "a.docx", b"PK", "Give a .txt, .md, .srt, .vtt file"),
        (KEY, "a.txt", SONG.encode(), "It reads like a song: 12 of 16 lines"),
        (KEY, "a.txt", INTERVIEW.encode(), "none has the channel's name, so their words would be mixed"),
        (KEY, "gone.txt", None, "No such file"),
    ],
)
def test_what_cannot_be_read_is_said(
    environ: dict[str, str], tmp_path: Path, channel: str, name: str, raw: bytes | None, words: str
) -> None:
    if raw is not None:
        (tmp_path / name).write_bytes(raw)
    done = inputs.lectern(environ, "voice", channel, tmp_path / name)
    assert done.returncode == 3, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_of_several_speakers_only_the_named_one_is_judged(environ: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "interview.txt"
    path.write_text(INTERVIEW.replace("ANNA: ", f"ANNA: {ESSAY} "))
    done = inputs.lectern(environ, "voice", KEY, path, "--speaker", "Anna", "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert "Only the turns of “ANNA” are judged" in found["notes"][0]
    assert found["n_words"] < len(path.read_text().split())
    wrong = inputs.lectern(environ, "voice", KEY, path, "--speaker", "Carl")
    assert wrong.returncode == 3
    assert "Labelled are: “ANNA”, “BEN”" in wrong.stderr


def test_copied_words_are_named_with_their_video_and_a_remedy(environ: dict[str, str], tmp_path: Path) -> None:
    own = " ".join(segment.text for segment in sample_segments()[:40])
    path = tmp_path / "pasted.txt"
    path.write_text(own)
    done = inputs.lectern(environ, "voice", KEY, path)
    assert done.returncode == 0, done.stderr
    assert "stand word for word in your own videos (" in done.stderr
    assert "Give a text without them" in done.stderr
