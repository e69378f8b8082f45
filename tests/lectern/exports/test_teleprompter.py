"""Protects: the teleprompter gets the spoken words, all of them and nothing else, whichever program reads it."""

import re

from hypothesis import given
from hypothesis import strategies as st
from striprtf.striprtf import rtf_to_text

from lectern.exports import contents, teleprompter
from tests.lectern.examples import HOSTILE, SCRIPT, SENTENCES, with_text

SPOKEN = " ".join(sentence.text for sentence in SENTENCES if not sentence.is_placeholder)
PLACEHOLDER = "[YOUR OWN WORDS: A moment of your own.]"


def test_plain_text_has_short_lines_and_the_words_in_order() -> None:
    text = teleprompter.render_text(SCRIPT)
    assert max(map(len, text.splitlines())) <= teleprompter.COLUMNS
    assert " ".join(re.sub(r"\[[^\]]*\]", "", text).split()) == SPOKEN
    assert PLACEHOLDER in " ".join(text.split())


def test_an_rtf_reader_finds_a_paragraph_a_sentence() -> None:
    read = rtf_to_text(teleprompter.render_rtf(SCRIPT))
    assert read.split("\n") == [*(row.text for row in SENTENCES[:4]), PLACEHOLDER, ""]


def test_hostile_text_stays_text_in_rtf() -> None:
    content = teleprompter.render_rtf(with_text(HOSTILE))
    assert content.isascii()
    read = rtf_to_text(content).encode("utf-16", "surrogatepass").decode("utf-16")  # this reader leaves pairs apart
    lines = read.split("\n")
    assert lines[0] == contents.one_line(HOSTILE)
    assert len(lines) == len(SENTENCES) + 1
    opening = len(re.findall(r"(?<!\\)(?:\\\\)*\{", content))
    assert opening == len(re.findall(r"(?<!\\)(?:\\\\)*\}", content)), "groups are closed where they should be"


@given(st.text(max_size=80))
def test_any_text_comes_back_from_rtf(text: str) -> None:
    read = rtf_to_text(teleprompter.render_rtf(with_text(text))).encode("utf-16", "surrogatepass").decode("utf-16")
    assert read.split("\n")[0].strip() == contents.one_line(text).strip()
