"""The daily round: who is due is told once, what failed is tried again, and nobody stops the others."""

import asyncio
import datetime as dt
from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from chat import Fault
from fakes import FakeClock
from morning import DUE, EDITION, INCIDENT, Morning
from orders import Scene
from sqlalchemy import Engine, event

from adapters.store import open_stores
from analysis.results import Level
from bot.errors import StoreBusyError
from bot.orders import Order
from bot.runs import DIGEST, run_id
from bot.stores import RunState, Stores
from bot.subscriptions import Channel, Layout, Quiet, Subscription
from bot.ticker import ticking


async def test_who_is_due_is_told_with_a_thread_and_once() -> None:
    morning = Morning()
    await morning.follow()
    for _ in range(3):
        await morning.tick(1)
    keys = morning.scene.service.keys("C1")

    assert keys == [f"{EDITION}:{number}" for number in range(len(keys))]
    assert len(keys) > 2
    assert morning.parents() == [f"{EDITION}:0"]


async def test_nobody_is_told_before_their_hour() -> None:
    morning = Morning(clock=FakeClock(DUE - dt.timedelta(seconds=1)))
    await morning.follow()
    await morning.tick()

    assert morning.scene.service.log == []


async def test_a_process_that_starts_again_tells_nothing_twice() -> None:
    morning = Morning()
    await morning.follow()
    await morning.tick()
    posted = len(morning.scene.service.log)
    morning.restart()
    await morning.tick(1)

    assert len(morning.scene.service.log) == posted


async def test_a_clock_that_is_put_back_tells_nothing_twice() -> None:
    morning = Morning()
    await morning.follow()
    await morning.tick()
    posted = len(morning.scene.service.log)
    for minutes in (-120, 119, 2, -1, 1):
        await morning.tick(minutes)

    assert len(morning.scene.service.log) == posted


async def test_a_zone_that_is_changed_tells_no_date_twice() -> None:
    morning = Morning()
    await morning.follow()
    await morning.tick()
    await morning.follow(zone="America/New_York", at=dt.time(5))
    await morning.tick(120)

    assert morning.runs.told == [EDITION]


async def test_a_clock_that_leaps_ahead_and_is_put_right_tells_each_date_once() -> None:
    """The dates that it leapt to are told then, what landed on them comes late, and nothing comes twice."""
    morning = Morning()
    await morning.follow()
    await morning.tick()
    await morning.tick(2 * 24 * 60)
    await morning.tick(-2 * 24 * 60 + 1)
    for _ in range(3):
        await morning.tick(24 * 60)

    dates = [key.split(":")[1] for key in morning.parents()]
    assert dates == [f"2026-02-0{day}" for day in range(4, 8)]


async def test_an_hour_that_is_made_later_tells_no_date_again() -> None:
    morning = Morning()
    await morning.follow()
    await morning.tick()
    await morning.follow(at=dt.time(11))
    await morning.tick(121)

    assert morning.runs.told == [EDITION]


async def test_an_hour_that_is_made_earlier_and_is_over_already_tells_the_newest_date_at_once() -> None:
    morning = Morning()
    await morning.follow(at=dt.time(20))
    await morning.tick()
    waiting = list(morning.runs.told)
    await morning.follow(at=dt.time(8, 30))
    await morning.tick(1)

    assert waiting == []
    assert morning.runs.told == [EDITION]


async def test_missed_days_are_made_up_for_oldest_first_one_after_the_other() -> None:
    morning = Morning()
    await morning.follow(created_at=DUE - dt.timedelta(days=9))
    for _ in range(6):
        await morning.tick(1)

    assert morning.runs.told == [f"s1:2026-02-{day:02}:1" for day in (1, 2, 3, 4)]


async def test_a_run_under_way_lets_the_next_date_wait_but_not_for_ever() -> None:
    morning = Morning()
    morning.runs.held = True
    await morning.follow(created_at=DUE - dt.timedelta(days=1, hours=1))
    for _ in range(3):
        await morning.tick(1)
    assert morning.runs.told == ["s1:2026-02-03:1"]
    await morning.tick(60)
    assert morning.runs.told == ["s1:2026-02-03:1", EDITION]


async def test_what_failed_is_tried_again_with_growing_pauses() -> None:
    morning = Morning()
    morning.scene.chat.faults = deque([Fault(refuse="down")] * 3)
    await morning.follow()
    tried = list[int]()
    for minute in range(90):
        before = len(morning.runs.told)
        await morning.tick(1)
        if len(morning.runs.told) > before:
            tried.append(minute)

    assert tried == [0, 5, 20, 80]
    assert len(morning.parents()) == 1
    assert ("warning", "digest_tried_again", {"run": run_id(DIGEST, EDITION, 1), "incident": INCIDENT}) in (
        morning.log.lines
    )


async def test_a_failed_day_does_not_silence_the_next() -> None:
    morning = Morning()
    morning.scene.chat.faults = deque([Fault(refuse="down")])
    await morning.follow(created_at=DUE - dt.timedelta(days=1, hours=1))
    for _ in range(2):
        await morning.tick(1)

    assert morning.runs.told == ["s1:2026-02-03:1", EDITION]


async def test_what_an_operator_ended_stays_ended() -> None:
    morning = Morning()
    morning.runs.held = True
    await morning.follow()
    await morning.tick()
    await morning.scene.stores.runs.end(run_id(DIGEST, EDITION, 1), RunState.CANCELLED, DUE)
    await morning.tick(600)

    assert morning.runs.told == [EDITION]


