"""Symbols: said as the source names them, left out beside their noun, and never guessed."""

import pytest

from pipelines.facts import symbols

SOURCE = "A sample is near the population mean μ. The sampling distribution narrows as n, the sample size, increases."


def test_a_symbol_has_the_name_that_its_source_gives_it() -> None:
    assert symbols.names(SOURCE) == {"μ": "the population mean", "n": "the sample size"}
    assert symbols.names("Let n be any number, and μ a constant.") == {}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("The mean gets closer to μ.", "The mean gets closer to the population mean."),
        ("It is divided by the square root of n.", "It is divided by the square root of the sample size."),
        ("A sample has a known mean, μ, and a spread.", "A sample has a known mean and a spread."),
        ("Samples of size n = 25 are drawn.", "Samples of size 25 are drawn."),
        ("Draw samples of size n from it.", "Draw samples of size n from it."),
        ("The variable n counts the values.", "The variable n counts the values."),
        ("If μ = 0, the variable is standard.", "If μ = 0, the variable is standard."),
    ],
)
def test_single_symbols_are_read_aloud_and_formulas_are_left_alone(written: str, said: str) -> None:
    assert symbols.said(written, symbols.names(SOURCE)) == said
