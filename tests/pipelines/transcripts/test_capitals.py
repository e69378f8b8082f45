"""Captions in capitals become sentences, and only what is certainly a name gets its capital back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.transcripts.capitals import are_capitals, lowered
from pipelines.transcripts.cues import Cue

CAPTIONS = [
    "OKAY, SO PICTURE THIS. IT'S A MONDAY IN",
    "MARCH, AND I'M IN LEEDS WITH MR. SMITH. \"WHO",
    'IS THAT?" HE ASKED ME.',
]


def _cues(*texts: str) -> list[Cue]:
    return [Cue(number, None, None, text) for number, text in enumerate(texts, start=1)]


def test_sentences_begin_with_a_capital_across_cues() -> None:
    assert [cue.text for cue in lowered(_cues(*CAPTIONS))] == [
        "Okay, so picture this. It's a Monday in",
        "march, and I'm in leeds with Mr. Smith. \"Who",
        'is that?" He asked me.',
    ]


def test_only_text_in_capitals_throughout_counts() -> None:
    assert are_capitals(_cues(*CAPTIONS))
    assert not are_capitals(_cues("NASA and the ESA sent it up, and we were all there to see it go."))
    assert not are_capitals(_cues("WOW!"))


@given(st.lists(st.text(max_size=40), max_size=5))
def test_offsets_hold_and_doing_it_twice_changes_nothing_in_length(texts: list[str]) -> None:
    once = lowered(_cues(*texts))
    assert [len(cue.text) for cue in once] == [len(text) for text in texts]


@pytest.mark.parametrize("text", ["", "   ", "♪"])
def test_a_cue_without_letters_changes_nothing_for_the_next(text: str) -> None:
    assert lowered(_cues("IT WENT ON", text, "AND ON."))[2].text == "and on."
