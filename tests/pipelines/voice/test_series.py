"""Series are found in folders and titles, or as the creator says; their traits are compared with the rest."""

from pipelines.voice.pipeline import measure_channel
from pipelines.voice.series import VideoRecord, order_number, series_of
from pipelines.voice.series_profile import series_traits
from tests.pipelines.voice.channels import made_channel


def records(*pairs: tuple[str, str]) -> list[VideoRecord]:
    return [VideoRecord(f"v{number}", title, path) for number, (title, path) in enumerate(pairs)]


def test_folders_are_series_where_there_are_several() -> None:
    rows = records(
        *[(f"t{n}", f"calculus/{n}.srt") for n in range(3)], *[(f"u{n}", f"algebra/{n}.srt") for n in range(3)]
    )
    assert set(series_of(rows, {}).values()) == {"calculus", "algebra"}
    assert series_of(records(*[(f"t{n}", f"all/{n}.srt") for n in range(5)]), {}) == {}


def test_titles_that_begin_alike_are_a_series() -> None:
    rows = records(
        ("Tides: the sea", "a.srt"), ("Tides: the land", "b.srt"), ("Tides, part 3", "c.srt"), ("Rust", "d.srt"),
        ("Deep dive #1", "e.srt"), ("Deep dive #2", "f.srt"), ("Deep dive (3)", "g.srt"), ("Snow: why", "h.srt"),
    )  # fmt: skip
    found = series_of(rows, {})
    assert [found.get(row.video_id) for row in rows] == ["Tides"] * 3 + [None] + ["Deep dive"] * 3 + [None]


def test_what_the_creator_says_comes_first() -> None:
    rows = records(("Tides: sea", "a.srt"), ("Tides: land", "b.srt"), ("Tides: moon", "c.srt"), ("Tides: sun", "d.srt"))
    assert series_of(rows, {"*moon*": "Moon"})["v2"] == "Moon"


def test_the_number_of_a_file_is_its_order() -> None:
    assert order_number(VideoRecord("v", "t", "x/525-nicegui.vtt")) == 525
    assert order_number(VideoRecord("v", "t", "tides.vtt")) is None


def test_a_series_that_asks_more_differs_in_questions_and_not_in_everything() -> None:
    asking = [["What is it?", "It is the sea.", "Why is that?", "It is the Moon."]] * 5
    telling = [["This is the sea.", "It is the Moon again.", "The water goes away.", "It comes back."]] * 5
    rows = measure_channel(made_channel(*asking, *telling), [])
    traits = {t.name: t for t in series_traits("c", rows, {f"v{n}": "asking" for n in range(5)})}
    assert traits["questions"].value == 50
    assert traits["questions"].rest == 0
    assert traits["questions"].differs
    assert traits["questions"].n_videos == 5
    assert not traits["passives"].differs


def test_a_series_of_all_videos_has_nothing_to_be_compared_with() -> None:
    rows = measure_channel(made_channel(["It is the sea."], ["It is the Moon."]), [])
    assert series_traits("c", rows, {"v0": "all", "v1": "all"}) == []
