"""A bot that listens to a Discord of the tests, over digests of a repository of the tests."""

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from discordserver import DiscordServer
from discordwords import TOKEN
from fakes import FakeClock, FakeDigests, FakeLog, FakeSource, FakeSources, commit_

from adapters.discord.chat import DiscordChat
from adapters.discord.client import DiscordBot
from adapters.discord.opening import open_bot
from analysis.language import Language
from bot.access import AccessRule
from bot.chats import Desk
from bot.memory import memory_stores
from bot.ports import Clock
from bot.posting import Patience
from bot.services import Services
from bot.stores import Stores
from bot.subscriptions import Channel

ZONE = "Asia/Shanghai"
PATIENCE = Patience(dt.timedelta(seconds=10), dt.timedelta(0))


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


def desk_of(services: Services, patience: Patience = PATIENCE) -> Desk:
    """Return what the composition root hands over; the operator is user 999."""
    return Desk(services, Language.EN, ZONE, patience, (Channel("discord", "999"),))


def services_of(
    stores: Stores, clock: Clock, log: FakeLog, digests: FakeDigests, repository: FakeSource
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
async def listening(
    server: DiscordServer, stores: Stores | None = None, patience: Patience = PATIENCE
) -> AsyncIterator[Listening]:
    """Let a bot listen until the context ends."""
    clock, log, digests = FakeClock(), FakeLog(), FakeDigests()
    stores = stores or memory_stores()
    repository = source()
    services = services_of(stores, clock, log, digests, repository)
    server.clock = clock.now
    async with (
        open_bot(TOKEN, f"{server.address}/api", guild_ready_timeout=0.05) as bot,
        DiscordChat(bot, None).listening(desk_of(services, patience)),
    ):
        yield Listening(bot, services, stores, digests, repository, log, clock)
