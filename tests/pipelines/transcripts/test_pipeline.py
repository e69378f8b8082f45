"""The stage as its callers use it: folders, zips and files in; videos and the creator's sentences out."""

import json
import shutil
import zipfile
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from pipelines.models import Channel, Segment, Video, VideoStatus
from pipelines.settings import ROOT
from pipelines.transcripts.encoding import LARGEST_FILE_BYTES
from pipelines.transcripts.pipeline import TranscriptSourceError, fingerprint, read_channel, segment_channel
from tests.conftest import CORPORA

SAMPLES = ROOT / "samples" / "channel"
SRT = "1\n00:00:01,000 --> 00:00:02,000\n{}\n"


def channel(source: Path | str, name: str = "Ann Lee", speaker: str | None = None) -> Channel:
    return Channel("ann-lee", name, str(source), speaker)


def ingest(source: Channel) -> tuple[list[Video], list[Segment]]:
    videos = read_channel(source, [])
    return videos, segment_channel(source, videos, [])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "my channel"
    (path / "captions").mkdir(parents=True)
    (path / "2024-01-20-why-mars-is-rusty.srt").write_text(SRT.format("Mars is red. Why?"))
    (path / "captions" / "525-nicegui.en.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nHello there.\n")
    (path / "2016-zeta.txt").write_text("Some zeta text.")
    (path / "notes.pdf").write_bytes(b"%PDF")
    (path / ".hidden.srt").write_text(SRT.format("Hidden."))
    return path


def test_a_folder_is_read_in_order_of_date_then_name(folder: Path) -> None:
    videos, segments = ingest(channel(folder))
    assert [(video.title, video.published_on, video.media_type, video.ordinal) for video in videos] == [
        ("Zeta", date(2016, 1, 1), "txt", 0),
        ("Why mars is rusty", date(2024, 1, 20), "srt", 1),
        ("525 nicegui", None, "vtt", 2),
    ]
    assert [segment.text for segment in segments] == ["Some zeta text.", "Mars is red.", "Why?", "Hello there."]
    assert {video.status for video in videos} == {VideoStatus.STORED}


def test_one_stem_in_several_formats_is_one_video_in_the_best(folder: Path) -> None:
    (folder / "captions" / "2016-zeta.srt").write_text(SRT.format("Zeta with times."))
    videos, segments = ingest(channel(folder))
    assert [video.media_type for video in videos] == ["srt", "srt", "vtt"]
    assert segments[0].start_s == 1.0


def test_equal_names_in_two_folders_are_two_videos(tmp_path: Path) -> None:
    for season in ("one", "two"):
        (tmp_path / season).mkdir()
        (tmp_path / season / "intro.srt").write_text(SRT.format(f"This is season {season}."))
    videos, segments = ingest(channel(tmp_path))
    assert len({video.video_id for video in videos}) == 2
    assert len(segments) == 2


def test_a_second_run_changes_nothing_and_a_changed_file_replaces_only_its_rows(folder: Path) -> None:
    source = channel(folder)
    videos, segments = ingest(source)
    again = read_channel(source, videos)
    assert again == videos
    assert segment_channel(source, again, segments) == segments
    (folder / "2016-zeta.txt").write_text("Some newer text. And more.")
    changed = read_channel(source, videos)
    replaced = segment_channel(source, changed, segments)
    assert [video.video_id for video in changed] == [video.video_id for video in videos]
    assert [segment.text for segment in replaced[:2]] == ["Some newer text.", "And more."]
    assert replaced[2:] == segments[1:]


def test_known_rows_are_taken_without_parsing_them_again(folder: Path) -> None:
    source = channel(folder)
    videos, segments = ingest(source)
    marked = [replace(segment, text="kept as it was") for segment in segments]
    assert segment_channel(source, videos, marked) == marked
    noted = [replace(video, title="kept as it was") for video in videos]
    assert read_channel(source, noted) == noted


def test_a_video_that_left_the_source_stays_with_its_bytes(folder: Path) -> None:
    source = channel(folder)
    videos, segments = ingest(source)
    (folder / "2016-zeta.txt").unlink()
    kept = read_channel(source, videos)
    assert kept == videos
    assert segment_channel(source, kept, segments) == segments


def test_the_same_bytes_twice_are_one_video_and_a_named_duplicate(folder: Path) -> None:
    shutil.copy(folder / "2016-zeta.txt", folder / "zeta-copy.txt")
    videos, segments = ingest(channel(folder))
    duplicate = videos[-1]
    assert (duplicate.status, duplicate.problem) == (VideoStatus.DUPLICATE, "The same bytes as 2016-zeta.txt.")
    assert [segment.text for segment in segments].count("Some zeta text.") == 1
    (folder / "2016-zeta.txt").write_text("Another text now.")
    assert {video.status for video in read_channel(channel(folder), videos)} == {VideoStatus.STORED}


