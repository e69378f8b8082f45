"""Intervals against published values, and by what they promise: to hold the truth 95 times in a hundred."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.statistics import clustered_mean, share


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [(8, 10, 0.4902, 0.9433), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (50, 100, 0.4038, 0.5962)],
)
def test_a_share_has_the_interval_of_wilson(successes: int, n: int, low: float, high: float) -> None:
    estimate = share(successes, n)
    assert estimate.value == successes / n
    assert (estimate.low, estimate.high) == pytest.approx((low, high), abs=1e-4)


def test_nothing_observed_is_no_number() -> None:
    assert share(0, 0).value is None
    assert clustered_mean([], []).value is None


def test_one_group_has_a_mean_and_no_interval() -> None:
    estimate = clustered_mean([0.2, 0.4], ["a", "a"])
    assert (estimate.value, estimate.low, estimate.high) == (pytest.approx(0.3), None, None)


def test_equal_values_promise_no_more_than_as_many_equal_answers() -> None:
    estimate = clustered_mean([1.0] * 20, [index // 2 for index in range(20)])
    assert estimate.low == pytest.approx(share(10, 10).low)
    assert estimate.high == 1.0


def test_observations_of_one_group_count_less_than_independent_ones() -> None:
    values = [0.1, 0.1, 0.1, 0.5, 0.5, 0.5, 0.9, 0.9, 0.9, 0.3, 0.3, 0.3]
    grouped = clustered_mean(values, [index // 3 for index in range(12)])
    single = clustered_mean(values, list(range(12)))
    assert grouped.low is not None
    assert single.low is not None
    assert grouped.low < single.low


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 5)), min_size=1, max_size=30))
def test_an_interval_holds_its_value_and_keeps_the_bounds(observed: list[tuple[float, int]]) -> None:
    estimate = clustered_mean([value for value, _ in observed], [cluster for _, cluster in observed])
    assert estimate.value is not None
    if estimate.low is not None and estimate.high is not None:
        assert -1e-9 <= estimate.low <= estimate.value + 1e-9
        assert estimate.value - 1e-9 <= estimate.high <= 1 + 1e-9


@pytest.mark.parametrize(("n_groups", "group_size"), [(10, 4), (25, 3)])
def test_the_clustered_interval_holds_the_truth_about_as_often_as_it_says(n_groups: int, group_size: int) -> None:
    generator = np.random.default_rng(7)
    truth, held, rounds = 0.7, 0, 400
    clusters = np.repeat(np.arange(n_groups), group_size)
    for _ in range(rounds):
        centres = generator.beta(7, 3, size=n_groups)
        values = np.clip(np.repeat(centres, group_size) + generator.normal(0, 0.05, len(clusters)), 0, 1)
        estimate = clustered_mean(values.tolist(), clusters.tolist())
        assert estimate.low is not None
        assert estimate.high is not None
        held += estimate.low <= truth <= estimate.high
    assert 0.92 <= held / rounds <= 0.99


def test_the_wilson_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    draws = np.random.default_rng(7).binomial(40, 0.9, size=1000)
    held = [share(int(count), 40) for count in draws]
    assert np.mean([(one.low or 0) <= 0.9 <= (one.high or 1) for one in held]) >= 0.92
