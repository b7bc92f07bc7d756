"""Work that goes on after Slack was answered, so that a stop can wait for it."""

import asyncio
from collections.abc import Awaitable


class Work:
    """Requests that are being answered."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(self, work: Awaitable[None]) -> None:
        """Do `work`, which raises nothing, in the background."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def end(self, patience: float) -> int:
        """Wait so many seconds for what is under way, then end it; return how much was left undone."""
        if not self._tasks:
            return 0
        _, left = await asyncio.wait(self._tasks, timeout=patience)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        return len(left)
