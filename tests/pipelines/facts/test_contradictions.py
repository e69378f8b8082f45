"""Contradictions: another value of one thing refutes, a value of another thing does not, roundings agree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.facts import contradictions, quantities


def _is_refuted(claim: str, sentence: str, cosine: float = 0.9) -> bool:
    return contradictions.probability(claim, sentence, cosine) is not None


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("13.8 billion years", "13.79 ± 0.02 billion years", True),
        ("13.7 billion years", "13.8 billion years", False),
        ("2.73 degrees above absolute zero", "2.725 kelvin", True),
        ("67.4 km/s/Mpc", "72 kilometres per second for each megaparsec", False),
        ("between 50 and 100 km/s/Mpc", "67.4 kilometres per second per megaparsec", True),
        ("one quarter", "25 percent", True),
        ("in 1964", "in 1965", False),
    ],
)
def test_quantities_compare_as_their_wording_allows(one: str, other: str, agree: bool) -> None:
    first, second = quantities.find(one)[0], quantities.find(other)[0]
    assert first.unit == second.unit
    assert first.agrees_with(second) is agree


@given(st.text(max_size=60))
def test_quantities_lie_where_they_say(text: str) -> None:
    assert all(
        quantity.text == text[quantity.start : quantity.end] or quantity.unit for quantity in quantities.find(text)
    )


def test_another_value_of_the_same_thing_refutes() -> None:
    claim = "The WMAP satellite gives the age of the universe as 13.7 billion years."
    assert _is_refuted(claim, "The data put the age of the universe at 13.8 billion years.", 0.7)


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        (
            "Dark matter makes up about 27 percent of the universe.",
            "Dark energy makes up about 68 percent of the universe.",
        ),
        ("The radius of the universe is 46.5 billion light years.", "The universe is 93 billion light years across."),
        ("The first value was 500 km/s/Mpc.", "The satellite found 67.4 km/s/Mpc."),
    ],
)
def test_values_of_different_things_do_not_refute(claim: str, sentence: str) -> None:
    assert not _is_refuted(claim, sentence, 0.8)
