"""What drivers raise becomes one of a few errors of ours, and bugs of ours stay visible."""

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from adapters.store import Database, make_engine, open_stores
from adapters.store.errors import translated
from bot.errors import (
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreFullError,
    StoreNotWritableError,
    StoreUnreachableError,
)
from bot.settings import normalised_database_url


@pytest.mark.parametrize(
    ("raised", "expected"),
    [
        (psycopg.errors.DiskFull("53100"), StoreFullError),
        (psycopg.errors.LockNotAvailable("55P03"), StoreBusyError),
        (psycopg.errors.DataCorrupted("XX001"), StoreDamagedError),
        (psycopg.errors.AdminShutdown("57P01"), StoreUnreachableError),
        (psycopg.OperationalError("the connection is closed"), StoreUnreachableError),
    ],
)
def test_each_state_of_postgresql_is_one_of_ours(raised: psycopg.Error, expected: type[StoreError]) -> None:
    wrapped = DBAPIError.instance("SELECT 1", None, raised, psycopg.Error)
    with pytest.raises(expected) as caught, translated("db:5432/digest"):
        raise wrapped
    assert caught.value.where == "db:5432/digest"


def test_waiting_in_vain_for_a_connection_of_the_pool_is_busy() -> None:
    with pytest.raises(StoreBusyError), translated("x"):
        raise PoolTimeoutError


async def test_a_database_that_may_only_be_read_is_said(postgres_url: str) -> None:
    async with open_stores(postgres_url):
        pass
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(
            "DO $$ BEGIN EXECUTE format("
            "'ALTER DATABASE %I SET default_transaction_read_only = on', current_database()); END $$"
        )
    database = Database(make_engine(normalised_database_url(postgres_url)))
    with pytest.raises(StoreNotWritableError):
        async with database.writing() as connection_:
            await connection_.execute(text("INSERT INTO take_overs VALUES ('r1', 1)"))
    await database.engine.dispose()


async def test_a_mistake_in_a_statement_of_ours_stays_what_it_is(postgres_url: str) -> None:
    database = Database(make_engine(normalised_database_url(postgres_url)))
    with pytest.raises(ProgrammingError):
        async with database.reading() as connection:
            await connection.execute(text("SELECT nonsense"))
    await database.engine.dispose()
