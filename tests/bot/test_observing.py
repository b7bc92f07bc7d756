"""What a process tells of itself: metrics as they are at each look, whatever is down."""

import asyncio
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace

from contracts.records import NOON, digest, subscription
from fakes import FakeClock, FakeLog
from meters import samples_of

from adapters.metrics import PrometheusMeter
from adapters.web import Server
from bot.errors import StoreBusyError
from bot.lag import measuring
from bot.memory import memory_stores
from bot.meter import Load
from bot.observing import Observatory
from bot.silences import LOOK_BACK, Silences
from bot.vitals import Vitals
from bot.web import Request


class Place:
    """An observatory over stores in memory."""

    def __init__(self, fresh: float = 0) -> None:
        self.clock, self.stores, self.log = FakeClock(NOON), memory_stores(), FakeLog()
        self.looks = 0
        self.down = False
        silences = Silences(self.stores.subscriptions, self.stores.digests, self.clock)
        self.observatory = Observatory(
            PrometheusMeter(), Vitals(), self.log, silences, self.loads, fresh=fresh
        )

    async def loads(self) -> Sequence[Load]:
        """Return the work there is."""
        self.looks += 1
        if self.down:
            raise StoreBusyError("here")
        return [Load("digest", 1, 2)]

    async def look(self) -> dict[str, float]:
        """Return the metrics."""
        answer = await self.observatory.answer(Request(b"", {}))
        assert answer.status == 200
        assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
        return samples_of(answer.body.decode())


async def test_a_subscription_that_was_told_is_silent_since_then_and_another_since_it_was_made() -> None:
    place = Place()
    await place.stores.subscriptions.follow(subscription("s1"))
    await place.stores.subscriptions.follow(subscription("s2", repo="acme/other"))
    place.clock.move(3600)
    await place.stores.digests.put(digest("s1:2026-02-04:1", minutes=10))
    samples = await place.look()

    assert samples["seconds_since_success['s1']"] == 3000
    assert samples["seconds_since_success['s2']"] == 3600


async def test_silence_of_unknown_beginning_is_as_long_as_we_look_back() -> None:
    stores, clock = memory_stores(), FakeClock()
    await stores.subscriptions.follow(replace(subscription("s1"), created_at=None))
    silences = Silences(stores.subscriptions, stores.digests, clock)
    await silences.read()

    assert silences.now() == {"s1": LOOK_BACK.total_seconds()}


async def test_the_database_is_read_once_for_many_looks_and_time_goes_on_between() -> None:
    place = Place(fresh=60)
    await place.stores.subscriptions.follow(subscription("s1"))
    await place.look()
    place.clock.move(30)

    assert (await place.look())["seconds_since_success['s1']"] == 30
    assert place.looks == 1


async def test_a_database_that_is_down_hides_no_other_metric() -> None:
    place = Place()
    place.observatory.meter.part_posted("slack")
    await place.look()
    place.down = True
    samples = await place.look()

    assert samples["parts_posted_total['slack']"] == 1
    assert samples["runs_waiting['digest']"] == 2
    assert place.log.lines == [("warning", "metrics_not_read", {"error": "StoreBusyError"})]


async def test_health_is_counted_too() -> None:
    async def gone() -> str:
        return "gone"

    place = Place()
    place.observatory.vitals.watch("slack", gone)

    assert (await place.look())["healthy['slack']"] == 0


async def test_both_pages_are_there_while_it_is_open() -> None:
    server, place = Server(), Place()
    with ExitStack() as stack:
        stack.enter_context(place.observatory.open_on(server))
        assert {path for path, methods in server._handlers.items() if methods} == {"/healthz", "/metrics"}

    assert not any(server._handlers.values())


async def test_a_loop_that_was_held_up_shows() -> None:
    meter = PrometheusMeter()
    async with measuring(meter, every=0.01):
        await asyncio.sleep(0)
        time.sleep(0.06)  # noqa: ASYNC251 - what nobody should do
        await asyncio.sleep(0.02)
    samples = samples_of(meter.page()[1].decode())

    assert samples["event_loop_lag_seconds_count[]"] >= 1
    assert samples["event_loop_lag_seconds_sum[]"] > 0.03
