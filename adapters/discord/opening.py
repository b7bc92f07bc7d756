"""Signing in to Discord, wherever its servers are."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import aiohttp
import discord
from discord.http import Route

from adapters.discord.client import SERVERS_WITHIN, DiscordBot
from bot.errors import CredentialRefusedError, PlatformUnreachableError

VERSION = "v10"
SETTING = "DISCORD_TOKEN"


@asynccontextmanager
async def open_bot(
    token: str, api_url: str, guilds: Sequence[int] = (), *, guild_ready_timeout: float = SERVERS_WITHIN
) -> AsyncIterator[DiscordBot]:
    """Sign in: any process may post, one alone listens. Raises a `ConnectionSetupError`.

    discord.py keeps the address of its server on a class: one process, one Discord.
    """
    Route.BASE = f"{api_url.rstrip('/')}/{VERSION}"
    async with DiscordBot(guilds, guild_ready_timeout=guild_ready_timeout) as bot:
        try:
            await bot.login(token)
        except discord.LoginFailure as error:
            raise CredentialRefusedError("Discord", SETTING) from error
        except (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError) as error:
            raise PlatformUnreachableError("Discord", SETTING) from error
        yield bot
