"""Misconceptions: a belief is on record as a belief with its correction, and never a fact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.facts import evidence, misconceptions
from pipelines.models import Misconception
from tests.pipelines.facts.sources import PROJECT, claims_of, document, passage


def _found(text: str) -> list[Misconception]:
    source = document(text)
    rows = misconceptions.find(PROJECT, source, [passage(source)])
    for row in rows:
        assert text[row.start : row.end] == row.quote
        if row.correction_quote is not None:
            assert text[row.correction_start : row.correction_end] == row.correction_quote
    return rows


@pytest.mark.parametrize(
    ("text", "belief", "correction"),
    [
        (
            "Many people think that bulls hate the color red. In fact, bulls cannot see red at all.",
            "Bulls hate the color red.",
            "Bulls cannot see red at all.",
        ),
        (
            "It is often said that glass flows slowly, but old windows were simply made uneven.",
            "Glass flows slowly.",
            "Old windows were simply made uneven.",
        ),
        (
            "A common misconception is that lightning never strikes twice. This is wrong. Tall towers are struck every year.",
            "Lightning never strikes twice.",
            "Tall towers are struck every year.",
        ),
        ("Contrary to popular belief, bats are not blind.", None, "Bats are not blind."),
        ("Myth: Goldfish forget everything in seconds.\n\nFact: Goldfish remember for months.",
         "Goldfish forget everything in seconds.", "Goldfish remember for months."),
        ("The idea that we use ten percent of the brain is a myth. Scans show that all of it is active.",
         "We use ten percent of the brain.", None),
    ],
)  # fmt: skip
def test_a_belief_is_kept_with_what_the_source_says_instead(
    text: str, belief: str | None, correction: str | None
) -> None:
    [row] = _found(text)
    assert (row.belief, row.correction) == (belief, correction)


def test_a_heading_that_asks_and_an_answer_that_denies_are_one() -> None:
    text = "No. Heat rises from the core of the Earth.\n\nThe sky is blue because air scatters blue light."
    headings = ((0, "Questions > Is the Earth hollow?"), (44, "Questions > Why is the sky blue?"))
    source = document(text, headings=headings)
    [row] = misconceptions.find(PROJECT, source, [passage(source)])
    assert (row.belief, row.correction) == ("Is the Earth hollow?", "Heat rises from the core of the Earth.")


def test_a_belief_is_no_claim_and_no_evidence_and_its_correction_is_a_claim() -> None:
    source = document(
        "Many people think that bulls hate the color red. Scientists tested this in 1923. "
        "Contrary to popular belief, bulls cannot see the color red."
    )
    claims = claims_of(source)
    assert [claim.text for claim in claims] == ["Bulls cannot see the color red."]
    found = evidence.candidates([source], [passage(source)], claims)
    assert not any("Many people" in candidate.quote for candidate in found)


@pytest.mark.parametrize(
    "text",
    ["You might think of a star as a furnace.", "The Greeks thought that the Earth was a disk.", "Few people visit."],
)
def test_a_picture_of_thought_and_history_are_no_misconceptions(text: str) -> None:
    assert _found(text) == []


@given(st.text(alphabet="Myth: any people thk that, but.\nNo", max_size=90))
def test_no_text_breaks_the_search(text: str) -> None:
    _found(text)


def test_a_warning_against_a_belief_is_corrected_by_what_follows() -> None:
    text = "But don’t think that a full moon will therefore make wolves howl. Wolves howl to find their pack at any phase of the moon."
    (row,) = _found(text)
    assert row.belief == "A full moon will make wolves howl."
    assert row.correction == "Wolves howl to find their pack at any phase of the moon."
    assert row.correction_quote is not None
    assert row.correction_quote in text


def test_what_only_seems_so_is_a_belief_where_the_source_turns_against_it() -> None:
    (row,) = _found("It may seem that the sea is blue because of the sky, but water itself absorbs red light.")
    assert (row.belief, row.correction) == ("The sea is blue because of the sky.", "Water itself absorbs red light.")
