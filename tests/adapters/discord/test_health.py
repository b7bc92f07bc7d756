"""What `doctor` finds of Discord, each time with the address that invites the bot."""

from discordserver import DiscordServer
from discordwords import CHANNEL, TOKEN, Fault
from pydantic import SecretStr

from adapters.discord.commands import definitions
from adapters.discord.health import health, invitation
from bot.doctor import Finding, Health
from bot.settings import Settings


async def examined(server: DiscordServer, token: str | None = TOKEN, *channels: str) -> Finding:
    """Return what is found with `token`."""
    settings = Settings(
        discord_token=SecretStr(token) if token else None, discord_api_url=f"{server.address}/api"
    )
    return await health(settings, channels)


def test_the_invitation_asks_for_what_is_needed_and_no_more() -> None:
    """View, send, threads, files, history; a bot with commands."""
    needed = 1 << 10 | 1 << 11 | 1 << 38 | 1 << 35 | 1 << 15 | 1 << 16

    assert invitation(100) == (
        "https://discord.com/oauth2/authorize?client_id=100&scope=bot+applications.commands"
        f"&permissions={needed}"
    )


async def test_nothing_is_set(server: DiscordServer) -> None:
    """Nobody needs Discord."""
    assert await examined(server, None) == Finding("discord", Health.ABSENT, "unset")


async def test_all_is_well(server: DiscordServer) -> None:
    """Commands that Discord does not know yet will be told at the start."""
    untold = await examined(server, TOKEN, CHANNEL)
    server.commands[""] = definitions()
    told = await examined(server, TOKEN, CHANNEL)

    assert (untold.health, untold.verdict) == (Health.WELL, "untold")
    assert (told.health, told.verdict) == (Health.WELL, "found")
    assert told.data == {"name": "Digest", "servers": 1, "channels": 1, "invite": invitation(100)}


async def test_a_bad_token_and_a_silent_server(server: DiscordServer) -> None:
    """They are mended differently."""
    assert (await examined(server, "bad")).verdict == "refused"
    server.faults.append(Fault("GET", "/users/@me", 503))
    assert (await examined(server)).verdict == "unreachable"


async def test_an_endpoint_would_take_all_commands_away(server: DiscordServer) -> None:
    """The gateway would hear nothing, without a word."""
    server.endpoint = "https://example.org"

    assert (await examined(server)).verdict == "endpoint"


async def test_a_bot_that_is_in_no_server(server: DiscordServer) -> None:
    """It has to be invited."""
    server.guilds = []
    found = await examined(server)

    assert (found.health, found.verdict) == (Health.ILL, "nowhere")
    assert found.data["invite"] == invitation(100)


async def test_missing_permissions_are_named_for_each_channel(server: DiscordServer) -> None:
    """Also where the channel is not to be seen at all."""
    server.permissions &= ~(1 << 15 | 1 << 35)
    found = await examined(server, TOKEN, CHANNEL, "999")

    assert found.verdict == "lacking"
    assert found.data["channels"] == f"{CHANNEL} (Create Public Threads, Attach Files); 999 (View Channel)"
