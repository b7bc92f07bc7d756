"""Fifty people in Discord within one second: 40 ask for 10 commits, 10 for one day of 8; a model of 20 s.

The real client over the gateway, the real engine and store, and the tests' own Discord, all in one process:
`PYTHONPATH=tests python -m benchmarks.discord_load [--model SECONDS]`. Fails where the slowest hundredth of
first responses takes a second or more, where somebody is not answered, or where anything is done twice.
"""

import argparse
import asyncio
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from discordrules import nested
from discordserver import DiscordServer, served, until
from discordwords import TOKEN, Interaction

from adapters.discord.chat import DiscordChat
from adapters.discord.opening import open_bot
from adapters.durable import EngineSettings, open_engine
from adapters.store import open_stores
from analysis.errors import UnknownRepositoryError
from analysis.language import Language
from analysis.ports import CommitSource
from benchmarks.figures import show
from benchmarks.servers import new_database
from benchmarks.stage import DAY, MemorySource, StandInWriter
from bot.access import AccessRule
from bot.chats import Desk
from bot.clock import SystemClock
from bot.daily import Daily
from bot.digests import Digests
from bot.logs import make_log
from bot.prepared import PreparedDigests
from bot.services import Services, new_incident
from bot.stores import AnalysisKey, Stores

EXPLAINERS, READERS, SHAS, COMMITS = 40, 10, 10, 8
WITHIN = 1.0  # seconds in which everybody types
PATIENCE = 180.0  # seconds until everybody is given up
BOUND = 1.0  # seconds until the slowest hundredth has its first response
PROGRESS = ("Reading", "Analysing", "putting it together")  # in words about progress
FIRST_CHANNEL = 7_000
REPOS = {"acme/api": SHAS, "acme/day": COMMITS}


@dataclass(frozen=True)
class Sources:
    """Two repositories that a chat may ask for."""

    async def find(self, repo: str) -> CommitSource:
        """Return one of them."""
        if repo not in REPOS:
            raise UnknownRepositoryError(repo)
        return MemorySource(repo, REPOS[repo])

    def known(self) -> tuple[str, ...]:
        """Return both names."""
        return tuple(REPOS)


@dataclass
class Load:
    """What happened."""

    model_takes: float
    interactions: list[Interaction] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    async def ask(self, keys: Sequence[AnalysisKey]) -> None:
        """Write about commits, which takes its time."""
        self.asked.update(f"{key.sha} {key.depth}" for key in keys)
        await asyncio.sleep(self.model_takes)


async def measure(database: str, load: Load) -> DiscordServer:
    """Let everybody ask, and wait until everybody is answered."""
    clock, log = SystemClock(), make_log(sys.stderr)
    async with (
        served(DiscordServer()) as server,
        open_stores(database) as stores,
        open_bot(TOKEN, f"{server.address}/api") as bot,
    ):
        digests = Digests(StandInWriter(stores.analyses, load.ask, clock, turn=asyncio.Semaphore(64)))
        daily = Daily(Sources(), digests, stores, {}, clock)
        settings = EngineSettings(database, analyses_at_once=8)
        async with open_engine(settings, daily, log, new_incident) as engine:
            prepared = PreparedDigests(digests, stores.analyses, engine)
            desk = Desk(_services(prepared, stores, clock), Language.EN, "UTC")
            async with DiscordChat(bot, None).listening(desk):
                began = time.perf_counter()
                await asyncio.gather(*(_ask(server, number, load) for number in range(EXPLAINERS + READERS)))
                await until(lambda: _answered(server) == EXPLAINERS + READERS, PATIENCE)
                load.seconds = time.perf_counter() - began
        return server


def _services(prepared: PreparedDigests, stores: Stores, clock: SystemClock) -> Services:
    return Services(
        Sources(),
        clock,
        make_log(sys.stderr),
        prepared.build,
        prepared.explain,
        access=AccessRule(local=tuple(REPOS)),
        subscriptions=stores.subscriptions,
    )


async def _ask(server: DiscordServer, number: int, load: Load) -> None:
    """Type one command in a channel of one's own, so that answers can be told apart."""
    channel, user = str(FIRST_CHANNEL + number), str(8_000 + number)
    server.add_channel(channel, 0)
    await asyncio.sleep(random.Random(number).random() * WITHIN)
    if number < READERS:
        options = {"repo": "acme/day", "date": str(DAY.date)}
        one = await server.command("digest", channel=channel, user=user, **options)
    else:
        sha = (await MemorySource("acme/api", SHAS).landed(DAY)).commits[number % SHAS].sha
        one = await server.command("explain", channel=channel, user=user, repo="acme/api", sha=sha[:12])
    load.interactions.append(one)


def _answered(server: DiscordServer) -> int:
    """Return in how many channels the answer stands in the place of the word about progress."""
    channels = [str(FIRST_CHANNEL + number) for number in range(EXPLAINERS + READERS)]
    return sum(any(not _is_progress(one) for one in server.posted(channel)) for channel in channels)


def _is_progress(message: dict[str, object]) -> bool:
    return any(word in str(one.get("content")) for one in nested(message) for word in PROGRESS)


def main() -> int:
    """Print what was measured; 1 where it is beyond the bounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=float, default=20.0, help="seconds that the model takes")
    load = Load(parser.parse_args().model)
    with new_database("sqlite") as database:
        server = asyncio.run(measure(database, load))
    return _verdict(server, load)


def _verdict(server: DiscordServer, load: Load) -> int:
    everybody = EXPLAINERS + READERS
    times = sorted(one.acknowledged - one.made for one in load.interactions if one.acknowledged is not None)
    slowest = statistics.quantiles(times, n=100)[98]
    counts = Counter(len(server.posted(str(FIRST_CHANNEL + number))) for number in range(everybody))
    doubled = [one for one, count in load.asked.items() if count > 1]
    print(f"first responses: median {statistics.median(times) * 1000:.0f} ms, p99 {slowest * 1000:.0f} ms")
    answered = _answered(server)
    print(f"answered: {answered} of {everybody} in {load.seconds:.1f} s (a call takes {load.model_takes} s)")
    value, bound = f"p99 {slowest * 1000:.0f} ms", f"under {BOUND * 1000:.0f} ms"
    show("Discord: 50 people acknowledged", value, bound, held=slowest < BOUND)
    print(f"asked of the model: {sum(load.asked.values())} analyses, {len(doubled)} of them twice")
    well = len(times) == everybody and slowest < BOUND and answered == everybody
    return 0 if well and not doubled and counts == {1: everybody} else 1


if __name__ == "__main__":
    sys.exit(main())
