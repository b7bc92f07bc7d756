"""Where the engine keeps its rows: in the bot's own database, an SQLite file or a PostgreSQL server."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any, Self

from sqlalchemy import make_url
from sqlalchemy.engine import URL

from bot.errors import StoreAddressError
from bot.settings.database import normalised_database_url


def address_of(url: str) -> URL:
    """Return `url`, in any form that the settings take, for drivers that block; `StoreAddressError` else."""
    try:
        address = make_url(normalised_database_url(url))
    except ValueError:
        raise StoreAddressError("") from None  # the message could show a password
    return address.set(drivername="sqlite" if is_sqlite(address) else "postgresql")


def is_sqlite(address: URL) -> bool:
    """Whether the database is a file that one machine has to itself."""
    return address.get_backend_name() == "sqlite"


def file_of(address: URL) -> Path:
    """Return the file of an SQLite database."""
    return Path(address.database or "").absolute()


def place_of(address: URL) -> str:
    """Return words for where the database is; no user, no password."""
    if is_sqlite(address):
        return str(file_of(address))
    return f"{address.host or address.query.get('host', 'localhost')}/{address.database or ''}"


WRITES = frozenset({"INSERT", "UPDATE", "DELETE"})
WAIT = 30  # seconds that somebody else may write
LOOK_EVERY = 4  # milliseconds between two looks whether they still do


class LightConnection(sqlite3.Connection):
    """The engine's own connection to a file: what it commits reaches the disk with our next row.

    A power cut may take its last notes, and then a step is done again, which our own rows make harmless: they
    are written to the disk at once. https://www.sqlite.org/pragma.html#pragma_synchronous
    """

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 - whatever `sqlite3.connect` takes
        super().__init__(*given, **named)
        self.execute("PRAGMA synchronous = NORMAL")

    def cursor(self, factory: Any = None) -> Any:  # noqa: ANN401 - as the class above has it
        """Return a cursor that begins to write as soon as the file is free."""
        return super().cursor(factory or _Cursor)

    def begin(self) -> None:
        """Begin to write: looked for often, or our own rows, which are, would always be first.

        Left to itself SQLite sleeps for up to 100 ms between two looks.
        """
        until = time.monotonic() + WAIT
        super().execute(f"PRAGMA busy_timeout = {LOOK_EVERY}")
        try:
            while not self.in_transaction:
                try:
                    super().execute("BEGIN IMMEDIATE")
                except sqlite3.OperationalError:
                    if time.monotonic() > until:
                        raise
        finally:
            super().execute(f"PRAGMA busy_timeout = {WAIT * 1000}")


class _Cursor(sqlite3.Cursor):
    """A cursor of a `LightConnection`."""

    def execute(self, sql: str, parameters: Any = (), /) -> Self:  # noqa: ANN401 - as the class above has it
        """Execute a statement, in a transaction that writes where it does."""
        connection = self.connection
        writes = sql.lstrip()[:6].upper() in WRITES
        if writes and not connection.in_transaction and isinstance(connection, LightConnection):
            connection.begin()
        return super().execute(sql, parameters)


def keep_a_log(address: URL) -> None:
    """Have an SQLite file keep a write-ahead log; without one, the default, steps are nine times slower."""
    with closing(sqlite3.connect(file_of(address), timeout=30)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
