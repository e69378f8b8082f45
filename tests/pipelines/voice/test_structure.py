"""Parts of a video follow each other without gap or overlap, and fall where a talk has them."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipelines.models import PartKind, Segment, VideoPart
from pipelines.voice.moves.tagger import tag_moves
from pipelines.voice.structure import read_structure, summarise
from tests.pipelines.voice.channel import sample_segments
from tests.pipelines.voice.moves.speech import segments

TALK = (
    "A ship sank in the night.",
    "Nobody heard it go.",
    "Today I want to show you why ships sink.",
    *["The hull keeps the water out of the ship."] * 6,
    "Let's turn to the sails.",
    *["A sail catches the wind, and the wind pushes the sail."] * 7,
    "So, two things to keep.",
    "One, a hull keeps water out.",
    "Two, a sail catches wind.",
    "Go and try this at home.",
    "That's it for today.",
    "Thank you.",
)


def parts(video: list[Segment]) -> list[VideoPart]:
    return read_structure(video, tag_moves(video))


def spans(found: list[VideoPart], kind: PartKind) -> list[tuple[int, int]]:
    return [(part.first_ordinal, part.last_ordinal) for part in found if part.kind is kind]


def test_a_talk_falls_into_its_parts() -> None:
    found = parts(segments(*TALK))
    assert spans(found, PartKind.HOOK) == [(0, 1)]
    assert spans(found, PartKind.PROMISE) == [(2, 2)]
    assert spans(found, PartKind.SECTION) == [(3, 8), (9, 16)]
    assert spans(found, PartKind.RECAP) == [(17, 20)]
    assert spans(found, PartKind.CALL_TO_ACTION) == [(20, 20)]
    assert spans(found, PartKind.FAREWELL) == [(21, 22)]


def test_parts_cover_every_sample_video_without_overlap() -> None:
    found = read_structure(sample_segments(), tag_moves(sample_segments()))
    for video_id in {segment.video_id for segment in sample_segments()}:
        row = [part for part in found if part.video_id == video_id and part.kind is not PartKind.CALL_TO_ACTION]
        n_sentences = sum(segment.video_id == video_id for segment in sample_segments())
        assert (row[0].first_ordinal, row[-1].last_ordinal) == (0, n_sentences - 1)
        assert (row[0].begins_at, row[-1].ends_at) == (0.0, 1.0)
        assert all(later.first_ordinal == earlier.last_ordinal + 1 for earlier, later in pairwise(row))


@given(st.lists(st.sampled_from([*sorted(set(TALK)), "So why do ships sink?", "Thank you."]), min_size=1, max_size=25))
def test_whatever_is_said_parts_cover_it_without_overlap(texts: list[str]) -> None:
    row = [part for part in parts(segments(*texts)) if part.kind is not PartKind.CALL_TO_ACTION]
    covered = [ordinal for part in row for ordinal in range(part.first_ordinal, part.last_ordinal + 1)]
    assert covered == list(range(len(texts)))


def test_one_sentence_is_one_section_and_nothing_is_nothing() -> None:
    assert [part.kind for part in parts(segments("Ice floats."))] == [PartKind.SECTION]
    assert read_structure([], []) == []


def test_an_unchanged_video_is_not_read_again_and_a_changed_one_is() -> None:
    moves = tag_moves(sample_segments())
    known = read_structure(sample_segments(), moves)
    again = read_structure(sample_segments(), moves, known)
    assert all(new is old for new, old in zip(again, known, strict=True))
    first = sample_segments()[0]
    changed = [replace(first, text="Quite another sentence."), *sample_segments()[1:]]
    identical = {id(part) for part in known}
    renewed = {part.video_id for part in read_structure(changed, moves, known) if id(part) not in identical}
    assert renewed == {first.video_id}


def test_the_summary_says_where_parts_fall_and_in_how_many_videos() -> None:
    plain = ["The hull keeps the water out of the ship."] * 8
    both = [*segments(*TALK, video="a"), *segments(*plain, video="b")]
    summary = {row.kind: row for row in summarise(parts(both))}
    assert (summary[PartKind.HOOK].n_videos, summary[PartKind.HOOK].n_all) == (1, 2)
    assert summary[PartKind.SECTION].per_video == 1.5
    assert summary[PartKind.SECTION].high == 1.0
    assert 0 < summary[PartKind.RECAP].share < 0.3 < summary[PartKind.RECAP].begins_at
    assert summarise([]) == []
