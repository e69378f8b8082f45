"""Rows in one unit share a scale, so that their plots can be compared by eye; a row in another unit does not flatten them."""

from hypothesis import given
from hypothesis import strategies as st

from evals.interval_plot import MARGIN, WIDTH, plots

NUMBER = st.floats(-5, 5)


def test_differences_of_shares_have_one_scale_with_nought_in_the_middle() -> None:
    narrow, wide = plots([(0.1, 0.05, 0.15), (-0.5, -1.0, 0.0)], marks=[0.0, 0.0], is_centred=True)
    assert narrow is not None
    assert wide is not None
    assert narrow.mark == wide.mark == WIDTH / 2
    assert wide.low == MARGIN
    assert (wide.high or 0) < (narrow.low or 0) < narrow.value < (narrow.high or 0) < WIDTH - MARGIN


def test_a_row_in_another_unit_does_not_flatten_the_others() -> None:
    share, faults = plots([(0.2, 0.1, 0.3), (-40.0, -60.0, -20.0)], marks=[0.0, 0.0], is_centred=True)
    assert share is not None
    assert faults is not None
    assert share.high == WIDTH - MARGIN
    assert faults.low == MARGIN


def test_values_have_a_scale_from_nought_to_one_with_the_gate_on_it() -> None:
    (found,) = plots([(0.5, 0.25, 0.75)], marks=[1.0], is_centred=False)
    assert found is not None
    assert (found.value, found.mark) == (WIDTH / 2, WIDTH - MARGIN)


def test_a_row_without_a_value_has_no_plot_and_one_without_an_interval_a_point() -> None:
    nothing, point = plots([(None, None, None), (0.3, None, None)], marks=[0.0, None], is_centred=False)
    assert nothing is None
    assert point is not None
    assert (point.low, point.high, point.mark) == (None, None, None)


@given(st.lists(st.tuples(NUMBER, NUMBER, NUMBER).map(sorted), min_size=1, max_size=8), st.booleans())
def test_nothing_is_drawn_outside_the_box(rows: list[list[float]], is_centred: bool) -> None:
    intervals = [(value, low, high) for low, value, high in rows]
    for one in plots(intervals, marks=[0.0] * len(rows), is_centred=is_centred):
        assert one is not None
        assert one.low is not None
        assert one.high is not None
        assert 0 <= one.low <= one.value <= one.high <= WIDTH
