"""Spoken words: what a captioner chose must leave no trace, and each word must be found again in the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.voice.spoken_words import spoken_words

SAID = "so what's going on here well you know 0 stars are all right i think"


@pytest.mark.parametrize(
    "written",
    [
        "So, what's going on here? Well, you know, 24 stars are all right, I think.",
        "SO WHAT'S GOING ON HERE WELL YOU KNOW 24 STARS ARE ALL RIGHT I THINK",
        ">> So, um, what’s going on here -- well, you know -- 1,000 stars are alright, I think!",
        "Anna Smith: So what's going on here?\nAnna Smith: Well, you know, 24th stars are all right, I think.",
        "[Music] So what's going on here? (laughter) Well, uh, you know, 24 stars are all right, I think. ♪",
    ],
)
def test_one_talk_written_in_different_ways_has_the_same_words(written: str) -> None:
    expected = SAID.split()
    found = [word for word in spoken_words(written).words]
    assert [word for word in found if word != "0"] == [word for word in expected if word != "0"]


def test_a_sentence_with_a_colon_loses_no_words() -> None:
    assert spoken_words("Here's the thing: it moves.").words == ("here's", "the", "thing", "it", "moves")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Note: it moves.\nImportant: it stops.", "note"),
        ("Note: it moves.\nNote: it stops.", "note"),
        ("Pros: it moves.\nSo it goes.", "pros"),
        ("Anna: it moves.\nBen: why?\nAnna: it must.", "it"),
        ("- It moves.\n- Why?", "it"),
    ],
)
def test_a_word_before_a_colon_is_a_label_only_where_speakers_take_turns(text: str, first: str) -> None:
    assert spoken_words(text).words[0] == first


@given(st.text(max_size=200))
def test_every_word_has_its_place_in_the_text(text: str) -> None:
    spoken = spoken_words(text)
    assert len(spoken.words) == len(spoken.starts) == len(spoken.ends)
    assert list(spoken.starts) == sorted(spoken.starts)
    assert all(0 <= start < end for start, end in zip(spoken.starts, spoken.ends, strict=True))


@given(st.lists(st.sampled_from(SAID.split()), min_size=1, max_size=40))
def test_reading_again_what_was_read_changes_nothing(words: list[str]) -> None:
    once = spoken_words(" ".join(words)).words
    assert spoken_words(" ".join(once)).words == once
