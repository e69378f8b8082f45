"""Voices: each rule says the same in another voice, and leaves alone what it is not sure of."""

import pytest

from pipelines.writing import voices
from pipelines.writing.clauses import Rule


@pytest.mark.parametrize(
    ("rule", "written", "said"),
    [
        (voices.name_first, "The surface around a black hole is called the event horizon.", ["The event horizon is the surface around a black hole."]),
        (voices.called_apart, "The spread of the means, called the standard error, is equal to one tenth.", ["The spread of the means is called the standard error.", "It is equal to one tenth."]),
        (voices.called_last, "Gas whirls around it in a pancake of matter called an accretion disk.", ["Gas whirls around it in a pancake of matter.", "It is called an accretion disk."]),
        (voices.we_can, "The mass of the star can be measured with great accuracy.", ["We can measure the mass of the star with great accuracy."]),
        (voices.agent_first, "The collapse of the core is stopped by the neutrons.", ["The neutrons stop the collapse of the core."]),
        (voices.what_is_said, "The theory predicts that the clocks run slower.", ["What the theory predicts is that the clocks run slower."]),
        (voices.suppose_it_says, "The law says that if you draw many samples, the mean settles.", ["Suppose you draw many samples.", "In that case, the mean settles.", "That is what the law says."]),
    ],
)  # fmt: skip
def test_a_rule_says_the_same_in_another_voice(rule: Rule, written: str, said: list[str]) -> None:
    assert rule(written) == said


@pytest.mark.parametrize(
    ("rule", "written"),
    [
        (voices.agent_first, "The collapse is not stopped by the neutrons."),
        (voices.we_can, "The signals can be seen by the telescopes."),  # it is not we who see them
    ],
)  # fmt: skip
def test_a_rule_keeps_off_where_the_meaning_could_shift(rule: Rule, written: str) -> None:
    assert rule(written) is None


@pytest.mark.parametrize("rule", voices.VOICES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("text", ["", ".", "Is.", "The.", "According to, x.", "X can be seen."])
def test_no_rule_breaks_on_a_torn_sentence(rule: Rule, text: str) -> None:
    assert rule(text) is None or rule(text)