def test_bad_files_are_recorded_and_do_not_stop_the_others(folder: Path) -> None:
    (folder / "binary.srt").write_bytes(b"\0\1\2")
    (folder / "empty.vtt").write_bytes(b"")
    (folder / "huge.txt").write_bytes(b"a " * 6_000_000)
    (folder / "cut.srt").write_text(SRT.format("One.") + "\n2\n00:00:0")
    videos, segments = ingest(channel(folder))
    failed = {video.source_path: video.problem or "" for video in videos if video.status is VideoStatus.FAILED}
    assert set(failed) == {"binary.srt", "empty.vtt", "huge.txt"}
    assert "binary" in failed["binary.srt"]
    assert "empty" in failed["empty.vtt"]
    assert "10 MB" in failed["huge.txt"]
    assert [video.source_path for video in videos if video.status is VideoStatus.PARTIAL] == ["cut.srt"]
    assert len(segments) == 5
    (folder / "empty.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nNow filled.\n")
    assert sum(video.status is VideoStatus.FAILED for video in read_channel(channel(folder), videos)) == 2


def test_a_source_that_cannot_be_read_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "not.zip").write_text("no zip")
    (tmp_path / "empty").mkdir()
    (tmp_path / "talk.pdf").write_bytes(b"%PDF")
    for name, reason in (("missing", "does not exist"), ("empty", "holds no transcript"), ("not.zip", "read as a zip"),
                         ("talk.pdf", "is no transcript")):  # fmt: skip
        with pytest.raises(TranscriptSourceError, match=reason):
            read_channel(channel(tmp_path / name), [])


def test_a_zip_gives_what_its_folder_gives(folder: Path, tmp_path: Path) -> None:
    packed = shutil.make_archive(str(tmp_path / "packed"), "zip", folder)
    from_folder, from_zip = ingest(channel(folder))[1], ingest(channel(packed))[1]
    assert from_zip == from_folder


def test_a_zip_leads_nowhere_outside(tmp_path: Path) -> None:
    path = tmp_path / "odd.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("good.txt", "A good text.")
        for name in ("../up.txt", "/etc/absolute.txt", "a/../../b.txt", "inner.zip"):
            archive.writestr(name, "A bad text.")
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    videos, segments = ingest(channel(path))
    assert [segment.text for segment in segments] == ["A good text."]
    assert sorted(video.source_path for video in videos if video.status is VideoStatus.FAILED) == [
        "../up.txt", "/etc/absolute.txt", "a/../../b.txt", "inner.zip", "link.txt",
    ]  # fmt: skip
    assert all(video.problem for video in videos if video.status is VideoStatus.FAILED)


@pytest.mark.parametrize(("count", "size", "reason"), [(1, 30_000_000, "times its size"), (2001, 10, "2001 entries")])
def test_a_zip_bomb_is_refused(tmp_path: Path, count: int, size: int, reason: str) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(count):
            archive.writestr(f"{number}.txt", b"a" * size)
    with pytest.raises(TranscriptSourceError, match=reason):
        read_channel(channel(path), [])


