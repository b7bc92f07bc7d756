"""How long an input may take: a little, and a little more for each of its characters."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

Made = TypeVar("Made")
AGAIN = 3  # times that a slow input is measured again: the machine may have been busy elsewhere


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds of this thread's own work: `start` for any input, `each` for one unit of its size.

    Both are some twenty times what an ordinary input takes, so that only another order of growth is slower.
    """

    start: float
    each: float

    def keep(self, work: Callable[[], Made], size: int) -> Made:
        """Return what `work` makes; it fails where `work` is slower than an input of `size` may be."""
        made, took = _timed(work)
        most = self.start + self.each * size
        for _ in range(AGAIN):
            if took <= most:
                break
            took = min(took, _timed(work)[1])
        assert took <= most, f"{took * 1000:.0f} ms for a size of {size}, at most {most * 1000:.0f} ms"
        return made


def _timed(work: Callable[[], Made]) -> tuple[Made, float]:
    begun = time.thread_time()
    made = work()
    return made, time.thread_time() - begun
