"""Recasting: each rule says the same, and leaves alone what it is not sure of."""

import pytest

from pipelines.writing import recasting
from pipelines.writing.clauses import Rule


@pytest.mark.parametrize(
    ("rule", "written", "said"),
    [
        (recasting.worked_out, "The standard error is the spread divided by the square root of the size.", ["To get the standard error, divide the spread by the square root of the size."]),
        (recasting.its_other_measure, "The star has a mass of 12 tons and a radius of 3 meters.", ["The star has a mass of 12 tons.", "Its radius is 3 meters."]),
        (recasting.even_apart, "The sums follow the curve even if the population is skewed.", ["The sums follow the curve.", "That holds even if the population is skewed."]),
        (recasting.list_first, "The decay and the noise are two factors that affect recall.", ["Two factors affect recall: the decay and the noise."]),
        (recasting.after_what_happened, "When the helium was exhausted, the core contracted.", ["The helium was exhausted.", "At that point, the core contracted."]),
    ],
)  # fmt: skip
def test_a_rule_says_the_same_in_another_form(rule: Rule, written: str, said: list[str]) -> None:
    assert rule(written) == said


@pytest.mark.parametrize(
    ("rule", "written"),
    [
        (recasting.after_what_happened, "When the density reaches that of a nucleus, the core stops."),  # a condition
        (recasting.what_it_does, "The core could collapse, forming a black hole."),  # would lose the "could"
        (recasting.topic_first, "If the population is far from normal then more observations are needed for the sums."),
        (recasting.while_last, "As the Sun shrinks, the speed needed to leave it would exceed that of light."),  # would it, now?
        (recasting.topic_first, "The death of every massive star is an important event in the history of its galaxy."),
        (recasting.supposing, "If the core were heavier, the star would collapse into a black hole at the end of its life."),
    ],
)  # fmt: skip
def test_a_rule_keeps_off_where_the_meaning_could_shift(rule: Rule, written: str) -> None:
    assert rule(written) is None


@pytest.mark.parametrize("rule", recasting.RECASTS, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("text", ["", ".", "Is.", "The.", "According to, x.", "As a, b, c, and d."])
def test_no_rule_breaks_on_a_torn_sentence(rule: Rule, text: str) -> None:
    assert rule(text) is None or rule(text)


def test_a_subject_that_goes_on_is_not_cut_in_two() -> None:
    text = "WMAP's first results also suggest that the first stars lit up the universe really early on."
    assert recasting.topic_first(text) is None