def test_a_zip_entry_is_read_to_its_limit_and_no_further(tmp_path: Path) -> None:
    path = tmp_path / "large.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("good.txt", "A good text.")
        archive.writestr("large.txt", b"A long text. " * (LARGEST_FILE_BYTES // 13 + 1))
    videos, segments = ingest(channel(path))
    assert [segment.text for segment in segments] == ["A good text."]
    (large,) = [video for video in videos if video.source_path == "large.txt"]
    assert (large.status, len(large.raw)) == (VideoStatus.FAILED, 0)
    assert "Split it" in (large.problem or "")


def test_a_damaged_zip_entry_fails_alone(tmp_path: Path) -> None:
    path = tmp_path / "damaged.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("bad.txt", "These bytes get damaged.")
        archive.writestr("good.txt", "A good text.")
    path.write_bytes(path.read_bytes().replace(b"get damaged", b"got damaged"))
    videos, segments = ingest(channel(path))
    assert [(video.source_path, video.status) for video in videos] == [
        ("bad.txt", VideoStatus.FAILED), ("good.txt", VideoStatus.STORED),
    ]  # fmt: skip
    assert len(segments) == 1


def test_the_fingerprint_moves_with_the_bytes_and_only_with_them(folder: Path) -> None:
    before = fingerprint(str(folder))
    (folder / "notes.pdf").write_bytes(b"other")
    assert fingerprint(str(folder)) == before
    (folder / "2016-zeta.txt").write_text("Some zeta texT.")
    assert fingerprint(str(folder)) != before


def test_only_the_creators_turns_are_kept(tmp_path: Path) -> None:
    cues = [("Bo Guest", "I talk a lot, and at length."), ("Ann Lee", "So what is a star,"), ("Bo Guest", "Right."),
            ("Ann Lee", "and why does it shine?"), ("Bo Guest", "Because it is hot, very hot indeed.")]  # fmt: skip
    body = "\n".join(f"00:0{n}.000 --> 00:0{n}.900\n<v {who}>{text}\n" for n, (who, text) in enumerate(cues, start=1))
    (tmp_path / "talk.vtt").write_text(f"WEBVTT\n\n{body}")
    said = "So what is a star, and why does it shine?"
    assert [segment.text for segment in ingest(channel(tmp_path, "ann lee"))[1]] == [said]
    assert [segment.text for segment in ingest(channel(tmp_path, "Stars", "Ann Lee"))[1]] == [said]
    assert len(ingest(channel(tmp_path, "Stars", "Bo Guest"))[1]) == 3


def test_every_sample_is_stored_in_time_order_with_no_word_lost() -> None:
    videos, segments = ingest(Channel("slow-light", "Slow Light", str(SAMPLES)))
    assert {video.status for video in videos} == {VideoStatus.STORED}
    words = {video.title: 0 for video in videos}
    titles = {video.video_id: video.title for video in videos}
    for segment in segments:
        words[titles[segment.video_id]] += len(segment.text.split())
    assert 1150 < words["The barcode in starlight"] < 1230
    for before, segment in pairwise(segments):
        if before.video_id == segment.video_id and segment.start_s is not None:
            assert (before.start_s or 0) <= (before.end_s or 0) <= segment.start_s + 0.001
    json3 = next(video for video in videos if video.media_type == "json3")
    events = json.loads(json3.raw)["events"]
    said = "".join(
        part["utf8"] for event in events if not event.get("aAppend") for part in [*event.get("segs", []), {"utf8": " "}]
    )
    kept = " ".join(segment.text for segment in segments if segment.video_id == json3.video_id)
    assert kept.split() == [word for word in said.split() if not word.startswith("[")]


@pytest.mark.corpora
def test_the_host_of_a_podcast_is_found_and_only_they_are_kept() -> None:
    source = Channel(
        "michael-kennedy", "Michael Kennedy", str(CORPORA / "voice/michael_kennedy/captions/525-nicegui.vtt")
    )
    videos, segments = ingest(source)
    assert {segment.speaker for segment in segments} == {"Michael Kennedy"}
    raw = videos[0].raw.decode()
    assert "Falco Schindler" in raw
    first = "Building a UI in Python usually means choosing between quick and limited or powerful and painful."
    assert (segments[0].text, segments[0].start_s, segments[0].end_s) == (first, 0.02, 5.58)


@pytest.mark.corpora
def test_reviewed_captions_become_the_sentences_of_their_transcript() -> None:
    base = CORPORA / "voice/grant_sanderson"
    _, segments = ingest(Channel("grant", "Grant Sanderson", str(base / "captions/2016-zeta.srt")))
    transcript = (base / "2016-zeta.txt").read_text().split()
    assert " ".join(segment.text for segment in segments).split() == transcript


SAID = (SAMPLES / "2023-02-11-why-ice-floats.txt").read_text()


def _timed(text: str) -> str:
    lines = text.split("\n")
    return "\n\n".join(
        f"{n}\n00:{n // 60:02}:{n % 60:02},000 --> 00:{n // 60:02}:{n % 60:02},900\n{line}"
        for n, line in enumerate(lines, 1)
    )


def test_of_two_files_with_the_same_words_the_one_with_times_is_used(tmp_path: Path) -> None:
    (tmp_path / "2023-ice.txt").write_text(SAID)
    (tmp_path / "2024-uploaded-again.srt").write_text(_timed(SAID.replace("Okay", "OK")))
    first, second = read_channel(channel(tmp_path), [])
    assert (first.status, second.status) == (VideoStatus.DUPLICATE, VideoStatus.STORED)
    assert first.problem is not None
    assert first.problem.endswith(
        "are those of 2024-uploaded-again.srt. It is counted once; remove one of the two files."
    )


def test_the_same_words_in_one_format_count_in_the_first_file(tmp_path: Path) -> None:
    (tmp_path / "2023-ice.txt").write_text(SAID)
    (tmp_path / "2024-ice.txt").write_text(SAID.replace("ice", "frozen water"))
    assert [video.status for video in read_channel(channel(tmp_path), [])] == [
        VideoStatus.STORED,
        VideoStatus.DUPLICATE,
    ]


def test_a_row_of_an_earlier_version_is_completed(folder: Path) -> None:
    source = channel(folder)
    videos = read_channel(source, [])
    assert read_channel(source, [replace(video, sketch=b"") for video in videos]) == videos
