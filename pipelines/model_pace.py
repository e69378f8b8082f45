"""How many calls may be in flight: fewer when the provider turns calls away, slowly more again while it takes them.

Additive increase, multiplicative decrease, as TCP does (Chiu and Jain, Computer Networks and ISDN Systems 17, 1989).
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Slot:
    """One call in flight."""

    def __init__(self, pace: "Pace", began: float) -> None:
        self._pace = pace
        self._began = began
        self.is_slowed = False

    def slow_down(self, wait_s: float | None) -> None:
        """Say that this call was turned away, and for how many seconds the provider asks to be left alone."""
        self.is_slowed = True
        self._pace._cut(self._began, wait_s or 0.0)


class Pace:
    """A limit on calls in flight, shared by threads.

    A call that is turned away halves the limit, once for all calls that were in flight together, and lets no call begin
    before the wait that was asked for is over. As many calls in a row as the limit raise it by one, to `most` at the most.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._limit = float(most)
        self._in_flight = 0
        self._opens_at = 0.0
        self._cut_at = 0.0
        self._free = threading.Condition()

    @property
    def limit(self) -> int:
        """Calls that may be in flight now."""
        return int(self._limit)

    @contextmanager
    def slot(self) -> Iterator[Slot]:
        """Wait until a call may begin, and hold its place until the block ends."""
        with self._free:
            while (wait_s := self._opens_at - time.monotonic()) > 0 or self._in_flight >= int(self._limit):
                self._free.wait(wait_s if wait_s > 0 else None)
            self._in_flight += 1
        slot = Slot(self, time.monotonic())
        try:
            yield slot
        finally:
            with self._free:
                self._in_flight -= 1
                if not slot.is_slowed:
                    self._limit = min(float(self._most), self._limit + 1.0 / self._limit)
                self._free.notify_all()

    def _cut(self, began: float, wait_s: float) -> None:
        with self._free:
            now = time.monotonic()
            self._opens_at = max(self._opens_at, now + wait_s)
            if began >= self._cut_at:
                self._limit = max(1.0, self._limit / 2)
                self._cut_at = now
