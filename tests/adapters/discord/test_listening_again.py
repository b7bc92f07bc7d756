"""A bot that stops listening leaves the gateway, and can listen again with the same sign-in."""

from functools import partial

from discordbot import desk_of, services_of, source
from discordserver import DiscordServer, until
from discordwords import TOKEN, Interaction
from fakes import FakeClock, FakeDigests, FakeLog

from adapters.discord.chat import DiscordChat
from adapters.discord.opening import open_bot
from bot.memory import memory_stores


def _is_heard(one: Interaction) -> bool:
    return one.acknowledged is not None


async def test_a_bot_that_stops_listening_can_begin_again(server: DiscordServer) -> None:
    """One connection at a time, and commands are heard on the second as on the first."""
    clock, stores = FakeClock(), memory_stores()
    server.clock = clock.now
    desk = desk_of(services_of(stores, clock, FakeLog(), FakeDigests(), source()))
    async with open_bot(TOKEN, f"{server.address}/api", guild_ready_timeout=0.05) as bot:
        chat = DiscordChat(bot, None)
        for times in (1, 2):
            async with chat.listening(desk):
                assert await chat.hears()
                assert len(server.gateways) == times
                one = await server.command("help")
                await until(partial(_is_heard, one))
            await until(lambda: all(socket.closed for socket in server.gateways))
            assert await chat.hears() is None
