"""The same work asked for twice at once is done once."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from typing import Any, Generic, TypeVar

from bot.ports import Progress

Result = TypeVar("Result")
Work = Callable[[Progress], Awaitable[Result]]
Standing = tuple[int, int | None]


class _Shared(Generic[Result]):
    """Work that goes on, how far it is, and how many wait for it."""

    def __init__(self, work: Work[Result]) -> None:
        self.waiting = 0
        self.standing: Standing | None = None
        self.moved = asyncio.Event()
        self.task = asyncio.create_task(self._run(work))

    async def _run(self, work: Work[Result]) -> Result:
        return await work(self)

    async def update(self, done: int, total: int | None) -> None:
        self.standing = (done, total)
        self.moved.set()
        self.moved = asyncio.Event()

    async def result(self, progress: Progress) -> Result:
        """Wait and tell `progress` of every change it is quick enough to take; its failures are its own."""
        told: Standing | None = None
        while not self.task.done():
            if self.standing is not None and self.standing != told:
                told = self.standing
                await progress.update(*told)
            else:
                await self._until_moved()
        return self.task.result()

    async def _until_moved(self) -> None:
        moved = asyncio.create_task(self.moved.wait())
        try:
            await asyncio.wait({self.task, moved}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            moved.cancel()


class Coalescer:
    """Shares work that is going on in this process, for as long as somebody waits for it."""

    def __init__(self) -> None:
        self._shared: dict[Hashable, _Shared[Any]] = {}

    async def share(self, key: Hashable, work: Work[Result], progress: Progress) -> Result:
        """Return the result of `work`, or of the same `key`'s work that somebody began already.

        Everybody waiting hears of its progress and gets its result or its exception. One who is cancelled,
        or whose `progress` fails, leaves the others their work; it stops with the last of them.
        """
        shared: _Shared[Result] = self._shared.get(key) or self._begin(key, work)
        shared.waiting += 1
        try:
            return await shared.result(progress)
        finally:
            shared.waiting -= 1
            if not shared.waiting:
                shared.task.cancel()
                del self._shared[key]

    def _begin(self, key: Hashable, work: Work[Result]) -> _Shared[Result]:
        self._shared[key] = _Shared(work)
        return self._shared[key]
