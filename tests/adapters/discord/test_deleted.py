"""What somebody deletes while the bot posts, over the wire: discord.py and a server with Discord's rules."""

import pytest
from discordserver import DiscordServer
from discordwords import CHANNEL, FORUM, TOKEN

from adapters.discord.opening import open_bot
from adapters.discord.platform import DiscordPlatform
from bot.errors import About, RefusedError
from bot.messages import Message
from bot.ports import Part, Target


def part(platform: DiscordPlatform, title: str = "acme/api · 2026-02-04") -> Part:
    """Return one part."""
    return platform.render(Message(title))[0]


def forget(server: DiscordServer, thread: str) -> None:
    """Delete a thread with everything in it."""
    del server.channels[thread], server.messages[thread]


async def test_a_thread_that_was_deleted_is_begun_anew(
    server: DiscordServer, platform: DiscordPlatform
) -> None:
    """Under the same name; once."""
    parent = await platform.send(Target(CHANNEL), part(platform), "k")
    await platform.send(Target(CHANNEL, parent), part(platform), "k1")
    forget(server, parent)
    for key in ("k2", "k3"):
        await platform.send(Target(CHANNEL, parent), part(platform), key)

    assert server.channels[parent]["name"] == "acme/api · 2026-02-04"
    assert len(server.posted(parent)) == 2
    assert server.count("POST", r".*/threads") == 2


async def test_a_thread_outlives_its_parent_in_another_process(
    server: DiscordServer, platform: DiscordPlatform
) -> None:
    """Which has not begun it itself, and cannot read its parent."""
    parent = await platform.send(Target(CHANNEL), part(platform), "k")
    await platform.send(Target(CHANNEL, parent), part(platform), "k1")
    server.messages[CHANNEL].clear()
    async with open_bot(TOKEN, f"{server.address}/api") as other:
        await other.platform.send(Target(CHANNEL, parent), part(platform), "k2")

    assert len(server.posted(parent)) == 2


async def test_what_is_deleted_gets_no_thread(server: DiscordServer, platform: DiscordPlatform) -> None:
    """And says that it is the message that is gone, not the channel."""
    parent = await platform.send(Target(CHANNEL), part(platform), "k")
    server.messages[CHANNEL].clear()

    with pytest.raises(RefusedError, match="10008") as refused:
        await platform.send(Target(CHANNEL, parent), part(platform), "k1")
    assert refused.value.about is About.MESSAGE
    assert not server.count("POST", r".*/threads")


async def test_a_post_in_a_forum_that_was_deleted_is_over(
    server: DiscordServer, platform: DiscordPlatform
) -> None:
    """Nothing can be begun on it again; the forum is not gone for that."""
    post = await platform.send(Target(FORUM), part(platform), "k")
    forget(server, post)

    with pytest.raises(RefusedError, match="10003") as refused:
        await platform.send(Target(FORUM, post), part(platform), "k1")
    assert refused.value.about is About.MESSAGE


@pytest.mark.parametrize("channel", [CHANNEL, FORUM])
async def test_a_message_whose_thread_was_deleted_cannot_be_put_right(
    server: DiscordServer, platform: DiscordPlatform, channel: str
) -> None:
    """That is said of the message: the channel around it stands."""
    parent = await platform.send(Target(channel), part(platform), "k")
    reply = await platform.send(Target(channel, parent), part(platform), "k1")
    forget(server, parent)

    with pytest.raises(RefusedError, match="10003") as refused:
        await platform.edit(Target(channel, parent), reply, part(platform), "k1")
    assert refused.value.about is About.MESSAGE
