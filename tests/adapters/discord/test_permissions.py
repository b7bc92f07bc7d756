"""What the bot may not do where somebody asks: each permission by its name, and where to grant it."""

import pytest
from discordbot import listening
from discordchannels import direct_channel
from discordrules import nested
from discordserver import DiscordServer, until
from discordwords import APPLICATION, CHANNEL, EPHEMERAL, FORUM, PUBLIC_THREAD, USER, Interaction

from adapters.discord.permissions import PERMISSIONS
from bot.presenters.words import permissions as words
from bot.subscriptions import Channel

ALL = PERMISSIONS.value
SEND, IN_THREADS, THREADS, FILES = 1 << 11, 1 << 38, 1 << 35, 1 << 15
DAY = "2026-02-04"
POST_OF_OURS, POST_OF_THEIRS, THREAD_OF_OURS = "551", "552", "553"


def said(one: Interaction) -> str:
    """Return what the asker alone was told."""
    texts = (str(each["content"]) for told in one.followups for each in nested(told) if "content" in each)
    return "\n".join(texts)


def with_threads(server: DiscordServer) -> None:
    """Add a post of ours and one of somebody else in the forum, and a thread of ours in the channel."""
    for id_, parent, owner in (
        (POST_OF_OURS, FORUM, APPLICATION),
        (POST_OF_THEIRS, FORUM, "999"),
        (THREAD_OF_OURS, CHANNEL, APPLICATION),
    ):
        server.add_channel(id_, PUBLIC_THREAD, parent_id=parent, owner_id=owner)
        server.channels[id_]["name"] = "acme/api · Wed 2026-02-04"


@pytest.mark.parametrize(
    ("command", "place", "lacking", "named"),
    [
        ("digest", CHANNEL, SEND | THREADS, ["Send Messages", "Create Public Threads"]),
        ("digest", CHANNEL, IN_THREADS | FILES, ["Send Messages in Threads", "Attach Files"]),
        ("digest", THREAD_OF_OURS, SEND | THREADS | FILES, ["Attach Files"]),
        ("digest", POST_OF_OURS, SEND | IN_THREADS, ["Send Messages in Threads"]),
        ("digest", POST_OF_THEIRS, SEND | THREADS | FILES, ["Attach Files"]),
        ("follow", THREAD_OF_OURS, SEND | THREADS, ["Send Messages", "Create Public Threads"]),
        ("follow", POST_OF_OURS, SEND | THREADS, ["Send Messages"]),
        ("follow", POST_OF_THEIRS, IN_THREADS | SEND, ["Send Messages in Threads"]),
    ],
)
async def test_what_is_lacking_is_named_one_by_one(
    server: DiscordServer, command: str, place: str, lacking: int, named: list[str]
) -> None:
    """What the place has no use for is left out; from a thread of ours its channel follows."""
    with_threads(server)
    async with listening(server) as it:
        one = await server.command(command, repo="acme/api", channel=place, app_permissions=ALL & ~lacking)
        await until(lambda: one.followups)
        told = said(one)

        assert [line.removeprefix("- ") for line in told.splitlines() if line.startswith("- ")] == named
        assert (words.GRANT if place == CHANNEL else words.GRANT_ABOVE).en in told
        assert not it.digests.built
        assert not await it.stores.subscriptions.every()
        assert not server.posted(place)


@pytest.mark.parametrize(
    ("command", "place", "lacking"),
    [
        ("digest", THREAD_OF_OURS, SEND | THREADS),
        ("digest", POST_OF_THEIRS, SEND | THREADS),
        ("follow", POST_OF_OURS, THREADS),
        ("follow", POST_OF_THEIRS, SEND | THREADS),
    ],
)
async def test_what_a_place_has_no_use_for_is_not_asked_for(
    server: DiscordServer, command: str, place: str, lacking: int
) -> None:
    """A thread has no threads, and a forum no messages of its own."""
    with_threads(server)
    async with listening(server):
        await server.command(command, repo="acme/api", channel=place, app_permissions=ALL & ~lacking)
        await until(lambda: server.posted(place))


async def test_an_administrator_may_do_everything(server: DiscordServer) -> None:
    """Discord names that permission alone then."""
    async with listening(server):
        await server.command("digest", repo="acme/api", app_permissions=1 << 3)
        await until(server.posted)


async def test_a_private_answer_needs_none(server: DiscordServer) -> None:
    """It is told by the interaction itself."""
    async with listening(server):
        one = await server.command("digest", repo="acme/api", date=DAY, private=True, app_permissions=0)
        await until(lambda: [each for each in one.followups if each["files"]])

    assert not server.posted()


async def test_a_press_names_them_too(server: DiscordServer) -> None:
    """Before anything is explained or followed."""
    async with listening(server) as it:
        await server.command("digest", repo="acme/api", date=DAY)
        await until(server.posted)
        (parent,) = server.posted()
        one = await server.press(parent, "follow:acme/api", app_permissions=ALL & ~FILES)
        await until(lambda: one.followups)

        assert "Attach Files" in said(one)
        assert not await it.stores.subscriptions.of_channel(Channel("discord", CHANNEL))


async def test_a_press_that_is_answered_in_private_needs_none(server: DiscordServer) -> None:
    """The menu of a private digest explains to its reader alone, whatever the bot may do there."""
    async with listening(server) as it:
        one = await server.command("digest", repo="acme/api", date=DAY, private=True, app_permissions=0)
        await until(lambda: [each for each in one.followups if each["files"]])
        shown = {**one.followups[0], "flags": one.followups[0]["flags"] | EPHEMERAL}
        menu = next(each for each in nested(shown) if each["type"] == 3)
        value = menu["options"][0]["value"]
        pressed = await server.press(shown, menu["custom_id"], value, app_permissions=0)
        await until(lambda: "About" in said(pressed))

    assert pressed.ephemeral
    assert it.digests.explained
    assert not server.posted()


async def test_an_answer_for_all_reaches_who_asked_where_the_channel_is_closed(server: DiscordServer) -> None:
    """The first response came too late, and the bot may not post there."""
    server.closed[CHANNEL] = 50013
    async with listening(server):
        await server.command("explain", sha="abc1234", repo="acme/api", late=4)
        await until(lambda: server.posted(direct_channel(USER)))

    assert not server.posted()
