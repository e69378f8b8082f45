"""Sentences and words keep their place in the text, and a full stop is not always an end."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines import sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is hot. It is dense.", ["It is hot.", "It is dense."]),
        ("Is it? Yes! It is…", ["Is it?", "Yes!", "It is…"]),
        ("Dr. Rubin saw it. So did Mr. Ford.", ["Dr. Rubin saw it.", "So did Mr. Ford."]),
        ("It is 13.8 billion years old. Really.", ["It is 13.8 billion years old.", "Really."]),
        ("J. J. Thomson found it. In 1897.", ["J. J. Thomson found it.", "In 1897."]),
        ("It was found by J. Smith. He died.", ["It was found by J. Smith.", "He died."]),
        ("Harry S. Truman and K. A. Jones met.", ["Harry S. Truman and K. A. Jones met."]),
        ("They lacked vitamin C. The dose was low.", ["They lacked vitamin C.", "The dose was low."]),
        ("Let its mass be m. It grows. So do I. But why?", ["Let its mass be m.", "It grows.", "So do I.", "But why?"]),
        ("Greene, J. The Search. Nadis, S. T. “Do They?”", ["Greene, J. The Search.", "Nadis, S. T. “Do They?”"]),
        ("You don't. Rubin did.", ["You don't.", "Rubin did."]),
        ("A. The first reason. B. The second.", ["A. The first reason.", "B. The second."]),
        (
            "Some, e.g. The Sun, do. It rose at 5 a.m. in Lima.",
            ["Some, e.g. The Sun, do.", "It rose at 5 a.m. in Lima."],
        ),
        (
            "It left the U.S. Navy. It left the U.S. The end.",
            ["It left the U.S. Navy.", "It left the U.S.", "The end."],
        ),
        (
            "Stars, gas etc. are hot. See Smith et al. Then go.",
            ["Stars, gas etc. are hot.", "See Smith et al.", "Then go."],
        ),
        ("Short answer: no. The dust is grey. See no. 5.", ["Short answer: no.", "The dust is grey.", "See no. 5."]),
        ("He said “it is hot.” Then he left.", ["He said “it is hot.”", "Then he left."]),
        ("A heading without a stop\n\nThen a sentence.", ["A heading without a stop", "Then a sentence."]),
        ("", []),
        ("  \n\n ", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert [span.text for span in sentences.split(text)] == expected


@given(st.text(alphabet="aB1 .!?…,”\n'", max_size=200))
def test_spans_are_verbatim_in_order_and_lose_no_word(text: str) -> None:
    spans = sentences.split(text)
    assert all(text[span.start : span.end] == span.text == span.text.strip() for span in spans)
    assert all(earlier.end <= later.start for earlier, later in pairwise(spans))
    assert "".join("".join(span.text.split()) for span in spans) == "".join(text.split())


def test_words_keep_contractions_and_numbers_whole() -> None:
    assert sentences.words("It’s 1,000.5 km, isn't it? 40%!") == ["It’s", "1,000.5", "km", "isn't", "it", "40%"]
    assert sentences.normalised_words("It’s HOT.") == ["it's", "hot"]


def test_a_number_agrees_with_its_noun() -> None:
    assert [sentences.counted(n, "fact") for n in (0, 1, 1200)] == ["0 facts", "1 fact", "1,200 facts"]
    assert sentences.counted(2, "story", "stories") == "2 stories"
