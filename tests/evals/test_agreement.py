"""Krippendorff's alpha against its author's example, and audits against judges whose faults are known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.agreement import Choice, Judged, Level, Swapped, audit_length, audit_position, krippendorff_alpha

# Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011, example C: four observers, twelve units, some missing.
PUBLISHED = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]


@pytest.mark.parametrize(("level", "alpha"), [(Level.NOMINAL, 0.743), (Level.ORDINAL, 0.815), (Level.INTERVAL, 0.849)])
def test_alpha_is_that_of_the_published_example(level: Level, alpha: float) -> None:
    assert krippendorff_alpha(PUBLISHED, level) == pytest.approx(alpha, abs=5e-4)


def test_alpha_of_two_observers_is_that_of_the_published_examples() -> None:
    """Examples A (ten units, yes or no) and B (twelve units, words) of the same paper."""
    yes_or_no = [[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]]
    assert krippendorff_alpha(yes_or_no) == pytest.approx(0.095, abs=5e-4)
    assert krippendorff_alpha([list("aabbdcccedda"), list("babbbccceddd")]) == pytest.approx(0.692, abs=5e-4)


def test_alpha_is_one_where_all_agree_and_nothing_where_there_is_nothing_to_agree_on() -> None:
    assert krippendorff_alpha([[1, 2, 3], [1, 2, 3]], Level.INTERVAL) == 1.0
    assert krippendorff_alpha([[1, 1], [1, 1]]) is None
    assert krippendorff_alpha([[1, None], [None, 2]]) is None


def test_raters_by_chance_have_an_alpha_near_nought() -> None:
    ratings = np.random.default_rng(3).integers(0, 4, size=(2, 3000)).tolist()
    for level in Level:
        assert krippendorff_alpha(ratings, level) == pytest.approx(0.0, abs=0.06)


def test_words_have_no_order_and_rows_must_match() -> None:
    with pytest.raises(ValueError, match="must be numbers"):
        krippendorff_alpha([["good", "bad"], ["bad", "bad"]], Level.ORDINAL)
    with pytest.raises(ValueError, match="one entry a unit"):
        krippendorff_alpha([[1, 2], [1]])


@given(st.lists(st.tuples(*[st.one_of(st.none(), st.integers(0, 3))] * 3), min_size=2, max_size=20), st.randoms())
def test_alpha_knows_neither_the_order_of_raters_nor_of_units(
    units: list[tuple[int | None, ...]], random: object
) -> None:
    one = krippendorff_alpha(list(zip(*units, strict=True)), Level.ORDINAL)
    random.shuffle(units)  # type: ignore[attr-defined]
    other = krippendorff_alpha([row[::-1] for row in zip(*units, strict=True)][::-1], Level.ORDINAL)
    assert (one is None and other is None) or one == pytest.approx(other)
    assert one is None or one <= 1.0


def test_a_judge_that_takes_the_first_flips_every_verdict() -> None:
    audit = audit_position([Swapped(Choice.FIRST, Choice.SECOND, str(n)) for n in range(20)])
    assert audit.flipped.value == 1.0
    assert audit.first_shown_wins.value == 1.0
    assert audit.first_shown_wins.low is not None
    assert audit.first_shown_wins.low > 0.8


def test_a_judge_that_looks_at_the_text_flips_none() -> None:
    choices = [Choice.FIRST, Choice.SECOND, Choice.TIE] * 10
    audit = audit_position([Swapped(choice, choice, str(n)) for n, choice in enumerate(choices)])
    assert audit.flipped.value == 0.0
    assert audit.first_shown_wins.value == pytest.approx(0.5)
    assert audit.first_shown_wins.n == 40  # ties favour nobody


def judged(chance_of_longer: float, n: int = 200) -> list[Judged]:
    generator = np.random.default_rng(11)
    found = []
    for index in range(n):
        first, second = (int(words) for words in generator.integers(20, 400, size=2))
        longer, shorter = (Choice.FIRST, Choice.SECOND) if first > second else (Choice.SECOND, Choice.FIRST)
        choice = longer if generator.random() < chance_of_longer else shorter
        found.append(Judged(choice, first, second, source=f"source-{index // 4}"))
    return found


def test_a_judge_that_likes_length_is_found_out_and_one_that_does_not_is_not() -> None:
    biased, fair = audit_length(judged(0.8)), audit_length(judged(0.5))
    assert biased.longer_wins.low is not None
    assert biased.correlation.low is not None
    assert biased.longer_wins.low > 0.7
    assert biased.correlation.low > 0.3
    assert fair.longer_wins.low is not None
    assert fair.longer_wins.high is not None
    assert fair.longer_wins.low < 0.5 < fair.longer_wins.high
    assert fair.correlation.low is not None
    assert fair.correlation.high is not None
    assert fair.correlation.low < 0 < fair.correlation.high


def test_a_preference_for_the_shorter_is_negative() -> None:
    audit = audit_length(judged(0.1))
    assert audit.correlation.high is not None
    assert audit.correlation.high < -0.3


def test_a_text_of_no_words_is_refused() -> None:
    with pytest.raises(ValueError, match="no words"):
        audit_length([Judged(Choice.FIRST, 0, 5, "s")])
