"""A turn is from one feeling that is named to its opposite; nothing is read between the lines."""

import pytest

from pipelines.voice.feelings import turn_in


@pytest.mark.parametrize(
    ("text", "turn"),
    [
        ("I was terrified. Then the light came on and I felt so relieved.", "terrified → relieved"),
        ("I was so pleased. The next day it broke and I was furious.", "pleased → furious"),
        ("I was sad, and then I was angry.", None),  # one kind of feeling
        ("The castle was gone and I cried.", None),  # not named
        ("A happy man sold me a sad song.", None),  # not the teller's
    ],
)
def test_a_turn_needs_two_opposite_feelings_of_the_teller(text: str, turn: str | None) -> None:
    assert turn_in(text) == turn
