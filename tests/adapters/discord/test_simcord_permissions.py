"""Who may do what in simcord: people, the bot, and how often somebody may ask."""

import datetime as dt

import discord
import pytest
import simcord
from simcordstage import DATE, Stage, ids, said, staged

from bot.limits import RequestLimit

EVERYBODY = ("digest", "explain", "following", "help")


def command_id(stage: Stage, name: str) -> int:
    """Return what Discord knows a command by."""
    return int(next(one["id"] for one in stage.env.backend.commands[None].values() if one["name"] == name))


async def test_following_takes_the_permission_to_manage_channels() -> None:
    """Without it Discord does not even show the commands."""
    async with staged() as stage:
        bob = stage.member("bob")

        assert bob.available_commands(stage.channel) == EVERYBODY
        assert set(stage.alice.available_commands(stage.channel)) == {*EVERYBODY, "follow", "unfollow"}
        with pytest.raises(simcord.SetupError):
            await bob.slash(stage.channel, "follow", repo="acme/api")
        assert not await stage.stores.subscriptions.every()


async def test_a_server_may_decide_otherwise() -> None:
    """In its integration settings: whoever is let in there follows."""
    async with staged() as stage:
        bob = stage.member("bob")
        stage.guild.set_command_permissions(command_id(stage, "follow"), {bob: True})
        await bob.slash(stage.channel, "follow", repo="acme/api")

        (one,) = await stage.stores.subscriptions.of_channel(stage.here)
        assert one.created_by == str(bob.id)


async def test_the_button_asks_for_the_same_permission() -> None:
    """Anybody sees it; who may not is told so alone, and by what it takes."""
    async with staged() as stage:
        bob = stage.member("bob")
        await bob.slash(stage.channel, "digest", repo="acme/api", date=DATE)
        (parent,) = stage.everybody_sees()
        told = await bob.click(parent, custom_id="follow:acme/api")

        assert told.response
        assert told.response.ephemeral
        assert "Manage Channels" in said(told.response)
        assert not await stage.stores.subscriptions.every()
        assert list(ids(parent)) == list(ids(stage.everybody_sees()[0]))


async def test_an_administrator_may_follow() -> None:
    """Whatever else they may."""
    async with staged() as stage:
        role = stage.guild.create_role("admins", permissions=discord.Permissions(administrator=True))
        carol = stage.member("carol", role)
        await carol.slash(stage.channel, "digest", repo="acme/api", date=DATE)
        await carol.click(stage.everybody_sees()[0], custom_id="follow:acme/api")

        assert len(await stage.stores.subscriptions.of_channel(stage.here)) == 1


@pytest.mark.parametrize(
    ("permission", "name"),
    [
        ("view_channel", "View Channel"),
        ("send_messages", "Send Messages"),
        ("send_messages_in_threads", "Send Messages in Threads"),
        ("create_public_threads", "Create Public Threads"),
        ("attach_files", "Attach Files"),
        ("read_message_history", "Read Message History"),
    ],
)
async def test_each_permission_that_the_bot_lacks_is_named(permission: str, name: str) -> None:
    """Alone, to the asker alone, and before any work."""
    async with staged() as stage:
        stage.forbid(permission)
        told = await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE)

        assert told.response
        assert told.response.ephemeral
        assert said(told.response).count("\n- ") == 1
        assert f"- {name}" in said(told.response)
        assert not stage.digests.built


async def test_several_permissions_are_named_together() -> None:
    """With where to grant them; granted, all is well."""
    async with staged() as stage:
        stage.forbid("attach_files", "create_public_threads")
        told = await stage.alice.slash(stage.channel, "follow", repo="acme/api")
        stage.forbid()
        await stage.alice.slash(stage.channel, "follow", repo="acme/api")

        assert "- Create Public Threads\n- Attach Files" in said(told.response)
        assert "under Permissions" in said(told.response)
        assert len(await stage.stores.subscriptions.of_channel(stage.here)) == 1


async def test_a_menu_names_them_too() -> None:
    """They were taken away after the digest."""
    async with staged() as stage:
        await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE)
        (parent,) = stage.everybody_sees()
        stage.forbid("send_messages_in_threads")
        menu, value = next(ids(parent)), f"acme/api@{'abc1234'.ljust(40, '0')}"
        told = await stage.alice.select(parent, [value], custom_id=menu)

        assert "Send Messages in Threads" in said(told.response)
        assert not stage.digests.explained


async def test_what_needs_no_permission_is_answered_all_the_same() -> None:
    """An interaction may always be answered: privately, with one message, with the list."""
    async with staged() as stage:
        stage.forbid("send_messages", "create_public_threads", "attach_files", "send_messages_in_threads")
        private = await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE, private=True)
        explained = await stage.alice.slash(stage.channel, "explain", sha="abc1234")
        listed = await stage.alice.slash(stage.channel, "following")

        assert "2 landed." in said(private.response)
        assert "About Fix the pool." in said(explained.response)
        assert "Nothing is followed" in said(listed.response)


async def test_a_repository_that_is_not_for_chats_looks_like_none() -> None:
    """To everybody, in the same words."""
    async with staged() as stage:
        stage.source.repo, stage.source.private = "other/secret", True
        stage.services.sources.sources["other/secret"] = stage.source  # type: ignore[attr-defined] # the fake's own
        await stage.alice.slash(stage.channel, "digest", repo="other/secret", date=DATE)
        await stage.alice.slash(stage.channel, "digest", repo="other/nothing", date=DATE)
        secret, nothing = stage.alone_sees(stage.alice)

        assert said(secret).replace("secret", "nothing") == said(nothing)
        assert not stage.digests.built


async def test_too_many_requests_of_one_person_wait() -> None:
    """The asker alone is told how long; others ask, and so does the asker when the time is over."""
    limit = RequestLimit(2, dt.timedelta(minutes=10))
    async with staged(limit=limit) as stage:
        bob = stage.member("bob")
        for _ in range(2):
            await stage.alice.slash(stage.channel, "explain", sha="abc1234")
        told = await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE)
        refused = len(stage.everybody_sees())
        free = await stage.alice.slash(stage.channel, "following")
        await bob.slash(stage.channel, "explain", sha="abc1234")
        await stage.wait(600)
        await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE)

        assert told.response
        assert told.response.ephemeral
        assert "10 minutes" in said(told.response)
        assert refused == 2
        assert "Nothing is followed" in said(free.response)
        assert len(stage.everybody_sees()) == 4
