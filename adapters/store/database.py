"""How we talk to SQLite and PostgreSQL with the same code: engines, transactions and upserts."""

import datetime as dt
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final, TypeVar

from sqlalchemy import ColumnElement, Connection, Interval, Table, event, func, literal, make_url, type_coerce
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from adapters.store.columns import UTCDateTime
from adapters.store.errors import translated
from adapters.store.grouping import Group, Work

T = TypeVar("T")

READONLY = "readonly"
"""The execution option of an engine whose transactions only read."""

PRAGMAS = (
    "busy_timeout = 30000",  # milliseconds; first, so that the others wait too
    "journal_mode = WAL",  # readers go on beside a writer
    "synchronous = FULL",  # a power cut loses no committed posting
)
TRY_FOR = 2.0  # seconds
TRY_AGAIN_AFTER = 0.02  # seconds
"""Of two that turn a new file to WAL at once, SQLite refuses one without letting it wait."""

POOL: Final = {"pool_size": 15, "max_overflow": 0}
"""As many connections as SQLAlchemy opens by itself, but kept: opening one costs more than it is used for."""

LOOK_EVERY = 4  # milliseconds between two looks at a file in which somebody else writes

CONNECT_TIMEOUT = 10  # seconds until a PostgreSQL server that does not answer is given up


def make_engine(url: str | URL, *, foreign_keys: bool = True) -> AsyncEngine:
    """Return an engine for a normalised `url`; nothing is connected yet.

    `foreign_keys=False` is for migrations of SQLite alone, which rebuild tables that others refer to.
    """
    if make_url(url).get_backend_name() != "sqlite":
        arguments = {"connect_timeout": CONNECT_TIMEOUT}
        return create_async_engine(url, pool_pre_ping=True, connect_args=arguments, **POOL)
    engine = create_async_engine(url, **POOL)
    _obey_us(engine, (*PRAGMAS, f"foreign_keys = {'ON' if foreign_keys else 'OFF'}"))
    return engine


def _obey_us(engine: AsyncEngine, pragmas: tuple[str, ...]) -> None:
    """Begin SQLite's transactions ourselves: the driver's own BEGIN comes too late and loses updates."""

    @event.listens_for(engine.sync_engine, "connect")
    def set_up(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # the driver begins nothing by itself
        cursor = connection.cursor()
        for pragma in pragmas:
            _execute(cursor, f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        reads_only = connection.get_execution_options().get(READONLY, False)
        if reads_only:
            connection.exec_driver_sql("BEGIN")
        elif not _began_soon(connection.connection.cursor()):
            connection.exec_driver_sql("BEGIN IMMEDIATE")


def _began_soon(cursor: DBAPICursor) -> bool:
    """Begin to write as soon as the file is free, and say whether that came within `TRY_FOR`.

    Left to itself SQLite sleeps for up to 100 ms between two looks, and whoever writes all the time, as the
    workflow engine may, is there first again and again.
    """
    until = time.monotonic() + TRY_FOR
    _execute(cursor, f"PRAGMA busy_timeout = {LOOK_EVERY}")
    try:
        while time.monotonic() < until:
            try:
                cursor.execute("BEGIN IMMEDIATE")
            except sqlite3.Error as error:
                if not _is_busy(error):
                    break  # it will show again, to those who can tell it
            else:
                return True
        return False
    finally:
        _execute(cursor, f"PRAGMA {PRAGMAS[0]}")
        cursor.close()


def _execute(cursor: DBAPICursor, statement: str) -> None:
    until = time.monotonic() + TRY_FOR
    while True:
        try:
            cursor.execute(statement)
        except sqlite3.OperationalError as error:
            if not _is_busy(error) or time.monotonic() > until:
                raise
            time.sleep(TRY_AGAIN_AFTER)
        else:
            return


def _is_busy(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY


class Database:
    """One database: a transaction for each unit of work, never a network call inside one."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self.where = place_of(engine.url)
        self._group = Group(self.writing)
        self._hasty = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._reader = engine.execution_options(**{READONLY: True})

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Open a transaction that sees one state of the database and waits for no writer."""
        with translated(self.where):
            async with self._reader.connect() as connection:
                yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """Open a transaction that is committed at the end, or rolled back when anything is raised."""
        with translated(self.where):
            async with self.engine.begin() as connection:
                yield connection

    @asynccontextmanager
    async def at_once(self) -> AsyncIterator[AsyncConnection]:
        """Open what commits each statement by itself, without a question more; on SQLite, a transaction."""
        if self.engine.dialect.name == "sqlite":
            async with self.writing() as connection:
                yield connection
            return
        with translated(self.where):
            async with self._hasty.connect() as connection:
                yield connection

    async def write(self, work: Work[T]) -> T:
        """Return what a small `work` does in a transaction of its own; on SQLite, in one with others."""
        if self.engine.dialect.name == "sqlite":
            with translated(self.where):
                return await self._group.write(work)
        async with self.writing() as connection:
            return await work(connection)

    def insert(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        """Return an insert that can say what happens on conflict."""
        return sqlite.insert(table) if self.engine.dialect.name == "sqlite" else postgresql.insert(table)

    def now(self, later: dt.timedelta = dt.timedelta()) -> ColumnElement[dt.datetime]:
        """Return the words that ask the database for the time, or a later one, by milliseconds at least."""
        if self.engine.dialect.name == "sqlite":
            words = func.strftime("%Y-%m-%d %H:%M:%f", "now", f"{later.total_seconds():+.3f} seconds")
            return type_coerce(words, UTCDateTime)
        return type_coerce(func.clock_timestamp() + literal(later, Interval), UTCDateTime)


def place_of(url: URL) -> str:
    """Return words for where the database is: a file's path, or host and name; no user, no password."""
    if url.get_backend_name() == "sqlite":
        return url.database or ""
    host = url.host or str(url.query.get("host", "localhost"))
    return f"{host}:{url.port or 5432}/{url.database or ''}"
