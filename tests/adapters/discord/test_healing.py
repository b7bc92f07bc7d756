"""A digest of Discord that is put right: the same messages with other words, the file replaced."""

from discordserver import DiscordServer
from discordwords import CHANNEL
from healed import Healed

from adapters.discord.platform import DiscordPlatform
from bot.subscriptions import Channel

HERE = Channel("discord", CHANNEL)


async def test_a_day_from_facts_is_edited_where_it_stands(
    server: DiscordServer, platform: DiscordPlatform
) -> None:
    """Also in a thread that was archived meanwhile, which is archived afterwards too."""
    healed = Healed(platform, HERE)
    await healed.tell()
    (parent,) = server.posted()
    thread = str(parent["id"])
    before = [one["id"] for one in server.posted(thread)]
    server.channels[thread]["thread_metadata"]["archived"] = True
    told = await healed.heal()
    after = server.posted(thread)
    said = "".join(server.texts(thread))

    assert not told.redo
    assert [one["flags"] & 1 << 12 for one in after] == [0] * len(before) + [1 << 12] * (
        len(after) - len(before)
    )
    assert [one["id"] for one in after][: len(before)] == before
    assert len(server.posted()) == 1
    assert "Written by model." in said
    assert "Written by facts." not in said


async def test_the_report_is_replaced(server: DiscordServer, platform: DiscordPlatform) -> None:
    """One file stands there, and its name says that it is newer."""
    healed = Healed(platform, HERE)
    await healed.tell()
    thread = str(server.posted()[0]["id"])
    await healed.heal()
    names = [name for one in server.posted(thread) for name in one.get("files", ())]

    assert len(names) == 1
    assert names[0].endswith("-updated.md")
