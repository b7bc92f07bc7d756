"""Long outages in simulated time: readers are served or told, operators know from day one, and it heals."""

import datetime as dt

from fakes import FakeSource, FakeSources, commit_
from morning import DUE
from outage import DownSources, Outage, Troubled, WayWriter, hours

from analysis.errors import SourceUnreadableError
from bot.errors import About, RefusedError
from bot.healing.mender import HEAL_DAYS
from bot.subscriptions import Channel

DAYS = 47
ONE_DAY = dt.timedelta(days=1)
DOWN = "No model: digests are written from facts alone"


def daily_commits(days: int) -> FakeSources:
    """Return a repository on which something landed each noon, newest first."""
    start = DUE - dt.timedelta(hours=21)
    landed = [start + ONE_DAY * number for number in range(days)]
    commits = (
        commit_(f"{number + 1:040x}", f"Change {number}", landed_at=at) for number, at in enumerate(landed)
    )
    return FakeSources(FakeSource(commits=tuple(commits)[::-1]))


def edited_dates(outage: Outage) -> set[str]:
    """Return the dates of digests that were edited."""
    theirs = (it for it in outage.scene.service.log if it.key.startswith("s1:"))
    return {it.key.split(":")[1] for it in theirs if it.id in outage.scene.chat.edits}


async def test_a_model_that_is_down_for_47_days_costs_readers_nothing_but_its_words() -> None:
    writer = WayWriter(down=True)
    outage = Outage(scene=Troubled(sources=DownSources(kept=daily_commits(DAYS + 2)), writer=writer))
    await outage.follow()
    await outage.minutes(30)
    first_day = outage.said("OPS")
    await outage.minutes(hours(24 * (DAYS - 1)), every=30)
    during = outage.said("OPS")
    parents = [key for key in outage.parents() if key.startswith("s1:")]
    edited_early = edited_dates(outage)
    writer.down = False
    await outage.minutes(hours(3), every=5)
    healed = edited_dates(outage)
    ended = outage.said("OPS")
    await outage.minutes(hours(48), every=30)

    dates = [str((DUE - ONE_DAY).date() + ONE_DAY * number) for number in range(DAYS)]
    assert parents == [f"s1:{date}:1:0" for date in dates]
    assert first_day == [DOWN]
    assert edited_early == set()
    assert set(during) == {DOWN}
    assert len(during) == DAYS
    assert ended == [*during, f"Over: {DOWN}"]
    assert sorted(healed) == dates[-HEAL_DAYS:]
    assert outage.said("OPS") == ended
    assert await outage.active() == []


async def test_a_source_that_is_down_for_three_days_is_made_up_for_oldest_first() -> None:
    sources = DownSources(kept=daily_commits(6))
    outage = Outage(scene=Troubled(sources=sources))
    sources.failure = SourceUnreadableError("acme/api")
    await outage.follow()
    await outage.minutes(hours(24 * 3 - 2), every=5)
    silent = [key for key in outage.parents() if key.startswith("s1:")]
    sources.failure = None
    await outage.minutes(hours(4), every=5)
    parents = [key for key in outage.parents() if key.startswith("s1:")]

    assert silent == []
    assert sorted(parents) == [f"s1:2026-02-{day:02}:1:0" for day in (4, 5, 6, 7)]
    assert [line.rpartition(": ")[2] for line in outage.said("C1")] == ["the digest was made up for"] * 3


async def test_a_platform_that_is_down_for_a_day_gets_its_digest_once() -> None:
    outage = Outage(alerts=Channel("chat", "OPS"))
    outage.scene.chat.closed["C1"] = RefusedError("service_unavailable", 1e6)
    await outage.follow()
    await outage.minutes(hours(22), every=5)
    alarms = outage.said("OPS")
    outage.scene.chat.closed.clear()
    await outage.minutes(hours(4), every=5)
    keys = outage.scene.service.keys("C1")

    assert alarms == ["chat takes no messages at present"]
    assert outage.said("OPS")[-1] == "Over: chat takes no messages at present"
    assert len(keys) == len(set(keys))
    assert outage.said("C1") == []


async def test_a_bot_that_was_removed_keeps_the_subscription_and_comes_back_by_itself() -> None:
    outage = Outage()
    outage.scene.chat.closed["C1"] = RefusedError("not_in_channel", about=About.CHANNEL)
    await outage.follow()
    await outage.minutes(hours(24 * 10), every=30)
    tries = len(outage.runs.told)
    outage.scene.chat.closed.clear()
    await outage.minutes(hours(26), every=30)

    assert len(await outage.scene.stores.subscriptions.every()) == 1
    assert tries < 10 * 6
    assert outage.said("OPS")[-1] == "Over: Nothing can be posted to chat:C1 any more"
    assert outage.scene.service.keys("C1")
