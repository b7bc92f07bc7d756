"""Connecting to Discord: the addresses of its servers, and signing in for plain requests."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from adapters.discord.api import Api
from adapters.discord.platform import DiscordPlatform

VERSION = "v10"
LONGEST_WAIT = 30.0  # seconds that a rate limit may hold a request up, the least that discord.py takes


def lead_to(api_url: str, gateway_url: str | None) -> None:
    """Lead discord.py to other servers; it keeps their addresses on its classes."""
    Route.BASE = f"{api_url.rstrip('/')}/{VERSION}"
    if gateway_url:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url)


def quiet_client() -> discord.Client:
    """Return a client that can mention nobody and waits for no rate limit for ever."""
    return discord.Client(
        intents=discord.Intents(guilds=True),
        allowed_mentions=discord.AllowedMentions.none(),
        max_ratelimit_timeout=LONGEST_WAIT,
    )


@asynccontextmanager
async def open_platform(token: str, api_url: str) -> AsyncIterator[DiscordPlatform]:
    """Sign in for plain requests: any process may post, one alone holds the gateway.

    Raises `discord.LoginFailure` for a token that is not valid.
    """
    lead_to(api_url, None)
    async with quiet_client() as client:
        await client.login(token)
        yield DiscordPlatform(Api(client))