async def test_one_that_fails_does_not_stop_the_others() -> None:
    morning = Morning()
    await morning.follow(id="s0", repo="acme/aaa", zone="Mars/Olympus")
    await morning.follow()
    await morning.tick()

    assert morning.runs.told == [EDITION]
    assert morning.log.lines == [
        ("exception", "subscription_failed", {"subscription": "s0", "incident": INCIDENT})
    ]


async def test_a_platform_that_is_not_served_here_is_left_alone() -> None:
    morning = Morning()
    await morning.follow(channel=Channel("terminal", "main"))
    await morning.tick()

    assert morning.runs.told == []


@pytest.mark.parametrize(("quiet", "messages"), [(Quiet.POST, 1), (Quiet.SKIP, 0)])
async def test_a_quiet_day_is_as_the_channel_wants_it(quiet: Quiet, messages: int) -> None:
    morning = Morning()
    await morning.follow(quiet=quiet, created_at=DUE)
    for _ in range(3):
        await morning.tick(24 * 60 / 2)

    assert morning.runs.told == [EDITION, "s1:2026-02-05:1"]
    assert morning.parents()[1:] == ["s1:2026-02-05:1:0"][:messages]


@pytest.mark.parametrize(
    "wish", [{"layout": Layout.FLAT}, {"level": Level.HIGH}, {"paths": ("docs/*",)}, {"layout": Layout.FILE}]
)
async def test_a_wish_of_the_subscription_shapes_what_is_posted(wish: dict[str, object]) -> None:
    usual, wished = Morning(), Morning()
    await usual.follow()
    await wished.follow(**wish)
    for morning in (usual, wished):
        await morning.tick()

    assert wished.scene.service.log
    assert [(it.target, it.part) for it in wished.scene.service.log] != [
        (it.target, it.part) for it in usual.scene.service.log
    ]


async def test_everybodys_oldest_day_begins_before_anybodys_second() -> None:
    morning = Morning()
    await morning.follow(repo="acme/aaa", id="s0", created_at=DUE - dt.timedelta(days=9))
    await morning.follow(repo="acme/zzz", id="s9")
    for _ in range(2):
        await morning.tick(1)

    assert morning.runs.told[:3] == ["s0:2026-02-01:1", "s9:2026-02-04:1", "s0:2026-02-02:1"]


async def test_a_channel_with_many_subscriptions_lets_the_others_begin() -> None:
    morning = Morning()
    for number in range(3):
        await morning.follow(id=f"a{number}", repo=f"acme/a{number}")
    await morning.follow(id="b0", channel=Channel("chat", "C2"))
    await morning.tick()

    assert morning.runs.told == [f"{one}:2026-02-04:1" for one in ("a0", "b0", "a1", "a2")]


async def test_a_run_that_waits_for_its_turn_is_asked_for_again_only_now_and_then() -> None:
    morning = Morning()
    morning.runs.held = True
    asked = list[str]()
    tell = morning.runs.tell

    async def counted(order: Order) -> str:
        asked.append(order.edition)
        return await tell(order)

    morning.runs.tell = counted  # type: ignore[method-assign] # counts what is asked for
    await morning.follow()
    for _ in range(12):
        await morning.tick(1)

    assert len(asked) == 2


async def test_a_round_over_hundreds_is_a_few_reads(tmp_path: Path) -> None:
    async with open_stores(f"sqlite+aiosqlite:///{tmp_path / 'x.db'}") as stores:
        morning = Morning(Scene(stores))
        morning.runs.held = True
        for number in range(400):
            await morning.follow(id=f"s{number}", repo=f"acme/r{number}")
        await morning.tick()
        reads = list[str]()

        def seen(*told: object) -> None:
            reads.append(str(told[2]))

        event.listen(Engine, "before_cursor_execute", seen)
        try:
            await morning.tick(1)
        finally:
            event.remove(Engine, "before_cursor_execute", seen)

    assert len(reads) < 10


class Locked:
    """A store of subscriptions that cannot be read for some ticks."""

    def __init__(self, stores: Stores, times: int) -> None:
        self._stores = stores
        self._times = times
        self.read = asyncio.Event()

    async def every(self) -> Sequence[Subscription]:
        """Return them once the lock is gone."""
        if self._times:
            self._times -= 1
            raise StoreBusyError("here")
        self.read.set()
        return await self._stores.subscriptions.every()


async def test_a_tick_that_fails_is_logged_and_the_next_one_comes() -> None:
    morning = Morning()
    await morning.follow()
    locked = Locked(morning.scene.stores, 2)
    morning.ticker.stores = replace(morning.scene.stores, subscriptions=locked)  # type: ignore[arg-type] # every() is all that is asked
    async with ticking(morning.ticker, every=0):
        async with asyncio.timeout(5):
            await locked.read.wait()

    assert morning.log.lines == [("exception", "tick_failed", {"incident": INCIDENT})] * 2


async def test_a_process_whose_turn_it_is_not_tells_nobody_until_it_is() -> None:
    morning, turns = Morning(), deque([False, False])
    await morning.follow()
    begun = asyncio.Event()

    async def may() -> bool:
        return turns.popleft() if turns else True

    async with ticking(morning.ticker, every=0, ticked=begun.set, may=may), asyncio.timeout(5):
        assert morning.runs.told == []
        await begun.wait()

    assert not turns
    assert morning.runs.told == [EDITION]
