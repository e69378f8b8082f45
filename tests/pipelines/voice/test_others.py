"""Percentiles stand between quantiles, and only where somebody was measured in the same form."""

import pytest

from pipelines.voice import others
from pipelines.voice.traits import BY_NAME


def test_a_percentile_is_the_share_of_speakers_below() -> None:
    spread = others.Spread(tuple(float(level) for level in others.LEVELS), 100)
    assert spread.percentile(50) == 50
    assert spread.percentile(62.5) == pytest.approx(62.5)
    assert spread.percentile(-1) == 0
    assert spread.percentile(200) == 100


def test_speakers_with_one_value_count_half() -> None:
    zeros = others.Spread((0.0,) * 11 + tuple(float(n) for n in range(1, 11)), 100)
    assert zeros.percentile(0) == pytest.approx(25)


def test_pacing_has_nobody_to_compare_with_and_questions_are_compared_within_one_form() -> None:
    assert others.spread(BY_NAME["words_per_minute"], is_punctuated=True) is None
    marked = others.spread(BY_NAME["questions"], is_punctuated=True)
    unmarked = others.spread(BY_NAME["questions"], is_punctuated=False)
    assert marked is not None
    assert unmarked is not None
    assert marked != unmarked
    assert marked.n_speakers >= 50
