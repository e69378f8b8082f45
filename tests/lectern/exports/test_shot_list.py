"""Protects: the shot list has a row a shot, and no cell of it is a formula."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lectern.exports import shot_list
from pipelines.models import Script
from tests.lectern.examples import HOSTILE, SCRIPT, with_text


def rows(script: Script) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(shot_list.render(script).removeprefix("\ufeff"), newline=""), strict=True))


def test_a_row_says_when_what_is_seen_and_said_and_what_is_to_fill() -> None:
    assert [row["shot"] for row in rows(SCRIPT)] == ["1", "2"]
    assert rows(SCRIPT)[1] == {
        "shot": "2",
        "beat": "The light",
        "start": "0:12",
        "seconds": "12.0",
        "visual": "A horn.",
        "narration": "They found it in 1964, from everywhere. My sister laughed.",
        "to fill": "A moment of your own.",
        "notes": "1 2",
    }


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", " \n=1", "\r@x", "＝1+1", "\u200b=1", "\u2060=1", "\xa0=1", HOSTILE]
)
def test_no_cell_is_computed_by_a_spreadsheet(text: str) -> None:
    for row in rows(with_text(text)):
        for cell in row.values():
            assert cell.lstrip("\u200b\u2060\ufeff \t")[:1] not in set("=+-@＝＋－＠"), cell


def test_a_cell_with_quotes_commas_and_lines_is_one_cell() -> None:
    [first, *_] = rows(with_text('He said, "no",\nand left.'))
    assert first["visual"] == 'He said, "no", and left.'


@given(st.text(max_size=80))
def test_any_text_leaves_the_table_in_order(text: str) -> None:
    found = rows(with_text(text))
    assert [row["shot"] for row in found] == [str(number) for number in range(1, len(found) + 1)]
    assert len(found) == (5 if text else 2), "a shot a picture"
    assert all(set(row) == set(shot_list.COLUMNS) for row in found)
