"""A worker to be killed: the real engine on a real database, before a stand-in of chat and model.

`python -m benchmarks.victim DATABASE SERVER EXECUTOR ORDERS REPOS DEAD_AFTER`; it goes on until it is killed.
"""

import asyncio
import datetime as dt
import os
import signal
import sys
from collections.abc import Sequence

import aiohttp

from adapters.durable import Engine, EngineSettings, open_engine
from adapters.durable.janitor import Care
from adapters.store import open_stores
from benchmarks.stage import MemorySources, StandInWriter, orders
from benchmarks.standin import HttpChat
from bot.clock import SystemClock
from bot.daily import Daily
from bot.digests import Digests
from bot.logs import make_log
from bot.orders import Order
from bot.posting import Patience
from bot.services import new_incident
from bot.stores import AnalysisKey, EditionState, EditionStore

PATIENCE = Patience(dt.timedelta(seconds=1), dt.timedelta(milliseconds=500))
AGAIN = 2.0  # seconds between two looks for what is not posted, as the schedule's tick does it


async def work(database: str, server: str, executor: str, wanted: Sequence[Order], dead_after: float) -> None:
    """Work until somebody ends it."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    clock = SystemClock()
    async with open_stores(database) as stores, aiohttp.ClientSession() as session:

        async def ask(keys: Sequence[AnalysisKey]) -> None:
            wanted = [(key.repo, key.sha, key.depth.value) for key in keys]
            async with session.post(f"{server}/model", json={"wanted": wanted}) as response:
                response.raise_for_status()

        digests = Digests(StandInWriter(stores.analyses, ask, clock))
        daily = Daily(MemorySources(), digests, stores, {"chat": HttpChat(session, server)}, clock, PATIENCE)
        care = Care(
            beat=dt.timedelta(seconds=min(1.0, dead_after / 4)),
            sweep=dt.timedelta(seconds=1),
            dead_after=dt.timedelta(seconds=dead_after),
            most_take_overs=1_000,
        )
        settings = EngineSettings(database, executor, care=care)
        async with open_engine(settings, daily, make_log(sys.stderr), new_incident) as engine:
            await session.post(f"{server}/ready", json={"executor": executor})
            feeding = asyncio.create_task(_feed(engine, stores.editions, wanted))
            await stop.wait()
            feeding.cancel()


async def _feed(engine: Engine, editions: EditionStore, wanted: Sequence[Order]) -> None:
    left = list(wanted)
    while left:
        for order in tuple(left):
            edition = await editions.get(order.edition)
            if edition and edition.state is EditionState.POSTED:
                left.remove(order)
            else:
                await engine.tell(order)
        await asyncio.sleep(AGAIN)


def main() -> None:
    """Read the arguments and work."""
    database, server, executor, count, repos, dead_after = sys.argv[1:7]
    wanted = orders(int(count), int(repos))
    asyncio.run(work(database, server, executor, wanted, float(dead_after)))
    sys.stdout.flush()
    os._exit(0)  # threads that a driver leaves behind must not hold the process


if __name__ == "__main__":
    main()
