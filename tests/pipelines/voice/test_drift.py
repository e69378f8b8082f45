"""A trend is told where there is one, with its unit, and "cannot say" where there is no time line."""

from datetime import date
from itertools import pairwise

import numpy as np
import pytest

from pipelines.voice import drift
from pipelines.voice.formulas import Ratio, per_video

RATE = {"rate": Ratio(("a/part",), "a/whole")}


def videos(rates: list[float], whole: int = 400) -> drift.Totals:
    return per_video([{"a": {"part": round(rate * whole), "whole": whole}} for rate in rates], frozenset({"a"}))


def yearly(n: int) -> list[date]:
    return [date(2010 + number // 2, 1 + 6 * (number % 2), 1) for number in range(n)]


def test_a_rate_that_rises_by_two_hundredths_a_year_drifts() -> None:
    noise = np.random.default_rng(3).normal(0, 0.004, 16)
    totals = videos([0.1 + 0.01 * number + noise[number] for number in range(16)])
    found = drift.trends(RATE, totals, drift.timeline(yearly(16), [None] * 16))["rate"]
    assert found["slope"] == pytest.approx(0.02, abs=0.004)
    assert found["low"] < found["slope"] < found["high"]
    assert found["low"] > 0
    assert found["drifts"]
    assert found["per"] == "year"


def test_noise_rarely_drifts() -> None:
    generator = np.random.default_rng(11)
    time = drift.timeline(yearly(16), [None] * 16)
    found = [drift.trends(RATE, videos(list(generator.normal(0.3, 0.05, 16))), time)["rate"] for _ in range(80)]
    assert sum(trend["drifts"] for trend in found) <= 9


def test_years_are_listed_in_order_with_their_videos() -> None:
    totals, time = videos([0.1, 0.2, 0.4, 0.4, 0.5]), drift.timeline(yearly(5), [None] * 5)
    found = drift.by_year(RATE["rate"], totals.weighted(time.membership), time)
    assert [(row["year"], row["n_videos"]) for row in found] == [(2010, 2), (2011, 2)], "2012 has one video"
    assert found[0]["value"] == pytest.approx(0.15, abs=0.01)


def test_stability_is_high_for_a_steady_creator_and_low_for_a_changed_one() -> None:
    time = drift.timeline(yearly(8), [None] * 8)

    def stability(rates: list[float]) -> float:
        totals = videos(rates)
        value, _ = drift.stability(RATE["rate"], totals, totals.weighted(time.membership), time, speaker_sd=0.05)
        assert value is not None
        return value

    assert stability([0.30, 0.31] * 4) > 0.95
    assert stability([0.1, 0.1, 0.3, 0.3, 0.5, 0.5, 0.7, 0.7]) < 0.1


def test_without_dates_the_numbers_of_the_names_give_the_order_else_nothing_can_be_said() -> None:
    numbered = drift.timeline([None] * 8, [525, 526, 528, 531, 532, 540, 541, 544])
    assert numbered.unit == "10 videos"
    assert all(later - earlier == pytest.approx(0.1) for earlier, later in pairwise(numbered.at))
    assert "no date" in (drift.timeline([None] * 8, [None] * 8).reason or "")
    assert "a trend needs 6" in (drift.timeline(yearly(3), [None] * 3).reason or "")
    assert drift.trends(RATE, videos([0.1] * 3), drift.timeline(yearly(3), [None] * 3)) == {}
    value, reason = drift.stability(RATE["rate"], videos([0.1] * 8), videos([0.1]), numbered, 0.1)
    assert value is None
    assert "two years" in (reason or "")
