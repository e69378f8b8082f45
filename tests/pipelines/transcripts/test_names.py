"""File names tell the day and the title."""

from datetime import date

import pytest

from pipelines.transcripts import names


@pytest.mark.parametrize(
    ("path", "day", "title"),
    [
        ("2024-01-20-why-mars-is-rusty.srt", date(2024, 1, 20), "Why mars is rusty"),
        ("a/b/20240120 Why Mars.en-US.vtt", date(2024, 1, 20), "Why Mars"),
        ("2016-zeta.srt", date(2016, 1, 1), "Zeta"),
        ("525-nicegui.vtt", None, "525 nicegui"),
        ("Great talk [dQw4w9WgXcQ].en.json3", None, "Great talk"),
        ("2024-13-45-odd-day.txt", None, "Odd day"),
        ("2024.txt", date(2024, 1, 1), "2024"),
    ],
)
def test_name(path: str, day: date | None, title: str) -> None:
    assert names.published_on(path) == day
    assert names.title(path) == title
