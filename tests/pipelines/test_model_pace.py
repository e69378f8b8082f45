"""Calls in flight: halved when turned away, one more after a round that was taken, and held while the provider asks."""

import threading
import time

import pytest

from pipelines.model_pace import Pace


def taken(pace: Pace, n: int) -> None:
    for _ in range(n):
        with pace.slot():
            pass


def test_a_refusal_halves_the_limit_and_rounds_of_success_raise_it_by_one() -> None:
    pace = Pace(8)
    with pace.slot() as slot:
        slot.slow_down(None)
    assert pace.limit == 4
    taken(pace, 5)
    assert pace.limit == 5
    taken(pace, 100)
    assert pace.limit == 8


def test_refusals_of_calls_that_were_in_flight_together_count_once_and_one_call_is_always_let() -> None:
    pace = Pace(8)
    with pace.slot() as first, pace.slot() as second, pace.slot() as third:
        for slot in (first, second, third):
            slot.slow_down(None)
    assert pace.limit == 4
    for _ in range(10):
        with pace.slot() as slot:
            slot.slow_down(None)
    assert pace.limit == 1
    taken(pace, 1)


def test_no_call_begins_before_the_wait_that_was_asked_for_is_over() -> None:
    pace = Pace(4)
    with pace.slot() as slot:
        slot.slow_down(0.2)
    started = time.monotonic()
    taken(pace, 1)
    assert time.monotonic() - started == pytest.approx(0.2, abs=0.1)


def test_no_more_calls_than_the_limit_are_in_flight() -> None:
    pace, lock, now, most = Pace(3), threading.Lock(), [0], [0]

    def call() -> None:
        with pace.slot():
            with lock:
                now[0] += 1
                most[0] = max(most[0], now[0])
            time.sleep(0.01)
            with lock:
                now[0] -= 1

    threads = [threading.Thread(target=call) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most[0] == 3
