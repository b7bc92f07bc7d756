"""What the engine adds to a run: 30 commits, a model of 0.3 s, eight calls at once, against the ideal.

Ideal is the model's own time in full rounds, then the posts one after the other.
`python -m benchmarks.overhead`.
"""

import argparse
import asyncio
import datetime as dt
import math
import statistics
import sys
import time
from collections.abc import Sequence

from adapters.durable import EngineSettings, open_engine
from adapters.store import open_stores
from benchmarks.figures import show
from benchmarks.servers import new_database
from benchmarks.stage import MemorySources, StandInWriter, orders
from bot.clock import SystemClock
from bot.daily import Daily
from bot.digests import Digests
from bot.logs import make_log
from bot.messages import Message
from bot.ports import Part, Target
from bot.services import new_incident
from bot.stores import AnalysisKey, RunState

COMMITS = 30
AT_ONCE = 8
MODEL_TAKES = 0.3  # seconds
POST_TAKES = 0.1  # seconds; what a chat platform takes at its best
BOUND = 1.15  # times the ideal
ROUNDS = 3


class Chat:
    """Implements `bot.ports.ChatPlatform`; every post takes its time."""

    name = "chat"

    def __init__(self) -> None:
        self.posted = 0

    def render(self, message: Message) -> tuple[Part, ...]:
        """Return one part."""
        return (Part({"title": message.title}),)

    async def send(self, target: Target, part: Part, key: str) -> str:
        """Take a while."""
        del target, part, key
        await asyncio.sleep(POST_TAKES)
        self.posted += 1
        return str(self.posted)

    async def find(self, target: Target, key: str, since: dt.datetime) -> str | None:
        """Find nothing."""
        del target, key, since
        return None

    async def edit(self, target: Target, message_id: str, part: Part, key: str | None = None) -> None:
        """Change nothing."""


async def measure(database: str) -> list[tuple[float, float]]:
    """Return (seconds, ideal seconds) of each round; the first warms up and does not count."""
    clock, chat, calls = SystemClock(), Chat(), list[int]()

    async def ask(keys: Sequence[AnalysisKey]) -> None:
        calls.append(len(keys))
        await asyncio.sleep(MODEL_TAKES)

    async with open_stores(database) as stores:
        writer = StandInWriter(stores.analyses, ask, clock, turn=asyncio.Semaphore(AT_ONCE))
        daily = Daily(MemorySources(COMMITS), Digests(writer), stores, {"chat": chat}, clock)
        settings = EngineSettings(database, analyses_at_once=AT_ONCE)
        rounds = []
        async with open_engine(settings, daily, make_log(sys.stderr), new_incident) as engine:
            await asyncio.sleep(1.5)  # the engine looks for new queues each second
            for order in orders(1 + ROUNDS, 1 + ROUNDS):
                calls.clear()
                posted, began = chat.posted, time.perf_counter()
                outcome = await engine.outcome(await engine.tell(order))
                seconds = time.perf_counter() - began
                assert outcome.state is RunState.DONE
                ideal = math.ceil(len(calls) / AT_ONCE) * MODEL_TAKES
                ideal += (chat.posted - posted) * POST_TAKES
                rounds.append((seconds, ideal))
                print(
                    f"{len(calls)} calls, {chat.posted - posted} posts: {seconds:.2f} s, ideal {ideal:.2f} s"
                )
        return rounds[1:]


def main() -> int:
    """Print the median of the rounds; 1 if it is beyond the bound."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--server", help="address of a PostgreSQL; by default one is started")
    arguments = parser.parse_args()
    with new_database(arguments.database, arguments.server) as database:
        rounds = asyncio.run(measure(database))
    factor = statistics.median(seconds / ideal for seconds, ideal in rounds)
    name = f"run of 30 commits, {arguments.database}"
    held = show(name, f"{factor:.2f} x ideal", f"at most {BOUND}", held=factor <= BOUND)
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
