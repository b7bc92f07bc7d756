"""The installed program and its daily round: a channel of Discord is told when its hour has come."""

from pathlib import Path

from dailybot import NAME, PATIENCE, daily_bot
from discordserver import DiscordServer, until
from discordwords import CHANNEL, GUILD, TOKEN

from bot.subscriptions import Channel


async def test_a_channel_is_told_when_its_hour_has_come(server: DiscordServer, tmp_path: Path) -> None:
    """One message, its thread, and the report at its end."""
    bot = daily_bot(
        tmp_path,
        DISCORD_TOKEN=TOKEN,
        DISCORD_API_URL=f"{server.address}/api",
        DISCORD_GUILD_IDS=GUILD,
    )
    await bot.follow(Channel("discord", CHANNEL))
    async with bot.running():
        await until(lambda: [one for one in server.messages.values() if one and one[-1]["files"]], PATIENCE)

    (parent,) = server.posted()
    assert server.channels[parent["id"]]["name"] == f"{NAME} · {bot.yesterday.date:%a} {bot.yesterday}"
    assert [bool(one["files"]) for one in server.posted(parent["id"])][-1:] == [True]
