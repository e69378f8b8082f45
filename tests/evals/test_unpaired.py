"""The difference of two groups of different subjects holds what it promises: level, coverage, power and honesty."""

from itertools import combinations

import numpy as np
import pytest
from scipy import stats

from evals.unpaired import (
    Unpaired,
    fewest_candidates,
    minimum_detectable,
    power,
    smallest_p,
    subjects_needed,
    unpaired_difference,
)

# Two diets, weight gain of female rats in grams (Snedecor and Cochran, Statistical Methods, 1967, table 4.9.1).
HIGH = [134, 146, 104, 119, 124, 161, 107, 83, 113, 129, 97, 123]
LOW = [70, 118, 101, 85, 107, 132, 94]


def test_the_interval_has_welchs_standard_error_and_the_freedom_of_the_smaller_side() -> None:
    found = unpaired_difference(LOW, HIGH)
    theirs = stats.ttest_ind(HIGH, LOW, equal_var=False)
    half = 19.0 / theirs.statistic * stats.t.ppf(0.975, len(LOW) - 1)
    assert found.value == pytest.approx(19.0)
    assert (found.low, found.high) == pytest.approx((19.0 - half, 19.0 + half))
    assert found.means == pytest.approx((101.0, 120.0))


def test_a_small_p_is_exact() -> None:
    """By hand: of the 70 ways to deal 8 subjects into two fours, those as far apart as the one that was seen."""
    baseline, candidate = [1.0, 2.0, 3.0, 5.0], [4.0, 6.0, 7.0, 9.0]
    every = baseline + candidate
    seen = abs(stats.ttest_ind(candidate, baseline, equal_var=False).statistic)
    as_far = 0
    for taken in combinations(range(8), 4):
        one, other = [every[at] for at in taken], [every[at] for at in range(8) if at not in taken]
        as_far += abs(stats.ttest_ind(one, other, equal_var=False).statistic) >= seen - 1e-9
    assert unpaired_difference(baseline, candidate).p == pytest.approx(as_far / 70)


def test_a_large_p_is_near_that_of_scipys_test() -> None:
    generator = np.random.default_rng(1)
    one, other = generator.normal(0, 1, 60), generator.normal(0.35, 1, 40)
    theirs = float(stats.ttest_ind(one, other, equal_var=False).pvalue)
    assert unpaired_difference(list(one), list(other)).p == pytest.approx(theirs, abs=0.01)


def test_groups_that_are_all_equal_show_nothing() -> None:
    found = unpaired_difference([1.0] * 9, [1.0] * 9)
    assert (found.value, found.low, found.p) == (0.0, None, 1.0)
    assert minimum_detectable(found) is None
    assert subjects_needed(found) is None


def test_one_subject_is_no_test() -> None:
    found = unpaired_difference([0.5, 0.6, 0.7], [0.9])
    assert found.value == pytest.approx(0.3)
    assert (found.low, found.p, minimum_detectable(found), subjects_needed(found)) == (None, None, None, None)
    assert unpaired_difference([], []).value is None


@pytest.mark.parametrize(("sizes", "smallest"), [((3, 3), 0.1), ((4, 4), 2 / 70), ((2, 5), 1 / 21), ((30, 1), 1.0)])
def test_few_subjects_cannot_decide_whatever_they_show(sizes: tuple[int, int], smallest: float) -> None:
    assert smallest_p(*sizes) == pytest.approx(smallest)
    if min(sizes) > 1:
        apart = unpaired_difference(list(np.arange(sizes[0])), list(100.0 + np.arange(sizes[1]) * 1.1))
        assert apart.p is not None
        assert apart.p >= smallest - 1e-12


def test_how_many_candidates_it_takes_before_anything_can_be_decided() -> None:
    assert fewest_candidates(30) == 2
    assert fewest_candidates(4) == 3  # 1 in 35
    assert fewest_candidates(3) == 4  # three and three give 2 in 20
    assert fewest_candidates(30, 0.05 / 40) == 3


def rate(n_baseline: int, n_candidate: int, shift: float, spread: float, rounds: int = 400) -> tuple[float, float]:
    """How often p is at most 5 %, and how often the interval holds the truth."""
    generator = np.random.default_rng(7)
    rejected = held = 0
    for _ in range(rounds):
        found = unpaired_difference(
            list(generator.normal(0, 1, n_baseline)), list(generator.normal(shift, spread, n_candidate))
        )
        assert found.p is not None
        assert found.low is not None
        assert found.high is not None
        rejected += found.p <= 0.05
        held += found.low <= shift <= found.high
    return rejected / rounds, held / rounds


@pytest.mark.parametrize(("n_baseline", "n_candidate", "spread"), [(7, 7, 1.0), (14, 4, 1.0)])
def test_equal_arms_are_told_apart_no_more_often_than_five_times_in_a_hundred(
    n_baseline: int, n_candidate: int, spread: float
) -> None:
    wrong, held = rate(n_baseline, n_candidate, 0.0, spread)
    assert wrong <= 0.05 + 2.6 * np.sqrt(0.05 * 0.95 / 400)
    assert held >= 0.95 - 2.6 * np.sqrt(0.05 * 0.95 / 400)


def test_the_interval_holds_the_truth_where_the_arms_spread_differently_and_one_is_tiny() -> None:
    _, held = rate(14, 3, 0.0, 2.0)
    assert held >= 0.95 - 2.6 * np.sqrt(0.05 * 0.95 / 400)


def test_the_power_that_is_promised_is_the_power_that_is_had() -> None:
    promised = power(1.2, (1.0, 1.0), (14, 8))
    found, _ = rate(14, 8, 1.2, 1.0, rounds=200)
    assert found == pytest.approx(promised, abs=0.08)


def test_the_smallest_difference_and_the_number_that_is_needed_answer_each_other() -> None:
    pilot = Unpaired(0.4, None, None, 0.3, (0.0, 0.4), (1.0, 1.0), (20, 10))
    smallest = minimum_detectable(pilot)
    assert smallest is not None
    assert power(smallest, pilot.spreads, pilot.sizes) == pytest.approx(0.8, abs=1e-3)
    needed = subjects_needed(pilot)
    assert needed is not None
    dealt = round(needed * 2 / 3), round(needed / 3)
    assert power(0.4, pilot.spreads, dealt) == pytest.approx(0.8, abs=0.01)
    again = Unpaired(smallest, None, None, 0.3, (0.0, 0.0), (1.0, 1.0), (20, 10))
    assert subjects_needed(again) == pytest.approx(30, abs=1)
