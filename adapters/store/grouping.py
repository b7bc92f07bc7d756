"""Small writes that come together are committed together, where a database takes one writer at a time."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

T = TypeVar("T")
Work = Callable[[AsyncConnection], Awaitable[T]]
Writing = Callable[[], AbstractAsyncContextManager[AsyncConnection]]


@dataclass(frozen=True, slots=True)
class _Write:
    work: Work[Any]
    answer: asyncio.Future[Any]


class Group:
    """Does what is given while a transaction goes on in the next one, all of it.

    On SQLite a commit waits for the disk, and whoever finds the file locked sleeps for a while: of thirty
    answers of a model, written one by one, the last was stored a second after it came.
    """

    def __init__(self, writing: Writing) -> None:
        self._writing = writing
        self._waiting: list[_Write] = []
        self._leader: asyncio.Task[None] | None = None

    async def write(self, work: Work[T]) -> T:
        """Return what `work` does in a transaction, once that is committed; a failure undoes it alone."""
        one = _Write(work, asyncio.get_running_loop().create_future())
        self._waiting.append(one)
        if self._leader is None or self._leader.done():
            self._leader = asyncio.create_task(self._lead())
        answer: T = await one.answer
        return answer

    async def _lead(self) -> None:
        while self._waiting:
            writes, self._waiting = self._waiting, []
            try:
                await self._do(writes)
            except _UndoneError:
                for one in writes:
                    await self._do([one])

    async def _do(self, writes: Sequence[_Write]) -> None:
        """Do all of `writes`; raise `_UndoneError` where one of several undid the others."""
        do = _done if len(writes) > 1 else _done_alone
        try:
            async with self._writing() as connection:
                answers = [await do(one.work, connection) for one in writes]
        except _UndoneError:
            raise
        except Exception as error:  # noqa: BLE001 - each of those who wait is told
            answers = [error] * len(writes)
        for one, answer in zip(writes, answers, strict=True):
            _tell(one.answer, answer)


class _UndoneError(Exception):
    """SQLite took the whole transaction back by itself, as it does where the disk is full."""


async def _done(work: Work[object], connection: AsyncConnection) -> object:
    """Return what `work` returned, or what it raised, with nothing of it left in the transaction."""
    before = await connection.begin_nested()
    try:
        answer = await work(connection)
    except Exception as error:  # noqa: BLE001 - as above
        try:
            await before.rollback()
        except DBAPIError:
            raise _UndoneError from error
        return error
    await before.commit()
    return answer


async def _done_alone(work: Work[object], connection: AsyncConnection) -> object:
    """Return what `work` returned; what it raises ends the transaction, which is its alone."""
    return await work(connection)


def _tell(answer: asyncio.Future[Any], what: object) -> None:
    if answer.done():  # nobody waits for it any more
        return
    if isinstance(what, Exception):
        answer.set_exception(what)
    else:
        answer.set_result(what)
