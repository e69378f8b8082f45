"""All rows share one scale, so that their plots can be compared by eye."""

from hypothesis import given
from hypothesis import strategies as st

from evals.interval_plot import MARGIN, WIDTH, plots

NUMBER = st.floats(-5, 5)


def test_rows_share_a_scale_on_which_the_mark_has_one_place() -> None:
    narrow, wide = plots([(0.1, 0.05, 0.15), (-0.5, -1.0, 0.0)], marks=[0.0, 0.0])
    assert narrow is not None
    assert wide is not None
    assert narrow.mark == wide.mark
    assert wide.low == MARGIN
    assert narrow.high == WIDTH - MARGIN
    assert (wide.low or 0) < wide.value < (narrow.low or 0) < narrow.value


def test_a_row_without_a_value_has_no_plot_and_one_without_an_interval_a_point() -> None:
    nothing, point = plots([(None, None, None), (0.3, None, None)], marks=[0.0, None])
    assert nothing is None
    assert point is not None
    assert (point.low, point.high, point.mark) == (None, None, None)


@given(st.lists(st.tuples(NUMBER, NUMBER, NUMBER).map(sorted), min_size=1, max_size=8))
def test_nothing_is_drawn_outside_the_box(rows: list[list[float]]) -> None:
    for one in plots([(value, low, high) for low, value, high in rows], marks=[0.0] * len(rows)):
        assert one is not None
        assert one.low is not None
        assert one.high is not None
        assert 0 <= one.low <= one.value <= one.high <= WIDTH
