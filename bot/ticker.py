"""The daily round: each minute, whoever is due is told what they lack, and what failed is tried again."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from bot.alarms.failing import Failing, failing
from bot.causes import Cause
from bot.errors import StoreError
from bot.fairness import in_turns
from bot.orders import Order, edition_of_subscription, order_of_subscription
from bot.ports import Clock, Log
from bot.runs import DIGEST, Runs, attempts_at, next_attempt, run_id
from bot.schedule import due_dates
from bot.stores import EditionState, Run, RunState, Stores
from bot.subscriptions import Subscription

EVERY = 60.0  # seconds
LOOKS = 5.0  # seconds between two looks of a process that may not tick, because another one does
PAUSES = tuple(dt.timedelta(minutes=minutes) for minutes in (5, 15, 60, 180))
"""From a failure to the next attempt; the last one holds for all that follow."""
RESTS = dt.timedelta(days=1)
"""The same for a channel that is gone or closed to us, after the second failure: nobody is hammered."""
REMINDS = dt.timedelta(minutes=10)
"""For so long a run that this process had begun is not asked for again, wherever it waits for its turn."""
HOLDS = dt.timedelta(hours=1)
"""For so long a run under way lets the next date wait: older days come first, but none silences a channel."""


May = Callable[[], Awaitable[bool]]
"""Whether the round is this process's now, of several that could do it."""


async def always() -> bool:
    """Return that it is: there is no other process."""
    return True


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
    _told: dict[str, dt.datetime] = field(default_factory=dict)

    async def tick(self) -> None:
        """Look once after every subscription; raise a `StoreError` where nothing can be known of them.

        A few reads serve all of them, and who begins is dealt out in turns.
        """
        now = self.clock.now()
        due = [one async for one in self._due(now)]
        keys = [edition_of_subscription(one, date) for one, dates in due for date in dates]
        over = await self._which_are_over(keys)
        tried = await attempts_at(self.stores.runs, DIGEST, [key for key in keys if key not in over])
        found, wanted = list[Failing](), list[Order]()
        for subscription, dates in due:
            for order in _waiting(subscription, dates, over):
                attempts = tried[order.edition]
                if one := failing(order, attempts, now):
                    found.append(one)
                if attempts and not _may_go_on(attempts, now):
                    continue
                wanted.append(order)
                if _holds(attempts, now):
                    break
        for order in in_turns(wanted):
            await self._tell(order, tried[order.edition], now)
        self._over, self.failing = over, tuple(found)
        self._told = {run: at for run, at in self._told.items() if now - at < REMINDS}

    async def lacking(self) -> list[Order]:
        """Return what is due and does not stand, whether it was tried or not; raises a `StoreError`."""
        due = [one async for one in self._due(self.clock.now())]
        over = await self._which_are_over(
            [edition_of_subscription(one, date) for one, dates in due for date in dates]
        )
        return [order for one, dates in due for order in _waiting(one, dates, over)]

    async def _due(self, now: dt.datetime) -> AsyncIterator[tuple[Subscription, tuple[dt.date, ...]]]:
        """Yield who is due, with their dates, oldest first; one that fails does not stop the others."""
        for subscription in await self.stores.subscriptions.every():
            if subscription.channel.platform in self.platforms:
                try:
                    dates = due_dates(subscription, now, self.catch_up)
                except Exception:
                    incident = self.new_incident()
                    self.log.exception("subscription_failed", subscription=subscription.id, incident=incident)
                else:
                    yield subscription, dates
            await asyncio.sleep(0)  # thousands of them must not keep the loop from people

    async def _which_are_over(self, keys: Sequence[str]) -> set[str]:
        """Return those of `keys` that need no more."""
        states = await self.stores.editions.states([key for key in keys if key not in self._over])
        now_over = {key for key, state in states.items() if state is not EditionState.FROZEN}
        return now_over | self._over.intersection(keys)

    async def _tell(self, order: Order, tried: Sequence[Run], now: dt.datetime) -> None:
        """Have the run begin, unless this process saw to it a short while ago."""
        run = run_id(DIGEST, order.edition, next_attempt(tried))
        if run in self._told and self._told[run] <= now:
            return
        last = tried[-1] if tried else None
        if last and last.state is RunState.FAILED:
            self.log.warning("digest_tried_again", run=last.id, incident=last.incident)
        try:
            await self.runs.tell(order)
        except StoreError:
            raise
        except Exception:
            subscription = order.edition.partition(":")[0]
            self.log.exception("subscription_failed", subscription=subscription, incident=self.new_incident())
        else:
            self._told[run] = now


def _waiting(subscription: Subscription, dates: Sequence[dt.date], over: Collection[str]) -> Iterator[Order]:
    """Yield what `subscription` still lacks, oldest first, each knowing of the dates before it."""
    waiting = list[dt.date]()
    for date in dates:
        order = order_of_subscription(subscription, date, waiting=tuple(waiting))
        if order.edition not in over:
            yield order
            waiting.append(date)


def _holds(tried: Sequence[Run], now: dt.datetime) -> bool:
    """Whether the next date of the same subscription waits for a run that begins or goes on."""
    last = tried[-1] if tried else None
    return last is None or last.state is RunState.FAILED or now - last.started_at < HOLDS


def _may_go_on(tried: Sequence[Run], now: dt.datetime) -> bool:
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
    ticker: Ticker,
    every: float = EVERY,
    ticked: Callable[[], None] = lambda: None,
    may: May = always,
) -> AsyncIterator[None]:
    """Tick at once and then each `every` seconds while the context is open, and tell `ticked` of success.

    While it `may` not, it looks more often whether it may by now.
    """
    task = asyncio.create_task(_forever(ticker, every, ticked, may))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _forever(ticker: Ticker, every: float, ticked: Callable[[], None], may: May) -> None:
    while True:
        pause = every
        try:
            if await may():
                await ticker.tick()
                ticked()
            else:
                ticker.failing, pause = None, min(every, LOOKS)
        except Exception:
            ticker.log.exception("tick_failed", incident=ticker.new_incident())
        await asyncio.sleep(pause)
