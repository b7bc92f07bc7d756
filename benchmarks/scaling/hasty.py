"""Time that runs faster: an event loop and a clock for which a second is over sooner.

What waits on the loop waits so much less: limits, pauses, latencies, timeouts. What computes, writes to a
disk or goes over a network takes as long as ever, and so weighs that much more.
"""

import asyncio
import datetime as dt
import selectors
import time
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class HastySelector(selectors.DefaultSelector):
    """Waits `factor` times less than it is told."""

    def __init__(self, factor: float) -> None:
        super().__init__()
        self._factor = factor

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Wait for something to be ready."""
        return super().select(timeout / self._factor if timeout else timeout)


class HastyLoop(asyncio.SelectorEventLoop):
    """A loop whose time runs `factor` times as fast."""

    def __init__(self, factor: float) -> None:
        self._factor = factor
        super().__init__(HastySelector(factor))

    def time(self) -> float:
        """Return the loop's own time in its own seconds."""
        return time.monotonic() * self._factor


class HastyClock:
    """A clock that showed `start` when the machine's clock showed `epoch`; the same in every process."""

    def __init__(self, start: dt.datetime, epoch: float, factor: float) -> None:
        self._start = start
        self._epoch = epoch
        self._factor = factor

    def now(self) -> dt.datetime:
        """Return the time it is by now."""
        return self._start + dt.timedelta(seconds=(time.time() - self._epoch) * self._factor)


def run(work: Coroutine[Any, Any, T], factor: float) -> T:
    """Do `work` on a loop of its own whose time runs `factor` times as fast."""
    with asyncio.Runner(loop_factory=lambda: HastyLoop(factor)) as runner:
        return runner.run(work)
