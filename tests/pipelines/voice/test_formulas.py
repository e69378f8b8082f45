"""Values out of added-up counts are the values of the sentences themselves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.voice.formulas import Correlation, Deviation, HistogramMedian, Ratio, Relative, Totals, per_video
from pipelines.voice.succession import length_counts

LENGTHS = st.lists(st.integers(1, 55), min_size=3, max_size=40)


def pooled(*videos: list[int]) -> Totals:
    rows = [length_counts(video, 6) for video in videos]
    totals = per_video(rows, frozenset({"succession", "lengths_of"}))
    return Totals(totals.values.sum(0), totals.columns)


@given(LENGTHS, LENGTHS)
def test_spread_and_median_of_two_videos_are_those_of_all_their_sentences(first: list[int], second: list[int]) -> None:
    both = [*first, *second]
    assert float(Deviation().of(pooled(first, second))) == pytest.approx(np.std(both), abs=1e-6)
    median = float(HistogramMedian("lengths_of", 61).of(pooled(first, second)))
    lower, upper = sorted(both)[(len(both) - 1) // 2], sorted(both)[len(both) // 2]
    assert lower - 0.51 <= median <= upper + 0.51


@given(LENGTHS)
def test_the_succession_is_pearsons_correlation_of_neighbours(lengths: list[int]) -> None:
    first, second = lengths[:-1], lengths[1:]
    value = float(Correlation().of(pooled(lengths)))
    if np.std(first) > 0 and np.std(second) > 0:
        assert value == pytest.approx(np.corrcoef(first, second)[0, 1], abs=1e-6)
    else:
        assert np.isnan(value)


def test_a_video_without_the_counts_has_no_value_and_not_zero() -> None:
    totals = per_video([{"a": {"part": 1, "whole": 2}}, {}], frozenset({"a"}))
    assert Ratio(("a/part",), "a/whole", 100).of(totals).tolist()[0] == 50
    assert np.isnan(Ratio(("a/part",), "a/whole").of(totals)[1])
    assert np.isnan(Relative(Ratio(("a/part",), "a/whole"), Ratio(("a/none",), "a/whole")).of(totals)).all()


def test_a_place_where_the_speaker_changes_is_no_succession() -> None:
    assert length_counts([5, 0, 7], 6)["succession"]["pairs"] == 0
