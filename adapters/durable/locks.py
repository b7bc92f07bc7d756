"""The lock that only processes with an engine take: one on an SQLite file, one of a name on PostgreSQL."""

import asyncio
import contextlib
import fcntl
import hashlib
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import psycopg
from sqlalchemy.engine import URL

from adapters.durable.addresses import address_of, file_of, is_sqlite, place_of
from bot.errors import EngineTakenError, StoreNotWritableError, StoreUnreachableError

PATIENCE = 5.0  # seconds that PostgreSQL may take to notice that a killed process of our name is gone
PAUSE = 0.25  # seconds between two attempts
CONNECT_TIMEOUT = 10  # seconds
ANSWER = 5.0  # seconds that a server may take to say that it is there

NOTICED_SOON = (
    "SET tcp_keepalives_idle = 10",
    "SET tcp_keepalives_interval = 5",
    "SET tcp_keepalives_count = 3",
)
"""Have the server notice within half a minute that a whole machine is gone; by itself it takes two hours.
https://www.postgresql.org/docs/current/runtime-config-connection.html"""

Held = Callable[[], Awaitable[None]]
"""Makes sure that the lock is still ours; raises `EngineTakenError` when somebody else has it now."""


@asynccontextmanager
async def engine_lock(address: URL, executor: str, patience: float = PATIENCE) -> AsyncIterator[Held]:
    """Hold the right to run an engine called `executor` on a database; `EngineTakenError` when it is taken.

    It ends with the process, however that ends.
    """
    if is_sqlite(address):
        descriptor = _lock_file(file_of(address))
        try:
            yield _for_ever
        finally:
            os.close(descriptor)
        return
    lock = ServerLock(address, executor)
    try:
        await lock.take(patience)
        yield lock.hold
    finally:
        await lock.release()


def engine_is_running(url: str) -> bool:
    """Whether a process runs an engine on the SQLite file of `url`; looking leaves no file behind."""
    database = file_of(address_of(url))
    if not _beside(database).exists():
        return False
    try:
        os.close(_lock_file(database))
    except EngineTakenError:
        return True
    return False


async def _for_ever() -> None:
    """Look at nothing: a file's lock cannot be lost."""


def _beside(database: Path) -> Path:
    return database.with_name(f"{database.name}.lock")


def _lock_file(database: Path) -> int:
    path = _beside(database)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise StoreNotWritableError(str(path)) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        raise EngineTakenError(str(database)) from error
    return descriptor


class ServerLock:
    """An advisory lock of a session, which lasts as long as its connection; executors have one by name."""

    def __init__(self, address: URL, name: str) -> None:
        self._conninfo = address.render_as_string(hide_password=False)
        self._where = f"{place_of(address)} ({name})"
        self._key = int.from_bytes(hashlib.sha256(f"engine {name}".encode()).digest()[:8], signed=True)
        self._connection: psycopg.AsyncConnection | None = None

    async def take(self, patience: float) -> None:
        """Take the lock, waiting a little for a process of our name that has just died."""
        attempts = 1 + int(patience / PAUSE)
        for attempt in range(attempts):
            if await self._try():
                return
            if attempt + 1 < attempts:
                await asyncio.sleep(PAUSE)
        raise EngineTakenError(self._where)

    async def hold(self) -> None:
        """Take the lock, or again if its connection was lost; `EngineTakenError` if somebody else has it."""
        try:
            if self._connection is not None:
                async with asyncio.timeout(ANSWER):
                    await self._connection.execute("SELECT 1")
                return
        except (psycopg.Error, TimeoutError):
            await self._drop()
        if not await self._try():
            await self._drop()
            raise EngineTakenError(self._where)

    async def release(self) -> None:
        """Let the lock go: in words, since a server notices a closed connection a little later."""
        connection, self._connection = self._connection, None
        if connection is None:
            return
        with contextlib.suppress(psycopg.Error, TimeoutError):
            async with asyncio.timeout(ANSWER):
                await connection.execute("SELECT pg_advisory_unlock(%s)", (self._key,))
        await connection.close()

    async def _drop(self) -> None:
        """Forget a connection that is of no use."""
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()

    async def _try(self) -> bool:
        try:
            if self._connection is None:
                self._connection = await psycopg.AsyncConnection.connect(
                    self._conninfo, autocommit=True, connect_timeout=CONNECT_TIMEOUT
                )
                for setting in NOTICED_SOON:
                    await self._connection.execute(setting)
            cursor = await self._connection.execute("SELECT pg_try_advisory_lock(%s)", (self._key,))
            row = await cursor.fetchone()
        except psycopg.Error as error:
            await self._drop()
            raise StoreUnreachableError(self._where) from error
        return bool(row and row[0])
