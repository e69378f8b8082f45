"""Conditions: what narrows a sentence is found, and seen to be lost or added."""

import pytest

from pipelines.facts.verification import conditions


@pytest.mark.parametrize(
    ("text", "n_conditions"),
    [
        ("Aspirin lowers fever in adults.", 1),
        ("Water boils at 100 degrees at sea level.", 1),
        ("The drug kills the parasite in vitro.", 1),
        ("Bread goes stale faster if it is kept cold.", 1),
        ("Aspirin lowers fever.", 0),
    ],
)
def test_a_condition_is_found(text: str, n_conditions: int) -> None:
    assert len(conditions.find(text)) == n_conditions


def test_a_lost_condition_is_counted_and_a_kept_one_is_not() -> None:
    narrow, wide = "Aspirin lowers fever in adults.", "Aspirin lowers fever."
    assert conditions.lost(narrow, wide) == 1
    assert conditions.lost(wide, narrow) == 0
    assert conditions.lost(narrow, "In adults, aspirin lowered fever.") == 0
