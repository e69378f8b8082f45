"""Protects: draft subtitles are cues that follow each other at the creator's pace and hold the spoken words."""

from dataclasses import replace
from itertools import pairwise

import srt
from hypothesis import given
from hypothesis import strategies as st

from lectern.exports import contents, subtitles
from pipelines.transcripts import subrip
from tests.lectern.examples import HOSTILE, SCRIPT, SENTENCES, with_text

LONG = (
    "The light that we see from the oldest galaxies, which left them long before the Earth was made, is stretched so "
    "far that no eye could see it; only a telescope that is kept colder than the Moon can catch it at all."
)


def test_cues_follow_each_other_and_leave_placeholders_out() -> None:
    cues = list(srt.parse(subtitles.render(SCRIPT)))
    assert [cue.content for cue in cues] == [row.text for row in SENTENCES if not row.is_placeholder]
    assert [(cue.start.total_seconds(), cue.end.total_seconds()) for cue in cues] == [
        (0, 6),
        (6, 12),
        (12, 18),
        (18, 24),
    ]


def test_a_long_sentence_is_parted_into_cues_of_two_lines_in_its_own_time() -> None:
    cues = list(
        srt.parse(subtitles.render(replace(SCRIPT, sentences=(replace(SENTENCES[0], text=LONG, seconds=14.0),))))
    )
    assert len(cues) >= 3
    assert " ".join(" ".join(cue.content.split()) for cue in cues) == LONG
    assert all(len(line) <= subtitles.LINE_CHARACTERS + 4 for cue in cues for line in cue.content.splitlines())
    assert all(len(cue.content.splitlines()) <= subtitles.LINES for cue in cues)
    assert cues[0].start.total_seconds() == 0
    assert cues[-1].end.total_seconds() == 14
    assert all(before.end == after.start for before, after in pairwise(cues))


def test_our_own_reader_finds_hostile_words_as_words() -> None:
    read = subrip.parse(subtitles.render(with_text(HOSTILE)))
    n_parts = len(list(srt.parse(subtitles.render(with_text(HOSTILE)))))
    assert len(read.cues) == n_parts
    assert read.problems == ()
    said = " ".join(" ".join(cue.text.split()) for cue in read.cues).replace("\u2060", "")
    assert said.count(contents.one_line(HOSTILE)) == sum(not row.is_placeholder for row in SENTENCES)


@given(st.text(max_size=300))
def test_any_text_makes_cues_that_can_be_read_again(text: str) -> None:
    script = replace(SCRIPT, sentences=(replace(SENTENCES[0], text=text), replace(SENTENCES[1], text="The end.")))
    cues = list(srt.parse(subtitles.render(script), ignore_errors=False))
    assert cues[-1].content == "The end."
    assert " ".join(" ".join(cue.content for cue in cues[:-1]).split()).replace("\u2060", "") == contents.one_line(
        text
    ).replace("\u2060", "")
