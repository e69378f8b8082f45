"""A creator of two videos is told what no script can imitate yet, and why; one of many videos is told nothing."""

from dataclasses import replace

from pipelines.models import FrameForm, FrameFunction, PhraseFrame, Severity, Trait
from pipelines.writing import imitation

PACE = Trait("t1", "c", "pacing", "words_per_minute", "Pace", None, "words per minute", None, None, 0, "no times")
LENGTH = Trait("t2", "c", "rhythm", "sentence_words", "Length of sentences", 12.0, "words", 11.0, 13.0, 2, None)
FRAME = PhraseFrame("f", "c", FrameFunction.ADDITION, FrameForm.OPENER, "And", 4, 2)


def test_two_videos_leave_openings_structure_frames_and_traits_unmeasured() -> None:
    found = {row.what: row.why for row in imitation.unknown([PACE, LENGTH], [])}
    assert found["how you begin a video"] == "2 of at least 3 videos"
    assert found["which structure your videos follow"] == "2 of at least 3 videos"
    assert "recurs" in found["your phrasing frames"]
    assert found["Pace"] == "no times"
    assert "one day's topic" in found["how steady Length of sentences are"]


def test_what_was_measured_is_not_named() -> None:
    found = {row.what for row in imitation.unknown([replace(LENGTH, interval_low=11.0)], [FRAME])}
    assert found == {"how you begin a video", "which structure your videos follow"}


def test_three_videos_and_no_profile_at_all_give_no_note() -> None:
    assert imitation.unknown([PACE, replace(LENGTH, n_videos=imitation.ENOUGH_VIDEOS)], []) == []
    assert imitation.unknown([], []) == []


def test_each_is_a_note_with_how_many_videos_would_show_it() -> None:
    notes = [*imitation.findings([PACE, LENGTH], [])]
    assert len(notes) == 5
    assert {(rule, severity) for rule, severity, *_ in notes} == {("not-imitated", Severity.NOTE)}
    assert all("1 more video(s)" in remedy for *_, remedy in notes)
