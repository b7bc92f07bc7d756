"""A bot that listens to a Discord of the tests, over digests of a repository of the tests."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from discordserver import TOKEN, DiscordServer
from fakes import FakeClock, FakeDigests, FakeLog, FakeSource, FakeSources, commit_

from adapters.discord.client import DiscordBot
from adapters.discord.opening import open_bot
from adapters.discord.receiver import Receiver
from adapters.discord.reply import Line
from analysis.language import Language
from bot.access import AccessRule
from bot.askers import Askers
from bot.dispatch import Dispatcher
from bot.memory import memory_stores
from bot.posting import Patience, Poster
from bot.recent import Recent
from bot.services import Services
from bot.stores import Stores
from bot.suggestions import Suggestions

ZONE = "Asia/Shanghai"


@dataclass
class Listening:
    """What a test looks at."""

    bot: DiscordBot
    services: Services
    stores: Stores
    digests: FakeDigests
    source: FakeSource
    log: FakeLog
    clock: FakeClock


def source() -> FakeSource:
    """Return a repository with two commits on the day of the tests."""
    return FakeSource("acme/api", (commit_(), commit_("def5678", "Close the `pool` once")))


def receiver(bot: DiscordBot, services: Services, stores: Stores, clock: FakeClock) -> Receiver:
    """Return what answers interactions; the operator is user 999."""
    poster = Poster(bot.platform, stores.postings, clock, Patience(), _no_sleep)
    return Receiver(
        Dispatcher(services),
        Askers(stores.subscriptions, Language.EN, ZONE),
        Suggestions(services, Recent(clock)),
        Line(bot.api, bot.platform, poster, clock),
        frozenset({"999"}),
    )


def services_of(
    stores: Stores, clock: FakeClock, log: FakeLog, digests: FakeDigests, repository: FakeSource
) -> Services:
    """Return services over one repository, which everybody may see."""
    return Services(
        FakeSources(repository, known=("acme/api",)),
        clock,
        log,
        digests.build,
        digests.explain,
        access=AccessRule(("acme/*",)),
        subscriptions=stores.subscriptions,
    )


@asynccontextmanager
async def listening(server: DiscordServer, stores: Stores | None = None) -> AsyncIterator[Listening]:
    """Let a bot listen until the context ends."""
    clock, log, digests = FakeClock(), FakeLog(), FakeDigests()
    stores = stores or memory_stores()
    repository = source()
    services = services_of(stores, clock, log, digests, repository)
    server.clock = clock.now
    async with open_bot(TOKEN, f"{server.address}/api", log, guild_ready_timeout=0.05) as bot:
        task = asyncio.create_task(bot.listen(receiver(bot, services, stores, clock), None))
        try:
            await asyncio.wait_for(server.identified.wait(), 5)
            yield Listening(bot, services, stores, digests, repository, log, clock)
        finally:
            await bot.close()
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def _no_sleep(seconds: float) -> None:
    del seconds
