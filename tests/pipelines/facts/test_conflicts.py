"""Conflicts of two sentences: what is one, what holds under two conditions, and what is about two things."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.facts import conflicts
from pipelines.models import ConflictKind, ConflictOutcome

CASES = Path(__file__).resolve().parents[3] / "evals" / "cases" / "contradictions.jsonl"
WRITTEN = [json.loads(line)["input"] for line in CASES.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (
            "The universe is 13.8 billion years old.",
            "Surveys put the age of the universe at 12 billion years.",
            "number",
        ),
        ("Working memory holds about seven items.", "Working memory holds about four items.", "number"),
        ("Ada Lovelace was born in 1815.", "Ada Lovelace was born in 1825.", "date"),
        ("The tank holds 300 litres at 20 °C.", "The tank holds 350 litres at 20 °C.", "number"),
        ("The alloy melts at 660 degrees Celsius.", "The alloy melts at 720 degrees Celsius.", "number"),
        ("Zinc shortens colds.", "Zinc does not shorten colds.", "stance"),
        ("Venus is hotter than Mercury.", "Mercury is hotter than Venus.", "stance"),
    ],
)
def test_two_values_of_one_thing_are_a_conflict(one: str, other: str, kind: str) -> None:
    found = conflicts.between(one, other)
    assert found
    assert (found.kind, found.outcome) == (ConflictKind(kind), ConflictOutcome.CONFLICT)
    assert found.reason


@pytest.mark.parametrize(
    ("one", "other", "told_apart_by"),
    [
        (
            "At sea level, water boils at 100 degrees Celsius.",
            "On a high peak, water boils at 71 degrees Celsius.",
            "sea",
        ),
        ("Zinc shortens colds in adults.", "Zinc does not shorten colds in children.", "children"),
        ("In 1929 the Hubble constant was 500 km/s/Mpc.", "The Hubble constant is 70 km/s/Mpc.", "1929"),
        ("Adults need seven hours of sleep.", "Newborn babies need 16 hours of sleep.", "groups"),
        (
            "The speed of sound in air is 343 metres per second at 20 °C.",
            "The speed of sound in air is 331 metres per second at 0 °C.",
            "20 °C / 0 °C",
        ),
        (
            "At a depth of 100 metres the water pressure is 11 bar.",
            "At a depth of 200 metres the water pressure is 21 bar.",
            "100 metres / 200 metres",
        ),
        ("The reaction takes 40 minutes at 25 °C.", "The reaction takes 10 minutes.", "25 °C"),
    ],
)
def test_what_holds_under_two_conditions_is_two_scopes(one: str, other: str, told_apart_by: str) -> None:
    found = conflicts.between(one, other)
    assert found
    assert found.outcome is ConflictOutcome.TWO_SCOPES
    assert told_apart_by in found.reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gold melts at 1,064 degrees Celsius.", "Silver melts at 962 degrees Celsius."),  # two things
        ("The radius of the Moon is 1,737 km.", "The diameter of the Moon is 3,474 km."),  # two aspects
        ("Mount Fuji is 3,776 meters high.", "Mount Fuji rises to 12,389 feet."),  # two units
        ("Dark matter makes up 27 percent of the universe.", "Dark matter makes up 85 percent of all matter."),
        ("The tower weighs more than 100 tonnes.", "The tower weighs 140 tonnes."),  # a bound
        ("Some bees sting.", "Some bees do not sting."),
        ("Engineers believed that the tower weighs 90 tonnes.", "The tower weighs 140 tonnes."),
        ("The war began in 1914.", "The war ended in 1918."),
        ("Inflation did not rise.", "Inflation fell."),
    ],
)
def test_what_is_about_two_things_or_agrees_is_nothing(one: str, other: str) -> None:
    assert conflicts.between(one, other) is None


@pytest.mark.parametrize("pair", WRITTEN, ids=lambda pair: pair["first"][:30])
def test_a_sentence_does_not_conflict_with_itself_and_order_does_not_matter(pair: dict[str, str]) -> None:
    one, other = pair["first"], pair["second"]
    assert conflicts.between(one, one) is None
    found, turned = conflicts.between(one, other), conflicts.between(other, one)
    assert (found and found.outcome) == (turned and turned.outcome)


@given(st.text(alphabet="aThe is not 19.5%,;km—", max_size=60), st.text(alphabet="aThe is not 19.5%,;km—", max_size=60))
def test_no_text_breaks_the_comparison(one: str, other: str) -> None:
    conflicts.between(one, other)
