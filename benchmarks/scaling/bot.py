"""A process with the bot alone: the real round, engine, daily run and adapters; it tells what it measured.

One line of JSON on standard output, when everything is posted or patience has ended.
"""

import argparse
import asyncio
import json
import resource
import sys
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from discordwords import TOKEN
from slackserver import BOT_TOKEN

from adapters.discord.opening import open_bot
from adapters.durable import EngineSettings, open_engine
from adapters.durable.janitor import Care
from adapters.slack.client import open_client
from adapters.slack.platform import SlackPlatform
from adapters.store import open_stores
from benchmarks.scaling.hasty import HastyClock, run
from benchmarks.scaling.world import PLATFORMS, START, SlowSources, subscriptions
from benchmarks.stage import DAY
from bot.daily import Daily
from bot.digests import Digests
from bot.logs import make_log
from bot.orders import edition_of_subscription
from bot.past import Past
from bot.ports import ChatPlatform
from bot.services import new_incident
from bot.stores import EditionState, Stores
from bot.ticker import Ticker, ticking
from bot.writing import FactsWriter

LOOK = 2.0  # hasty seconds between two looks at what is posted
TICK = 0.05  # true seconds between two looks at the loop
THREADS = Path("/proc/self/task")
TIMEOUT = 10.0  # hasty seconds of a call, as the settings have it


@dataclass
class Measured:
    """What it took: hasty seconds until all was posted, and CPU seconds.

    `late` is by how many true seconds the loop came too late, and a stall what is left of it when the time is
    taken off that a thread of ours waited for a free core: such a thread may have held the interpreter.
    """

    posted: int = 0
    seconds: float = 0.0
    cpu: float = 0.0
    megabytes: float = 0.0
    late: list[float] = field(default_factory=list)
    stalls: list[float] = field(default_factory=list)


async def measure(asked: argparse.Namespace) -> Measured:
    """Post everything that is due."""
    clock, log = HastyClock(START, asked.epoch, asked.factor), make_log(sys.stderr)
    measured = Measured()
    async with (
        open_stores(asked.database) as stores,
        open_client(BOT_TOKEN, f"{asked.slack}/api", TIMEOUT) as client,
        open_bot(TOKEN, f"{asked.discord}/api") as bot,
    ):
        for one in subscriptions(asked.count):
            await stores.subscriptions.follow(one)
        digests = Digests(FactsWriter(), past=Past(stores.digests, log))
        chats: dict[str, ChatPlatform] = {"slack": SlackPlatform(client), "discord": bot.platform}
        daily = Daily(SlowSources(), digests, stores, chats, clock)
        async with open_engine(
            EngineSettings(asked.database, care=_care(asked.factor)), daily, log, new_incident
        ) as engine:
            await asyncio.sleep(1.5 * asked.factor)  # the engine looks for new queues each second
            ticker = Ticker(stores, engine, PLATFORMS, 0, clock, log, new_incident)
            loop = asyncio.get_running_loop()
            began, before = loop.time(), time.process_time()
            async with _watched(measured, asked.factor), ticking(ticker):
                measured.posted = await _until_posted(stores, asked.count, began + asked.patience)
                measured.seconds = loop.time() - began
            measured.cpu = time.process_time() - before
    measured.megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return measured


def _care(factor: float) -> Care:
    """Return how closely the engine looks after itself, which is a matter of true seconds."""
    usual = Care()
    return replace(usual, beat=usual.beat * factor, sweep=usual.sweep * factor)


async def _until_posted(stores: Stores, count: int, limit: float) -> int:
    """Wait until every edition is posted, and return how many are when patience ends."""
    left = [edition_of_subscription(one, DAY.date) for one in subscriptions(count)]
    loop = asyncio.get_running_loop()
    while left and loop.time() < limit:
        states = await stores.editions.states(left)
        left = [key for key in left if states.get(key) is not EditionState.POSTED]
        await asyncio.sleep(LOOK)
    return count - len(left)


@asynccontextmanager
async def _watched(measured: Measured, factor: float) -> AsyncIterator[None]:
    """Measure by how much the loop comes too late, in true seconds."""

    async def look() -> None:
        while True:
            before, idle = time.perf_counter(), _without_core()
            await asyncio.sleep(TICK * factor)
            late = max(time.perf_counter() - before - TICK, 0.0)
            measured.late.append(late)
            measured.stalls.append(max(late - _waited(idle), 0.0) if late > TICK else late)

    task = asyncio.create_task(look())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def _without_core() -> dict[str, int]:
    """Return for each thread the nanoseconds that it was ready and others had the cores.

    Nothing where nobody can say. https://docs.kernel.org/scheduler/sched-stats.html
    """
    found = dict[str, int]()
    for thread in THREADS.glob("*"):
        with suppress(OSError, IndexError, ValueError):
            found[thread.name] = int((thread / "schedstat").read_text().split()[1])
    return found


def _waited(before: Mapping[str, int]) -> float:
    """Return the most seconds that a thread has waited for a core since: it may have held the interpreter."""
    now = _without_core()
    return max((now[one] - before[one] for one in now.keys() & before.keys()), default=0) / 1e9


def _p99(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.99)] if times else 0.0


def main() -> int:
    """Work as asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("factor", type=float)
    parser.add_argument("epoch", type=float)
    parser.add_argument("--database", required=True)
    parser.add_argument("--slack", required=True)
    parser.add_argument("--discord", required=True)
    parser.add_argument("--patience", type=float, required=True, help="hasty seconds")
    asked = parser.parse_args()
    measured = run(measure(asked), asked.factor)
    told = asdict(measured) | {"late": max(measured.late, default=0.0)}
    told |= {"stalls": sorted(measured.stalls)[-10:], "p99": _p99(measured.stalls)}
    print(json.dumps(told), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
