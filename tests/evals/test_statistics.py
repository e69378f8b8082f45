"""Intervals against published values, and by what they promise: to hold the truth 95 times in a hundred."""

from collections.abc import Callable, Sequence
from itertools import product
from typing import TypeVar

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from evals.statistics import (
    Difference,
    clustered_mean,
    clustered_share,
    clustered_statistic,
    fewest_sources,
    holm,
    minimum_detectable,
    paired_difference,
    pooled_comparison,
    power,
    share,
    sign_flip_p,
    smallest_p,
    sources_needed,
)

Pair = tuple[bool, bool]  # predicted, true
T = TypeVar("T")


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


def test_a_share_of_independent_answers_is_wilsons_whatever_the_groups_are_called() -> None:
    values = [1.0] * 7 + [0.0] * 3
    assert clustered_share(values, list("abcdefghij")) == share(7, 10)


def test_a_share_of_alike_answers_is_less_sure() -> None:
    values = [1.0] * 12 + [0.0] * 4
    alike = clustered_share(values, [index // 4 for index in range(16)])
    assert alike.low is not None
    assert alike.low < (share(12, 16).low or 0)
    assert clustered_share([1.0] * 16, [index // 4 for index in range(16)]).low == pytest.approx(0.28, abs=0.01)
    assert clustered_share([1.0] * 16, ["one"] * 16).low is None


@pytest.mark.parametrize("unequal", [False, True])
def test_the_clustered_share_holds_the_truth_about_as_often_as_it_says(unequal: bool) -> None:
    generator = np.random.default_rng(13)
    held, rounds = 0, 500
    for _ in range(rounds):
        sizes = generator.geometric(0.25, size=20) if unequal else np.full(20, 4)
        clusters = np.repeat(np.arange(20), sizes)
        answers = generator.random(len(clusters)) < np.repeat(generator.beta(4, 1, size=20), sizes)
        estimate = clustered_share(answers.astype(float).tolist(), clusters.tolist())
        held += (estimate.low or 0) <= 0.8 <= (estimate.high or 1)
    assert 0.92 <= held / rounds <= 0.985


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


# Paired differences.

LISTS_OF_DIFFERENCES = st.lists(st.tuples(st.floats(-1, 1), st.integers(0, 9)), min_size=1, max_size=40)


def test_the_exact_p_is_that_of_scipy() -> None:
    values = np.random.default_rng(5).normal(0.2, 0.4, size=10)
    found = stats.permutation_test((values,), np.sum, permutation_type="samples", n_resamples=np.inf)
    assert sign_flip_p(values) == pytest.approx(found.pvalue)


def test_the_drawn_p_is_near_the_exact_one() -> None:
    values = np.random.default_rng(6).normal(0.25, 0.5, size=16)
    signs = np.array(list(product((1, -1), repeat=16)))
    exact = np.mean(np.abs(signs @ values) >= abs(values.sum()) - 1e-9)
    assert sign_flip_p(values) == pytest.approx(exact, abs=0.01)


def test_fishers_example_of_darwins_maize_has_the_p_that_he_gives() -> None:
    """The Design of Experiments, chapter 21: 1,726 of 32,768 sums are as large or larger."""
    eighths_of_an_inch = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]
    assert sign_flip_p(np.array(eighths_of_an_inch, dtype=float)) == pytest.approx(1726 / 32768, abs=0.006)


def test_no_p_is_nought() -> None:
    assert sign_flip_p(np.ones(6)) == 2 / 64
    assert sign_flip_p(np.ones(200)) == 1 / 10_001
    assert sign_flip_p(np.zeros(8)) == 1.0


def test_sums_that_differ_in_the_last_digit_are_ties() -> None:
    values = [0.1, 0.2, -0.3, 0.1, 0.2, -0.3, 0.3]
    scaled = [round(value * 10) for value in values]
    assert sign_flip_p(np.array(values)) == sign_flip_p(np.array(scaled, dtype=float))


@given(LISTS_OF_DIFFERENCES)
def test_swapping_the_sides_changes_signs_and_nothing_else(observed: list[tuple[float, int]]) -> None:
    values, sources = [value for value, _ in observed], [source for _, source in observed]
    there, back = paired_difference(values, sources), paired_difference([-value for value in values], sources)
    assert there.value == pytest.approx(-(back.value or 0.0))
    assert there.p == pytest.approx(back.p)
    assert there.standard_error == pytest.approx(back.standard_error)


@given(LISTS_OF_DIFFERENCES)
def test_the_cases_of_one_source_count_as_one(observed: list[tuple[float, int]]) -> None:
    values, sources = [value for value, _ in observed], [source for _, source in observed]
    difference = paired_difference(values, sources)
    assert difference.n_sources == len(set(sources))
    assert difference.p is not None
    assert difference.p >= smallest_p(difference.n_sources) - 1e-9


def test_one_source_twenty_times_is_no_evidence() -> None:
    difference = paired_difference([1.0] * 20, ["a"] * 20)
    assert (difference.p, difference.low, difference.standard_error) == (1.0, None, None)


def test_no_pair_is_no_number() -> None:
    assert paired_difference([], []) == Difference(None, None, None, None, None, None, 0, 0, 0)


def test_six_sources_are_the_fewest_that_can_decide_and_more_metrics_need_more() -> None:
    assert fewest_sources() == 6
    assert fewest_sources(8) == 9
    assert smallest_p(5) > 0.05 >= smallest_p(6)


@pytest.mark.parametrize(("n_sources", "size"), [(6, 4), (12, 1), (30, 3)])
def test_the_interval_of_a_difference_holds_the_truth_about_as_often_as_it_says(n_sources: int, size: int) -> None:
    generator = np.random.default_rng(17)
    sources = np.repeat(np.arange(n_sources), size).tolist()
    held, rounds = 0, 400
    for _ in range(rounds):
        values = np.repeat(generator.normal(0.05, 0.1, n_sources), size) + generator.normal(0, 0.1, n_sources * size)
        difference = paired_difference(values.tolist(), sources)
        assert difference.low is not None
        assert difference.high is not None
        held += difference.low <= 0.05 <= difference.high
    assert 0.92 <= held / rounds <= 0.98


def test_equal_sides_are_told_apart_in_no_more_than_one_of_twenty() -> None:
    generator = np.random.default_rng(19)
    found = [
        sign_flip_p(generator.choice([-1.0, 0.0, 0.0, 0.0, 1.0], size=15) + generator.normal(0, 0.01, 15))
        for _ in range(400)
    ]
    assert np.mean(np.array(found) <= 0.05) <= 0.075


# Metrics of all cases together.


def pooled_difference(
    groups: Sequence[tuple[Sequence[T], Sequence[T]]], statistic: Callable[[Sequence[T]], float | None]
) -> Difference:
    return pooled_comparison(groups, statistic)[2]


def f1(pairs: Sequence[Pair]) -> float | None:
    hits = sum(predicted and true for predicted, true in pairs)
    seen = sum(predicted for predicted, _ in pairs) + sum(true for _, true in pairs)
    return 2 * hits / seen if seen else None


def sides(
    generator: np.random.Generator, right: tuple[float, float], n: int, size: int = 4
) -> list[tuple[list[Pair], list[Pair]]]:
    """Sources with `size` answers on each side, each right with the side's probability."""
    groups = []
    for _ in range(n):
        truth = generator.random(size) < 0.5
        before, after = (
            [
                (bool(true) == bool(is_right), bool(true))
                for true, is_right in zip(truth, generator.random(size) < p, strict=True)
            ]
            for p in right
        )
        groups.append((before, after))
    return groups


def test_a_pooled_difference_is_that_of_the_whole() -> None:
    groups = sides(np.random.default_rng(23), (0.6, 0.9), 10)
    difference = pooled_difference(groups, f1)
    before, after = ([pair for group in groups for pair in group[side]] for side in (0, 1))
    assert difference.value == pytest.approx((f1(after) or 0) - (f1(before) or 0))
    assert difference.n_sources == 10


def test_the_pooled_p_counts_all_ways_to_swap_sources() -> None:
    groups = sides(np.random.default_rng(29), (0.5, 0.8), 6)
    reached = abs(pooled_difference(groups, f1).value or 0)
    values = []
    for way in product((False, True), repeat=6):
        swapped = [(b, a) if is_swapped else (a, b) for (a, b), is_swapped in zip(groups, way, strict=True)]
        before, after = ([pair for group in swapped for pair in group[side]] for side in (0, 1))
        values.append(abs((f1(after) or 0) - (f1(before) or 0)) >= reached - 1e-9)
    assert pooled_difference(groups, f1).p == pytest.approx(np.mean(values))


def test_a_mean_told_as_a_pooled_figure_has_the_same_test() -> None:
    generator = np.random.default_rng(31)
    before, after = generator.random(9), generator.random(9) + 0.2
    pooled = pooled_difference(
        [([b], [a]) for b, a in zip(before, after, strict=True)], lambda values: float(np.mean(values))
    )
    paired = paired_difference((after - before).tolist(), list(range(9)))
    assert pooled.p == pytest.approx(paired.p)
    assert pooled.value == pytest.approx(paired.value)


def test_equal_outputs_have_no_difference_and_a_p_of_one() -> None:
    groups = [(before, before) for before, _ in sides(np.random.default_rng(37), (0.7, 0.7), 20)]
    difference = pooled_difference(groups, f1)
    assert (difference.value, difference.p, difference.n_differing, difference.low) == (0.0, 1.0, 0, None)


def test_many_sources_are_drawn_and_a_plain_difference_is_found() -> None:
    difference = pooled_difference(sides(np.random.default_rng(41), (0.55, 0.9), 40), f1)
    assert difference.p is not None
    assert difference.p <= 0.001
    assert difference.low is not None
    assert difference.low > 0


def test_a_statistic_that_decides_nothing_is_no_number() -> None:
    assert pooled_difference([([(False, False)], [(False, False)])] * 8, f1).value is None


def test_a_pooled_figure_below_nought_keeps_its_own_bounds() -> None:
    estimate = clustered_statistic(
        [[-0.5], [-0.4], [-0.6], [-0.3]], lambda values: float(np.mean(values)), bounds=(-1, 1)
    )
    assert estimate.low is not None
    assert estimate.high is not None
    assert -1 <= estimate.low < -0.45 < estimate.high < 0


# Many metrics, and power.


def test_holm_adjusts_as_in_his_paper_and_never_makes_an_order_worse() -> None:
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([]) == []


@given(st.lists(st.floats(1e-6, 1), min_size=1, max_size=12))
def test_holm_is_never_below_the_raw_p_and_never_above_bonferroni(p_values: list[float]) -> None:
    for raw, adjusted in zip(p_values, holm(p_values), strict=True):
        assert raw - 1e-12 <= adjusted <= min(1.0, raw * len(p_values)) + 1e-12


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


def test_no_interval_of_a_difference_goes_beyond_what_a_difference_can_be() -> None:
    difference = paired_difference([1.0] * 30 + [0.0] * 7, ["a"] * 30 + list("bcdefgh"), largest=1.0)
    assert (difference.low, difference.high) == (-1.0, 1.0)


def test_both_sides_of_a_comparison_have_the_interval_that_they_have_alone() -> None:
    groups = sides(np.random.default_rng(47), (0.6, 0.8), 12)
    before, after, difference = pooled_comparison(groups, f1, is_tested=False)
    assert before == clustered_statistic([group[0] for group in groups], f1)
    assert after == clustered_statistic([group[1] for group in groups], f1)
    assert difference.p is None
    assert difference.low is not None


@given(st.integers(2, 300), st.integers(1, 60), st.floats(0, 50))
def test_power_can_be_told_of_any_number_of_sources_and_metrics(n: int, n_metrics: int, effect_size: float) -> None:
    difference = Difference(effect_size, None, None, 0.5, 1.0, effect_size, n, n, n)
    smallest, needed = minimum_detectable(difference, 0.05 / n_metrics), sources_needed(difference, 0.05 / n_metrics)
    assert (smallest is None) == (n < fewest_sources(n_metrics))
    assert needed is None or needed >= fewest_sources(n_metrics)
    assert smallest is None or smallest > 0
