"""Power against published tables, and told of any number of sources and metrics."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.power import minimum_detectable, power, sources_needed
from evals.statistics import Difference, fewest_sources, paired_difference


@pytest.mark.parametrize(("effect_size", "n"), [(0.2, 199), (0.5, 34), (0.8, 15)])
def test_the_number_for_a_paired_t_test_is_that_of_the_tables(effect_size: float, n: int) -> None:
    """Two-sided, 5 %, power 0.8: the numbers that G*Power gives."""
    assert power(effect_size, n) >= 0.8 > power(effect_size, n - 1)
    assert sources_needed(Difference(effect_size, None, None, 0.01, n**-0.5, effect_size, n, n, n)) == n


def test_the_smallest_detectable_difference_has_the_power_that_it_promises() -> None:
    difference = paired_difference(np.random.default_rng(43).normal(0, 0.3, 25).tolist(), list(range(25)))
    smallest = minimum_detectable(difference)
    assert smallest is not None
    assert difference.standard_error is not None
    assert power(smallest / (difference.standard_error * 5), 25) == pytest.approx(0.8, abs=1e-4)


def test_without_spread_there_is_no_power_to_tell() -> None:
    assert minimum_detectable(paired_difference([0.0] * 9, list(range(9)))) is None
    assert sources_needed(paired_difference([0.0] * 9, list(range(9)))) is None


@given(st.integers(2, 300), st.integers(1, 60), st.floats(0, 50))
def test_power_can_be_told_of_any_number_of_sources_and_metrics(n: int, n_metrics: int, effect_size: float) -> None:
    difference = Difference(effect_size, None, None, 0.5, 1.0, effect_size, n, n, n)
    smallest, needed = minimum_detectable(difference, 0.05 / n_metrics), sources_needed(difference, 0.05 / n_metrics)
    assert (smallest is None) == (n < fewest_sources(n_metrics))
    assert needed is None or needed >= fewest_sources(n_metrics)
    assert smallest is None or smallest > 0
