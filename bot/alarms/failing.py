"""A digest that was tried and does not stand yet: why, since when, and whether somebody must hear of it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bot.causes import LASTING, Cause, known_cause
from bot.orders import Order
from bot.stores import Run, RunState

ATTEMPTS = 3
"""Failures after which waiting quietly is over; with the daily round's pauses that is after 20 minutes."""
ATTEMPTS_LASTING = 2
"""The same for what waiting does not mend: 5 minutes."""
AT_MOST = dt.timedelta(minutes=45)
"""From the first attempt on, however few there were; also what a run under way may take."""


@dataclass(frozen=True, slots=True)
class Failing:
    """An order with its attempts, oldest first; there is at least one."""

    order: Order
    tried: tuple[Run, ...]

    @property
    def since(self) -> dt.datetime:
        """When the first attempt began."""
        return self.tried[0].started_at

    @property
    def cause(self) -> Cause:
        """Why the last attempt that failed did; one that hangs is nobody's fault but ours."""
        failed = self._failed
        return known_cause(failed[-1].cause) if failed else Cause.OURS

    @property
    def incidents(self) -> tuple[str, ...]:
        """Under which incidents the log tells of the attempts."""
        return tuple(run.incident for run in self._failed if run.incident)

    def is_ripe(self, now: dt.datetime) -> bool:
        """Whether it is time to tell of it."""
        enough = ATTEMPTS_LASTING if self.cause in LASTING else ATTEMPTS
        return len(self._failed) >= enough or now - self.since >= AT_MOST

    @property
    def _failed(self) -> list[Run]:
        return [run for run in self.tried if run.state is RunState.FAILED]


def failing(order: Order, tried: Sequence[Run], now: dt.datetime) -> Failing | None:
    """Return `order` as failing, `None` where all is well so far or an operator ended it."""
    if not tried or tried[-1].state in (RunState.CANCELLED, RunState.DONE):
        return None
    hangs = now - tried[-1].started_at >= AT_MOST
    failed = any(run.state is RunState.FAILED for run in tried)
    return Failing(order, tuple(tried)) if failed or hangs else None
