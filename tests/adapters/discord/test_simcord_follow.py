"""`/follow`, `/unfollow`, `/following`, `/help` in simcord, and the button that follows."""

import datetime as dt

import pytest
from simcordstage import DATE, ids, said, staged

from analysis.language import Language
from analysis.results import Level
from bot.subscriptions import Layout, Quiet


async def test_following_with_every_option() -> None:
    """All of them are kept, and read back to everybody."""
    async with staged() as stage:
        told = await stage.alice.slash(
            stage.channel,
            "follow",
            repo="acme/api",
            at="08:15",
            zone="Europe/Berlin",
            language="zh",
            branch="main",
            layout="flat",
            quiet="skip",
            level="medium",
            path="src/**",
        )
        (one,) = await stage.stores.subscriptions.of_channel(stage.here)

        assert (one.repo, one.at, one.zone, one.branch) == (
            "acme/api",
            dt.time(8, 15),
            "Europe/Berlin",
            "main",
        )
        assert (one.language, one.layout, one.quiet) == (Language.ZH, Layout.FLAT, Quiet.SKIP)
        assert (one.level, one.paths, one.created_by) == (Level.MEDIUM, ("src/**",), str(stage.alice.id))
        assert "08:15" in said(told.response)
        assert len(stage.everybody_sees()) == 1


async def test_following_again_changes_what_was_said() -> None:
    """And leaves the rest as it was."""
    async with staged() as stage:
        await stage.alice.slash(stage.channel, "follow", repo="acme/api", at="08:15", layout="flat")
        await stage.alice.slash(stage.channel, "follow", repo="acme/api", at="09:30")
        (one,) = await stage.stores.subscriptions.of_channel(stage.here)

        assert (one.at, one.layout) == (dt.time(9, 30), Layout.FLAT)


async def test_the_list_is_for_the_asker_alone() -> None:
    """Of this channel, not of another."""
    async with staged() as stage:
        other = stage.guild.create_text_channel("other")
        await stage.alice.slash(stage.channel, "follow", repo="acme/api", at="08:15", language="zh")
        here = await stage.alice.slash(stage.channel, "following")
        there = await stage.alice.slash(other, "following")

        assert here.response
        assert here.response.ephemeral
        assert "08:15" in said(here.response)
        assert "Nothing is followed here" in said(there.response)


async def test_following_no_longer() -> None:
    """Everybody is told, and the list is empty."""
    async with staged() as stage:
        await stage.alice.slash(stage.channel, "follow", repo="acme/api")
        told = await stage.alice.slash(stage.channel, "unfollow", repo="acme/api")

        assert "acme/api" in said(told.response)
        assert stage.everybody_sees()[-1].id == (told.response and told.response.id)
        assert not await stage.stores.subscriptions.of_channel(stage.here)


async def test_one_branch_of_two_is_followed_no_longer() -> None:
    """The other one is."""
    async with staged() as stage:
        await stage.alice.slash(stage.channel, "follow", repo="acme/api")
        await stage.alice.slash(stage.channel, "follow", repo="acme/api", branch="main")
        await stage.alice.slash(stage.channel, "unfollow", repo="acme/api", branch="main")

        (left,) = await stage.stores.subscriptions.of_channel(stage.here)
        assert left.branch is None


@pytest.mark.parametrize(
    ("option", "value"), [("at", "25:99"), ("zone", "Mars/Base"), ("branch", "nowhere"), ("repo", "acme/apj")]
)
async def test_a_mistake_follows_nothing(option: str, value: str) -> None:
    """The asker alone is told what was not understood; nobody waits for a digest that cannot come."""
    async with staged() as stage:
        await stage.alice.slash(stage.channel, "follow", **{"repo": "acme/api", option: value})

        assert not stage.everybody_sees()
        assert value in said(*stage.alone_sees(stage.alice))
        assert not await stage.stores.subscriptions.every()


async def test_what_is_not_followed_cannot_be_left() -> None:
    """The asker alone is told."""
    async with staged() as stage:
        await stage.alice.slash(stage.channel, "unfollow", repo="acme/api")

        assert not stage.everybody_sees()
        assert "acme/api" in said(*stage.alone_sees(stage.alice))


async def test_help_is_for_the_asker_alone() -> None:
    """Every command is in it."""
    async with staged() as stage:
        told = await stage.alice.slash(stage.channel, "help")

        assert told.response
        assert told.response.ephemeral
        assert [
            one
            for one in stage.alice.available_commands(stage.channel)
            if f"/{one}" not in said(told.response)
        ] == []


async def test_the_button_follows_and_is_not_offered_again() -> None:
    """A digest of what is followed already has none."""
    async with staged() as stage:
        await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE)
        first = stage.everybody_sees()[0]
        await stage.alice.click(first, custom_id="follow:acme/api")
        (one,) = await stage.stores.subscriptions.of_channel(stage.here)
        await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE)

        assert (one.repo, one.created_by) == ("acme/api", str(stage.alice.id))
        assert "follow:acme/api" not in list(ids(stage.everybody_sees()[-1]))
