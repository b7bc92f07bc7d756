"""Messages and threads that somebody deletes in simcord while a digest is being told."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from simcordround import Told
from simcordstage import DATE, Stage, Started, ids, said, staged
from simcordwaits import MINUTE, SlowDigests

from adapters.discord.platform import DiscordPlatform
from analysis.language import Language
from bot.daily import Daily, tell
from bot.orders import Data, order_data, order_of_subscription
from bot.subscriptions import Subscription

THREADS, MESSAGES = "/channels/*/messages/*/threads", "/channels/*/messages"


async def held(stage: Stage, path: str) -> None:
    """Have a digest asked for, and hold the bot up where it first posts to `path`."""
    stage.env.inject_error("POST", path, status=429)
    await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE)


def delete_threads(stage: Stage) -> None:
    """Delete every thread of the channel."""
    for thread in stage.channel.threads:
        stage.env.backend.delete_channel(thread.id)


def delete_parent(stage: Stage) -> None:
    """Delete what everybody sees in the channel."""
    for message in stage.everybody_sees():
        stage.env.backend.delete_message(stage.channel.id, message.id)


async def test_a_thread_that_is_deleted_before_its_parts_is_begun_anew() -> None:
    """The parent still says that they stand there."""
    async with staged() as stage:
        await held(stage, MESSAGES)
        delete_threads(stage)
        await stage.wait(2 * MINUTE)

        (again,) = stage.channel.threads
        assert [len(one.attachments) for one in stage.everybody_sees(again)] == [0, 1]
        assert len(stage.everybody_sees()) == 1


async def test_a_thread_outlives_its_parent() -> None:
    """As on Discord: what belongs into it stands there."""
    async with staged() as stage:
        await held(stage, MESSAGES)
        delete_parent(stage)
        await stage.wait(2 * MINUTE)

        (thread,) = stage.channel.threads
        assert [len(one.attachments) for one in stage.everybody_sees(thread)] == [0, 1]
        assert not stage.everybody_sees()


async def test_what_is_deleted_before_it_has_a_thread_stays_deleted() -> None:
    """Its parts do not come back into the channel one by one."""
    async with staged() as stage:
        await held(stage, THREADS)
        delete_parent(stage)
        await stage.wait(2 * MINUTE)

        assert not stage.everybody_sees()
        assert not stage.channel.threads


async def test_progress_that_is_deleted_is_no_reason_to_say_nothing() -> None:
    """The answer was asked for, and is posted anew."""
    async with staged(digests=SlowDigests(pause=MINUTE)) as stage:
        await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE)
        delete_parent(stage)
        await stage.wait(MINUTE)

        (parent,) = stage.everybody_sees()
        assert "2 landed." in said(parent)
        assert [len(one.history()) for one in stage.channel.threads] == [2]


@pytest.mark.parametrize("pause", [MINUTE, 16 * MINUTE])
async def test_a_channel_that_is_deleted_is_no_failure_of_ours(pause: float) -> None:
    """Nobody is left to be told, nothing is raised."""
    async with staged(digests=SlowDigests(pause=pause)) as stage:
        await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE)
        stage.env.backend.delete_channel(stage.channel.id)
        await stage.wait(pause)
        await stage.wait(2 * MINUTE)

        assert stage.env.errors == []


@dataclass
class Meanwhile:
    """The steps of a daily run; before part number `at` something happens."""

    daily: Daily
    at: int
    happens: Callable[[], None]

    async def freeze(self, order: Data) -> Data:
        """Freeze."""
        return await self.daily.freeze(order)

    async def post(self, edition_key: str, number: int, thread: str | None) -> str:
        """Post one part, or the first one after what happened."""
        if number == self.at:
            self.happens()
        return await self.daily.post(edition_key, number, thread)

    async def record(self, order: Data, told: Data | None) -> None:
        """Record."""
        await self.daily.record(order, told)


async def tell_meanwhile(stage: Stage, at: int, happens: Callable[[], None], *, anew: bool = False) -> None:
    """Have the channel told of New Year's Eve; `anew`, another process goes on after the first two parts."""
    channel = Subscription("s1", stage.here, "acme/api", dt.time(9), "UTC", Language.EN)
    order = order_data(order_of_subscription(channel, dt.date.fromisoformat(DATE)))
    daily = Told(stage=stage).daily()
    if anew:
        await daily.freeze(order)
        parent = await daily.post(str(order["edition"]), 0, None)
        await daily.post(str(order["edition"]), 1, parent)
        daily = replace(daily, platforms={"discord": DiscordPlatform(stage.bot.api)})
    await tell(Meanwhile(daily, at, happens), order)
    assert await stage.stores.digests.get(str(order["edition"]))


@pytest.mark.parametrize("at", [1, 2])
async def test_a_daily_thread_that_is_deleted_between_parts_is_begun_anew(at: int) -> None:
    """The rest of the digest stands in it, and the day is over."""
    async with staged() as stage:
        await tell_meanwhile(stage, at, lambda: delete_threads(stage))

        (thread,) = stage.channel.threads
        assert [len(one.attachments) for one in stage.everybody_sees(thread)] == [0, 1][at - 1 :]
        assert len(stage.everybody_sees()) == 1


@pytest.mark.parametrize("anew", [False, True])
async def test_a_daily_thread_outlives_its_parent(*, anew: bool) -> None:
    """Also where another process goes on, which has not begun it itself."""
    async with staged() as stage:
        await tell_meanwhile(stage, 2, lambda: delete_parent(stage), anew=anew)

        (thread,) = stage.channel.threads
        assert [len(one.attachments) for one in stage.everybody_sees(thread)] == [0, 1]
        assert not stage.everybody_sees()


async def test_a_daily_digest_that_is_deleted_at_once_is_over() -> None:
    """It counts as told, and nothing of it comes back."""
    async with staged() as stage:
        await tell_meanwhile(stage, 1, lambda: delete_parent(stage))

        assert not stage.everybody_sees()
        assert not stage.channel.threads


async def test_a_commit_of_a_digest_whose_thread_was_deleted_can_be_explained() -> None:
    """In a new one."""
    async with staged() as stage:
        await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE)
        (parent,) = stage.everybody_sees()
        delete_threads(stage)
        value = f"acme/api@{'def5678'.ljust(40, '0')}"
        await stage.alice.select(parent, [value], custom_id=next(ids(parent)))

        (thread,) = stage.channel.threads
        assert "About Close the pool once." in said(*stage.everybody_sees(thread))


async def test_a_commit_of_a_digest_that_is_deleted_meanwhile_is_explained_to_the_asker() -> None:
    """Alone: the channel has nothing left to hang it on."""
    async with staged() as stage:
        await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE)
        (parent,) = stage.everybody_sees()
        await stage.env.restart_bot(Started(stage.services))
        delete_threads(stage)
        stage.env.inject_error("POST", THREADS, status=429)
        value = f"acme/api@{'def5678'.ljust(40, '0')}"
        told = await stage.alice.select(parent, [value], custom_id=next(ids(parent)))
        delete_parent(stage)
        await stage.wait(2 * MINUTE)

        assert "About Close the pool once." in said(told.response)
        assert not stage.everybody_sees()
        assert not stage.channel.threads
