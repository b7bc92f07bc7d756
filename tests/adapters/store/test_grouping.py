"""Small writes on SQLite that come together are one transaction, and still succeed or fail one by one."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from postgres import sqlite_url
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.store.database import Database, make_engine
from adapters.store.grouping import Work
from bot.errors import StoreBusyError, StoreFullError
from bot.settings import normalised_database_url


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """Open a file with one table."""
    opened = Database(make_engine(normalised_database_url(sqlite_url(tmp_path))))
    async with opened.writing() as connection:
        await connection.execute(text("CREATE TABLE kept (number INTEGER PRIMARY KEY)"))
    yield opened
    await opened.engine.dispose()


def putting(number: int) -> Work[int]:
    """Return what stores a number."""

    async def write(connection: AsyncConnection) -> int:
        await connection.execute(text("INSERT INTO kept VALUES (:number)"), {"number": number})
        return number

    return write


async def kept(database: Database) -> list[int]:
    """Return the numbers that are stored."""
    async with database.reading() as connection:
        return [number for (number,) in await connection.execute(text("SELECT number FROM kept ORDER BY 1"))]


async def test_writes_that_come_together_are_committed_together(database: Database) -> None:
    commits = list[object]()
    event.listen(database.engine.sync_engine, "commit", commits.append)

    answers = await asyncio.gather(*(database.write(putting(number)) for number in range(30)))

    assert answers == await kept(database) == list(range(30))
    assert len(commits) <= 3  # and one of the reader


async def test_one_that_fails_undoes_nobody_elses(database: Database) -> None:
    works = [putting(1), putting(1), putting(2)]

    answers = await asyncio.gather(*(database.write(work) for work in works), return_exceptions=True)

    assert [type(answer) for answer in answers] == [int, IntegrityError, int]
    assert await kept(database) == [1, 2]


async def test_whoever_no_longer_waits_holds_nobody_up(database: Database) -> None:
    gone = asyncio.create_task(database.write(putting(1)))
    await asyncio.sleep(0)
    gone.cancel()

    await database.write(putting(2))

    assert 2 in await kept(database)


async def test_a_file_that_stays_locked_is_told_to_all(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.store.database.TRY_FOR", 0.01)
    monkeypatch.setattr("adapters.store.database.PRAGMAS", ("busy_timeout = 10",))
    other = Database(make_engine(database.engine.url))
    async with other.writing():
        answers = await asyncio.gather(
            *(database.write(putting(number)) for number in range(3)), return_exceptions=True
        )
    await other.engine.dispose()

    assert [type(answer) for answer in answers] == [StoreBusyError] * 3


async def test_one_that_does_not_fit_on_the_disk_undoes_nobody_elses(database: Database) -> None:
    """SQLite takes back the whole transaction then, not the one statement."""
    async with database.engine.connect() as connection:
        pages = await connection.scalar(text("PRAGMA page_count"))
    event.listen(
        database.engine.sync_engine,
        "begin",
        lambda it: it.exec_driver_sql(f"PRAGMA max_page_count = {pages}"),
    )

    async def large(connection: AsyncConnection) -> None:
        await connection.execute(text("CREATE TABLE large AS SELECT randomblob(1000000) AS bytes"))

    works = [putting(1), large, putting(2)]
    answers = await asyncio.gather(*(database.write(work) for work in works), return_exceptions=True)

    assert [type(answer) for answer in answers] == [int, StoreFullError, int]
    assert await kept(database) == [1, 2]
