"""A small channel is told what it lacks, and a guess at who the creator is is said to be one."""

from lectern.channel_notes import ENOUGH_SENTENCES, told, too_little, whose_turns
from pipelines.models import Channel
from pipelines.writing.imitation import ENOUGH_VIDEOS

CHANNEL = Channel("ada-lovelace", "Ada Lovelace", "folder")


def test_what_a_channel_lacks_is_counted() -> None:
    assert too_little(ENOUGH_VIDEOS, ENOUGH_SENTENCES) is None
    note = too_little(1, 20)
    assert note is not None
    assert "55 more sentences" in note
    assert "2 more video(s)" in note


def test_a_guessed_speaker_is_named_with_what_to_do() -> None:
    note = whose_turns(CHANNEL, ["BEN"])
    assert note is not None
    assert "The turns of “BEN” are kept" in note
    assert "--speaker LABEL" in note


def test_a_speaker_who_has_the_channels_name_or_was_given_is_no_guess() -> None:
    assert whose_turns(CHANNEL, ["ADA"]) is None
    assert whose_turns(Channel("ada-lovelace", "Ada Lovelace", "folder", "BEN"), ["BEN"]) is None
    assert whose_turns(CHANNEL, []) is None


def test_one_problem_of_many_files_is_told_once() -> None:
    rows = [{"file": f"{name}.srt", "status": "partial", "problem": "In capitals."} for name in "abcde"]
    rows.append({"file": "f.txt", "status": "failed", "problem": "Empty."})
    assert told(rows) == ["partial: a.srt, b.srt, c.srt and 2 more: In capitals.", "failed: f.txt: Empty."]
