"""What is hard to say: found where it is, and nothing found in plain sentences."""

import pytest

from pipelines.writing import speakability


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The very large array of antennas of the big new radio telescope observatory listens for faint quiet distant pulsars nightly.", "breath"),
        ("Selfish shellfish sell shiny shells.", "twister"),
        ("Gravitational wavefront interferometer calibration matters.", "stack"),
        ("It weighs 1234567 tons.", "written"),
        ("It moves at 3×10 to the eighth.", "written"),
    ],
)  # fmt: skip
def test_a_hitch_is_found_by_its_kind(text: str, name: str) -> None:
    assert name in {hitch.name for hitch in speakability.hitches(text)}


@pytest.mark.parametrize(
    "text",
    [
        "The star burns hydrogen, and it burns it slowly.",
        "Light takes about 8 minutes to get here from the Sun.",
        "So what happens when you remember something?",
    ],
)
def test_a_plain_sentence_costs_nothing(text: str) -> None:
    assert speakability.cost(text) == 0


def test_a_longer_breath_costs_more() -> None:
    words = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
    shorter, longer = (" ".join([*words, *more]) + "." for more in (["more"], ["more", "words", "here"]))
    assert 0 < speakability.cost(shorter) < speakability.cost(longer)


def test_a_clause_is_a_place_to_breathe() -> None:
    assert speakability.breath_groups("The core cools, and the star falls in because nothing holds it.") == [
        "The core cools",
        "and the star falls in",
        "because nothing holds it.",
    ]
