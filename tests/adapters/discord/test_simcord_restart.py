"""Buttons and menus after a restart of the bot in simcord, and what it hears when its connection fails.

simcord has no connection that could fail: RESUME, a cut socket and signing in anew are held by
`test_commands.py::test_resuming_goes_on_where_it_was`, `::test_a_cut_connection_is_made_anew` and
`test_hearing.py`. Here the events of such a time are kept back.
"""

from fakes import commit_
from simcordstage import DATE, Started, ids, said, staged
from simcordwaits import LANDED, SlowDigests

VALUE = f"acme/api@{'def5678'.ljust(40, '0')}"


async def test_a_button_works_after_a_restart() -> None:
    """All that a press means stands in its custom id."""
    async with staged() as stage:
        await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE)
        (parent,) = stage.everybody_sees()
        await stage.env.restart_bot(Started(stage.services))
        await stage.alice.click(parent, custom_id="follow:acme/api")

        (followed,) = await stage.stores.subscriptions.of_channel(stage.here)
        assert followed.repo == "acme/api"


async def test_a_menu_explains_in_the_thread_after_a_restart() -> None:
    """The asker alone is told where."""
    async with staged() as stage:
        await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE)
        (parent,) = stage.everybody_sees()
        await stage.env.restart_bot(Started(stage.services))
        menu = next(one for one in ids(parent) if one.startswith("explain:"))
        told = await stage.alice.select(parent, [VALUE], custom_id=menu)

        assert "Close the pool once" in said(stage.channel.threads[0].history()[-1])
        assert told.response
        assert told.response.ephemeral


async def test_the_choice_among_several_commits_works_after_a_restart() -> None:
    """As long as the asker sees it."""
    async with staged() as stage:
        stage.source.commits += (commit_("def5999", "Widen the queue", landed_at=LANDED),)
        told = await stage.alice.slash(stage.channel, "explain", sha="def5", repo="acme/api")
        (choice,) = told.followups
        (menu,) = ids(choice)
        await stage.env.restart_bot(Started(stage.services))
        await stage.alice.select(choice, [VALUE], custom_id=menu)

        assert "About Close the pool once." in said(*stage.everybody_sees())


async def test_a_restart_tells_discord_no_commands_that_it_knows() -> None:
    """They are told again only where they differ."""
    async with staged() as stage:
        await stage.env.restart_bot(Started(stage.services))
        same = stage.requests("PUT", "/commands")
        stage.env.backend.commands[None]["help", 1]["description"] = "of an older release"
        await stage.env.restart_bot(Started(stage.services))

        assert (same, stage.requests("PUT", "/commands")) == (1, 2)


async def test_who_waits_while_the_bot_is_stopped_is_told() -> None:
    """Nobody shall wait for an answer that will not come."""
    async with staged(digests=SlowDigests(pause=600)) as stage:
        await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE)
        await stage.env.restart_bot(Started(stage.services))

        assert not stage.everybody_sees()
        assert said(*stage.alone_sees(stage.alice))


async def test_events_of_a_lost_connection_are_answered_when_it_is_back() -> None:
    """Discord tells them late: too late for the interaction, and the channel gets its answer all the same."""
    async with staged() as stage:
        bot = stage.bot
        await bot.ws.close()
        bot.dispatch("disconnect")
        await stage.env.settle()
        gone = bot.is_connected
        await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE)
        unheard = stage.everybody_sees()
        _, _, missed = next(
            one for one in stage.env.backend.transcript[::-1] if one[1] == "INTERACTION_CREATE"
        )
        await stage.wait(20)
        bot.ws.open = True  # type: ignore[misc] # simcord's own socket
        stage.env.backend.emit("RESUMED", {})
        stage.env.backend.emit("INTERACTION_CREATE", missed)
        await stage.env.settle()

        assert (gone, bot.is_connected, unheard) == (False, True, [])
        assert "2 landed." in said(*stage.everybody_sees())
        assert [len(one.history()) for one in stage.channel.threads] == [2]
