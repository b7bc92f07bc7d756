"""The pitfalls of SQLite and PostgreSQL that lose data in silence, each on the real thing."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from adapters.store.columns import SafeText, UTCDateTime
from adapters.store.database import Database, make_engine
from bot.settings import normalised_database_url

SCRATCH = MetaData()
COUNTERS = Table("counters", SCRATCH, Column("id", Integer, primary_key=True), Column("value", Integer))
INSTANTS = Table("instants", SCRATCH, Column("id", Integer, primary_key=True), Column("at", UTCDateTime))
TEXTS = Table("texts", SCRATCH, Column("text", SafeText))
CHILDREN = text("CREATE TABLE children (counter INTEGER REFERENCES counters (id))")
BERLIN_NIGHT = dt.datetime(2026, 7, 1, 0, 30, 0, 7, tzinfo=dt.timezone(dt.timedelta(hours=2)))


on_sqlite = pytest.mark.parametrize("new_url", ["sqlite"], indirect=True)


@pytest.fixture
async def database(new_url: str) -> AsyncIterator[Database]:
    """Open an empty database with tables of the test's own and one counter at 0."""
    engine = make_engine(normalised_database_url(new_url))
    async with engine.begin() as connection:
        await connection.run_sync(SCRATCH.create_all)
        await connection.execute(insert(COUNTERS).values(id=1, value=0))
    yield Database(engine)
    await engine.dispose()


async def count_up(database: Database) -> None:
    """Read the counter, let others run, then write what was read and one more."""
    async with database.writing() as connection:
        value = await connection.scalar(select(COUNTERS.c.value).with_for_update())
        await asyncio.sleep(0)
        await connection.execute(update(COUNTERS).values(value=(value or 0) + 1))


async def counted(database: Database) -> int | None:
    """Return the counter as a reader sees it."""
    async with database.reading() as connection:
        return await connection.scalar(select(COUNTERS.c.value))


async def test_two_hundred_transactions_that_read_then_write_lose_nothing(database: Database) -> None:
    await asyncio.gather(*(count_up(database) for _ in range(200)))
    assert await counted(database) == 200


async def test_readers_go_on_beside_a_writer(database: Database) -> None:
    async with database.writing() as connection:
        await connection.execute(update(COUNTERS).values(value=7))
        async with asyncio.timeout(5):
            assert await asyncio.gather(*(counted(database) for _ in range(5))) == [0] * 5
    assert await counted(database) == 7


@on_sqlite  # PostgreSQL's readers see each statement's own state, which no store relies on
async def test_a_writer_goes_on_beside_a_reader_that_keeps_seeing_one_state(database: Database) -> None:
    async with database.reading() as connection:
        before = await connection.scalar(select(COUNTERS.c.value))
        async with asyncio.timeout(5):
            await count_up(database)
        assert await connection.scalar(select(COUNTERS.c.value)) == before


async def test_a_transaction_that_raises_is_rolled_back(database: Database) -> None:
    async def write_and_fail() -> None:
        async with database.writing() as connection:
            await connection.execute(update(COUNTERS).values(value=7))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await write_and_fail()
    assert await counted(database) == 0


async def test_a_task_cancelled_inside_a_transaction_leaves_things_whole(database: Database) -> None:
    inside = asyncio.Event()

    async def write_and_wait() -> None:
        async with database.writing() as connection:
            await connection.execute(update(COUNTERS).values(value=7))
            inside.set()
            await asyncio.Event().wait()

    for _ in range(20):  # more often than the pool has connections
        task = asyncio.create_task(write_and_wait())
        await inside.wait()
        inside.clear()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    await count_up(database)
    assert await counted(database) == 1


async def test_tasks_cancelled_while_they_wait_for_the_lock_leave_it_free(database: Database) -> None:
    async with database.writing() as connection:
        await connection.execute(update(COUNTERS).values(value=1))
        waiting = [asyncio.create_task(count_up(database)) for _ in range(3)]
        await asyncio.sleep(0.05)  # until they stand at the lock; if not, they are cancelled earlier
        for task in waiting:
            task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    await count_up(database)
    assert await counted(database) == 2


async def test_an_instant_comes_back_in_utc_whatever_its_zone(database: Database) -> None:
    async with database.writing() as connection:
        await connection.execute(insert(INSTANTS).values(at=BERLIN_NIGHT))
        at = await connection.scalar(select(INSTANTS.c.at))
    assert at == BERLIN_NIGHT
    assert at is not None
    assert at.tzinfo is dt.UTC


async def test_instants_of_different_zones_are_compared_as_instants(database: Database) -> None:
    async with database.writing() as connection:
        await connection.execute(insert(INSTANTS).values(at=BERLIN_NIGHT))
        an_hour_before = BERLIN_NIGHT.astimezone(dt.UTC) - dt.timedelta(hours=1)
        later = select(INSTANTS.c.id).where(INSTANTS.c.at > an_hour_before)
        assert await connection.scalar(later) is not None


async def test_an_instant_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(ValueError, match="time zone"):
        async with database.writing() as connection:
            await connection.execute(insert(INSTANTS).values(at=BERLIN_NIGHT.replace(tzinfo=None)))


async def test_no_instant_stays_none(database: Database) -> None:
    async with database.writing() as connection:
        await connection.execute(insert(INSTANTS).values(at=None))
        assert (await connection.execute(select(INSTANTS.c.at))).one() == (None,)


async def test_text_that_no_database_takes_is_mended(database: Database) -> None:
    async with database.writing() as connection:
        await connection.execute(insert(TEXTS).values(text="a\x00b\ud800c\udfffd 😀"))
        assert await connection.scalar(select(TEXTS.c.text)) == "a\ufffdb\ufffdc\ufffdd 😀"


async def test_a_reference_to_nothing_is_refused(database: Database) -> None:
    async with database.writing() as connection:
        await connection.execute(CHILDREN)
    with pytest.raises(IntegrityError):
        async with database.writing() as connection:
            await connection.execute(text("INSERT INTO children VALUES (99)"))


async def test_tables_made_in_a_transaction_that_raises_are_gone(database: Database) -> None:
    async def create_and_fail() -> None:
        async with database.writing() as connection:
            await connection.execute(CHILDREN)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await create_and_fail()
    async with database.writing() as connection:
        await connection.execute(CHILDREN)


@on_sqlite
@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("busy_timeout", 30000), ("foreign_keys", 1), ("synchronous", 2)],
)
async def test_every_connection_to_sqlite_is_set_up(database: Database, pragma: str, value: object) -> None:
    async with database.reading() as one, database.reading() as other:
        for connection in (one, other):
            assert await connection.scalar(text(f"PRAGMA {pragma}")) == value
