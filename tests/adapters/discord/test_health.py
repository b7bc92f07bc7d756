"""What `doctor` finds of Discord, each time with the address that invites the bot."""

import pytest
from discordserver import DiscordServer
from discordwords import CHANNEL, FORUM, GUILD, PUBLIC_THREAD, TOKEN, Fault
from pydantic import SecretStr

from adapters.discord.commands import definitions
from adapters.discord.health import health, invitation
from analysis.language import Language
from bot.doctor import Finding, Health, examine
from bot.messages import Paragraph, plain
from bot.presenters.doctor import findings_message
from bot.settings import Settings


async def examined(
    server: DiscordServer, token: str | None = TOKEN, *channels: str, guilds: tuple[int, ...] = ()
) -> Finding:
    """Return what is found with `token`."""
    settings = Settings(
        discord_token=SecretStr(token) if token else None,
        discord_api_url=f"{server.address}/api",
        discord_guild_ids=guilds,
    )
    return await health(settings, channels)


def about(found: Finding, topic: str) -> Finding:
    """Return what was found on the way about one thing."""
    return next(one for one in found.more if one.topic == f"discord_{topic}")


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
    """With everything that was looked at on the way."""
    server.commands[""] = definitions()
    found = await examined(server, TOKEN, CHANNEL)

    assert (found.health, found.verdict) == (Health.WELL, "found")
    assert found.data == {"name": "Digest", "servers": 1, "channels": 1, "invite": invitation(100)}
    assert [(one.topic, one.health, one.verdict) for one in found.more] == [
        ("discord_intents", Health.WELL, "few"),
        ("discord_sign_ins", Health.WELL, "enough"),
        ("discord_commands", Health.WELL, "told"),
    ]


async def test_commands_that_discord_does_not_know_are_told_at_the_start(server: DiscordServer) -> None:
    """Nothing has to be done about them."""
    commands = about(await examined(server), "commands")

    assert (commands.health, commands.verdict) == (Health.WELL, "untold")


async def test_commands_are_listed_twice_where_servers_and_all_know_them(server: DiscordServer) -> None:
    """The next start withdraws those for all."""
    server.commands |= {"": definitions(), GUILD: definitions()}

    assert about(await examined(server, guilds=(int(GUILD),)), "commands").verdict == "twice"


async def test_a_server_in_the_settings_that_the_bot_is_not_in(server: DiscordServer) -> None:
    """Its number is mistyped, or nobody invited the bot."""
    commands = about(await examined(server, guilds=(int(GUILD), 999)), "commands")

    assert (commands.health, commands.verdict) == (Health.ILL, "stranger")
    assert commands.data["servers"] == f"{GUILD}, 999"


@pytest.mark.parametrize("limited", [False, True])
async def test_privileged_intents_that_nothing_needs_are_named(
    server: DiscordServer, *, limited: bool
) -> None:
    """For an application in few servers they are other flags; the bot works all the same."""
    server.flags = 1 << (19 if limited else 18) | 1 << (15 if limited else 14) | 1 << 23
    intents = about(await examined(server), "intents")

    assert (intents.health, intents.verdict) == (Health.WELL, "needless")
    assert intents.data["intents"] == "Server Members Intent, Message Content Intent"


@pytest.mark.parametrize(("left", "verdict"), [(51, "enough"), (50, "few"), (0, "spent")])
async def test_sign_ins_are_counted_before_discord_resets_the_token(
    server: DiscordServer, left: int, verdict: str
) -> None:
    """A bot that starts over and over uses them up."""
    server.sign_ins = left
    found = about(await examined(server), "sign_ins")

    assert (found.verdict, found.health is Health.ILL) == (verdict, verdict != "enough")
    assert found.data == {"left": left, "total": 1000, "minutes": 2}


@pytest.mark.parametrize("language", list(Language))
async def test_everything_is_told_in_words(server: DiscordServer, language: Language) -> None:
    """What is ill with what to do."""
    server.sign_ins, server.flags = 3, 1 << 18
    checks = {"discord": lambda: examined(server, guilds=(999,))}
    told = findings_message(await examine(checks), language)
    lines = [plain(one.spans) for one in told.sections if isinstance(one, Paragraph)]

    assert len(lines) == 4 + 2
    assert sum(line.startswith("  →") for line in lines) == 2
    assert "Message Content Intent" in lines[1]
    assert "DISCORD_GUILD_IDS" in lines[4]


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
    """As far as the place needs them, also where it is not to be seen at all."""
    server.permissions &= ~(1 << 15 | 1 << 35 | 1 << 11)
    server.add_channel("77", PUBLIC_THREAD, parent_id=CHANNEL)
    found = await examined(server, TOKEN, CHANNEL, FORUM, "77", "999")

    assert found.verdict == "lacking"
    assert str(found.data["channels"]).split("; ") == [
        f"{CHANNEL} (Send Messages, Create Public Threads, Attach Files)",
        f"{FORUM} (Send Messages, Attach Files)",
        "77 (Attach Files)",
        "999 (View Channel)",
    ]


async def test_a_thread_has_the_permissions_of_its_channel(server: DiscordServer) -> None:
    """It has none of its own to look at."""
    server.add_channel("77", PUBLIC_THREAD, parent_id=FORUM)

    assert (await examined(server, TOKEN, "77")).verdict == "found"
