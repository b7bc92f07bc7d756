"""While no process listens, one worker looks after subscriptions; another does when that one ends."""

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from adapters.durable.addresses import address_of
from adapters.durable.leading import ROUND, Leading
from adapters.durable.locks import ServerLock
from adapters.store import open_stores
from bot.runs import LISTENER

DEAD_AFTER = dt.timedelta(seconds=30)


@asynccontextmanager
async def workers(
    url: str, count: int, dead_after: dt.timedelta = DEAD_AFTER
) -> AsyncIterator[list[Leading]]:
    """Offer so many workers."""
    async with open_stores(url) as stores:
        all_of_them = [
            Leading(stores.workers, ServerLock(address_of(url), ROUND), dead_after) for _ in range(count)
        ]
        yield all_of_them
        for one in all_of_them:
            await one.lock.release()


async def test_one_of_several_workers_leads_and_stays_it(postgres_url: str) -> None:
    async with workers(postgres_url, 3) as several:
        for _ in range(2):
            assert [await one.leads() for one in several] == [True, False, False]


async def test_another_leads_when_the_first_is_gone(postgres_url: str) -> None:
    async with workers(postgres_url, 2) as (first, second):
        assert await first.leads()
        await first.lock.release()
        assert await second.leads()
        assert not await first.leads()


async def test_nobody_leads_while_somebody_listens(postgres_url: str) -> None:
    async with workers(postgres_url, 2) as (first, second):
        assert await first.leads()
        await first.workers.beat(LISTENER)
        assert not await first.leads()
        assert not await second.leads()


async def test_a_listener_that_beats_no_more_is_no_hindrance(postgres_url: str) -> None:
    async with workers(postgres_url, 1, dt.timedelta()) as (one,):
        await one.workers.beat(LISTENER)
        assert await one.leads()
