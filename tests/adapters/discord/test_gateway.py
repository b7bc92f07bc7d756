"""The connection on which people are heard, as Discord ends it in its many ways: commands work afterwards."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import pytest
from discordbot import desk_of, listening, services_of, source
from discordserver import DiscordServer, until
from discordwords import CHANNEL, GUILD, TOKEN
from fakes import FakeClock, FakeDigests, FakeLog

from adapters.discord.chat import DiscordChat
from adapters.discord.client import DiscordBot
from adapters.discord.opening import open_bot
from bot.memory import memory_stores

IDENTIFY, RESUME = 2, 6
RECONNECT, INVALID = {"op": 7, "d": None}, {"op": 9}


def signed_in(server: DiscordServer) -> list[int]:
    """Return how the bot signed in, each time."""
    return [one["op"] for one in server.ops if one["op"] in (IDENTIFY, RESUME)]


async def works(server: DiscordServer) -> None:
    """Wait for a sign-in, then ask for help and get it."""
    await until(server.identified.is_set, 10)
    one = await server.command("help")
    await until(lambda: one.followups)


async def sent(server: DiscordServer, told: Mapping[str, object]) -> None:
    """Have the gateway say something."""
    server.identified.clear()
    await server.gateways[-1].send_json({"s": None, "t": None, "d": None, **told})


@pytest.mark.parametrize(
    ("told", "ways"),
    [
        (RECONNECT, [IDENTIFY, RESUME]),
        ({**INVALID, "d": True}, [IDENTIFY, RESUME]),
        ({**INVALID, "d": False}, [IDENTIFY, IDENTIFY]),
    ],
)
async def test_what_the_gateway_asks_for_is_done(
    server: DiscordServer, told: Mapping[str, object], ways: list[int]
) -> None:
    """To come back, to go on with the session, or to begin a new one."""
    async with listening(server) as it:
        await sent(server, told)
        await works(server)
        await until(lambda: it.bot.is_connected)

    assert signed_in(server) == ways
    assert len(server.gateways) == 2


async def test_a_session_that_cannot_be_resumed_is_begun_anew(
    server: DiscordServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The connection was cut for long: Discord refuses the RESUME, and the bot signs in."""
    tell = server._dispatch

    async def refuse(socket: object, event: str, data: dict[str, object]) -> None:
        if event == "RESUMED":
            await socket.send_json({"op": 9, "d": False, "s": None, "t": None})  # type: ignore[attr-defined] # a socket
        else:
            await tell(socket, event, data)  # type: ignore[arg-type] # a socket

    async with listening(server) as it:
        monkeypatch.setattr(server, "_dispatch", refuse)
        server.identified.clear()
        await server.gateways[-1].close(code=4009)
        await until(lambda: signed_in(server) == [IDENTIFY, RESUME, IDENTIFY], 10)
        await works(server)
        await until(lambda: it.bot.is_connected)


@asynccontextmanager
async def impatient(server: DiscordServer) -> AsyncIterator[tuple[DiscordBot, DiscordChat, FakeLog]]:
    """Let a bot listen that misses an answer to its heartbeat soon."""
    clock, log = FakeClock(), FakeLog()
    server.clock = clock.now
    services = services_of(memory_stores(), clock, log, FakeDigests(), source())
    async with open_bot(TOKEN, f"{server.address}/api", guild_ready_timeout=0.05) as bot:
        bot._connection.heartbeat_timeout = 0.3
        chat = DiscordChat(bot, None)
        async with chat.listening(desk_of(services)):
            yield bot, chat, log


async def test_a_heartbeat_that_nobody_answers_ends_a_dead_connection(server: DiscordServer) -> None:
    """Nothing was closed, and nothing comes: the bot notices and resumes elsewhere."""
    server.interval = 100
    async with impatient(server):
        server.identified.clear()
        server.deaf = True
        await until(lambda: len(server.gateways) > 1, 10)
        server.deaf = False
        await works(server)

    assert signed_in(server)[:2] == [IDENTIFY, RESUME]


async def test_a_token_that_is_taken_back_is_noticed(server: DiscordServer) -> None:
    """Nobody is heard any more: the log and whoever watches are told."""
    async with impatient(server) as (bot, chat, log):
        await server.gateways[-1].close(code=4004)
        await until(bot.is_closed)
        await until(lambda: log.lines[-1][1] == "discord_closed")
        assert await chat.hears() is False

    assert log.lines[-1][2]["code"] == 4004


async def test_a_digest_goes_on_while_the_gateway_is_away(server: DiscordServer) -> None:
    """What is said needs no gateway: one parent, its thread, the file, each once."""
    away = asyncio.Event()
    async with listening(server) as it:
        build = it.digests.build

        async def slow(*args: object, **more: object) -> object:
            await away.wait()
            return await build(*args, **more)  # type: ignore[arg-type] # passed through as they came

        object.__setattr__(it.services, "build_digest", slow)
        await server.command("digest", repo="acme/api", date="2026-02-04")
        await until(server.posted)
        await sent(server, RECONNECT)
        away.set()
        await until(lambda: len(server.posted(server.posted()[0]["id"])) == 2)
        await works(server)

    assert len(server.posted(CHANNEL)) == 1
    assert [bool(one["files"]) for one in server.posted(server.posted()[0]["id"])] == [False, True]


async def test_a_command_that_is_delivered_twice_is_answered_once(server: DiscordServer) -> None:
    """A resumed session replays what it may have missed: the second first response is refused with 40060."""
    async with listening(server):
        one = await server.command("digest", repo="acme/api", date="2026-02-04")
        await until(lambda: server.posted() and len(server.posted(server.posted()[0]["id"])) == 2)
        assert server.replay
        await server.gateways[-1].send_json(server.replay)
        await until(lambda: server.count("POST", rf"/interactions/{one.id}/.*") == 2)
        await works(server)

    assert len(server.posted()) == 1
    assert len(server.posted(server.posted()[0]["id"])) == 2


async def test_commands_for_all_are_withdrawn_where_servers_are_named(server: DiscordServer) -> None:
    """Else each would be listed twice in them."""
    async with listening(server):
        await until(lambda: server.commands.get(""))
    server.identified.clear()
    services = services_of(memory_stores(), FakeClock(), FakeLog(), FakeDigests(), source())
    async with (
        open_bot(TOKEN, f"{server.address}/api", (int(GUILD),), guild_ready_timeout=0.05) as bot,
        DiscordChat(bot, None).listening(desk_of(services)),
    ):
        await works(server)

    assert len(server.commands[GUILD]) == 6
    assert server.commands[""] == []
