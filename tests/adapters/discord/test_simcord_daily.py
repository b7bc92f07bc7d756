"""The digest of the day in simcord: followed with a command, told at its hour, in channels and forums."""

import datetime as dt
from dataclasses import replace

import discord
import simcord
from fakes import commit_
from simcordround import Round, Told
from simcordstage import Stage, Started, ids, said, staged
from simcordwaits import MINUTE

from analysis.days import ONE_DAY
from bot.daily import tell
from bot.orders import order_data, order_of_subscription
from bot.ports import Target
from bot.subscriptions import Channel, Subscription

HOUR = dt.datetime(2026, 1, 2, 9, tzinfo=dt.UTC)
NOON = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
THREAD = "acme/api · Thu 2026-01-01"


async def follow(stage: Stage, **options: str) -> None:
    """Have Alice follow on New Year's Day at ten, and two commits land at noon."""
    await stage.wait(10 * 60 * MINUTE)
    stage.source.commits = (
        commit_(landed_at=NOON),
        commit_("def5678", "Close the pool once", landed_at=NOON),
    )
    await stage.alice.slash(stage.channel, "follow", repo="acme/api", at="09:00", zone="UTC", **options)


def digests(stage: Stage) -> list[discord.Message]:
    """Return what stands in the channel but for the answer to who followed."""
    return stage.everybody_sees()[1:]


async def test_a_channel_is_told_at_its_hour() -> None:
    """Not before, and once: one message with its thread, the report at its end."""
    async with staged() as stage:
        await follow(stage)
        daily = Round(stage)
        await daily.until(HOUR - dt.timedelta(minutes=1))
        early = digests(stage)
        await daily.until(HOUR)
        await daily.until(HOUR + dt.timedelta(minutes=1))

        assert not early
        assert len(digests(stage)) == 1
        (thread,) = stage.channel.threads
        assert thread.name == THREAD
        assert [len(one.attachments) for one in stage.everybody_sees(thread)][-1] == 1
        assert "Close the pool once" in said(*stage.everybody_sees(thread))


async def test_the_next_day_has_a_thread_of_its_own() -> None:
    """A quiet one is a line without any."""
    async with staged() as stage:
        await follow(stage)
        daily = Round(stage)
        await daily.until(HOUR)
        await daily.until(HOUR + ONE_DAY)

        assert len(digests(stage)) == 2
        assert [one.name for one in stage.channel.threads] == [THREAD]


async def test_a_digest_that_came_by_itself_is_asked_about() -> None:
    """Its menu explains in the thread after a restart, and commands there know what it is about."""
    async with staged() as stage:
        await follow(stage)
        await Round(stage).until(HOUR)
        parent, (thread,) = stage.everybody_sees()[1], stage.channel.threads
        before = len(stage.everybody_sees(thread))
        await stage.env.restart_bot(Started(stage.services))
        menu = next(one for one in ids(parent) if one.startswith("explain:"))
        await stage.alice.select(parent, [f"acme/api@{'def5678'.ljust(40, '0')}"], custom_id=menu)
        await stage.alice.slash(thread, "explain", sha="abc1234")

        assert said(*stage.everybody_sees(thread)[before:]).count("About ") == 2
        assert not [one for one in ids(parent) if one.startswith("follow:")]


async def test_layouts_and_filters_are_kept() -> None:
    """In the channel, one message after the other, without a thread."""
    async with staged() as stage:
        await follow(stage, layout="flat", language="zh")
        await Round(stage).until(HOUR)

        assert len(digests(stage)) > 1
        assert not stage.channel.threads
        assert "提交" in said(*stage.everybody_sees()[1:])


async def test_only_a_file_where_that_was_asked_for() -> None:
    """The parent brings it along."""
    async with staged() as stage:
        await follow(stage, layout="file")
        await Round(stage).until(HOUR)

        assert [len(one.attachments) for one in stage.everybody_sees()[1:]][-1] == 1
        assert not stage.channel.threads


async def test_a_quiet_day_may_be_passed_over() -> None:
    """Where the channel said so."""
    async with staged() as stage:
        await follow(stage, quiet="skip")
        stage.source.commits = (commit_(landed_at=NOON - 10 * ONE_DAY),)
        await Round(stage).until(HOUR)

        assert not digests(stage)


async def test_an_outage_of_discord_ends_in_one_whole_digest() -> None:
    """Every kind of request fails once, on the way."""
    async with staged() as stage:
        await follow(stage)
        for method, path in (("GET", "/channels/*"), ("POST", "/channels/*/threads")):
            stage.env.inject_error(method, path, status=503)
        stage.env.inject_error("POST", "/channels/*/messages", status=500)
        stage.env.inject_error("POST", "/channels/*/messages", status=429)
        daily = Round(stage)
        for minutes in range(0, 60, 10):
            await daily.until(HOUR + dt.timedelta(minutes=minutes))

        assert not stage.env.backend.faults
        assert len(digests(stage)) == 1
        (thread,) = stage.channel.threads
        assert [len(one.attachments) for one in stage.everybody_sees(thread)].count(1) == 1


async def test_what_was_posted_is_found_by_its_mark() -> None:
    """The parent in the channel, each part in the thread; and nothing else is."""
    async with staged() as stage:
        await follow(stage)
        await Round(stage).until(HOUR)
        platform, here = stage.bot.platform, str(stage.channel.id)
        (followed,) = await stage.stores.subscriptions.every()
        edition = order_of_subscription(followed, NOON.date()).edition
        posted = await stage.stores.postings.of_edition(edition)
        since = HOUR - ONE_DAY

        assert len(posted) == 3
        for one in posted:
            assert await platform.find(Target(here, one.thread), one.key, since) == one.message_id
        assert await platform.find(Target(here), f"{edition}:99", since) is None


def forum_of(stage: Stage) -> simcord.ChannelHandle:
    """Return a forum with tags."""
    forum = stage.guild.create_forum_channel("digests")
    plain = {"emoji_id": None, "emoji_name": None, "moderated": False}
    tags = [{"id": "901", "name": "acme/api", **plain}, {"id": "902", "name": "other", **plain}]
    stage.env.backend.edit_channel(forum.id, {"available_tags": tags})
    return forum


async def test_a_forum_has_one_post_for_each_day_with_the_tag_of_the_repository() -> None:
    """All of the digest stands in it; told again, nothing is posted."""
    async with staged() as stage:
        await follow(stage)
        forum = forum_of(stage)
        (followed,) = await stage.stores.subscriptions.every()
        one = await stage.stores.subscriptions.follow(_in(followed, forum))
        order = order_of_subscription(one, NOON.date())
        await stage.wait((HOUR - stage.env.now()).total_seconds())
        told = await tell(Told(stage=stage).daily(), order_data(order))
        again = await tell(Told(stage=stage).daily(), order_data(order))

        (post,) = forum.threads
        assert post.name == THREAD
        assert stage.env.backend.get_thread(post.id).applied_tags == [901]
        assert [str(post.id), *(str(each.id) for each in stage.everybody_sees(post)[1:])] == told == again


def _in(followed: Subscription, forum: simcord.ChannelHandle) -> Subscription:
    return replace(followed, channel=Channel("discord", str(forum.id)))
