"""A word of amazement and a pause come only beside a sentence that earns them."""

import pytest

from pipelines.writing import earned
from pipelines.writing.audience import Audience, level_named


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("The universe has been cooling for 13.8 billion years.", True),
        ("Roughly one particle in a billion survived.", True),
        ("The glow is the oldest light that can be seen.", True),
        ("And yet, nothing was lost.", True),
        ("So one megaparsec is 3.26 million light years.", False),
        ("Gravity pulled gas into the densest clumps of dark matter.", False),
        ("The glass case holds three loaves.", False),
    ],
)
def test_what_amazes_is_a_large_number_a_superlative_of_the_subject_or_a_turn(text: str, does: bool) -> None:
    assert earned.amazes(text) is does


@pytest.mark.parametrize(
    ("text", "is_dense"),
    [
        ("By mass it was 75 percent hydrogen and 25 percent helium.", True),
        ("Astronomers measure the stretch as a redshift.", True),
        ("Early galaxies were bright and numerous.", False),
        ("It happened everywhere at once.", False),
    ],
)
def test_what_is_hard_to_take_in_has_several_figures_or_a_word_above_the_level(text: str, is_dense: bool) -> None:
    assert earned.is_dense(text, level_named(Audience.NEWCOMER)) is is_dense


def test_a_word_that_a_specialist_knows_asks_for_no_pause() -> None:
    assert not earned.is_dense("Astronomers measure the stretch as a redshift.", level_named(Audience.SPECIALIST))
