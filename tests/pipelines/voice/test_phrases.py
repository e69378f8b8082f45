"""A signature phrase is said in many videos, more than others say it; one video cannot make one."""

from typing import Any

from pipelines.voice.pipeline import measure_channel, profile_channel
from tests.pipelines.voice.channels import made_channel

PLAIN = [
    "The water comes in through the gate.",
    "It leaves again after an hour or two.",
    "People have built walls along the river for years.",
    "Nobody remembers who built the first one.",
    "The stones are heavy and hard to move.",
]


def phrases(*videos: list[str]) -> dict[str, dict[str, Any]]:
    segments = made_channel(*videos)
    [trait] = [t for t in profile_channel("c", measure_channel(segments, []), segments) if t.name == "catch_phrases"]
    return {row["text"]: row for row in trait.detail.get("phrases", [])}


def test_what_recurs_over_videos_is_found_with_interval_and_places() -> None:
    said = ["And here is where we come in, I think.", "You see, here is where we come in again."]
    found = phrases(*[[*PLAIN, said[number % 2], said[0]] for number in range(8)])
    [phrase] = [row for text, row in found.items() if "where we come in" in text]
    assert phrase["n_videos"] == 8
    assert 0 < phrase["low"] < phrase["log_odds"] < phrase["high"]
    assert len({span["video_id"] for span in phrase["spans"]}) == 3
    assert all("where we come in" in span["text"] for span in phrase["spans"])


def test_one_video_cannot_make_a_phrase_however_often_it_says_it() -> None:
    found = phrases([*PLAIN, *["And this is where it gets strange."] * 40], *[PLAIN] * 2, *[[*PLAIN[::-1]]] * 6)
    assert not any("gets strange" in text for text in found)


def test_what_two_videos_say_over_and_over_has_a_wide_interval_or_is_no_phrase() -> None:
    said = "So that is how it goes around here."
    even = [[*PLAIN * 20, *[said] * 4] for _ in range(9)]
    uneven = [[*PLAIN * 20, *[said] * (16 if number < 2 else 1)] for number in range(9)]
    [steady] = [row for text, row in phrases(*even).items() if "how it goes" in text]
    clustered = [row for text, row in phrases(*uneven).items() if "how it goes" in text]
    assert steady["count"] == 36
    assert clustered
    assert all(row["high"] - row["low"] > 1.2 * (steady["high"] - steady["low"]) for row in clustered)


def test_ordinary_speech_is_no_signature() -> None:
    found = phrases(*[[*PLAIN, "One of the things is this.", "And it was at the end of the street."] for _ in range(8)])
    assert "one of the" not in found
    assert "and it was" not in found


def test_a_line_said_once_a_video_is_told_from_a_phrase() -> None:
    found = phrases(*[[*PLAIN, "Take care and good night to you."] for _ in range(8)])
    assert found["take care and good night to you"]["is_line"]
