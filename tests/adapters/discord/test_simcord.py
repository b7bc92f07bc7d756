"""The bot in a model of Discord that we did not write: simcord judges what it sends."""

import datetime as dt
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import discord
import simcord
from discordbot import desk_of, services_of
from discordrules import nested
from fakes import FakeDigests, FakeLog, FakeSource, commit_

from adapters.discord.chat import receiver_of
from adapters.discord.client import DiscordBot
from bot.memory import memory_stores
from bot.ports import Clock
from bot.services import Services
from bot.stores import Stores
from bot.subscriptions import Channel

DATE = "2025-12-31"
LANDED = dt.datetime(2025, 12, 31, 4, tzinfo=dt.UTC)  # simcord's clock begins on the first day of 2026
MINUTE = 60


class Started(DiscordBot):
    """The bot as simcord starts it: without a connection of its own."""

    def __init__(self, services: Services) -> None:
        super().__init__(guild_ready_timeout=0.05)
        self.services = services

    async def setup_hook(self) -> None:
        """Do what listening does before it connects."""
        self.receiver = receiver_of(self, desk_of(self.services))
        await self.sync_commands(self.receiver.log)


class Watch:
    """The clock of the model, once there is one."""

    env: simcord.Env | None = None

    def now(self) -> dt.datetime:
        """Return its time."""
        return self.env.now() if self.env else LANDED


@dataclass
class Stage:
    """A server with a channel, and somebody in it who may manage channels."""

    env: simcord.Env
    services: Services
    stores: Stores
    channel: simcord.ChannelHandle
    alice: simcord.MemberActor


def two_commits() -> FakeSource:
    """Return a repository."""
    return FakeSource(
        "acme/api", (commit_(landed_at=LANDED), commit_("def5678", "Close the pool once", landed_at=LANDED))
    )


@asynccontextmanager
async def staged() -> AsyncIterator[Stage]:
    """Run the bot."""
    watch, stores = Watch(), memory_stores()
    clock: Clock = watch
    services = services_of(stores, clock, FakeLog(), FakeDigests(), two_commits())
    async with simcord.run(Started(services)) as env:
        watch.env = env
        guild = env.create_guild()
        role = guild.create_role("managers", permissions=discord.Permissions(manage_channels=True))
        alice = guild.add_member(env.create_user("alice"), roles=[role])
        yield Stage(env, services, stores, guild.create_text_channel("dev"), alice)


def said(message: discord.Message | simcord.ResponseMessage) -> str:
    """Return what a message says."""
    payload = {"components": [one if isinstance(one, dict) else one.to_dict() for one in message.components]}
    return "\n".join(str(one["content"]) for one in nested(payload) if "content" in one)


def ids(message: discord.Message) -> Iterator[str]:
    """Yield the custom ids of a message."""
    payload = {"components": [one.to_dict() for one in message.components]}
    yield from (str(one["custom_id"]) for one in nested(payload) if "custom_id" in one)


async def test_a_digest_with_its_thread_and_file() -> None:
    """The command, its answer, the thread below it."""
    async with staged() as stage:
        await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE)
        (thread,) = stage.channel.threads

        assert thread.name == f"acme/api · Wed {DATE}"
        assert "2 landed." in said(stage.channel.history()[0])
        assert [len(one.attachments) for one in thread.history()] == [0, 1]


async def test_an_explanation_for_the_asker_alone() -> None:
    """Nobody else sees it."""
    async with staged() as stage:
        told = await stage.alice.slash(stage.channel, "explain", sha="abc1234", private=True)

        assert told.response is not None
        assert told.response.flags.ephemeral
        assert "Fix the pool" in said(told.response)


async def test_a_mistake_leaves_nothing_in_the_channel() -> None:
    """The asker alone is told."""
    async with staged() as stage:
        await stage.alice.slash(stage.channel, "digest", repo="acme/apj")

        assert not [one for one in stage.channel.history() if not one.flags.ephemeral]


async def test_a_button_works_after_a_restart() -> None:
    """All that a press means stands in its custom id."""
    async with staged() as stage:
        await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE)
        parent = stage.channel.history()[0]
        await stage.env.restart_bot(Started(stage.services))
        follow = next(one for one in ids(parent) if one.startswith("follow:"))
        await stage.alice.click(parent, custom_id=follow)

        (followed,) = await stage.stores.subscriptions.of_channel(Channel("discord", str(stage.channel.id)))
        assert followed.repo == "acme/api"


async def test_a_menu_explains_in_the_thread_after_a_restart() -> None:
    """The asker alone is told where."""
    async with staged() as stage:
        await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE)
        parent = stage.channel.history()[0]
        await stage.env.restart_bot(Started(stage.services))
        menu = next(one for one in ids(parent) if one.startswith("explain:"))
        sha = "def5678".ljust(40, "0")
        await stage.alice.select(parent, [f"acme/api@{sha}"], custom_id=menu)

        assert "Close the pool once" in said(stage.channel.threads[0].history()[-1])


async def test_following_and_the_list() -> None:
    """With the options of the command."""
    async with staged() as stage:
        await stage.alice.slash(stage.channel, "follow", repo="acme/api", at="08:15", language="zh")
        told = await stage.alice.slash(stage.channel, "following")

        assert told.response is not None
        assert "08:15" in said(told.response)


async def test_typing_is_answered_with_choices() -> None:
    """Followed and known repositories, days with their counts."""
    async with staged() as stage:
        repos = await stage.alice.autocomplete(stage.channel, "digest", "repo", "ac")
        days = await stage.alice.autocomplete(stage.channel, "digest", "date", "", repo="acme/api")

        assert [one["value"] for one in repos] == ["acme/api"]
        assert {one["value"]: one["name"] for one in days}[DATE].endswith("2 commits")


async def test_a_file_and_a_thread_that_were_refused_leave_the_answer() -> None:
    """The parent stands; what belongs below it follows where it can."""
    async with staged() as stage:
        stage.env.inject_error("POST", "/channels/*/messages/*/threads", status=403, code=50013)
        await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE)

        history = [one for one in stage.channel.history() if one.components]
        assert "2 landed." in said(history[0])
        assert len(history) == 3
