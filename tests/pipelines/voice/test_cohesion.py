"""A text is cut where its vocabulary changes, and where a bonus outweighs that."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipelines.voice.cohesion import boundaries

ICE = [["ice", "water", "float"], ["water", "ice", "cold"], ["float", "ice", "cold"], ["cold", "water", "ice"]] * 2
STARS = [["star", "light", "colour"], ["light", "star", "dark"], ["colour", "dark", "star"]] * 3


def test_a_change_of_vocabulary_is_a_boundary() -> None:
    text = ICE + STARS
    assert boundaries(text, [0.0] * len(text), 2) == [0, len(ICE)]


def test_one_vocabulary_is_one_segment_unless_the_bonus_pays() -> None:
    assert boundaries(ICE, [0.0] * len(ICE), 2) == [0]
    assert boundaries(ICE, [0.0] * 4 + [50.0] + [0.0] * 3, 2) == [0, 4]


@given(
    st.lists(st.lists(st.sampled_from("abcdef"), max_size=4), min_size=1, max_size=30),
    st.integers(1, 6),
    st.randoms(use_true_random=False),
)
def test_segments_cover_the_text_and_none_but_the_last_is_too_short(text, shortest, chance) -> None:  # type: ignore[no-untyped-def]
    found = boundaries(text, [chance.uniform(-3, 3) for _ in text], shortest)
    assert found[0] == 0
    assert all(later - earlier >= shortest for earlier, later in pairwise(found))
    assert found[-1] < len(text)
