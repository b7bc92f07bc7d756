"""Discord as a chat: signed in for posting, and listening where this process is the one that does."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import discord

from adapters.discord.client import DiscordBot
from adapters.discord.handing import Line
from adapters.discord.opening import SETTING, open_bot
from adapters.discord.platform import DiscordPlatform
from adapters.discord.receiver import Receiver
from bot.askers import Askers
from bot.chats import Desk
from bot.errors import CredentialRefusedError, DeliveryError, PlatformUnreachableError
from bot.memory import MemoryEditions, MemoryPostings
from bot.posting import Poster
from bot.recent import Recent
from bot.settings import Settings
from bot.suggestions import Suggestions

READY_WITHIN = 20.0  # seconds that a start waits for the gateway; it goes on trying by itself after that
KEPT = dt.timedelta(hours=1)  # that an answer's messages are known: longer than its token and its posting
BAD_TOKEN = 4004  # the gateway's code


class DiscordChat:
    """Implements `bot.chats.Chat`."""

    def __init__(self, bot: DiscordBot, gateway_url: str | None) -> None:
        self._bot = bot
        self._gateway_url = gateway_url
        self._listens = False

    @property
    def platform(self) -> DiscordPlatform:
        """Where messages are posted."""
        return self._bot.platform

    @asynccontextmanager
    async def listening(self, desk: Desk) -> AsyncIterator[None]:
        """Answer people while the context is open, and finish what is under way at its end."""
        task = asyncio.create_task(self._listen(desk))
        ready = asyncio.create_task(self._bot.greeted.wait())
        await asyncio.wait({task, ready}, timeout=READY_WITHIN, return_when=asyncio.FIRST_COMPLETED)
        ready.cancel()
        try:
            if task.done():
                task.result()
            self._listens = True
            yield
        finally:
            self._listens = False
            task.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await task
            await self._bot.leave()
            await self._bot.drain()

    async def hears(self) -> bool | None:
        """Whether the connection on which people are heard is up; `None` while nobody listens here."""
        return self._bot.is_connected if self._listens else None

    async def _listen(self, desk: Desk) -> None:
        try:
            await self._bot.listen(receiver_of(self._bot, desk), self._gateway_url)
        except discord.ConnectionClosed as error:
            desk.services.log.exception("discord_closed", code=error.code)
            if error.code == BAD_TOKEN:
                raise CredentialRefusedError("Discord", SETTING) from error
            raise PlatformUnreachableError("Discord", SETTING) from error
        except DeliveryError as error:
            desk.services.log.exception("discord_unreachable")
            raise PlatformUnreachableError("Discord", SETTING) from error


def receiver_of(bot: DiscordBot, desk: Desk) -> Receiver:
    """Return what answers interactions; what it posted is known as long as their tokens: in this process."""
    services = desk.services
    postings = MemoryPostings(MemoryEditions(), KEPT)
    poster = Poster(bot.platform, postings, services.clock, desk.patience, meter=services.meter)
    return Receiver(
        desk.dispatcher,
        Askers(services.subscriptions, desk.language, desk.zone),
        Suggestions(services, Recent(services.clock)),
        Line(bot.api, bot.platform, poster, services.clock, services.log),
        frozenset(one.id for one in desk.operators if one.platform == "discord"),
    )


@asynccontextmanager
async def open_discord(settings: Settings) -> AsyncIterator[DiscordChat]:
    """Sign in with the token of `settings`, which must be set; raises a `ConnectionSetupError`."""
    assert settings.discord_token is not None  # noqa: S101 - whoever opens it has looked
    token = settings.discord_token.get_secret_value()
    async with open_bot(token, settings.discord_api_url, settings.discord_guild_ids) as bot:
        yield DiscordChat(bot, settings.discord_gateway_url)
