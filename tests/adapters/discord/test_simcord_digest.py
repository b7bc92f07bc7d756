"""`/digest` in a model of Discord that we did not write: simcord judges what the bot sends.

What simcord cannot tell of stands in `simcordstage.py`, with the tests that hold it.
"""

from dataclasses import replace

import pytest
from fakes import commit_
from simcordstage import DATE, ids, said, staged, urls
from simcordwaits import LANDED, MINUTE, SlowDigests
from strategies import SNARES

from analysis.language import Language

THREAD = f"acme/api · Wed {DATE}"


async def test_a_digest_with_its_thread_and_file() -> None:
    """The command, its answer, the thread below it."""
    async with staged() as stage:
        await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE)
        (parent,) = stage.everybody_sees()
        (thread,) = stage.channel.threads

        assert thread.name == THREAD
        assert thread.id == parent.id
        assert "2 landed." in said(parent)
        assert [len(one.attachments) for one in thread.history()] == [0, 1]
        assert "Close the pool once" in said(*thread.history())


async def test_the_report_is_a_file_with_every_commit() -> None:
    """What is downloaded is what was sent."""
    async with staged() as stage:
        await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE)
        (report,) = stage.channel.threads[0].history()[-1].attachments
        text = (await report.read()).decode()

        assert report.filename == f"digest-acme-api-{DATE}.en.md"
        assert "Fix the pool" in text
        assert "Close the pool once" in text


async def test_a_private_digest_is_seen_by_the_asker_alone() -> None:
    """All of it, the report too, and no thread is begun."""
    async with staged() as stage:
        told = await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE, private=True)
        bob = stage.member("bob")

        assert not stage.everybody_sees()
        assert not stage.channel.threads
        assert not stage.alone_sees(bob)
        assert told.response
        assert "2 landed." in said(told.response)
        assert "Close the pool once" in said(*told.followups)
        assert [len(one.attachments) for one in told.followups] == [0, 1]
        assert all(one.ephemeral for one in (told.response, *told.followups))


async def test_progress_is_shown_in_the_place_of_the_answer() -> None:
    """At once, then with numbers, then the digest: one message, edited."""
    async with staged(digests=SlowDigests(pause=30, steps=3)) as stage:
        told = await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE)
        shown = [said(*stage.everybody_sees())]
        for _ in range(3):
            await stage.wait(30)
            shown.append(said(*stage.everybody_sees()))

        assert "Reading acme/api" in shown[0]
        assert ["1 of 3" in shown[1], "2 of 3" in shown[2]] == [True, True]
        assert "2 landed." in shown[3]
        assert told.response
        assert [one.id for one in stage.everybody_sees()] == [told.response.id]


async def test_two_who_ask_at_once_share_the_work() -> None:
    """Each has an answer and a thread of their own."""
    digests = SlowDigests(pause=30)
    async with staged(digests=digests) as stage:
        bob = stage.member("bob")
        await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE)
        await bob.slash(stage.channel, "digest", repo="acme/api", date=DATE)
        await stage.wait(30)

        assert len(digests.built) == 1
        assert [len(one.history()) for one in stage.channel.threads] == [2, 2]


async def test_a_day_without_commits_is_one_message() -> None:
    """Nothing hangs below it."""
    async with staged() as stage:
        await stage.alice.slash(stage.channel, "digest", repo="acme/api", date="2025-12-25")

        assert len(stage.everybody_sees()) == 1
        assert not stage.channel.threads


@pytest.mark.parametrize("date", ["latest", "last wednesday", "12-31", ""])
async def test_a_day_may_be_said_in_words(date: str) -> None:
    """Yesterday is understood unsaid; it is New Year's Day."""
    async with staged() as stage:
        await stage.alice.slash(stage.channel, "digest", repo="acme/api", **({"date": date} if date else {}))

        assert [one.name for one in stage.channel.threads] == [THREAD]


async def test_another_language_for_once() -> None:
    """As the option of the command says."""
    async with staged() as stage:
        await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE, language="zh")

        assert [language for _, _, language in stage.digests.built] == [Language.ZH]
        assert stage.channel.threads[0].name == f"acme/api · {DATE}（周三）"


async def test_a_mistake_leaves_nothing_in_the_channel() -> None:
    """The asker alone is told, with what was meant."""
    async with staged() as stage:
        await stage.alice.slash(stage.channel, "digest", repo="acme/apj")

        assert not stage.everybody_sees()
        assert "acme/api" in said(*stage.alone_sees(stage.alice))


async def test_a_great_day_is_split_and_nothing_of_it_is_lost() -> None:
    """Within the limits as simcord checks them; every commit can be explained from the menus."""
    async with staged() as stage:
        subjects = [f"Change number {number} of the pool, and its tests as well" for number in range(60)]
        stage.source.commits = tuple(
            commit_(f"{number:07x}", subject, landed_at=LANDED) for number, subject in enumerate(subjects)
        )
        await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE)
        await stage.wait(MINUTE)
        (parent,) = stage.everybody_sees()
        below = said(*stage.channel.threads[0].history())

        assert [subject for subject in subjects if subject not in below] == []
        assert "1/" in below
        assert [one.partition(":")[0] for one in ids(parent)] == ["explain", "explain", "explain", "follow"]


async def test_nobody_is_pinged_whatever_a_commit_is_called() -> None:
    """The model works out whom a message would ping."""
    async with staged() as stage:
        bob = stage.member("bob")
        hostile = (*SNARES, f"{bob.mention} @everyone @here {stage.guild.roles['managers'].mention}")
        stage.source.commits = tuple(
            commit_(f"{number:07x}", subject or "x", landed_at=LANDED)
            for number, subject in enumerate(hostile)
        )
        await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE)
        messages = [*stage.everybody_sees(), *stage.channel.threads[0].history()]

        assert len(messages) > 2
        assert not any(one.mention_everyone or one.mentions or one.role_mentions for one in messages)


async def test_the_day_opens_on_its_page() -> None:
    """A link, where the commits have pages."""
    async with staged() as stage:
        page = "https://github.com/acme/api/commit/"
        stage.source.commits = tuple(replace(one, url=page + one.sha) for one in stage.source.commits)
        await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE)
        (url,) = urls(*stage.everybody_sees())

        assert url.startswith("https://github.com/acme/api/commits/main")
