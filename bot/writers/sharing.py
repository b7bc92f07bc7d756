"""Work on one key at a time: who comes second finds the first one's result in the store."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Hashable, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any
from weakref import WeakValueDictionary

HEAD_START = 20
"""Rounds of the event loop between two works: enough to get a request onto its connection."""


class Turns:
    """A lock for each key that somebody works on."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[Hashable, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def of(self, keys: Iterable[Hashable]) -> AsyncIterator[None]:
        """Hold all of `keys`, which must come in the same order wherever several are held."""
        async with AsyncExitStack() as stack:
            for key in keys:
                lock = self._locks.setdefault(key, asyncio.Lock())
                await stack.enter_async_context(lock)
            yield


async def together(works: Iterable[Awaitable[Any]]) -> None:
    """Do all of `works` at once; the first failure ends the others and is raised as it is.

    They begin one after the other, so that the first ones' questions are out while the others are made.
    """
    tasks = list[asyncio.Future[Any]]()
    try:
        for work in works:
            tasks.append(asyncio.ensure_future(work))
            for _ in range(HEAD_START):
                await asyncio.sleep(0)
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
