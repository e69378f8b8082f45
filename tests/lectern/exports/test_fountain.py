"""Protects: a screenwriting program finds scenes, action and dialogue where they are meant, whatever the texts hold."""

import io
import re

from hypothesis import given
from hypothesis import strategies as st
from screenplain.parsers import fountain as reader
from screenplain.types import Action, Dialog, Slug

from lectern.exports import contents, fountain
from pipelines.models import Script
from tests.lectern.examples import HOSTILE, SCRIPT, with_text


def kinds(script: Script) -> list[str]:
    return [type(part).__name__ for part in reader.parse(io.StringIO(fountain.render(script)))]


def plain(part: object) -> str:
    lines = part.blocks if isinstance(part, Dialog) else [(None, line) for line in part.lines]  # type: ignore[attr-defined]
    return " ".join(str(line) for _, line in lines)


def test_beats_are_scenes_pictures_are_action_and_words_are_dialogue() -> None:
    parts = list(reader.parse(io.StringIO(fountain.render(SCRIPT))))
    assert [str(part.line) for part in parts if isinstance(part, Slug)] == ["1. A HISS", "2. THE LIGHT"]
    assert [str(line) for part in parts if isinstance(part, Action) for line in part.lines if str(line)] == [
        "Static on a screen.",
        "A horn.",
    ]
    spoken = [plain(part).strip() for part in parts if isinstance(part, Dialog)]
    assert spoken == [
        "So, what hisses? It comes from everywhere.",
        "They found it in 1964, from everywhere.  My sister laughed.",
    ]
    assert {str(part.character) for part in parts if isinstance(part, Dialog)} == {"Slow Light"}


def test_the_title_page_names_topic_and_channel() -> None:
    page = reader.parse(io.StringIO(fountain.render(SCRIPT))).title_page
    assert page["Title"] == ["The Big Bang"]
    assert page["Author"] == ["Slow Light"]


def test_hostile_text_makes_no_element_of_its_own() -> None:
    assert kinds(with_text(HOSTILE)) == kinds(with_text("Plain words."))
    for opening in ("(aside) ", "~ la la ", "> CUT ", "! ", "# ", "= ", "@name ", ".scene ", "EXT. SEA "):
        assert kinds(with_text(f"{opening}words.")) == kinds(with_text("Plain words.")), opening


@given(st.text(min_size=1, max_size=80).filter(lambda text: re.search(r"[a-z]", contents.one_line(text)) is not None))
def test_no_text_makes_an_element_of_its_own(text: str) -> None:
    assert kinds(with_text(text)) == kinds(with_text("Plain words."))


def test_words_survive_with_their_stars() -> None:
    parts = list(reader.parse(io.StringIO(fountain.render(with_text("2 * 3 * 4 = 24")))))
    spoken = next(plain(part) for part in parts if isinstance(part, Dialog))
    assert spoken.strip() == "2 * 3 * 4 = 24"
