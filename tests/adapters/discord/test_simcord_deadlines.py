"""Deadlines by simcord's clock: three seconds to the first word, fifteen minutes to the last."""

import simcord
from simcordstage import DATE, ids, said, staged
from simcordwaits import MINUTE, SlowDigests, SlowSubscriptions

LONG = 16 * MINUTE


def direct(who: simcord.MemberActor) -> str:
    """Return what the bot told somebody in direct messages."""
    return said(*who.user.dm_channel.history())


async def test_the_first_word_comes_before_any_work() -> None:
    """Within the three seconds that Discord waits, and once."""
    async with staged(digests=SlowDigests(pause=60)) as stage:
        before = stage.env.now()
        told = await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE)

        assert told.acknowledged
        assert (stage.env.now() - before).total_seconds() < 3
        assert stage.requests("POST", "/callback") == 1


async def test_a_database_that_hangs_keeps_nobody_from_the_first_word() -> None:
    """The answer takes its place when the database is back, a private one for the asker alone."""
    subscriptions = SlowSubscriptions()
    subscriptions.pause = 20
    async with staged(subscriptions=subscriptions) as stage:
        told = await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE)
        private = await stage.alice.slash(stage.channel, "explain", sha="abc1234", private=True)
        heard = [told.acknowledged, private.acknowledged]
        for _ in range(5):
            await stage.wait(20)

        assert heard == [True, True]
        assert "2 landed." in said(told.response)
        assert "About Fix the pool." in said(private.response)
        assert len(stage.everybody_sees()) == 1


async def test_a_first_word_that_comes_too_late_is_answered_all_the_same() -> None:
    """10062: the channel sees the answer as an ordinary message, with its thread."""
    async with staged() as stage:
        told = await stage.late(stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE))

        assert not told.acknowledged
        assert "2 landed." in said(*stage.everybody_sees())
        assert [len(one.history()) for one in stage.channel.threads] == [2]
        assert not stage.requests("PATCH", "@original")


async def test_presses_that_are_heard_too_late_do_what_was_asked_all_the_same() -> None:
    """Following is told in the channel, an explanation stands in the thread."""
    async with staged() as stage:
        await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE)
        (parent,) = stage.everybody_sees()
        value = f"acme/api@{'abc1234'.ljust(40, '0')}"
        followed = await stage.late(stage.alice.click(parent, custom_id="follow:acme/api"))
        explained = await stage.late(stage.alice.select(parent, [value], custom_id=next(ids(parent))))

        assert [followed.acknowledged, explained.acknowledged] == [False, False]
        assert len(await stage.stores.subscriptions.of_channel(stage.here)) == 1
        assert "acme/api" in said(*stage.everybody_sees()[1:])
        assert "About Fix the pool." in said(*stage.everybody_sees(stage.channel.threads[0]))


async def test_a_late_private_answer_is_not_given_in_public() -> None:
    """It reaches the asker in another way, or not at all."""
    async with staged() as stage:
        await stage.late(stage.alice.slash(stage.channel, "explain", sha="abc1234", private=True))

        assert not stage.everybody_sees()
        assert "About Fix the pool." in direct(stage.alice)


async def test_a_late_mistake_is_not_told_in_public() -> None:
    """Nobody else is bothered with it."""
    async with staged() as stage:
        await stage.late(stage.alice.slash(stage.channel, "digest", repo="acme/apj"))

        assert not stage.everybody_sees()
        assert "acme/api" in direct(stage.alice)


async def test_an_answer_after_the_token_expired_takes_the_place_of_the_progress() -> None:
    """The message that showed it is one of the bot's own, and is edited as such."""
    async with staged(digests=SlowDigests(pause=LONG)) as stage:
        told = await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE)
        (shown,) = stage.everybody_sees()
        await stage.wait(LONG)

        (parent,) = stage.everybody_sees()
        assert told.response
        assert shown.id == parent.id == told.response.id
        assert "2 landed." in said(parent)
        assert [len(one.history()) for one in stage.channel.threads] == [2]
        assert stage.requests("PATCH", "@original") == 1


async def test_progress_stops_before_the_token_does() -> None:
    """A token that expired is refused here, and none was used."""
    async with staged(digests=SlowDigests(pause=MINUTE, steps=20)) as stage:
        await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE)
        for _ in range(20):
            await stage.wait(MINUTE)

        assert 10 <= stage.requests("PATCH", "@original") <= 15
        assert "2 landed." in said(*stage.everybody_sees())


async def test_a_private_answer_after_the_token_expired_comes_as_a_direct_message() -> None:
    """All of it, and nothing in the channel."""
    async with staged(digests=SlowDigests(pause=LONG)) as stage:
        await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE, private=True)
        await stage.wait(LONG)

        assert not stage.everybody_sees()
        assert "2 landed." in direct(stage.alice)
        assert [len(one.attachments) for one in stage.alice.user.dm_channel.history()] == [0, 0, 1]


async def test_who_takes_no_direct_messages_learns_that_the_answer_is_there() -> None:
    """In the channel, without a word of what it says."""
    async with staged(digests=SlowDigests(pause=LONG)) as stage:
        await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE, private=True)
        stage.env.inject_error("POST", "/users/@me/channels", status=403, code=50007)
        await stage.wait(LONG)

        (notice,) = stage.everybody_sees()
        assert "acme/api" not in said(notice)
        assert "2 landed" not in said(notice)


async def test_a_choice_from_a_menu_whose_token_expired_is_answered_in_the_thread() -> None:
    """The answer needs no token; the link to it is lost, and nobody is bothered with it."""
    async with staged() as stage:
        await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE)
        (parent,) = stage.everybody_sees()
        stage.env.inject_error("PATCH", "*@original", status=404, code=10015, times=None)
        menu, value = next(ids(parent)), f"acme/api@{'abc1234'.ljust(40, '0')}"
        await stage.alice.select(parent, [value], custom_id=menu)

        assert "About Fix the pool." in said(stage.channel.threads[0].history()[-1])
        assert len(stage.everybody_sees()) == 1
