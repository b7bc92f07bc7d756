"""What workers must know of each other, so that the runs of a dead one are taken over."""

import datetime as dt
from contextlib import AbstractAsyncContextManager
from typing import Protocol


class WorkerStore(Protocol):
    """Who lives, by the database's own clock: the clocks of several machines differ."""

    async def beat(self, worker: str) -> None:
        """Note that `worker` lives now."""
        ...

    async def living(self, within: dt.timedelta) -> frozenset[str]:
        """Return the workers that were seen alive less than `within` ago."""
        ...

    def sweeping(self) -> AbstractAsyncContextManager[bool]:
        """Hold the right to take over runs, one worker at a time; false while another holds it.

        It ends with the block, and with the process that dies inside it.
        """
        ...

    async def took_over(self, run_id: str) -> int:
        """Count one more take-over of a run and return how many there were."""
        ...
