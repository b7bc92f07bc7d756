"""Translates what databases and their drivers raise into our own errors, once, at the edge."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, StatementError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from adapters.store.codec import UnknownFormError
from bot.errors import (
    StoreBusyError,
    StoreDamagedError,
    StoreDiskError,
    StoreError,
    StoreFullError,
    StoreNotWritableError,
    StoreUnknownError,
    StoreUnreachableError,
)

_OF_SQLITE: dict[int, type[StoreError]] = {
    sqlite3.SQLITE_PERM: StoreNotWritableError,
    sqlite3.SQLITE_BUSY: StoreBusyError,
    sqlite3.SQLITE_LOCKED: StoreBusyError,
    sqlite3.SQLITE_READONLY: StoreNotWritableError,
    sqlite3.SQLITE_IOERR: StoreDiskError,
    sqlite3.SQLITE_CORRUPT: StoreDamagedError,
    sqlite3.SQLITE_FULL: StoreFullError,
    sqlite3.SQLITE_CANTOPEN: StoreNotWritableError,
    sqlite3.SQLITE_NOTADB: StoreDamagedError,
}
"""Primary result codes, https://www.sqlite.org/rescode.html."""

_OF_POSTGRESQL: dict[str, type[StoreError]] = {
    "25006": StoreNotWritableError,  # read-only transaction
    "42501": StoreNotWritableError,  # insufficient privilege
    "40P01": StoreBusyError,  # deadlock
    "53100": StoreFullError,  # disk full
    "55P03": StoreBusyError,  # lock not available
    "57014": StoreBusyError,  # cancelled by a time limit
    "XX001": StoreDamagedError,  # data corrupted
    "XX002": StoreDamagedError,  # index corrupted
}
"""SQLSTATE codes, https://www.postgresql.org/docs/current/errcodes-appendix.html."""


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Raise our own error about the database `where` instead of a driver's; a bug of ours stays as it is."""
    try:
        yield
    except DBAPIError as error:
        kind = _kind(error)
        if kind is None:
            raise
        raise kind(where) from error
    except UnknownFormError as error:
        raise StoreUnknownError(where) from error
    except PoolTimeoutError as error:
        raise StoreBusyError(where) from error
    except StatementError as error:
        if isinstance(error.orig, ValueError):  # a value that a column type refused
            raise error.orig from error
        raise


def _kind(error: DBAPIError) -> type[StoreError] | None:
    driver_error = error.orig
    if isinstance(driver_error, sqlite3.Error):
        code: int = getattr(driver_error, "sqlite_errorcode", 0)
        return _OF_SQLITE.get(code & 0xFF)  # extended codes keep the primary one in the low byte
    by_state = _OF_POSTGRESQL.get(getattr(driver_error, "sqlstate", None) or "")
    if by_state is None and isinstance(error, OperationalError | InterfaceError):
        return StoreUnreachableError
    return by_state
