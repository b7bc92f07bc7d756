"""Commands within a digest's thread in simcord: the place says repository and day."""

import pytest
import simcord
from simcordstage import DATE, Stage, Started, said, staged

from analysis.language import Language
from bot.subscriptions import Channel


async def thread_of(stage: Stage) -> simcord.ChannelHandle:
    """Have a digest told, and return its thread."""
    await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE)
    (thread,) = stage.channel.threads
    return thread


async def test_a_digest_asked_for_in_its_thread_is_the_same_one() -> None:
    """Nothing needs to be said again, and all of the answer stands in the thread."""
    async with staged() as stage:
        thread = await thread_of(stage)
        before = len(stage.everybody_sees(thread))
        await stage.alice.slash(thread, "digest")

        assert stage.digests.built[0] == stage.digests.built[1]
        assert len(stage.everybody_sees(thread)) == before + 3
        assert len(stage.everybody_sees()) == 1
        assert len(stage.channel.threads) == 1


@pytest.mark.parametrize("language", list(Language))
async def test_it_is_known_after_a_restart_from_an_archived_thread_too(language: Language) -> None:
    """Of which Discord tells nothing at the start; its name says it in either language."""
    async with staged(language=language) as stage:
        thread = await thread_of(stage)
        stage.env.backend.edit_channel(thread.id, {}, thread_metadata={"archived": True})
        stage.env.backend.get_guild(stage.guild.id).thread_ids.remove(thread.id)  # simcord tells of all
        await stage.env.restart_bot(Started(stage.services, language))
        await stage.alice.slash(thread, "digest")

        assert stage.digests.built[0] == stage.digests.built[1]


async def test_a_commit_needs_no_repository_there() -> None:
    """The explanation stands in the thread."""
    async with staged() as stage:
        thread = await thread_of(stage)
        await stage.alice.slash(thread, "explain", sha="def5678")

        assert "About Close the pool once." in said(stage.everybody_sees(thread)[-1])


async def test_typing_there_offers_days_and_commits_of_its_repository() -> None:
    """Although nothing is followed."""
    async with staged() as stage:
        thread = await thread_of(stage)
        days = await stage.alice.autocomplete(thread, "digest", "date", DATE)
        commits = await stage.alice.autocomplete(thread, "explain", "sha", "")

        assert [one["value"] for one in days] == [DATE]
        assert [one["name"] for one in commits] == ["def5678 Close the pool once", "abc1234 Fix the pool"]


async def test_following_there_follows_for_the_channel() -> None:
    """Where the digests will stand; the list is the channel's, and so is leaving."""
    async with staged() as stage:
        thread = await thread_of(stage)
        await stage.alice.slash(thread, "follow", at="08:15")
        followed = await stage.stores.subscriptions.of_channel(stage.here)
        told = await stage.alice.slash(thread, "following")
        await stage.alice.slash(thread, "unfollow")

        assert [one.repo for one in followed] == ["acme/api"]
        assert "08:15" in said(told.response)
        assert not await stage.stores.subscriptions.every()


async def test_a_thread_that_somebody_else_began_says_nothing() -> None:
    """Its name could be anything."""
    async with staged() as stage:
        name = f"acme/api · Wed {DATE}"
        made = stage.env.backend.create_thread(stage.channel.id, name, stage.alice.id)
        thread = next(one for one in stage.channel.threads if one.id == made.id)
        await stage.alice.slash(thread, "digest")

        assert not stage.digests.built
        assert not stage.everybody_sees(thread)


async def test_a_forum_post_is_such_a_thread() -> None:
    """The answer and everything below it stand in the post, and following is for the forum."""
    async with staged() as stage:
        forum = stage.guild.create_forum_channel("digests")
        name = f"acme/api · Wed {DATE}"
        made = stage.env.backend.create_thread(forum.id, name, stage.bot.user.id if stage.bot.user else 0)
        post = next(one for one in forum.threads if one.id == made.id)
        await stage.alice.slash(post, "digest")
        await stage.alice.slash(post, "follow")

        assert len(stage.everybody_sees(post)) == 4
        assert not forum.threads[1:]
        here = Channel("discord", str(forum.id))
        assert [one.repo for one in await stage.stores.subscriptions.of_channel(here)] == ["acme/api"]


async def test_an_announcement_channel_has_threads_too() -> None:
    """A digest stands there as in any other."""
    async with staged() as stage:
        news = stage.guild.create_news_channel("news")
        await stage.alice.slash(news, "digest", repo="acme/api", date=DATE)

        assert [len(one.history()) for one in news.threads] == [2]


async def test_in_a_voice_channel_everything_stands_in_one_row() -> None:
    """It has a chat and no threads."""
    async with staged() as stage:
        voice = stage.guild.create_voice_channel("talk")
        await stage.alice.slash(voice, "digest", repo="acme/api", date=DATE)

        assert len(stage.everybody_sees(voice)) == 3
        assert not voice.threads


async def test_in_a_thread_the_bot_needs_other_permissions_than_in_a_channel() -> None:
    """It may write there although it may not in the channel."""
    async with staged() as stage:
        thread = await thread_of(stage)
        stage.forbid("send_messages", "create_public_threads")
        await stage.alice.slash(thread, "digest")
        assert len(stage.digests.built) == 2

        stage.forbid("send_messages_in_threads")
        await stage.alice.slash(thread, "digest")
        assert len(stage.digests.built) == 2
        assert "Send Messages in Threads" in said(*thread.history(viewer=stage.alice))
