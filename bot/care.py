"""Care beside the daily round: what it found failing is told, and what was posted poorly is put right."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.alarms.sentinel import Sentinel
from bot.alarms.stricken import Stricken
from bot.healing.mender import Mender
from bot.ports import Log
from bot.ticker import EVERY, May, Ticker, always

FIRST = 1.0  # seconds until the first look: the daily round goes first


@dataclass(frozen=True, slots=True)
class Care:
    """One look after another, apart from the round: a chat that answers slowly must not hold that up."""

    ticker: Ticker
    stricken: Stricken
    sentinel: Sentinel
    mender: Mender
    log: Log
    new_incident: Callable[[], str]

    async def look(self) -> None:
        """Look once; before the first whole round, and without a database, there is nothing to be judged."""
        if await self.stricken.look() and self.ticker.failing is not None:
            await self.sentinel.round(self.ticker.failing)

    async def mend(self) -> None:
        """Put right once what can be."""
        await self.mender.round()


@asynccontextmanager
async def caring(care: Care, every: float = EVERY, may: May = always) -> AsyncIterator[None]:
    """Look and mend each `every` seconds while the context is open and it `may`, both at their own pace."""
    tasks = [asyncio.create_task(_forever(care, work, every, may)) for work in (care.look, care.mend)]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _forever(care: Care, work: Callable[[], Awaitable[None]], every: float, may: May) -> None:
    while True:
        await asyncio.sleep(min(every, FIRST))
        try:
            if await may():
                await work()
        except Exception:
            care.log.exception("care_failed", work=work.__name__, incident=care.new_incident())
        await asyncio.sleep(every)
