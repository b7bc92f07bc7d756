"""Care beside the daily round: what it found failing is told, and what was posted poorly is put right."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from bot.alarms.sentinel import Sentinel
from bot.ports import Log
from bot.ticker import EVERY, Ticker


@dataclass(frozen=True, slots=True)
class Care:
    """One look after another, apart from the round: a chat that answers slowly must not hold that up."""

    ticker: Ticker
    sentinel: Sentinel
    log: Log
    new_incident: Callable[[], str]

    async def look(self) -> None:
        """Look once; before the first whole round there is nothing to be said."""
        if self.ticker.failing is not None:
            await self.sentinel.round(self.ticker.failing)


@asynccontextmanager
async def caring(care: Care, every: float = EVERY) -> AsyncIterator[None]:
    """Look each `every` seconds while the context is open."""
    task = asyncio.create_task(_forever(care, every))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _forever(care: Care, every: float) -> None:
    while True:
        await asyncio.sleep(min(every, 1.0))
        try:
            await care.look()
        except Exception:
            care.log.exception("care_failed", incident=care.new_incident())
        await asyncio.sleep(every)
