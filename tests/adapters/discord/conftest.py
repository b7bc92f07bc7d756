"""A Discord on this machine, and the bot signed in to it."""

from collections.abc import AsyncIterator

import pytest
from discordserver import DiscordServer, served
from discordwords import TOKEN

from adapters.discord.opening import open_bot
from adapters.discord.platform import DiscordPlatform


@pytest.fixture
async def server() -> AsyncIterator[DiscordServer]:
    """Return a running server."""
    async with served(DiscordServer()) as running:
        yield running


@pytest.fixture
async def platform(server: DiscordServer) -> AsyncIterator[DiscordPlatform]:
    """Return the platform as a process without a gateway has it."""
    async with open_bot(TOKEN, f"{server.address}/api") as bot:
        yield bot.platform
