"""How much too late the event loop comes: what blocks it keeps people waiting and connections from living."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from bot.meter import Meter

EVERY = 0.5  # seconds between two looks


@asynccontextmanager
async def measuring(meter: Meter, every: float = EVERY) -> AsyncIterator[None]:
    """Measure while the context is open."""
    task = asyncio.create_task(_forever(meter, every))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _forever(meter: Meter, every: float) -> None:
    loop = asyncio.get_running_loop()
    while True:
        due = loop.time() + every
        await asyncio.sleep(every)
        meter.loop_lagged(max(loop.time() - due, 0.0))
