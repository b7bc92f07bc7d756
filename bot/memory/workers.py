"""What workers know of each other, in memory: there is one process, but the rules are the same."""

import datetime as dt
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager


def utc_now() -> dt.datetime:
    """Return the current instant, the clock that a database would have."""
    return dt.datetime.now(dt.UTC)


class MemoryWorkers:
    """A `WorkerStore` in memory."""

    def __init__(self, now: Callable[[], dt.datetime] = utc_now) -> None:
        self._now = now
        self._seen: dict[str, dt.datetime] = {}
        self._take_overs: Counter[str] = Counter()
        self._swept = False

    async def beat(self, worker: str) -> None:
        """Note that `worker` lives now."""
        self._seen[worker] = self._now()

    async def living(self, within: dt.timedelta) -> frozenset[str]:
        """Return the workers that were seen alive less than `within` ago."""
        since = self._now() - within
        return frozenset(worker for worker, seen in self._seen.items() if seen > since)

    @asynccontextmanager
    async def sweeping(self) -> AsyncIterator[bool]:
        """Hold the right to take over runs, one worker at a time; false while another holds it."""
        if self._swept:
            yield False
            return
        self._swept = True
        try:
            yield True
        finally:
            self._swept = False

    async def took_over(self, run_id: str) -> int:
        """Count one more take-over of a run and return how many there were."""
        self._take_overs[run_id] += 1
        return self._take_overs[run_id]
