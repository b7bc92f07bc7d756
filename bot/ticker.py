"""The daily round: each minute, whoever is due is told what they lack, and what failed is tried again."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from bot.alarms.failing import Failing, failing
from bot.causes import Cause
from bot.errors import StoreError
from bot.orders import Order, order_of_subscription
from bot.ports import Clock, Log
from bot.runs import DIGEST, Runs, attempts_at
from bot.schedule import due_dates
from bot.stores import EditionState, Run, RunState, Stores
from bot.subscriptions import Subscription

EVERY = 60.0  # seconds
PAUSES = tuple(dt.timedelta(minutes=minutes) for minutes in (5, 15, 60, 180))
"""From a failure to the next attempt; the last one holds for all that follow."""
RESTS = dt.timedelta(days=1)
"""The same for a channel that is gone or closed to us, after the second failure: nobody is hammered."""
HOLDS = dt.timedelta(hours=1)
"""For so long a run under way lets the next date wait: older days come first, but none silences a channel."""


@dataclass(slots=True)
class Ticker:
    """Tells subscriptions of `platforms` what they are due; repeats are harmless, also by several processes.

    `catch_up` days are made up for. What this process saw posted is not looked up again. `failing` is what
    the last whole round found not to stand although it was tried; `None` before the first one.
    """

    stores: Stores
    runs: Runs
    platforms: Collection[str]
    catch_up: int
    clock: Clock
    log: Log
    new_incident: Callable[[], str]
    failing: tuple[Failing, ...] | None = None
    _over: set[str] = field(default_factory=set)
    _found: list[Failing] = field(default_factory=list)

    async def tick(self) -> None:
        """Look once after every subscription; raise a `StoreError` where nothing can be known of them."""
        now = self.clock.now()
        over = set[str]()
        self._found = []
        for subscription in await self.stores.subscriptions.every():
            if subscription.channel.platform in self.platforms:
                over |= await self._look_after(subscription, now)
            await asyncio.sleep(0)  # thousands of them must not keep the loop from people
        self._over, self.failing = over, tuple(self._found)

    async def _look_after(self, subscription: Subscription, now: dt.datetime) -> set[str]:
        """Tell one subscription what it lacks, oldest first, and return the editions that need no more."""
        over, waiting = set[str](), list[dt.date]()
        try:
            for date in due_dates(subscription, now, self.catch_up):
                order = order_of_subscription(subscription, date, waiting=tuple(waiting))
                if await self._is_over(order.edition):
                    over.add(order.edition)
                    continue
                if await self._is_under_way(order, now):
                    break
                waiting.append(date)
        except StoreError:
            raise
        except Exception:
            self.log.exception(
                "subscription_failed", subscription=subscription.id, incident=self.new_incident()
            )
        return over

    async def _is_over(self, edition: str) -> bool:
        if edition in self._over:
            return True
        found = await self.stores.editions.get(edition)
        return found is not None and found.state is not EditionState.FROZEN

    async def _is_under_way(self, order: Order, now: dt.datetime) -> bool:
        """Have the run begun where it is time, and say whether later dates wait for it."""
        tried = await attempts_at(self.stores.runs, DIGEST, order.edition)
        if found := failing(order, tried, now):
            self._found.append(found)
        if tried and not _may_go_on(tried, now):
            return False
        last = tried[-1] if tried else None
        if last and last.state is RunState.FAILED:
            self.log.warning("digest_tried_again", run=last.id, incident=last.incident)
        await self.runs.tell(order)
        return last is None or last.state is RunState.FAILED or now - last.started_at < HOLDS


def _may_go_on(tried: list[Run], now: dt.datetime) -> bool:
    """Whether it is time for a run: an operator's end is respected, and a failure is followed by a pause.

    A failure that lies ahead of a clock that was put back holds nothing up.
    """
    last = tried[-1]
    if last.state is RunState.CANCELLED:
        return False
    if last.state is not RunState.FAILED or last.ended_at is None:
        return True
    pause = PAUSES[min(len(tried), len(PAUSES)) - 1]
    if last.cause == Cause.CHANNEL and len(tried) > 1:
        pause = RESTS
    return not last.ended_at <= now < last.ended_at + pause


@asynccontextmanager
async def ticking(
    ticker: Ticker, every: float = EVERY, ticked: Callable[[], None] = lambda: None
) -> AsyncIterator[None]:
    """Tick at once and then each `every` seconds while the context is open, and tell `ticked` of success."""
    task = asyncio.create_task(_forever(ticker, every, ticked))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _forever(ticker: Ticker, every: float, ticked: Callable[[], None]) -> None:
    while True:
        try:
            await ticker.tick()
            ticked()
        except Exception:
            ticker.log.exception("tick_failed", incident=ticker.new_incident())
        await asyncio.sleep(every)
