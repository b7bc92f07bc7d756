"""Whether the gateway speaks to us, for those who watch."""

import asyncio

import pytest
from aiohttp import web
from discordbot import desk_of, services_of, source
from discordserver import DiscordServer, until
from discordwords import TOKEN
from fakes import FakeClock, FakeDigests, FakeLog

from adapters.discord.chat import DiscordChat
from adapters.discord.opening import open_bot
from bot.memory import memory_stores


async def test_a_gateway_that_is_gone_is_noticed_and_so_is_its_return(
    server: DiscordServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who does not listen here does not miss it."""
    clock, come_back, tell = FakeClock(), asyncio.Event(), server._dispatch

    async def hesitate(socket: web.WebSocketResponse, event: str, data: dict[str, object]) -> None:
        if event == "RESUMED":
            await come_back.wait()
        await tell(socket, event, data)

    monkeypatch.setattr(server, "_dispatch", hesitate)
    server.clock = clock.now
    services = services_of(memory_stores(), clock, FakeLog(), FakeDigests(), source())
    async with open_bot(TOKEN, f"{server.address}/api", guild_ready_timeout=0.05) as bot:
        chat = DiscordChat(bot, None)
        before = await chat.hears()
        async with chat.listening(desk_of(services)):
            await until(lambda: bot.is_connected)
            listening = await chat.hears()
            await server.gateways[-1].close(code=4000)
            await until(lambda: not bot.is_connected)
            gone = await chat.hears()
            come_back.set()
            await until(lambda: bot.is_connected)
            back = await chat.hears()
        after = await chat.hears()

    assert (before, listening, gone, back, after) == (None, True, False, True, None)
